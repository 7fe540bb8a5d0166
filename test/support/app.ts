import { createHmac, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { rooms } from '../../src/apps/house/definitions.ts'
import { type House, openHouse } from '../../src/apps/house/house.ts'
import { type RoleName, roles } from '../../src/apps/house/roles.ts'
import { handlersOf } from '../../src/apps/house/work.ts'
import type { LimitOptions, ServerOptions } from '../../src/apps/server/options.ts'
import { buildServer } from '../../src/apps/server/server.ts'
import { systemPrincipal } from '../../src/kernel/access/principal.ts'
import type { Sensitivity } from '../../src/kernel/access/sensitivity.ts'
import { cloneDatabase } from '../../src/kernel/database/testing.ts'
import { type Uuid, uuidv7 } from '../../src/kernel/ids.ts'
import type { Log } from '../../src/kernel/log/index.ts'

/** none: an empty house. two-camps: situation 1 with two camps in the east, and a city office in the west. */
export type TestSituation = 'none' | 'two-camps'

export interface TestAppOptions {
  readonly situation?: TestSituation
  readonly origin?: string
  readonly limits?: Partial<LimitOptions>
  readonly now?: () => Date
  readonly log?: Log
  readonly server?: Partial<ServerOptions>
  /** Whether long work, such as the check of a file, is done too. Default: it only waits in its queue. */
  readonly work?: boolean
}

export interface AsOptions {
  /** Default: the app's situation. */
  readonly situation?: number
  /** Default: the whole situation. */
  readonly sites?: readonly Uuid[]
  readonly areas?: readonly Uuid[]
  readonly sensitivity?: Sensitivity
  readonly name?: string
  readonly email?: string
}

export interface TestAnswer<Body = unknown> {
  readonly status: number
  readonly body: Body
  readonly headers: LightMyRequestResponse['headers']
  readonly raw: LightMyRequestResponse
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
type Loose = any

/** Someone at the API: `act` and `query` throw nothing, they answer what came over HTTP. */
export interface TestApi {
  readonly account: Uuid | undefined
  /** The Cookie header of the session, for a browser. */
  readonly cookie: string | undefined
  act(name: string, input: unknown, more?: Record<string, unknown>): Promise<TestAnswer<Loose>>
  query(name: string, input?: Record<string, unknown>, situation?: number): Promise<TestAnswer<Loose>>
  get(url: string, headers?: Record<string, string>): Promise<TestAnswer<Loose>>
  send(
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer<Loose>>
}

export interface TestApp {
  readonly house: House
  readonly server: FastifyInstance
  readonly origin: string
  readonly situation: number
  readonly sites: { readonly north: Uuid; readonly south: Uuid; readonly city: Uuid }
  readonly areas: { readonly country: Uuid; readonly east: Uuid; readonly west: Uuid }
  /** What the server logged as an error: empty, unless the test is about faults. */
  readonly faults: readonly unknown[]
  /** Nobody: not signed in. */
  readonly api: TestApi
  /** A new account with this role, signed in by a session. Without a role: an account without any grant. */
  as(role?: RoleName, options?: AsOptions): Promise<TestApi>
  /** With a bearer token instead of a session. */
  withToken(token: string): TestApi
  close(): Promise<void>
}

const secret = randomBytes(32).toString('base64url')

/**
 * The whole product on a database of its own, behind real HTTP handling: `const { as } = await testApp({ situation:
 * 'two-camps' })`, then `(await as('registrar')).act('registration.registerHousehold', …)`.
 */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { situation = 'none', origin = 'http://127.0.0.1:4000' } = options
  const faults: unknown[] = []
  const log = options.log ?? collecting(faults)
  const database = await cloneDatabase(rooms, { pipeline: true, pools: { app: 6, owner: 2 } })
  const dataFolder = await mkdtemp(join(tmpdir(), 'nansen-app-'))
  const house = await openHouse({
    database,
    log,
    ...(options.now ? { now: options.now } : {}),
    // The queues are always there, as on a real server: acts send to them.
    work: options.work ?? false,
    handlers: handlersOf({ data: dataFolder }),
  })
  const root = resolve(import.meta.dirname, '../..')
  const server = await buildServer(house, {
    origin,
    secret,
    dataFolder,
    root,
    roles,
    limits: { perSecond: 1000, burst: 5000, ...options.limits },
    ...options.server,
  })
  const places = situation === 'two-camps' ? await twoCamps(house) : nowhere()
  const number = situation === 'none' ? 0 : 1

  const client = (credentials: Record<string, string>, account?: Uuid): TestApi => {
    const inject = async (request: InjectOptions): Promise<TestAnswer> => {
      const raw = await server.inject({ ...request, headers: { ...credentials, ...request.headers } })
      const isJson = /\bjson\b/.test(String(raw.headers['content-type'] ?? ''))
      return {
        status: raw.statusCode,
        body: isJson && raw.body !== '' ? raw.json() : raw.body,
        headers: raw.headers,
        raw,
      }
    }
    const send: TestApi['send'] = (method, url, body, headers = {}) =>
      inject({
        method,
        url,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), origin, ...headers },
        ...(body === undefined
          ? {}
          : { payload: Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body) }),
      })
    return {
      account,
      cookie: credentials.cookie,
      send,
      get: (url, headers = {}) => inject({ method: 'GET', url, headers }),
      act: (name, input, more = {}) => {
        const scope = house.actRegistry.get(name).scope
        return send('POST', '/api/acts', {
          id: uuidv7(),
          name,
          situation: scope === 'house' ? 0 : number,
          input,
          ...more,
        })
      },
      query: (name, input = {}, at) => {
        const scope = house.queryRegistry.get(name).scope
        const query = new URLSearchParams({ situation: String(at ?? (scope === 'house' ? 0 : number)) })
        for (const [key, value] of Object.entries(input)) {
          for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== undefined) query.append(key, typeof one === 'object' ? JSON.stringify(one) : String(one))
          }
        }
        return inject({ method: 'GET', url: `/api/queries/${name}?${query}` })
      },
    }
  }

  return {
    house,
    server,
    origin,
    situation: number,
    ...places,
    faults,
    api: client({}),
    async as(role, as = {}) {
      const account = await makeAccount(house, as)
      if (role) await grant(house, account, role, as.situation ?? (roles[role].scope === 'house' ? 0 : number), as)
      return client({ cookie: await openSession(house, origin, account) }, account)
    },
    withToken: token => client({ authorization: `Bearer ${token}` }),
    async close() {
      await server.close()
      await house.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

function collecting(faults: unknown[]): Log {
  const log: Log = {
    debug() {},
    info() {},
    warn() {},
    error: (_event, _fields, thrown) => faults.push(thrown),
    with: () => log,
  }
  return log
}

async function must(house: House, name: string, situation: number, input: unknown): Promise<void> {
  const everything = Object.values(roles).flatMap(role => [...role.permissions])
  const answer = await house.acts.submit(
    { id: uuidv7(), name, situation, input },
    systemPrincipal(situation, everything),
  )
  if (answer.answer !== 'accepted') throw new Error(`${name}: ${JSON.stringify(answer)}`)
}

async function makeAccount(house: House, { name = 'Amina Test', email }: AsOptions): Promise<Uuid> {
  const account = uuidv7()
  await must(house, 'access.createAccount', 0, { account, name, email: email ?? `${account}@example.org` })
  return account
}

async function grant(house: House, account: Uuid, role: RoleName, situation: number, as: AsOptions): Promise<void> {
  const places = as.sites ?? as.areas ?? []
  await must(house, 'access.grantRole', 0, {
    grant: uuidv7(),
    account,
    role,
    situation,
    placeKind: as.sites ? 'site' : as.areas ? 'area' : 'situation',
    places,
    sensitivity: as.sensitivity ?? null,
  })
}

/** As a sign-in leaves it, without the half second that a password's hash takes; signing in itself has its own tests. */
async function openSession(house: House, origin: string, account: Uuid): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const now = new Date()
  await house.database.app.query(
    `INSERT INTO account_session (id, user_id, token, expires_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)`,
    [uuidv7(), account, token, new Date(now.getTime() + 12 * 3_600_000), now],
  )
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  const name = origin.startsWith('https:') ? '__Host-nansen.session' : 'nansen.session'
  return `${name}=${encodeURIComponent(`${token}.${signature}`)}`
}

type Places = Pick<TestApp, 'sites' | 'areas'>

const newPlaces = (): Places => ({
  sites: { north: uuidv7(), south: uuidv7(), city: uuidv7() },
  areas: { country: uuidv7(), east: uuidv7(), west: uuidv7() },
})

function nowhere(): Places {
  return newPlaces()
}

async function twoCamps(house: House): Promise<Places> {
  const places = newPlaces()
  const openedOn = '2024-01-01'
  await must(house, 'situation.createSituation', 0, {
    number: 1,
    code: 'two-camps',
    name: 'Two camps',
    office: '417',
    country: 'KEN',
    origins: ['SOM', 'SSD'],
    openedOn,
  })
  const { country, east, west } = places.areas
  await must(house, 'situation.importAreas', 1, {
    areas: [
      { id: country, pcode: 'KE', level: 0, name: 'Kenya' },
      { id: east, pcode: 'KE01', level: 1, name: 'East', parentPcode: 'KE' },
      { id: west, pcode: 'KE02', level: 1, name: 'West', parentPcode: 'KE' },
    ],
  })
  const { north, south, city } = places.sites
  const site = (id: Uuid, code: string, name: string, kind: string, area: Uuid) =>
    must(house, 'situation.createSite', 1, { id, code, name, kind, area, openedOn })
  await site(north, 'NORTH', 'North camp', 'camp', east)
  await site(south, 'SOUTH', 'South camp', 'camp', east)
  await site(city, 'CITY', 'City office', 'city-office', west)
  return places
}
