import { rooms } from '../../src/apps/house/definitions.ts'
import { type House, openHouse } from '../../src/apps/house/house.ts'
import { type RoleName, roles } from '../../src/apps/house/roles.ts'
import { type Grant, type Principal, systemPrincipal } from '../../src/kernel/access/principal.ts'
import type { Role } from '../../src/kernel/access/roles.ts'
import type { ActAnswer, ActEnvelope } from '../../src/kernel/acts/define.ts'
import { cloneDatabase } from '../../src/kernel/database/testing.ts'
import { type Uuid, uuidv7 } from '../../src/kernel/ids.ts'
import { createLog } from '../../src/kernel/log/index.ts'

export interface TestHouseOptions {
  /** The number of the situation that is there from the start; false: an empty house. Default: 1. */
  readonly situation?: number | false
  /** What the house takes for now. Default: the clock. */
  readonly now?: () => Date
}

export type SendOptions = Partial<Omit<ActEnvelope, 'name' | 'input'>> & {
  /** Who sends it. Default: the system, which may do everything in the situation. */
  readonly as?: Principal
}

/** A house on a database of its own, with a situation, three sites, and anybody a test needs. */
export interface TestHouse {
  readonly house: House
  readonly situation: number
  /** North and south are camps, the city is an office; all are open. */
  readonly sites: Readonly<Record<'north' | 'south' | 'city', Uuid>>
  readonly system: Principal
  /** A person with one role: in the whole situation, or at these sites only. */
  as(role: RoleName, ...sites: Uuid[]): Principal
  /** Sends an act and gives back its answer, whatever it is. */
  send(name: string, input: unknown, options?: SendOptions): Promise<ActAnswer>
  /** Sends an act that must be accepted, and gives back its result. */
  act<Result = Record<string, unknown>>(name: string, input: unknown, options?: SendOptions): Promise<Result>
  /** Asks a query. Default: as the system. */
  ask<Output = Record<string, unknown>>(name: string, input?: unknown, as?: Principal): Promise<Output>
  /** Rows of a table of the situation, as its owner sees them. */
  rows<Row = Record<string, unknown>>(text: string, ...values: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const everything = new Set(Object.values(roles).flatMap((role: Role) => [...role.permissions]))

/** Close it in `afterAll`: its database is dropped then. */
export async function testHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const { situation = 1, now } = options
  const house = await openHouse({
    database: await cloneDatabase(rooms, { pipeline: true }),
    log: createLog({ level: 'error', destination: process.stderr }),
    work: false,
    ...(now ? { now } : {}),
  })
  const number = situation === false ? 1 : situation
  const system = systemPrincipal(number, everything)
  const builder = systemPrincipal(0, everything)

  const test: TestHouse = {
    house,
    situation: number,
    sites: { north: uuidv7(), south: uuidv7(), city: uuidv7() },
    system,
    as: (role, ...sites) => personWith(role, number, sites),
    send(name, input, { as, ...envelope } = {}) {
      const sent = { id: uuidv7(house.now().getTime()), situation: number, ...envelope, name, input }
      return house.acts.submit(sent, as ?? (sent.situation === 0 ? builder : system))
    },
    async act<Result>(name: string, input: unknown, send: SendOptions = {}) {
      const answer = await test.send(name, input, send)
      if ('problem' in answer) throw new Error(`${name} was ${answer.answer}: ${JSON.stringify(answer.problem)}`)
      return answer.result as Result
    },
    async ask<Output>(name: string, input: unknown = {}, as: Principal = system) {
      return (await house.queries.ask(name, number, input, as)) as Output
    },
    async rows<Row>(text: string, ...values: unknown[]) {
      return (await house.database.owner.query(text, values)).rows as Row[]
    },
    close: () => house.close(),
  }
  if (situation !== false) await build(test)
  return test
}

async function build(test: TestHouse): Promise<void> {
  await test.act(
    'situation.createSituation',
    {
      number: test.situation,
      code: 'two-camps',
      name: 'Two camps',
      office: '417',
      country: 'KEN',
      origins: ['SYR', 'AFG'],
      openedOn: '2020-01-01',
    },
    { situation: 0 },
  )
  const site = (id: Uuid, code: string, name: string, kind: string) =>
    test.act('situation.createSite', { id, code, name, kind, capacity: 1000, openedOn: '2020-01-01' })
  await site(test.sites.north, 'NORTH', 'North camp', 'camp')
  await site(test.sites.south, 'SOUTH', 'South camp', 'camp')
  await site(test.sites.city, 'CITY', 'City office', 'city-office')
}

function personWith(name: RoleName, situation: number, sites: readonly Uuid[]): Principal {
  const role: Role = roles[name]
  const grant: Grant = {
    role: name,
    situation: role.scope === 'house' ? 0 : situation,
    places: sites.length === 0 ? '*' : new Set(sites),
    sensitivity: role.sensitivity,
    permissions: new Set(role.permissions),
  }
  return { id: uuidv7(), kind: 'person', grants: [grant] }
}
