import { randomBytes } from 'node:crypto'
import { chown, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, giveTree, run } from './account.ts'
import type { Engine } from './engine.ts'
import { type DatabaseLog, DatabaseProblem } from './problem.ts'

/** The superuser of an embedded cluster, and the name of its one database. */
export const ownerRole = 'nansen'
export const databaseName = 'nansen'

/** Without a ctype that knows letters beyond ASCII, pg_trgm sees no letters in Arabic; macOS may lack C.UTF-8. */
const locales = ['C.UTF-8', 'en_US.UTF-8']

/**
 * Makes the cluster when there is none, and returns the owner's password.
 * A new cluster appears under its name only when it is complete, so a start cut short leaves nothing half-made.
 */
export async function prepareCluster(
  folder: string,
  engine: Engine,
  account: Account | undefined,
  durable: boolean,
  log: DatabaseLog,
): Promise<{ cluster: string; password: string }> {
  const cluster = join(folder, 'cluster')
  const major = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  for (const name of await readdir(folder)) {
    if (name.startsWith('cluster.new-')) await rm(join(folder, name), { recursive: true, force: true })
  }
  const passwordFile = join(folder, 'owner-password')
  const known = (await readFile(passwordFile, 'utf8').catch(() => '')).trim()
  const password = known || randomBytes(24).toString('base64url')
  if (!known) await writeDurably(passwordFile, password)
  if (account) await chown(passwordFile, account.uid, account.gid) // initdb reads it

  if (major === undefined) {
    await createCluster(folder, cluster, passwordFile, engine, account, durable)
    log.info({ cluster, version: engine.version }, 'created a new database')
    return { cluster, password }
  }
  if (Number(major) !== engine.major) throw otherVersion(cluster, major.trim(), engine)
  if (account && (await stat(cluster)).uid !== account.uid) await giveTree(cluster, account)
  if (!known) await setPassword(cluster, password, engine, account)
  return { cluster, password }
}

async function createCluster(
  folder: string,
  cluster: string,
  passwordFile: string,
  engine: Engine,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  let failure = ''
  for (const locale of locales) {
    const fresh = join(folder, `cluster.new-${randomBytes(6).toString('hex')}`)
    const { code, output } = await run(
      join(engine.bin, 'initdb'),
      [
        ...['-D', fresh, '-U', ownerRole, '-E', 'UTF8', '--data-checksums'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, '--lc-messages=C'],
        ...['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'],
        ...(durable ? [] : ['--no-sync']),
      ],
      account,
    )
    if (code === 0) {
      await rename(fresh, cluster)
      await syncFolder(folder)
      return
    }
    failure = output.trim()
    await rm(fresh, { recursive: true, force: true })
  }
  throw new DatabaseProblem(
    'database.start-failed',
    `PostgreSQL could not make a new database in ${cluster}: ${failure}`,
    { cluster, output: failure },
  )
}

/** The password file was lost: PostgreSQL's single-user mode, which asks for none, sets a new one. */
async function setPassword(
  cluster: string,
  password: string,
  engine: Engine,
  account: Account | undefined,
): Promise<void> {
  const { code, output } = await run(
    join(engine.bin, 'postgres'),
    ['--single', '-D', cluster, 'postgres'],
    account,
    `ALTER ROLE ${ownerRole} PASSWORD '${password}'\n`,
  )
  if (code !== 0) {
    throw new DatabaseProblem('database.start-failed', `PostgreSQL could not open ${cluster}: ${output.trim()}`, {
      cluster,
      output,
    })
  }
}

const otherVersion = (cluster: string, found: string, engine: Engine) =>
  new DatabaseProblem(
    'database.other-version',
    `The data in ${cluster} was written by PostgreSQL ${found}, and this Nansen has PostgreSQL ${engine.major}. ` +
      'Make a backup with the Nansen that wrote it ("nansen backup FILE"), ' +
      'then restore it with this one into an empty folder ("nansen restore FILE").',
    { cluster, found, expected: String(engine.major) },
  )

async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, `${text}\n`, { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
