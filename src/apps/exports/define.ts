import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Principal } from '../../kernel/access/principal.ts'
import { type Column, type Rows, writeCsv, writeXlsx } from '../../kernel/formats/index.ts'
import type { House } from '../house/house.ts'

export interface MadeExport {
  readonly fileName: string
  readonly mediaType: string
  readonly stream: Readable
}

export interface Asked {
  readonly house: House
  readonly situation: number
  readonly principal: Principal
  /** What the export's own schema made of the options. */
  readonly input: Record<string, unknown>
}

export interface ExportDefinition {
  readonly permission: string
  /** What may be asked for: filters and days. */
  readonly input: (house: House) => z.core.$ZodType
  make(asked: Asked): Promise<MadeExport>
}

/** A table that is written either as CSV or as a workbook. */
export interface MadeTable {
  readonly name: string
  readonly columns: readonly Column[]
  readonly rows: Rows
}

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The two exports of one table. */
export function tableExports(
  name: string,
  definition: Omit<ExportDefinition, 'make'> & { table(asked: Asked): Promise<MadeTable> },
): Record<string, ExportDefinition> {
  const { table, ...rest } = definition
  return {
    [`${name}.csv`]: {
      ...rest,
      async make(asked) {
        const made = await table(asked)
        const stream = writeCsv(made.columns, made.rows, { hxl: true })
        return { fileName: `${made.name}.csv`, mediaType: 'text/csv; charset=utf-8', stream }
      },
    },
    [`${name}.xlsx`]: {
      ...rest,
      async make(asked) {
        const made = await table(asked)
        const stream = writeXlsx(made.columns, made.rows, { hxl: true, sheet: name })
        return { fileName: `${made.name}.xlsx`, mediaType: spreadsheet, stream }
      },
    },
  }
}

/** Notes in the access log that data of these people, or (null) of everybody who was found, left the house. */
export async function noteExport(
  { house, situation, principal }: Asked,
  name: string,
  sensitivity: 'personal' | 'sensitive' | 'confidential',
  people: readonly (string | null)[],
): Promise<void> {
  const asked = { query: `export:${name}`, situation, permission: 'export', principal, rank: 0 }
  await house.queries.withDoor(asked, async door => {
    for (const person of people) door.logRead(person, sensitivity)
  })
}

export async function siteCodes({ house, situation, principal }: Asked) {
  const { sites } = (await house.queries.ask('situation.listSites', situation, {}, principal)) as {
    sites: { id: string; code: string; name: string }[]
  }
  return new Map(sites.map(site => [site.id, site]))
}
