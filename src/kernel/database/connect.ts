import { createHmac } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import Cursor from 'pg-cursor'
import { type Embedded, startEmbedded } from './embedded.ts'
import { preparing } from './prepared.ts'
import { type DatabaseLog, DatabaseProblem, silentLog } from './problem.ts'
import { appRole, prepareAppRole } from './roles.ts'
import type { Settings } from './settings.ts'
import { typeParsers } from './types.ts'

export type Database = {
  /** Owns every table; for migrations, backup and administration only. */
  owner: pg.Pool
  /** Runs as `nansen_app`: owns nothing, bound by rights and row-level security. */
  app: pg.Pool
  ownerDb: Kysely<unknown>
  appDb: Kysely<unknown>
  kind: 'embedded' | 'external'
  /** PostgreSQL's major version. */
  version: number
  /** Closes the pools and stops an embedded server. Safe to call twice. */
  close(): Promise<void>
}

export type PoolOptions = {
  /** Most connections of each pool at once. */
  pools?: { app?: number; owner?: number }
  /** Lets the application's connections send statements without waiting for each answer; cursors cannot run on them. */
  pipeline?: boolean
  /** Milliseconds after which a statement of the application is cancelled; none unless given. */
  statementTimeoutMs?: number
}

export type OpenOptions = PoolOptions & {
  /** An external PostgreSQL 15 or newer (DATABASE_URL). */
  url?: string | undefined
  /** The folder of an embedded PostgreSQL; used when there is no url. */
  folder?: string | undefined
  log?: DatabaseLog
  /** false only in tests. */
  durable?: boolean
  settings?: Settings
}

/** Where a server is, and how the application's role gets in: by its own password, or by becoming it from the owner. */
export type ConnectionTarget = {
  kind: 'embedded' | 'external'
  owner: pg.ClientConfig
  appPassword?: string | undefined
}

export const oldestVersion = 15

/**
 * Opens the database: the one at `url`, else an embedded one in `folder`.
 * Throws a DatabaseProblem: what `startEmbedded` throws, or `database.unreachable`, `.too-old`, `.unfit`, `.app-role`.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const log = options.log ?? silentLog
  if (options.url) return connectDatabase(externalTarget(options.url), options, log)
  if (!options.folder) throw new TypeError('openDatabase needs a url or a folder')
  const { folder, durable = true, settings = {} } = options
  const embedded = await startEmbedded({ folder, log, durable, settings })
  try {
    const target = embeddedTarget(embedded)
    await admitApp(target)
    return await connectDatabase(target, options, log, embedded.stop)
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

/** The target of an embedded server. The application's password follows from the owner's, so that only one is kept. */
export function embeddedTarget(embedded: Omit<Embedded, 'pid' | 'stop'>): Required<ConnectionTarget> {
  const { host, port, user, password, database } = embedded
  const appPassword = createHmac('sha256', password).update(appRole).digest('base64url')
  return { kind: 'embedded', owner: { host, port, user, password, database }, appPassword }
}

/** Prepares the application's role on a whole server, once: its own password where the target has one. */
export async function admitApp(target: ConnectionTarget): Promise<void> {
  const client = new pg.Client(common(target.owner))
  client.on('error', () => undefined)
  await client.connect().catch(error => {
    throw unreachable(target, error)
  })
  await prepareAppRole(client, target.appPassword).finally(() => client.end())
}

export const externalTarget = (url: string): ConnectionTarget => ({
  kind: 'external',
  owner: { connectionString: url },
})

/** Checks the server, prepares the application's role and opens both pools. `afterClose` runs once they are closed. */
export async function connectDatabase(
  target: ConnectionTarget,
  options: PoolOptions,
  log: DatabaseLog,
  afterClose: () => Promise<void> = async () => undefined,
): Promise<Database> {
  const version = await prepareServer(target)
  const app = new pg.Pool(appConfig(target, options))
  const owner = new pg.Pool({ ...common(target.owner), max: options.pools?.owner ?? 4 })
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  for (const pool of [owner, app]) {
    // one that breaks while in use is reported by the query that meets it; unheard, its event would end the process
    pool.on('connect', client => client.on('error', () => undefined))
    pool.on('error', error => log.warn({ err: error }, 'lost an idle database connection'))
  }
  let closing: Promise<void> | undefined
  const close = async () => {
    await settleWithin(10_000, Promise.all([app.end(), owner.end()]))
    await afterClose()
  }
  return {
    owner,
    app,
    ownerDb: kyselyOn(owner),
    appDb: kyselyOn(app),
    kind: target.kind,
    version,
    close() {
      closing ??= close()
      return closing
    },
  }
}

function kyselyOn(pool: pg.Pool): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool: preparing(pool), cursor: Cursor }) })
}

/** A fixed session, whatever the server's defaults are: the type parsers rely on it. */
const session = ['-c timezone=UTC', '-c datestyle=ISO', '-c intervalstyle=postgres']

function common(owner: pg.ClientConfig, ...more: string[]): pg.PoolConfig {
  const { connectionString, ...rest } = owner
  const { url, options } = splitOptions(connectionString)
  return {
    ...rest,
    ...(url === undefined ? {} : { connectionString: url }),
    options: [options, ...session, ...more].filter(Boolean).join(' '),
    application_name: 'nansen',
    types: typeParsers,
    keepAlive: true,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 30_000,
  }
}

function appConfig(target: ConnectionTarget, options: PoolOptions): pg.PoolConfig {
  const limits = options.statementTimeoutMs ? [`-c statement_timeout=${Math.ceil(options.statementTimeoutMs)}`] : []
  const max = options.pools?.app ?? 16
  // `pipeline` is an option of pg since 8.21 that its types do not know yet.
  const piped: object = options.pipeline ? { pipeline: true } : {}
  if (target.appPassword !== undefined) {
    const config = { ...common(target.owner, ...limits), user: appRole, password: target.appPassword }
    return { ...config, max, onConnect, ...piped }
  }
  // A role given at connection time is also what RESET ROLE returns to, so the owner's rights are not one word away.
  return { ...common(target.owner, ...limits, `-c role=${appRole}`), max, onConnect, ...piped }
}

/** No connection serves the application before it has shown under whose rights it runs. The pool waits for the promise. */
async function onConnect(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ me: string }>('SELECT current_user AS me')
  if (rows[0]?.me !== appRole) {
    throw new DatabaseProblem(
      'database.app-role',
      `A connection for the application runs as ${rows[0]?.me} and not as ${appRole}. ` +
        'A pooler before the database must pass the "options" parameter on, or be left out.',
      { user: rows[0]?.me },
    )
  }
}

/** `options` in a connection string would replace ours; both are wanted. */
function splitOptions(connectionString: string | undefined): { url: string | undefined; options: string } {
  // not by URL, which refuses the form with a Unix socket: postgres://user:word@/database?host=/folder
  const [address, query = ''] = connectionString?.split(/\?(.*)/s) ?? []
  const parameters = new URLSearchParams(query)
  const options = parameters.get('options') ?? ''
  if (options === '') return { url: connectionString, options }
  parameters.delete('options')
  return { url: `${address}?${parameters}`, options }
}

export type ServerFacts = { number: string; version: string; encoding: string; ctype: string }

/** The major version of a server that Nansen can use; throws `database.too-old` or `.unfit`. */
export function checkServer(server: ServerFacts): number {
  const major = Math.floor(Number(server.number) / 10_000)
  if (major < oldestVersion) throw tooOld(server.version)
  if (server.encoding !== 'UTF8' || ['C', 'POSIX'].includes(server.ctype)) throw unfit(server)
  return major
}

async function prepareServer(target: ConnectionTarget): Promise<number> {
  const client = new pg.Client(common(target.owner))
  // a broken connection is reported by the query that meets it
  client.on('error', () => undefined)
  await client.connect().catch(error => {
    throw unreachable(target, error)
  })
  try {
    const { rows } = await client.query<ServerFacts>(
      `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version,
         pg_encoding_to_char(encoding) AS encoding, datctype AS ctype
       FROM pg_database WHERE datname = current_database()`,
    )
    const server = rows[0]
    if (!server) throw new Error('The server did not tell its version')
    const major = checkServer(server)
    await prepareAppRole(client)
    return major
  } finally {
    await client.end()
  }
}

const unreachable = (target: ConnectionTarget, cause: Error) =>
  new DatabaseProblem(
    'database.unreachable',
    target.kind === 'external'
      ? `The database of DATABASE_URL cannot be reached: ${cause.message}. Check the address, the user and the password, ` +
          'and connect to PostgreSQL itself or to a pooler in session mode that passes the "options" parameter on.'
      : `The embedded database cannot be reached: ${cause.message}.`,
    { reason: cause.message },
    { cause },
  )

const tooOld = (version: string) =>
  new DatabaseProblem(
    'database.too-old',
    `The database runs PostgreSQL ${version}; Nansen needs ${oldestVersion} or newer. Upgrade it, or leave DATABASE_URL empty ` +
      'to use the PostgreSQL that comes with Nansen.',
    { version },
  )

const unfit = (found: { encoding: string; ctype: string }) =>
  new DatabaseProblem(
    'database.unfit',
    `The database has encoding ${found.encoding} and character type ${found.ctype}, in which names in Arabic and many other ` +
      "scripts cannot be searched. Create it anew: CREATE DATABASE nansen ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;",
    found,
  )

async function settleWithin(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise(resolve => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
