import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rooms } from '../../src/apps/house/definitions.ts'
import { type House, openHouse } from '../../src/apps/house/house.ts'
import { roles } from '../../src/apps/house/roles.ts'
import { systemPrincipal } from '../../src/kernel/access/principal.ts'
import { cloneDatabase } from '../../src/kernel/database/testing.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { createLog } from '../../src/kernel/log/index.ts'
import { exchangeJobs } from '../../src/modules/exchange/index.ts'

const permissions = new Set<string>(Object.values(roles).flatMap(role => [...role.permissions]))

export interface SeenImport {
  run: {
    kind: string
    status: string
    problems: number
    warnings: number
    people: number
    households: number
    added: number
    known: number
    mapping: (string | null)[]
    encoding: string
    failure: { code: string } | null
  }
  problems: { line: number; column: string; code: string; severity: string; details: Record<string, unknown> }[]
  preview: { member: { names: { text: string }[] } }[]
}

/** Imports as a person makes them: a house with one situation, the site NORTH, and a folder for uploads. */
export class Importing {
  readonly principal = systemPrincipal(1, permissions)
  readonly site = uuidv7()
  readonly folder: string
  readonly house: House

  private constructor(house: House, folder: string) {
    this.house = house
    this.folder = folder
  }

  static async open(): Promise<Importing> {
    const folder = await mkdtemp(join(tmpdir(), 'nansen-import-'))
    const house = await openHouse({
      database: await cloneDatabase(rooms, { pipeline: true }),
      log: createLog({ level: 'silent' }),
      handlers: ({ acts }) =>
        exchangeJobs({ acts, uploads: folder, principalOf: async () => systemPrincipal(1, permissions) }),
    })
    const made = new Importing(house, folder)
    const openedOn = '2015-01-01'
    const situation = { number: 1, code: 'one', name: 'One', office: '100', country: 'UGA', openedOn }
    await made.act('situation.createSituation', situation, 0)
    await made.act('situation.createSite', { id: made.site, code: 'NORTH', name: 'North camp', kind: 'camp', openedOn })
    return made
  }

  async close(): Promise<void> {
    await this.house.close()
    await rm(this.folder, { recursive: true, force: true })
  }

  async act(name: string, input: unknown, situation = 1): Promise<void> {
    const envelope = { id: uuidv7(), name, situation, input }
    const answer = await this.house.acts.submit(envelope, systemPrincipal(situation, permissions))
    if (answer.answer !== 'accepted') throw new Error(JSON.stringify(answer))
  }

  async ask<T>(name: string, input: unknown): Promise<T> {
    return (await this.house.queries.ask(name, 1, input, this.principal)) as T
  }

  async people(): Promise<number> {
    return (await this.ask<{ total: number }>('statistics.demographics', {})).total
  }

  /** Waits until a check or an acceptance has ended. */
  async settled(id: string): Promise<SeenImport> {
    for (let round = 0; round < 400; round++) {
      const seen = await this.ask<SeenImport>('exchange.getImport', { import: id })
      if (seen.run.status !== 'checking' && seen.run.status !== 'accepting') return seen
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    throw new Error('the import did not end')
  }

  async bring(
    bytes: Uint8Array | string,
    settings: Record<string, unknown> = {},
  ): Promise<{ id: string; seen: SeenImport }> {
    const file = `test-${uuidv7()}`
    await writeFile(join(this.folder, file), bytes)
    const id = uuidv7()
    await this.act('exchange.startImport', { id, file, fileName: 'people.csv', settings })
    return { id, seen: await this.settled(id) }
  }

  async accept(id: string): Promise<SeenImport> {
    await this.act('exchange.acceptImport', { import: id })
    return this.settled(id)
  }
}
