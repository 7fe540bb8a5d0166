import type pg from 'pg'
import type { ActEnvelope } from '../../kernel/acts/define.ts'
import { canonical } from '../../kernel/journal/canonical.ts'
import { inSituation } from '../../kernel/store/in-situation.ts'
import { type Row, RowWriter } from '../../kernel/store/rows.ts'
import type { RowProblem, Staged } from './staged.ts'

const batch = 2000
/** More problems than anyone reads; the count goes on. */
const mostProblems = 10_000

/** Writes understood rows and problems in batches: memory stays flat however long the file is. */
export class Stage {
  readonly #pool: pg.Pool
  readonly #situation: number
  readonly #import: string
  #writer = new RowWriter()
  readonly #named = new Set<string>()
  #problems = 0
  #warnings = 0

  constructor(pool: pg.Pool, situation: number, id: string) {
    this.#pool = pool
    this.#situation = situation
    this.#import = id
  }

  get problems(): number {
    return this.#problems
  }

  get warnings(): number {
    return this.#warnings
  }

  async add(row: Staged, documentKey: string | null): Promise<void> {
    this.#writer.add('import_row', {
      ...this.#key(),
      reference: row.reference,
      line: row.line,
      data: row,
      document_key: documentKey,
    } as Row)
    if (this.#writer.size >= batch) await this.flush()
  }

  async wrong(found: readonly RowProblem[]): Promise<void> {
    for (const problem of found) {
      const place = `${problem.line} ${problem.column}`
      // A cell that could not be read leaves its field empty: that it is needed as well helps nobody.
      if (problem.code === 'input.required' && this.#named.has(place)) continue
      if (!problem.warning && this.#named.size < mostProblems) this.#named.add(place)
      if (problem.warning) this.#warnings++
      else this.#problems++
      const position = this.#problems + this.#warnings
      if (position > mostProblems) continue
      this.#writer.add('import_problem', {
        ...this.#key(),
        position,
        line: problem.line,
        column_name: problem.column,
        code: problem.code,
        severity: problem.warning ? 'warning' : 'error',
        details: problem.details ?? {},
      })
    }
    if (this.#writer.size >= batch) await this.flush()
  }

  async flush(): Promise<void> {
    const writer = this.#writer
    this.#writer = new RowWriter()
    if (writer.size === 0) return
    await inSituation(this.#pool, this.#situation, async client => {
      for (const statement of await writer.take(client)) await client.query(statement)
    })
  }

  #key() {
    return { situation_id: this.#situation, import_id: this.#import }
  }
}

/** The staged rows, one household after another, read in steps. */
export async function* stagedHouseholds(pool: pg.Pool, situation: number, id: string): AsyncGenerator<Staged[]> {
  let after = { reference: '', line: -1 }
  let open: Staged[] = []
  for (;;) {
    const from = after
    const { rows } = await inSituation(pool, situation, client =>
      client.query<{ reference: string; line: number; data: Staged }>({
        text: `SELECT reference, line, data FROM import_row WHERE situation_id = $1 AND import_id = $2 AND (reference, line) > ($3 COLLATE "C", $4)
               ORDER BY reference, line LIMIT 2000`,
        values: [situation, id, from.reference, from.line],
      }),
    )
    for (const row of rows) {
      if (open.length > 0 && open[0]?.reference !== row.reference) {
        yield open
        open = []
      }
      open.push(row.data)
      after = { reference: row.reference, line: row.line }
    }
    if (rows.length < 2000) break
  }
  if (open.length > 0) yield open
}

/** Of these acts, the ones that the journal has already; `same`: whether it said the same then. */
export async function knownActs(
  pool: pg.Pool,
  situation: number,
  envelopes: readonly ActEnvelope[],
  inputOf: (envelope: ActEnvelope) => unknown,
): Promise<Map<string, { same: boolean }>> {
  const { rows } = await inSituation(pool, situation, client =>
    client.query<{ act_id: string; input: unknown }>({
      name: 'known_acts',
      text: 'SELECT act_id, input FROM journal_payload WHERE situation_id = $1 AND act_id = ANY($2::uuid[])',
      values: [situation, envelopes.map(envelope => envelope.id)],
    }),
  )
  const byId = new Map(envelopes.map(envelope => [envelope.id, envelope]))
  return new Map(
    rows.map(row => {
      const envelope = byId.get(row.act_id)
      return [row.act_id, { same: envelope !== undefined && canonical(row.input) === canonical(inputOf(envelope)) }]
    }),
  )
}

/** Groups an iteration into arrays of up to `size`. */
export async function* inChunks<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = []
  for await (const item of items) {
    chunk.push(item)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
