import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { databaseName, ownerRole } from './cluster.ts'
import { connectDatabase, type Database, embeddedTarget, type PoolOptions } from './connect.ts'
import { type DatabaseLog, silentLog } from './problem.ts'

/**
 * Joins the embedded database that a running server holds in `folder`, so that a command works beside it. Closing it
 * leaves the server's database running.
 */
export async function attachDatabase(
  folder: string,
  options: PoolOptions = {},
  log: DatabaseLog = silentLog,
): Promise<Database> {
  const home = resolve(folder)
  const password = (await readFile(join(home, 'owner-password'), 'utf8')).trim()
  const elsewhere = (await readFile(join(home, 'run-elsewhere'), 'utf8').catch(() => '')).trim()
  const target = embeddedTarget({
    host: elsewhere || join(home, 'run'),
    port: 5432,
    user: ownerRole,
    password,
    database: databaseName,
  })
  return connectDatabase(target, options, log)
}
