import type { Readable } from 'node:stream'
import { type Principal, reach } from '../../kernel/access/principal.ts'
import { type Column, writeCsv } from '../../kernel/formats/index.ts'
import { problem } from '../../kernel/problems/common.ts'
import type { House } from '../house/house.ts'

export interface MadeExport {
  readonly fileName: string
  readonly mediaType: string
  readonly stream: Readable
}

interface ExportDefinition {
  readonly permission: string
  make(house: House, situation: number, principal: Principal, options: Record<string, string>): Promise<MadeExport>
}

interface Figures {
  referenceDate: string
  rows: { origin: string; site: string; sex: string; cohort: string; people: number }[]
}

interface Sites {
  sites: { id: string; code: string; name: string }[]
}

interface Page {
  people: {
    id: string
    number: string
    householdNumber: string
    name: string
    latinName: string
    relationship: string
    sex: string
    birthDate: string
    birthEstimated: boolean
    nationality: string
    origin: string
    site: string
    status: string
    arrivedOn: string
    registeredOn: string
  }[]
  next: string | null
}

const demographicsColumns: readonly Column[] = [
  { header: 'reference_date', hxl: '#date+reference', kind: 'date' },
  { header: 'country_of_origin', hxl: '#country+code+origin+v_iso3' },
  { header: 'site_code', hxl: '#loc+code' },
  { header: 'site', hxl: '#loc+name' },
  { header: 'sex', hxl: '#indicator+sex' },
  { header: 'age_cohort', hxl: '#indicator+age' },
  { header: 'people', hxl: '#affected+refugees+ind', kind: 'number' },
]

const peopleColumns: readonly Column[] = [
  { header: 'Individual number', hxl: '#meta+id+ind' },
  { header: 'Household number', hxl: '#meta+id+hh' },
  { header: 'Relationship', hxl: '#beneficiary+relationship' },
  { header: 'Full name', hxl: '#beneficiary+name' },
  { header: 'Latin name' },
  { header: 'Sex', hxl: '#beneficiary+sex' },
  { header: 'Date of birth', hxl: '#date+birth', kind: 'date' },
  { header: 'Birth estimated' },
  { header: 'Nationality', hxl: '#country+nationality' },
  { header: 'Country of origin', hxl: '#country+code+origin' },
  { header: 'Site', hxl: '#loc+code' },
  { header: 'Status' },
  { header: 'Arrival date', hxl: '#date+arrival', kind: 'date' },
  { header: 'Registration date', hxl: '#date+registration', kind: 'date' },
]

const definitions: Readonly<Record<string, ExportDefinition>> = {
  'demographics.csv': {
    permission: 'read-statistics',
    async make(house, situation, principal, options) {
      const figures = (await house.queries.ask('statistics.demographics', situation, options, principal)) as Figures
      const sites = await siteCodes(house, situation, principal)
      const rows = figures.rows
        .map(
          row =>
            [
              figures.referenceDate,
              row.origin,
              sites.get(row.site)?.code ?? '',
              sites.get(row.site)?.name ?? '',
              row.sex,
              row.cohort,
              row.people,
            ] as const,
        )
        .sort((a, b) => a.join('|').localeCompare(b.join('|'), 'en'))
      return {
        fileName: `demographics-${figures.referenceDate}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        stream: writeCsv(demographicsColumns, rows, { hxl: true }),
      }
    },
  },
  'people.csv': {
    permission: 'export',
    async make(house, situation, principal, options) {
      const sites = await siteCodes(house, situation, principal)
      async function* rows() {
        for (let after: string | null | undefined; after !== null; ) {
          const page = (await house.queries.ask(
            'registration.findIndividuals',
            situation,
            { ...options, limit: 200, ...(after ? { after } : {}) },
            principal,
          )) as Page
          for (const line of page.people) {
            yield [
              line.number,
              line.householdNumber,
              line.relationship,
              line.name,
              line.latinName,
              line.sex,
              line.birthDate,
              line.birthEstimated ? 'yes' : 'no',
              line.nationality,
              line.origin,
              sites.get(line.site)?.code ?? '',
              line.status,
              line.arrivedOn,
              line.registeredOn,
            ]
          }
          after = page.next
        }
      }
      return {
        fileName: 'people.csv',
        mediaType: 'text/csv; charset=utf-8',
        stream: writeCsv(peopleColumns, rows(), { hxl: true }),
      }
    },
  },
}

export const exportNames: readonly string[] = Object.keys(definitions)

/** Opens an export as a stream. Every row passes the same door as on the screen; the whole is noted in the access log. */
export async function openExport(
  house: House,
  name: string,
  situation: number,
  principal: Principal,
  options: Record<string, string>,
): Promise<MadeExport> {
  const definition = definitions[name]
  if (!definition) throw problem('route.not-found')
  if (reach(principal, situation, definition.permission) < 0)
    throw problem('access.not-allowed', { permission: definition.permission })
  return definition.make(house, situation, principal, options)
}

async function siteCodes(house: House, situation: number, principal: Principal) {
  const { sites } = (await house.queries.ask('situation.listSites', situation, {}, principal)) as Sites
  return new Map(sites.map(site => [site.id, site]))
}
