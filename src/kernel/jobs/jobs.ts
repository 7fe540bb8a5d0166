import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { appRole } from '../database/roles.ts'
import type { Code, Log } from '../log/index.ts'
import type { Client } from '../store/session.ts'
import type { JobRequest } from './define.ts'

export interface JobContext {
  /** Aborted when the job is cancelled or the server stops. */
  readonly signal: AbortSignal
  readonly id: string
}

export type JobHandler = (data: JobRequest['data'], context: JobContext) => Promise<void>

/** Queues in the same PostgreSQL: a job asked for by an act starts when, and only when, the act commits. */
export class Jobs {
  readonly #boss: PgBoss
  readonly #pool: pg.Pool
  readonly #log: Log
  readonly #stop = new AbortController()
  #started = false

  constructor(pool: pg.Pool, log: Log) {
    this.#log = log
    this.#pool = pool
    this.#boss = new PgBoss({ db: { executeSql: (text, values) => pool.query(text, values ?? []) }, schema: 'pgboss' })
    this.#boss.on('error', failure => log.error('job.queue-failed', {}, failure))
  }

  /** Opens the queues; with `work` this process works them off. Queues are made for all handlers either way. */
  async start(handlers: Readonly<Record<string, JobHandler>>, { work }: { work: boolean }): Promise<void> {
    await this.#boss.start()
    this.#started = true
    for (const name of Object.keys(handlers)) {
      await this.#boss.createQueue(name, { retryLimit: 3, retryBackoff: true, expireInSeconds: 6 * 3600 })
    }
    await this.#grant()
    if (!work) return
    for (const [name, handler] of Object.entries(handlers)) {
      await this.#boss.work(name, { pollingIntervalSeconds: 1 }, async jobs => {
        for (const job of jobs) await this.#run(name, handler, job.id, job.data as JobRequest['data'])
      })
    }
  }

  /** Acts send jobs in their own transactions, so the application's role may add to the queues and read them. */
  async #grant(): Promise<void> {
    await this.#pool.query(`GRANT USAGE ON SCHEMA pgboss TO ${appRole}`)
    await this.#pool.query(`GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA pgboss TO ${appRole}`)
  }

  async #run(name: string, handler: JobHandler, id: string, data: JobRequest['data']): Promise<void> {
    const started = Date.now()
    try {
      await handler(data, { id, signal: this.#stop.signal })
      this.#log.info('job.done', { job: name as Code, jobId: id, duration: Date.now() - started })
    } catch (failure) {
      this.#log.error('job.failed', { job: name as Code, jobId: id }, failure)
      throw failure
    }
  }

  async sendIn(client: Client, request: JobRequest): Promise<void> {
    if (!this.#started) throw new Error('jobs are not started')
    await this.#boss.send(request.name, request.data, {
      db: { executeSql: (text: string, values?: unknown[]) => client.query({ text, values: values ?? [] }) },
    })
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    if (this.#started) await this.#boss.stop({ graceful: true, timeout: 5000 })
    this.#started = false
  }
}
