import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemPrincipal } from '../../kernel/access/principal.ts'
import { setPassword } from '../../kernel/identity/index.ts'
import { createLog } from '../../kernel/log/index.ts'
import { type Config, readConfig } from '../config.ts'
import { fillPopulation } from '../demo/fill.ts'
import { demoAreas, demoId, demoOrganisations, demoSites } from '../demo/place.ts'
import type { House } from '../house/house.ts'
import { openConfiguredHouse } from '../house/open.ts'
import { type RoleName, roles } from '../house/roles.ts'
import { actAsSystem, ensureAccount, ensureGrant, situationNumber } from './accounts.ts'
import { progressLine, UsageProblem, wholeNumber } from './usage.ts'

export const help = `nansen demo [--people N] [--seed S] [--situation CODE]

Fills a believable situation: two camps, a city, a border point; three years of arrivals with households, needs,
consents; names in Arabic, Dari, Pashto, Ge'ez, Burmese, Cyrillic, Spanish and French forms; about 3 % of the people
registered twice, with the truth in <data>/demo/<code>-duplicates.csv. The same seed gives the same people.

  --people N          20000
  --seed S            1
  --situation CODE    demo; it must not exist yet`

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { people: { type: 'string' }, seed: { type: 'string' }, situation: { type: 'string' } },
  })
  const people = wholeNumber(values.people, 'people', 1, 20_000_000) ?? 20_000
  const seed = wholeNumber(values.seed, 'seed', 0, 2 ** 31) ?? 1
  const code = values.situation ?? 'demo'
  const config = readConfig(process.env)
  const house = await openConfiguredHouse(config, createLog({ level: 'silent' }), { beside: true })
  try {
    if ((await situationNumber(house, code)) !== undefined)
      throw new UsageProblem(`The situation "${code}" exists already; give another --situation.`)
    await fillDemo(house, config, { people, seed, code })
    return 0
  } finally {
    await house.close()
  }
}

/** For `serve --demo`: fills the demonstration once, and says the logins at every start. */
export async function ensureDemo(house: House, config: Config): Promise<void> {
  if ((await situationNumber(house, 'demo')) === undefined)
    await fillDemo(house, config, { people: 20_000, seed: 1, code: 'demo' })
  else await demoLogins(house, 'demo')
}

async function fillDemo(
  house: House,
  config: Config,
  { people, seed, code }: { people: number; seed: number; code: string },
): Promise<void> {
  const { rows } = await house.database.owner.query<{ next: number }>(
    'SELECT coalesce(max(id), 0) + 1 AS next FROM situation',
  )
  const situation = rows[0]?.next ?? 1
  await actAsSystem(house, 0, 'situation.createSituation', {
    number: situation,
    code,
    name: code === 'demo' ? 'Two Camps and a City' : `Demonstration ${code}`,
    office: String(400 + (situation % 600)).padStart(3, '0'),
    country: 'KEN',
    origins: ['SYR', 'AFG', 'SDN', 'ETH', 'MMR', 'UKR', 'COD', 'VEN'],
    openedOn: '2020-01-01',
  })
  await actAsSystem(house, situation, 'situation.importAreas', {
    areas: demoAreas.map(area => ({ id: demoId(seed, `${situation}|area|${area.pcode}`), ...area })),
  })
  for (const site of demoSites) {
    const { pcode, index: _, ...input } = site
    await actAsSystem(house, situation, 'situation.createSite', {
      ...input,
      id: demoId(seed, `${situation}|site|${site.code}`),
      area: demoId(seed, `${situation}|area|${pcode}`),
      capacity: Math.max(site.capacity, Math.round((site.capacity * people) / 20_000)),
      openedOn: '2020-01-01',
    })
  }
  for (const organisation of demoOrganisations) {
    await actAsSystem(house, situation, 'situation.saveOrganisation', {
      ...organisation,
      id: demoId(seed, `${situation}|organisation|${organisation.acronym}`),
      sectors: [...organisation.sectors],
    })
  }
  await groupsAtTheGate(house, situation, seed)
  const permissions = new Set<string>(Object.values(roles).flatMap(role => [...role.permissions]))
  const line = progressLine()
  const started = Date.now()
  const filled = await fillPopulation(house, {
    situation,
    people,
    seed,
    referenceDate: house.now().toISOString().slice(0, 10),
    sites: demoSites.filter(site => site.index !== null).map(site => demoId(seed, `${situation}|site|${site.code}`)),
    principal: systemPrincipal(situation, permissions),
    onProgress: done =>
      line.show(
        `${done} of ${people} people, ${Math.round((((Date.now() - started) / done) * (people - done)) / 1000)} s left`,
      ),
    truthFile: join(config.data, 'demo', `${code}-duplicates.csv`),
  })
  line.end()
  process.stdout.write(
    `Demonstration "${code}": ${filled.people} people in ${filled.households} households, ${filled.duplicates} registered twice (${Math.round((Date.now() - started) / 1000)} s)\n`,
  )
  await demoLogins(house, code)
  await house.database.owner.query('ANALYZE')
}

/** People who came in the last days and are counted, but not yet registered one by one. */
async function groupsAtTheGate(house: House, situation: number, seed: number): Promise<void> {
  const day = (before: number) => new Date(house.now().getTime() - before * 86_400_000).toISOString().slice(0, 10)
  const groups = [
    {
      representative: 'Kuol Deng',
      origin: 'SSD',
      days: 1,
      counts: { f_18_59: 6, m_18_59: 2, f_0_4: 5, m_0_4: 4, f_5_11: 7, m_5_11: 6 },
      priority: true,
    },
    {
      representative: 'فاطمة عبد الله',
      origin: 'SDN',
      days: 1,
      counts: { f_18_59: 3, f_0_4: 2, m_5_11: 3, f_60: 1 },
      priority: false,
    },
    {
      representative: 'Amina Yusuf',
      origin: 'SDN',
      days: 2,
      counts: { f_18_59: 2, m_12_17: 2, f_5_11: 1, m_60: 1 },
      priority: false,
    },
    {
      representative: 'Jean-Bosco Ilunga',
      origin: 'COD',
      days: 3,
      counts: { m_18_59: 4, f_18_59: 4, f_0_4: 3, m_0_4: 2, f_12_17: 2 },
      priority: false,
    },
  ]
  for (const { days, ...group } of groups) {
    await actAsSystem(house, situation, 'registration.preregisterGroup', {
      ...group,
      id: demoId(seed, `${situation}|group|${group.representative}`),
      site: demoId(seed, `${situation}|site|GATE`),
      arrivedOn: day(days),
    })
  }
}

/** A login for each role. The passwords are no secret: never use a demonstration for real people. */
async function demoLogins(house: House, code: string): Promise<void> {
  const situation = await situationNumber(house, code)
  if (situation === undefined) return
  const password = 'Two-camps-and-a-city'
  for (const role of Object.keys(roles) as RoleName[]) {
    const email = `${role}@demo.example`
    const account = await ensureAccount(
      house,
      email,
      role.replace(/-/g, ' ').replace(/^./, letter => letter.toUpperCase()),
    )
    await ensureGrant(house, account, role, roles[role].scope === 'house' ? 0 : situation)
    await setPassword(house.database.app, house.now(), account, password)
    process.stdout.write(`  ${email.padEnd(42)}${password}\n`)
  }
}
