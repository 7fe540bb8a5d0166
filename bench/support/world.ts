import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type House, openHouse } from '../../src/apps/house/house.ts'
import { roles } from '../../src/apps/house/roles.ts'
import { systemPrincipal } from '../../src/kernel/access/principal.ts'
import { openDatabase } from '../../src/kernel/database/index.ts'
import { makeToken } from '../../src/kernel/identity/index.ts'
import { type Uuid, uuidv7 } from '../../src/kernel/ids.ts'
import type { Log } from '../../src/kernel/log/index.ts'

export const root = resolve(import.meta.dirname, '../..')
export const situation = 1

/** Works in a data folder of its own, under `parent` or the system's temporary folder, which is gone afterwards. */
export async function inFolder<T>(work: (data: string) => Promise<T>, parent: string = tmpdir()): Promise<T> {
  const data = await mkdtemp(join(parent, 'nansen-bench-'))
  // The database's unprivileged user passes through it.
  await chmod(data, 0o711)
  try {
    return await work(data)
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

/** The house on a database as an installation has it: embedded, durable, with the server's own pool. */
export async function openBenchHouse(data: string, log: Log): Promise<House> {
  const database = await openDatabase({ folder: join(data, 'database'), pipeline: true })
  try {
    return await openHouse({ database, log, work: false })
  } catch (failure) {
    await database.close()
    throw failure
  }
}

const everything = Object.values(roles).flatMap(role => [...role.permissions])
export const system = systemPrincipal(situation, everything)

export interface World {
  readonly sites: readonly Uuid[]
  /** A program's token that may register and read in the situation. */
  readonly token: string
}

/** A situation with sites, an account that may register everywhere in it, and a token of that account. */
export async function buildWorld(house: House, sites = 3): Promise<World> {
  const act = async (number: number, name: string, input: unknown) => {
    const answer = await house.acts.submit(
      { id: uuidv7(), name, situation: number, input },
      systemPrincipal(number, everything),
    )
    if (answer.answer !== 'accepted') throw new Error(`${name}: ${JSON.stringify(answer)}`)
  }
  const openedOn = '2010-01-01'
  await act(0, 'situation.createSituation', {
    number: situation,
    code: 'measured',
    name: 'Measured',
    office: '417',
    country: 'KEN',
    openedOn,
  })
  const ids = Array.from({ length: sites }, () => uuidv7())
  for (const [index, id] of ids.entries()) {
    await act(situation, 'situation.createSite', {
      id,
      code: `S${index + 1}`,
      name: `Site ${index + 1}`,
      kind: 'camp',
      openedOn,
    })
  }
  const account = uuidv7()
  await act(0, 'access.createAccount', { account, name: 'Measuring program', email: 'measure@example.org' })
  for (const role of ['registration-supervisor', 'protection-officer'] as const) {
    await act(0, 'access.grantRole', { grant: uuidv7(), account, role, situation })
  }
  const permissions = ['read-situation', 'read-statistics', 'read-people', 'read-needs', 'register']
  const owner = { ...systemPrincipal(situation, permissions), id: account }
  const expiresAt = new Date(Date.now() + 7 * 86_400_000).toISOString()
  const { secret } = await makeToken(
    house.database.app,
    owner,
    { name: 'bench', permissions, situations: [situation], readOnly: false, expiresAt },
    new Date(),
  )
  return { sites: ids, token: secret }
}
