import { Numbers } from '../../kernel/acts/numbers.ts'
import { ActRegistry } from '../../kernel/acts/registry.ts'
import { ActRunner } from '../../kernel/acts/run.ts'
import { type Database, migrate } from '../../kernel/database/index.ts'
import { type JobHandler, Jobs } from '../../kernel/jobs/jobs.ts'
import type { Log } from '../../kernel/log/index.ts'
import { QueryRegistry, QueryRunner } from '../../kernel/queries/run.ts'
import { acts, policies, queries, rooms } from './definitions.ts'

export interface HouseOptions {
  readonly database: Database
  readonly log: Log
  readonly now?: () => Date
  /** Whether this process works off the queues; the command line's short commands do not. */
  readonly work?: boolean
  /** The long work of the modules, made with the house that it works in. */
  readonly handlers?: (house: Omit<House, 'close'>) => Readonly<Record<string, JobHandler>>
}

/** The whole product without a face: what the server, the command line and the tests put on. */
export interface House {
  readonly database: Database
  readonly acts: ActRunner
  readonly queries: QueryRunner
  readonly actRegistry: ActRegistry
  readonly queryRegistry: QueryRegistry
  readonly numbers: Numbers
  readonly jobs: Jobs
  readonly log: Log
  readonly now: () => Date
  close(): Promise<void>
}

/** Migrates the database and opens the house on it. The caller opened the database; `close` closes it too. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { database, log, now = () => new Date(), work = true } = options
  await migrate(database, rooms)
  const jobs = new Jobs(database.owner, log)
  const numbers = new Numbers(database.app)
  const actRegistry = new ActRegistry(acts)
  const queryRegistry = new QueryRegistry(queries)
  const house = {
    database,
    acts: new ActRunner({ pool: database.app, registry: actRegistry, numbers, jobs, now }),
    queries: new QueryRunner({ pool: database.app, registry: queryRegistry, policies, now }),
    actRegistry,
    queryRegistry,
    numbers,
    jobs,
    log,
    now,
  }
  await jobs.start(options.handlers?.(house) ?? {}, { work })
  return {
    ...house,
    async close() {
      await jobs.stop()
      await database.close()
    },
  }
}
