import type { Kysely } from 'kysely'
import type { Uuid } from '../ids.ts'
import type { JobRequest } from '../jobs/define.ts'
import { commit, sendBatch } from '../store/batch.ts'
import { kyselyOn } from '../store/on-client.ts'
import { type Row, RowWriter } from '../store/rows.ts'
import type { Client } from '../store/session.ts'
import type { ActTransaction } from './define.ts'

/**
 * The working side of an act's transaction. Rows wait in the writer; `finish` sends them and the commit in one go, so
 * that a typical registration is two trips to the database.
 */
export class OpenTransaction implements ActTransaction {
  readonly #client: Client
  readonly #writer = new RowWriter()
  readonly #kysely: Kysely<unknown>
  #subjects = new Set<Uuid>()
  #jobs: JobRequest[] = []

  constructor(client: Client) {
    this.#client = client
    this.#kysely = kyselyOn<unknown>(client, () => this.flush(), { prepare: true })
  }

  insert(table: string, rows: Row | readonly Row[]): void {
    this.#writer.add(table, rows)
  }

  on<Tables>(): Kysely<Tables> {
    return this.#kysely as Kysely<Tables>
  }

  about(subject: Uuid | readonly Uuid[]): void {
    for (const id of typeof subject === 'string' ? [subject] : subject) this.#subjects.add(id)
  }

  job(request: JobRequest): void {
    this.#jobs.push(request)
  }

  /** What the act so far was about and asked for; forgotten afterwards, so that one transaction can hold many acts. */
  takeSubjects(): Uuid[] {
    const subjects = [...this.#subjects]
    this.#subjects = new Set()
    return subjects
  }

  takeJobs(): JobRequest[] {
    const jobs = this.#jobs
    this.#jobs = []
    return jobs
  }

  get waiting(): number {
    return this.#writer.size
  }

  async flush(): Promise<void> {
    if (this.#writer.size === 0) return
    await sendBatch(this.#client, await this.#writer.take(this.#client))
  }

  /** Sends what waits, and the commit behind it. Throws unless the database said that it committed. */
  async finish(): Promise<void> {
    const tags = await sendBatch(this.#client, [...(await this.#writer.take(this.#client)), commit])
    // A failed transaction answers COMMIT with ROLLBACK and no error.
    if (tags.at(-1) !== 'COMMIT') throw new Error('the database rolled the transaction back')
  }
}
