import { join } from 'node:path'
import { attachDatabase } from '../../kernel/database/attach.ts'
import {
  type Database,
  type DatabaseLog,
  DatabaseProblem,
  openDatabase,
  type PoolOptions,
} from '../../kernel/database/index.ts'
import type { Log } from '../../kernel/log/index.ts'
import type { Config } from '../config.ts'
import { type House, type HouseOptions, openHouse } from './house.ts'

/** Where the embedded database lives inside the data folder. */
export function databaseFolder(config: Config): string {
  return join(config.data, 'database')
}

/** Opens the configured database. `beside`: when a running server holds the embedded one, joins it instead of refusing. */
export async function openConfigured(
  config: Config,
  log: Log,
  { beside = false, pools }: { beside?: boolean; pools?: PoolOptions['pools'] } = {},
): Promise<Database> {
  const options = { pipeline: true, ...(pools ? { pools } : {}) }
  const notes = databaseLog(log)
  if (config.databaseUrl) return openDatabase({ ...options, url: config.databaseUrl, log: notes })
  try {
    return await openDatabase({ ...options, folder: databaseFolder(config), log: notes })
  } catch (failure) {
    if (beside && failure instanceof DatabaseProblem && failure.code === 'database.in-use')
      return attachDatabase(databaseFolder(config), options, notes)
    throw failure
  }
}

export async function openConfiguredHouse(
  config: Config,
  log: Log,
  options: Pick<HouseOptions, 'work' | 'handlers'> & { beside?: boolean; pools?: PoolOptions['pools'] } = {},
): Promise<House> {
  const database = await openConfigured(config, log, options)
  try {
    return await openHouse({
      database,
      log,
      work: options.work ?? false,
      ...(options.handlers ? { handlers: options.handlers } : {}),
    })
  } catch (failure) {
    await database.close()
    throw failure
  }
}

/** The database's own notes are sentences for an operator; our log keeps only that there was one, and how grave. */
function databaseLog(log: Log): DatabaseLog {
  return {
    debug() {},
    info: () => log.debug('database.note'),
    warn: () => log.warn('database.warning'),
    error: () => log.error('database.trouble'),
  }
}
