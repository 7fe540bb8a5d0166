import { z } from 'zod'
import { may } from '../../kernel/access/allow.ts'
import { type ActTransaction, type AnyAct, defineAct } from '../../kernel/acts/define.ts'
import { isUuid } from '../../kernel/ids.ts'
import { problem as common } from '../../kernel/problems/common.ts'
import { importFieldNames } from './fields.ts'
import { problem } from './problems.ts'
import type { ExchangeTables, ImportRun, ImportStatus } from './tables.ts'

const Uuid = z.string().refine(isUuid, { params: { problem: 'input.bad-format' } })
const Done = z.object({})

const Mapping = z.array(z.enum(importFieldNames as unknown as [string, ...string[]]).nullable()).max(500)
const Settings = z.strictObject({
  site: Uuid.optional(),
  origin: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  arrivedOn: z.iso.date().optional(),
  calendar: z.enum(['gregory', 'islamic-umalqura', 'persian', 'ethiopic']).optional(),
  dayOrder: z.enum(['dmy', 'mdy']).optional(),
  encoding: z.string().max(40).optional(),
  sheet: z.string().max(100).optional(),
})

const StartImport = z.strictObject({
  id: Uuid,
  /** What the upload answered. */
  file: z.string().regex(/^[A-Za-z0-9_-]{8,80}$/),
  fileName: z.string().trim().max(200).default(''),
  settings: Settings.default({}),
  mapping: Mapping.optional(),
})
export type StartImport = z.infer<typeof StartImport>

const RemapImport = z.strictObject({ import: Uuid, settings: Settings, mapping: Mapping.optional() })
export type RemapImport = z.infer<typeof RemapImport>
const OneImport = z.strictObject({ import: Uuid })
export type OneImport = z.infer<typeof OneImport>

export const startImport = defineAct({
  name: 'exchange.startImport',
  summary: 'Reads an uploaded file of people and says everything that is wrong with it; nothing is taken in yet.',
  scope: 'situation',
  kind: 'observation',
  input: StartImport,
  result: Done,
  sensitivity: 'internal',
  allow: may('import').anywhere(),
  async apply(tx, input: StartImport, act) {
    tx.insert('import_run', {
      situation_id: act.situation,
      id: input.id,
      file: input.file,
      file_name: input.fileName,
      kind: 'table',
      status: 'checking',
      settings: input.settings,
      mapping: input.mapping ?? null,
      made_by: act.actor,
      made_at: act.recordedAt,
    })
    tx.job({ name: 'exchange.check', data: { situation: act.situation, import: input.id } })
    tx.about(input.id)
    return {}
  },
})

export const remapImport = defineAct({
  name: 'exchange.remapImport',
  summary: 'Checks the file again with other columns, defaults, calendar or encoding.',
  scope: 'situation',
  kind: 'observation',
  input: RemapImport,
  result: Done,
  sensitivity: 'internal',
  allow: may('import').anywhere(),
  async apply(tx, input, act) {
    await move(tx, act.situation, input.import, ['checked', 'failed'], 'checking', {
      settings: JSON.stringify(input.settings),
      mapping: input.mapping === undefined ? null : JSON.stringify(input.mapping),
      failure: null,
      cancel: false,
    })
    tx.job({ name: 'exchange.check', data: { situation: act.situation, import: input.import } })
    return {}
  },
})

export const acceptImport = defineAct({
  name: 'exchange.acceptImport',
  summary: 'Takes all people of a checked file in: all of them or, after any error, none.',
  scope: 'situation',
  kind: 'decision',
  input: OneImport,
  result: Done,
  sensitivity: 'internal',
  allow: may('import').anywhere(),
  async apply(tx, input, act) {
    const run = await runOf(tx, act.situation, input.import)
    if (run.problems > 0) throw problem('exchange.has-problems', { count: run.problems })
    await move(tx, act.situation, input.import, ['checked'], 'accepting', { cancel: false, done: 0 })
    tx.job({ name: 'exchange.apply', data: { situation: act.situation, import: input.import } })
    tx.about(input.import)
    return {}
  },
})

export const refuseImport = defineAct({
  name: 'exchange.refuseImport',
  summary: 'Sets an import aside; what was read of it is removed.',
  scope: 'situation',
  kind: 'decision',
  input: OneImport,
  result: Done,
  sensitivity: 'internal',
  allow: may('import').anywhere(),
  async apply(tx, input, act) {
    await move(tx, act.situation, input.import, ['checked', 'failed', 'cancelled'], 'refused', {})
    tx.job({ name: 'exchange.clear', data: { situation: act.situation, import: input.import } })
    return {}
  },
})

export const cancelImport = defineAct({
  name: 'exchange.cancelImport',
  summary: 'Stops a check or an acceptance that is under way; nothing of the file stays.',
  scope: 'situation',
  kind: 'decision',
  input: OneImport,
  result: Done,
  sensitivity: 'internal',
  allow: may('import').anywhere(),
  async apply(tx, input, act) {
    await tx
      .on<ExchangeTables>()
      .updateTable('import_run')
      .set({ cancel: true })
      .where('situation_id', '=', act.situation)
      .where('id', '=', input.import)
      .execute()
    return {}
  },
})

export const exchangeActs = [
  startImport,
  remapImport,
  acceptImport,
  refuseImport,
  cancelImport,
] as const satisfies readonly AnyAct[]

async function runOf(tx: ActTransaction, situation: number, id: string): Promise<ImportRun> {
  const run = await tx
    .on<ExchangeTables>()
    .selectFrom('import_run')
    .selectAll()
    .where('situation_id', '=', situation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!run) throw common('record.not-found', { record: 'import' })
  return run
}

async function move(
  tx: ActTransaction,
  situation: number,
  id: string,
  from: readonly ImportStatus[],
  to: ImportStatus,
  more: object,
): Promise<void> {
  const run = await runOf(tx, situation, id)
  if (!from.includes(run.status))
    throw problem(
      run.status === 'checking' || run.status === 'accepting' ? 'exchange.already-running' : 'exchange.not-checked',
      { status: run.status },
    )
  await tx
    .on<ExchangeTables>()
    .updateTable('import_run')
    .set({ status: to, ...more })
    .where('situation_id', '=', situation)
    .where('id', '=', id)
    .execute()
}
