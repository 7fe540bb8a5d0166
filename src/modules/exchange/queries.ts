import { sql } from 'kysely'
import { z } from 'zod'
import { type AnyQuery, defineQuery } from '../../kernel/queries/define.ts'
import type { TablePolicies } from '../../kernel/queries/door.ts'
import type { Staged } from './staged.ts'
import type { ExchangeTables, ImportRun } from './tables.ts'

export const exchangePolicies: TablePolicies = {
  import_run: { place: null, sensitivity: 'internal' },
  import_row: { place: null, sensitivity: 'personal' },
  import_problem: { place: null, sensitivity: 'personal' },
}

const Run = z.object({
  id: z.string(),
  fileName: z.string(),
  kind: z.string(),
  status: z.string(),
  settings: z.record(z.string(), z.unknown()),
  mapping: z.array(z.string().nullable()).nullable(),
  header: z.array(z.string()),
  format: z.string().nullable(),
  encoding: z.string().nullable(),
  sheets: z.array(z.string()),
  rows: z.number(),
  households: z.number(),
  people: z.number(),
  problems: z.number(),
  /** What to look at; only problems keep the file out. */
  warnings: z.number(),
  done: z.number(),
  added: z.number(),
  known: z.number(),
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  madeAt: z.string(),
  finishedAt: z.string().nullable(),
})

function shown(run: ImportRun): z.infer<typeof Run> {
  return {
    id: run.id,
    fileName: run.file_name,
    kind: run.kind,
    status: run.status,
    settings: { ...run.settings },
    mapping: run.mapping ? [...run.mapping] : null,
    header: [...(run.found?.header ?? [])],
    format: run.found?.format ?? null,
    encoding: run.found?.encoding ?? null,
    sheets: [...(run.found?.sheets ?? [])],
    rows: run.rows,
    households: run.households,
    people: run.people,
    problems: run.problems,
    warnings: run.warnings,
    done: run.done,
    added: run.added,
    known: run.known,
    failure: run.failure,
    madeAt: run.made_at,
    finishedAt: run.finished_at,
  }
}

export const listImports = defineQuery({
  name: 'exchange.listImports',
  summary: 'Files that were brought in, the newest first, with their state.',
  scope: 'situation',
  input: z.strictObject({}),
  output: z.object({ imports: z.array(Run) }),
  allow: { permission: 'import', sensitivity: 'internal' },
  async run(door) {
    const runs = await door
      .on<ExchangeTables>()
      .selectFrom('import_run as r')
      .selectAll()
      .where(door.scope('import_run', 'r'))
      .orderBy('r.id', 'desc')
      .limit(100)
      .execute()
    return { imports: runs.map(shown) }
  },
})

export const getImport = defineQuery({
  name: 'exchange.getImport',
  summary: 'One import: how far it is, what the file turned out to be, its first people and problems.',
  scope: 'situation',
  input: z.strictObject({ import: z.uuid() }),
  output: z.object({
    run: Run,
    preview: z.array(
      z.object({
        line: z.number(),
        reference: z.string(),
        household: z.record(z.string(), z.unknown()),
        member: z.record(z.string(), z.unknown()),
      }),
    ),
    problems: z.array(
      z.object({
        line: z.number(),
        column: z.string(),
        code: z.string(),
        severity: z.string(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  allow: { permission: 'import', sensitivity: 'personal' },
  async run(door, input) {
    const run = await door
      .on<ExchangeTables>()
      .selectFrom('import_run as r')
      .selectAll()
      .where(door.scope('import_run', 'r'))
      .where('r.id', '=', input.import)
      .executeTakeFirst()
    if (!run) return door.notFound('import')
    const preview = await sql<{ data: Staged }>`
      SELECT w.data FROM import_row w WHERE ${door.scope('import_row', 'w')} AND w.import_id = ${input.import} ORDER BY w.reference, w.line LIMIT 20`.execute(
      door.on(),
    )
    const problems = await sql<{
      line: number
      column: string
      code: string
      severity: string
      details: Record<string, unknown>
    }>`
      SELECT p.line, p.column_name AS column, p.code, p.severity, p.details FROM import_problem p
      WHERE ${door.scope('import_problem', 'p')} AND p.import_id = ${input.import} ORDER BY p.severity, p.line, p.position LIMIT 200`.execute(
      door.on(),
    )
    return {
      run: shown(run),
      preview: preview.rows.flatMap(row => previewOf(row.data)).slice(0, 20),
      problems: problems.rows,
    }
  },
})

/** One line for each person, whatever the file was. */
function previewOf(staged: Staged) {
  if (!('whole' in staged)) return [{ ...staged, household: { ...staged.household } }]
  const { line, reference } = staged
  const { members, ...household } = staged.whole.input as { members: Record<string, unknown>[] }
  return members.map(member => ({ line, reference, household, member }))
}

export const importProblems = defineQuery({
  name: 'exchange.importProblems',
  summary: 'What is wrong in a file, cell by cell, page by page, for a download.',
  scope: 'situation',
  input: z.strictObject({
    import: z.uuid(),
    after: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(5000).default(1000),
  }),
  output: z.object({
    problems: z.array(
      z.object({
        position: z.number(),
        line: z.number(),
        column: z.string(),
        code: z.string(),
        severity: z.string(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.number().nullable(),
  }),
  allow: { permission: 'import', sensitivity: 'personal' },
  async run(door, input) {
    const { rows } = await sql<{
      position: number
      line: number
      column: string
      code: string
      severity: string
      details: Record<string, unknown>
    }>`
      SELECT p.position, p.line, p.column_name AS column, p.code, p.severity, p.details FROM import_problem p
      WHERE ${door.scope('import_problem', 'p')} AND p.import_id = ${input.import} AND p.position > ${input.after} ORDER BY p.position LIMIT ${input.limit}`.execute(
      door.on(),
    )
    return { problems: rows, next: rows.length === input.limit ? (rows.at(-1)?.position ?? null) : null }
  },
})

export const exchangeQueries = [listImports, getImport, importProblems] as const satisfies readonly AnyQuery[]
