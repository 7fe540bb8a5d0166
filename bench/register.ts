import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { attachDatabase } from '../src/kernel/database/attach.ts'
import { type Uuid, uuidv7 } from '../src/kernel/ids.ts'
import { again, type Manner, openClients, rowsOf, type Statement, type Written, writeAll } from './support/ceiling.ts'
import { familyOfFive, randomOf } from './support/families.ts'
import { machine, median, percentile, round, say, verdict } from './support/figures.ts'
import { Connection, drive, requestBytes } from './support/http.ts'
import { processorTime } from './support/processor.ts'
import { inFolder, root, situation, type World } from './support/world.ts'

export const about = 'registering households of five over HTTP, beside the same rows by plain SQL'

const path = '/api/acts/registration.registerHousehold'
const connectionsInRate = 16
const connectionsInTime = 8
const seen = 100

interface Options {
  readonly rounds: number
  readonly households: number
  readonly profile: string | undefined
}

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      households: { type: 'string', default: '1500' },
      profile: { type: 'string' },
    },
  })
  const options = { rounds: Number(values.rounds), households: Number(values.households), profile: values.profile }
  return inFolder(data => measure(data, options))
}

async function measure(data: string, { rounds, households, profile }: Options): Promise<number> {
  say(`Registering households of five. ${machine()}`)
  const { child, world } = await startServer(data, profile)
  const database = await attachDatabase(join(data, 'database'))
  try {
    const random = randomOf(1)
    const { ids, requests } = prepare(world, random, seen)
    const connections = await open(world.port, connectionsInRate)
    await drive(connections, requests, mustAccept)
    const written = await Promise.all(ids.map(id => rowsOf(database.owner, id)))
    say(describe(written))
    const clients = await openClients(ownerConfig(database.owner), connectionsInRate)
    // Both sides once before anything counts: statements are planned, code is compiled.
    await rateOfServer(connections, world, random, households)
    for (const manner of manners) await rateOfDatabase(clients, written, households, manner)

    // Within a minute of real use the database has its statistics; the rounds do not wait for that.
    await database.owner.query('ANALYZE')

    const rates: Record<Side, number[]> = { server: [], 'in turn': [], 'at once': [] }
    const costs: Record<Side, Cost[]> = { server: [], 'in turn': [], 'at once': [] }
    for (let done = 0; done < rounds; done++) {
      for (const side of sides) {
        const before = spent(child.pid)
        const rate =
          side === 'server'
            ? await rateOfServer(connections, world, random, households)
            : await rateOfDatabase(clients, written, households, side)
        rates[side].push(rate)
        costs[side].push(spent(child.pid).map((after, index) => (after - (before[index] ?? 0)) / households))
      }
    }
    await Promise.all(clients.map(client => client.end()))
    const few = connections.slice(0, connectionsInTime)
    const times = await drive(few, prepare(world, random, households * 2).requests, mustAccept)
    for (const connection of connections) connection.close()
    return report(rates, costs, times)
  } finally {
    await database.close()
    await stopServer(child)
  }
}

const manners: readonly Manner[] = ['in turn', 'at once']
type Side = 'server' | Manner
const sides: readonly Side[] = ['server', ...manners]

/** Milliseconds of processor for one household: the measuring program, the server, the database. */
type Cost = readonly number[]

function spent(server: number | undefined): number[] {
  const { user, system } = process.cpuUsage()
  const there = server === undefined ? undefined : processorTime(server)
  return [(user + system) / 1000, there?.own ?? Number.NaN, there?.below ?? Number.NaN]
}

function report(rates: Record<Side, number[]>, costs: Record<Side, Cost[]>, times: number[]): number {
  const line = (name: string, side: Side) => {
    const [client, server, database] = [0, 1, 2].map(index =>
      round(median(costs[side].map(cost => cost[index] ?? Number.NaN))),
    )
    const cost = `processor ms each: measuring program ${client}, server ${server}, database ${database}`
    say(
      `${name.padEnd(44)}${round(median(rates[side])).padStart(6)} households/s   (${rates[side].map(round).join(', ')}); ${cost}`,
    )
  }
  say(`${connectionsInRate} connections, one transaction for each household, rounds alternating, medians:`)
  line('  over HTTP, with rules, keys and journal', 'server')
  line('  plain SQL, each statement awaited', 'in turn')
  line('  plain SQL, statements sent at once', 'at once')
  const ratios = rates.server.map((rate, index) => rate / (rates['in turn'][index] ?? Number.NaN))
  const pipelined = rates.server.map((rate, index) => rate / (rates['at once'][index] ?? Number.NaN))
  say(
    `  ratio to plain SQL, each statement awaited: ${round(median(ratios))}; to statements sent at once: ${round(median(pipelined))}`,
  )
  say(
    `${connectionsInTime} connections, one registration: median ${round(median(times))} ms, p95 ${round(percentile(times, 0.95))} ms, p99 ${round(percentile(times, 0.99))} ms`,
  )
  say(verdict('rate beside plain SQL', median(ratios), '', 0.5, 'more'))
  say(verdict('p95 of one registration', percentile(times, 0.95), ' ms', 60, 'less'))
  return 0
}

function describe(written: readonly Written[]): string {
  const count = new Map<string, number>()
  for (const tables of written)
    for (const { table, rows } of tables) count.set(table, (count.get(table) ?? 0) + rows.length)
  const list = [...count].map(([table, rows]) => `${table} ${round(rows / written.length)}`).join(', ')
  return `Rows that one registration writes, on average: ${list}`
}

function prepare(world: World, random: () => number, count: number) {
  const ids: Uuid[] = []
  const requests = Array.from({ length: count }, () => {
    const id = uuidv7()
    ids.push(id)
    const input = familyOfFive(random, world.sites[Math.floor(random() * world.sites.length)] ?? '')
    return requestBytes('POST', path, world.token, JSON.stringify({ id, situation, input }))
  })
  return { ids, requests }
}

function mustAccept({ status, body }: { status: number; body: string }): void {
  if (status !== 200 || !body.includes('"answer":"accepted"'))
    throw new Error(`not accepted: ${status} ${body.slice(0, 500)}`)
}

async function rateOfServer(connections: readonly Connection[], world: World, random: () => number, count: number) {
  const { requests } = prepare(world, random, count)
  const started = performance.now()
  await drive(connections, requests, mustAccept)
  return count / ((performance.now() - started) / 1000)
}

async function rateOfDatabase(
  clients: readonly pg.Client[],
  written: readonly Written[],
  count: number,
  manner: Manner,
) {
  const households: Statement[][] = Array.from({ length: count }, (_, index) =>
    again(written[index % written.length] ?? []),
  )
  return count / (await writeAll(clients, households, manner))
}

function ownerConfig(pool: pg.Pool): pg.ClientConfig {
  const { host, port, user, password, database, options, types } = pool.options
  return { host, port, user, password, database, options, types } as pg.ClientConfig
}

function open(port: number, count: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, () => Connection.open(port)))
}

type Served = World & { readonly port: number }

function startServer(data: string, profile: string | undefined): Promise<{ child: ChildProcess; world: Served }> {
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  const child = spawn(
    process.execPath,
    [...flags, join(root, 'scripts/run.mjs'), join(root, 'bench/server.ts'), data],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  )
  return new Promise((resolve, reject) => {
    child.once('message', world => resolve({ child, world: world as Served }))
    child.once('exit', code => reject(new Error(`the server ended with ${code}`)))
  })
}

function stopServer(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return Promise.resolve()
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.send('stop')
  return ended
}
