import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import {
  admitApp,
  type ConnectionTarget,
  connectDatabase,
  type Database,
  embeddedTarget,
  externalTarget,
  type PoolOptions,
} from './connect.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { type DatabaseLog, silentLog } from './problem.ts'
import type { Room } from './rooms.ts'

/** Where the workers of a test run ask for the server; set by `offerTestServer` in the process that starts them. */
const offerVariable = 'NANSEN_TEST_SERVER'

const prefix = 'nansen-test-'

type Offer = { target: ConnectionTarget; run: string }

/**
 * For the global setup of a test runner: offers one server to all workers and their children, and starts it when the first
 * of them asks. It is the server of DATABASE_URL when that is set, else an embedded one without durability.
 * Returns what takes everything down again.
 */
export async function offerTestServer(): Promise<() => Promise<void>> {
  await removeAbandoned()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  const run = randomBytes(4).toString('hex')
  const url = process.env.DATABASE_URL
  let embedded: Embedded | undefined
  let offer: Promise<Offer> | undefined

  const start = async (): Promise<Offer> => {
    if (url) {
      await admitApp(externalTarget(url))
      return { target: externalTarget(url), run }
    }
    // beside the offer's folder, which PostgreSQL's user may not enter
    embedded = await startEmbedded({ folder: `${folder}-data`, durable: false, ephemeral: true })
    const target = embeddedTarget(embedded)
    await admitApp(target)
    return { target, run }
  }
  const server = createServer({ allowHalfOpen: true }, socket => {
    socket.on('error', () => undefined)
    offer ??= start()
    offer.then(
      answer => socket.end(JSON.stringify(answer)),
      (error: Error) => socket.end(JSON.stringify({ failure: error.message })),
    )
  })
  const path = join(folder, 'offer')
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  server.unref()
  process.env[offerVariable] = path

  return async () => {
    delete process.env[offerVariable]
    server.close()
    const made = await offer?.catch(() => undefined)
    if (made && !embedded) await dropAll(made)
    await embedded?.stop()
    await rm(folder, { recursive: true, force: true })
    await rm(`${folder}-data`, { recursive: true, force: true })
  }
}

/** Removes the folders of test runs that were killed: their offers answer no more. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix) || name.endsWith('-data')) continue
    const folder = join(tmpdir(), name)
    const answers = await new Promise<boolean>(resolve => {
      const socket = createConnection(join(folder, 'offer'))
      socket.once('connect', () => resolve(true))
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED'))
      socket.once('close', () => resolve(true))
      socket.end()
    })
    if (!answers) await rm(folder, { recursive: true, force: true })
  }
}

let asked: Promise<Offer> | undefined

function testServer(): Promise<Offer> {
  asked ??= askForServer()
  return asked
}

async function askForServer(): Promise<Offer> {
  const path = process.env[offerVariable]
  if (!path) throw new Error('No test server is offered: the global setup test/support/global-database.ts did not run')
  const socket = createConnection(path)
  socket.end()
  const answer = JSON.parse(await text(socket)) as Offer | { failure: string }
  if ('failure' in answer) throw new Error(`The test server did not start: ${answer.failure}`)
  return answer
}

export type CloneOptions = PoolOptions & { log?: DatabaseLog }

/**
 * A database of its own for one test (or one file of tests), with all migrations of the rooms applied: a copy of a
 * template that is made once per set of rooms. It is dropped when it is closed.
 */
export async function cloneDatabase(rooms: readonly Room[] = [], options: CloneOptions = {}): Promise<Database> {
  const { target, run } = await testServer()
  const template = await templateFor(target, run, rooms)
  const name = `nansen_test_${run}_${randomBytes(6).toString('hex')}`
  await asAdministrator(target, client =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`),
  )
  const drop = () => asAdministrator(target, client => dropDatabase(client, name))
  try {
    return await connectDatabase(
      onDatabase(target, name),
      { ...options, pools: { app: 8, owner: 2, ...options.pools } },
      options.log ?? silentLog,
      drop,
    )
  } catch (error) {
    await drop()
    throw error
  }
}

const templates = new Map<string, Promise<string>>()

function templateFor(target: ConnectionTarget, run: string, rooms: readonly Room[]): Promise<string> {
  const name = `nansen_test_${run}_t_${fingerprint(rooms)}`
  let made = templates.get(name)
  if (!made) {
    made = makeTemplate(target, name, rooms)
    templates.set(name, made)
  }
  return made
}

/** Several workers may want the same template at once: the first makes it, the others wait for it. */
async function makeTemplate(target: ConnectionTarget, name: string, rooms: readonly Room[]): Promise<string> {
  await asAdministrator(target, async client => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount !== 0) return
    const draft = `${name}_draft`
    await dropDatabase(client, draft)
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0 STRATEGY file_copy`)
    const database = await connectDatabase(onDatabase(target, draft), { pools: { app: 1, owner: 2 } }, silentLog)
    try {
      await migrate(database, rooms)
      await database.owner.query('VACUUM ANALYZE')
    } finally {
      await database.close()
    }
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
  })
  return name
}

/** Changes with the text of a migration too, for a runner that watches files. */
function fingerprint(rooms: readonly Room[]): string {
  const hash = createHash('sha256')
  for (const room of rooms) {
    hash.update(JSON.stringify([room.room, room.appendOnly, room.readOnly, room.noAccess]))
    for (const { name, run } of room.migrations) hash.update(`${name}\n${run}\n`)
  }
  return hash.digest('hex').slice(0, 12)
}

function onDatabase(target: ConnectionTarget, database: string): ConnectionTarget {
  const { connectionString, ...rest } = target.owner
  if (connectionString === undefined) return { ...target, owner: { ...rest, database } }
  const moved = connectionString.replace(/^(\w+:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${database}`)
  return { ...target, owner: { ...rest, connectionString: moved } }
}

async function asAdministrator<T>(target: ConnectionTarget, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { connectionString } = target.owner
  const client = new pg.Client(
    connectionString === undefined ? { ...target.owner, database: 'postgres' } : target.owner,
  )
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

async function dropAll({ target, run }: Offer): Promise<void> {
  await asAdministrator(target, async client => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [`nansen_test_${run}_`],
    )
    for (const { name } of rows) await dropDatabase(client, name)
  })
}
