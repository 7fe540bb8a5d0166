import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { type Account, accountFor, firstClosedFolder, give, isRoot } from './account.ts'
import { databaseName, ownerRole, prepareCluster } from './cluster.ts'
import { findEngine } from './engine.ts'
import { stopLeftovers } from './leftovers.ts'
import { lockFolder } from './lock.ts'
import { runPostmaster } from './postmaster.ts'
import { type DatabaseLog, DatabaseProblem, silentLog } from './problem.ts'
import { type Settings, settingsFor } from './settings.ts'

export type EmbeddedOptions = {
  /** Holds everything of the database and nothing else; made when missing. */
  folder: string
  log?: DatabaseLog
  /** PostgreSQL settings that replace ours. */
  settings?: Settings
  /** false only in tests: a crash may then lose or corrupt data. */
  durable?: boolean
  /** Remove the folder if this process is killed; only for tests. */
  ephemeral?: boolean
}

export type Embedded = {
  /** The folder of the Unix socket; `pg` takes it as a host. */
  host: string
  port: number
  user: string
  password: string
  database: string
  /** The running postmaster, undefined while it is being started again. */
  pid(): number | undefined
  /** Fast shutdown: ends sessions, writes a checkpoint, waits, and frees the folder. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that npm installed, on a Unix socket only, in a folder of its own.
 * Throws a DatabaseProblem: `database.in-use`, `.other-version`, `.folder-unreachable`, `.folder-foreign`, `.no-engine`,
 * `.no-account` or `.start-failed`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log = silentLog, durable = true } = options
  const folder = resolve(options.folder)
  const account = await prepareFolder(folder)
  const lock = await lockFolder(folder)
  try {
    const engine = await findEngine(folder, account)
    for (const name of await readdir(folder)) {
      if (name === 'cluster' || name.startsWith('cluster.new-')) await stopLeftovers(join(folder, name), log)
    }
    const { cluster, password } = await prepareCluster(folder, engine, account, durable, log)
    const socket = await socketFolder(folder, account)
    const settings = settingsFor(socket, durable, options.settings)
    const ephemeral = options.ephemeral ?? false
    const postmaster = await runPostmaster({ folder, cluster, engine, account, settings, ephemeral, log })
    const stop = async () => {
      await postmaster.stop()
      await removeSocketFolder(folder)
      await lock.release()
    }
    const connection = { host: socket, port: 5432, user: ownerRole, password, database: databaseName }
    await createDatabase(connection).catch(async error => {
      await stop()
      throw error
    })
    return { ...connection, pid: postmaster.pid, stop }
  } catch (error) {
    await removeSocketFolder(folder).catch(() => undefined)
    await lock.release()
    throw error
  }
}

/** Makes the folder ours and reachable for the account, without ever taking over a folder that holds other things. */
async function prepareFolder(folder: string): Promise<Account | undefined> {
  const account = await accountFor(join(folder, 'cluster'))
  try {
    await mkdir(folder, { recursive: true })
    const names = await readdir(folder)
    const ours = names.some(name => name === 'lock' || name === 'owner-password' || name === 'cluster')
    if (names.length > 0 && !ours) throw foreign(folder)
    await give(folder, account)
    // proves that we may write, which the mode bits alone do not
    const probe = join(folder, `lock.probe-${randomUUID()}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error
    throw unreachable(folder, folder, isRoot() ? 'root' : 'the user that runs Nansen', error)
  }
  const closed = await firstClosedFolder(folder, account)
  if (closed !== undefined) throw unreachable(folder, closed, `the user ${account?.name}`)
  return account
}

const foreign = (folder: string) =>
  new DatabaseProblem(
    'database.folder-foreign',
    `The folder ${folder} holds files that are not a Nansen database. Give an empty folder, or one that does not exist.`,
    { folder },
  )

const unreachable = (folder: string, closed: string, who: string, cause?: unknown) =>
  new DatabaseProblem(
    'database.folder-unreachable',
    `The data folder ${folder} cannot be used: ${who} may not ${closed === folder ? 'own or enter' : 'pass through'} ` +
      `${closed}. Choose a folder elsewhere with NANSEN_DATA (for example /var/lib/nansen)` +
      (closed === folder
        ? ', start Nansen as the user who owns it, or give it to that user with chown -R.'
        : `, or open the way with: chmod o+x ${closed}`),
    { folder, closed },
    cause === undefined ? undefined : { cause },
  )

/**
 * A socket's path may have about 100 bytes. Where the data folder's is longer, the socket goes to a private folder under
 * the system's temporary one, which is noted down so that a later start can remove it.
 */
async function socketFolder(folder: string, account: Account | undefined): Promise<string> {
  await removeSocketFolder(folder)
  const inside = join(folder, 'run')
  const longest = process.platform === 'darwin' ? 103 : 107
  if (Buffer.byteLength(join(inside, '.s.PGSQL.5432.lock')) <= longest) {
    await mkdir(inside)
    await give(inside, account)
    return inside
  }
  const outside = await mkdtemp(join(tmpdir(), 'nansen-'))
  await writeFile(join(folder, 'run-elsewhere'), outside)
  await give(outside, account)
  return outside
}

async function removeSocketFolder(folder: string): Promise<void> {
  const note = join(folder, 'run-elsewhere')
  const outside = await readFile(note, 'utf8').catch(() => '')
  // the note is only trusted to name a folder of the form we make
  if (/^\/.*\/nansen-[A-Za-z0-9]{6}$/.test(outside)) await rm(outside, { recursive: true, force: true })
  await rm(note, { force: true })
  await rm(join(folder, 'run'), { recursive: true, force: true })
}

async function createDatabase(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`)
  } finally {
    await client.end()
  }
}
