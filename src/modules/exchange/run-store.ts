import type pg from 'pg'
import { problem as common } from '../../kernel/problems/common.ts'
import { inSituation } from '../../kernel/store/in-situation.ts'
import type { ImportRun } from './tables.ts'

/** Reads and notes the state of one import, each in a short transaction of its own, so that others see how far it is. */
export class RunStore {
  readonly #pool: pg.Pool
  readonly situation: number
  readonly id: string

  constructor(pool: pg.Pool, situation: number, id: string) {
    this.#pool = pool
    this.situation = situation
    this.id = id
  }

  async get(): Promise<ImportRun> {
    const { rows } = await this.query<ImportRun>('SELECT * FROM import_run WHERE situation_id = $1 AND id = $2', [])
    const run = rows[0]
    if (!run) throw common('record.not-found', { record: 'import' })
    return run
  }

  /** Columns are the program's own words, never input. */
  async set(values: Partial<Record<keyof ImportRun, unknown>>): Promise<void> {
    const names = Object.keys(values)
    const assignments = names.map((name, index) => `${name} = $${index + 3}`).join(', ')
    await this.query(
      `UPDATE import_run SET ${assignments} WHERE situation_id = $1 AND id = $2`,
      Object.values(values).map(value => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value)),
    )
  }

  async query<T extends pg.QueryResultRow>(text: string, more: readonly unknown[]): Promise<pg.QueryResult<T>> {
    return inSituation(this.#pool, this.situation, client =>
      client.query<T>({ text, values: [this.situation, this.id, ...more] }),
    )
  }

  /** Removes what the check left behind. The run itself stays as a record of what was done. */
  async clear(): Promise<void> {
    await this.query('DELETE FROM import_row WHERE situation_id = $1 AND import_id = $2', [])
    await this.query('DELETE FROM import_problem WHERE situation_id = $1 AND import_id = $2', [])
  }
}

/** Notes progress at most once a second, and tells whether somebody asked to stop. */
export function paced(run: RunStore, signal: AbortSignal): (done: number) => Promise<void> {
  let last = Date.now()
  return async done => {
    if (signal.aborted) throw new Stopped('server')
    if (Date.now() - last < 1000) return
    last = Date.now()
    await run.set({ done })
    if ((await run.get()).cancel) throw new Stopped('person')
  }
}

/** The work was stopped: by a person for good, or by the server, which goes on after its next start. */
export class Stopped extends Error {
  readonly by: 'person' | 'server'
  constructor(by: 'person' | 'server') {
    super(`stopped by ${by}`)
    this.by = by
  }
}
