import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { House } from '../src/apps/house/house.ts'
import { roles } from '../src/apps/house/roles.ts'
import type { Principal } from '../src/kernel/access/principal.ts'
import { type Uuid, uuidv7 } from '../src/kernel/ids.ts'
import { createLog } from '../src/kernel/log/index.ts'
import { fillCrowd } from './support/crowd.ts'
import { machine, percentile, round, say } from './support/figures.ts'
import { buildWorld, inFolder, openBenchHouse, situation, type World } from './support/world.ts'

export const about = 'lists, searches, records and counts in a situation of --people 100000'

const listTarget = 100
const recordTarget = 30
const countTarget = 1000

/** One query with its inputs, asked in turn. */
interface Case {
  readonly name: string
  readonly query: string
  readonly inputs: readonly Readonly<Record<string, unknown>>[]
  readonly target: number
  /** Whether the answer must hold something: a search that finds nothing measures nothing. */
  readonly finds?: string
  readonly as?: Principal
}

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      people: { type: 'string', default: '100000' },
      times: { type: 'string', default: '20' },
      /** A folder that is kept, and used again by the next run; without it, one that is gone afterwards. */
      keep: { type: 'string' },
      only: { type: 'string' },
      /** Writes the plans of what missed its target into this file. */
      plans: { type: 'string' },
    },
  })
  const work = async (data: string) => {
    say(`A situation of ${values.people} people. ${machine()}`)
    const house = await openBenchHouse(data, createLog({ level: 'silent' }))
    try {
      const world = (await worldOf(house)) ?? (await makeWorld(house, Number(values.people)))
      const cases = (await casesOf(house, world)).filter(one => one.name.includes(values.only ?? ''))
      let missed = 0
      for (const one of cases) {
        const seen = await measure(house, one, Number(values.times))
        if (seen.p95 <= one.target) continue
        missed++
        if (values.plans) writeFileSync(values.plans, await plansOf(house, one), { flag: 'a' })
      }
      say(`${cases.length - missed} of ${cases.length} targets met`)
      return 0
    } finally {
      await house.close()
    }
  }
  if (values.keep === undefined) return inFolder(work)
  mkdirSync(values.keep, { recursive: true, mode: 0o711 })
  return work(values.keep)
}

type Sites = Pick<World, 'sites'>

async function makeWorld(house: House, people: number): Promise<Sites> {
  const world = await buildWorld(house)
  await fillCrowd(house, world, people, say)
  return world
}

async function worldOf(house: House): Promise<Sites | undefined> {
  const { rows } = await house.database.owner.query<{ id: string }>('SELECT id FROM site ORDER BY code')
  return rows.length > 0 ? { sites: rows.map(row => row.id) } : undefined
}

async function measure(house: House, one: Case, times: number): Promise<{ p95: number }> {
  const taken: number[] = []
  const asked = async (input: Readonly<Record<string, unknown>>) => {
    const started = performance.now()
    const answer = await house.queries.ask(one.query, situation, input, one.as ?? supervisor)
    taken.push(performance.now() - started)
    const found = one.finds ? (answer as Record<string, unknown>)[one.finds] : undefined
    if (one.finds && (!Array.isArray(found) || found.length === 0))
      throw new Error(`${one.name} found nothing: ${JSON.stringify(input)}`)
  }
  for (const input of one.inputs) await asked(input)
  taken.length = 0
  for (let index = 0; index < Math.max(times, one.inputs.length); index++)
    await asked(one.inputs[index % one.inputs.length] ?? {})
  const p95 = percentile(taken, 0.95)
  say(
    `${p95 <= one.target ? 'met    ' : 'NOT met'}  ${one.name.padEnd(44)} p50 ${round(percentile(taken, 0.5)).padStart(6)} ms   p95 ${round(p95).padStart(6)} ms   (at most ${one.target})`,
  )
  return { p95 }
}

const permissions = new Set([
  ...roles['registration-supervisor'].permissions,
  ...roles['protection-officer'].permissions,
])
const supervisor = personAt('*')

function personAt(places: '*' | ReadonlySet<Uuid>): Principal {
  const grant = { role: 'protection-officer', situation, places, sensitivity: 'confidential' as const, permissions }
  return { id: uuidv7(), kind: 'person', grants: [grant] }
}

async function casesOf(house: House, world: Sites): Promise<Case[]> {
  const rows = async <Row>(text: string): Promise<Row[]> => (await house.database.owner.query(text)).rows as Row[]
  const people = await rows<{
    id: string
    household: string
    number: string
    phone: string | null
    folded: string | null
  }>(
    `SELECT i.id, i.household_id AS household, i.number, i.phone, d.number AS folded FROM individual i
     LEFT JOIN identity_document d ON d.situation_id = 1 AND d.individual_id = i.id ORDER BY md5(i.id::text) LIMIT 20`,
  )
  const words = await rows<{ word: string; people: number }>(
    `SELECT part->>'text' AS word, count(*)::int AS people FROM individual, jsonb_array_elements(names) AS part
     WHERE part->>'text' ~ '^[\\u0600-\\u06ff]+$' GROUP BY 1 ORDER BY 2 DESC`,
  )
  const full = await rows<{ given: string; family: string }>(
    `SELECT names->0->>'text' AS given, names->-1->>'text' AS family FROM individual WHERE jsonb_array_length(names) > 1
     ORDER BY md5(id::text || 'x') LIMIT 20`,
  )
  const needs = await rows<{ need: string; needGroup: string }>(
    `SELECT code AS need, need_group AS "needGroup" FROM specific_need WHERE status IN ('pending-review', 'confirmed')
     GROUP BY 1, 2 ORDER BY count(*) DESC`,
  )
  const groups = [...new Set(needs.map(row => row.needGroup))].map(needGroup => ({ needGroup }))
  const one = <T>(input: T) => [input]
  const frequent = words.slice(0, 5).map(({ word }) => ({ text: word }))
  const rare = words.slice(-10).map(({ word }) => ({ text: word }))
  const find = (name: string, inputs: Case['inputs'], as?: Principal): Case => ({
    name: `people: ${name}`,
    query: 'registration.findIndividuals',
    inputs,
    target: listTarget,
    finds: 'people',
    ...(as ? { as } : {}),
  })
  const list = (name: string, inputs: Case['inputs'], as?: Principal): Case => ({
    name: `households: ${name}`,
    query: 'registration.listHouseholds',
    inputs,
    target: listTarget,
    finds: 'households',
    ...(as ? { as } : {}),
  })
  const site = world.sites[0] ?? ''
  const local = personAt(new Set([site]))
  const ids = people.map(({ id }) => ({ id }))
  return [
    find('first page', one({})),
    find('first page, one site’s staff', one({}), local),
    find(
      'by site',
      world.sites.map(id => ({ site: id })),
    ),
    find(
      'by origin',
      ['SYR', 'SDN', 'UKR'].map(origin => ({ origin })),
    ),
    find(
      'by sex',
      ['F', 'M'].map(sex => ({ sex })),
    ),
    find(
      'by status',
      ['active', 'closed'].map(status => ({ status })),
    ),
    find('by legal status', one({ legalStatus: 'ASY' })),
    find('by birth', one({ bornFrom: '1950-01-01', bornTo: '1950-12-31' })),
    find('by arrival', one({ arrivedFrom: '2025-01-01', arrivedTo: '2025-01-31' })),
    find(
      'by need',
      needs.map(({ need }) => ({ need })),
    ),
    find('by group of needs', groups),
    find('by group of needs, one site’s staff', groups, local),
    find('by site, sex and origin', one({ site, sex: 'F', origin: 'SDN' })),
    find(`frequent name (${words[0]?.people} have the first)`, frequent),
    find('frequent name, one site’s staff', frequent, local),
    find(
      'frequent name and site',
      frequent.map(input => ({ ...input, site })),
    ),
    find('rare name', rare),
    find(
      'two words',
      full.map(({ given, family }) => ({ text: `${given} ${family}` })),
    ),
    find('two frequent words', one({ text: `${words[0]?.word} ${words[1]?.word}` })),
    find(
      'beginning of a name',
      ['moh', 'ahm', 'محم', 'fat'].map(text => ({ text })),
    ),
    find(
      'Latin spelling',
      ['mohammed', 'Ahmad', 'Fatima'].map(text => ({ text })),
    ),
    find(
      'number',
      people.map(({ number }) => ({ text: number })),
    ),
    find(
      'document',
      people.filter(row => row.folded).map(row => ({ text: row.folded })),
    ),
    find(
      'phone',
      people.filter(row => row.phone).map(row => ({ text: row.phone })),
    ),
    list('first page', one({})),
    list('first page, one site’s staff', one({}), local),
    list(
      'by site',
      world.sites.map(id => ({ site: id })),
    ),
    list(
      'by origin',
      ['SYR', 'SDN'].map(origin => ({ origin })),
    ),
    list('by arrival', one({ arrivedFrom: '2025-01-01', arrivedTo: '2025-01-31' })),
    list('by group of needs', groups),
    { name: 'queue of needs', query: 'registration.needsQueue', inputs: one({}), target: listTarget },
    {
      name: 'one household',
      query: 'registration.getHousehold',
      inputs: people.map(row => ({ id: row.household })),
      target: recordTarget,
    },
    { name: 'one person', query: 'registration.getIndividual', inputs: ids, target: recordTarget },
    {
      name: 'timeline of one person',
      query: 'registration.timeline',
      inputs: people.map(row => ({ subject: row.id })),
      target: recordTarget,
    },
    { name: 'demographics today', query: 'statistics.demographics', inputs: one({}), target: countTarget },
    {
      name: 'demographics a year ago',
      query: 'statistics.demographics',
      inputs: one({ referenceDate: '2025-01-31' }),
      target: countTarget,
    },
    { name: 'overview', query: 'statistics.overview', inputs: one({}), target: countTarget },
  ]
}

/** The plans of a case's first input, as the application's role gets them: each statement is explained behind itself. */
async function plansOf(house: House, one: Case): Promise<string> {
  const plans: string[] = [`\n== ${one.name} ${JSON.stringify(one.inputs[0])}`]
  await house.queries.withDoor(
    {
      query: one.query,
      situation,
      permission: house.queryRegistry.get(one.query).allow.permission,
      principal: one.as ?? supervisor,
      rank: 4,
    },
    async door => {
      const db = door.on()
      const executor = db.getExecutor()
      const { executeQuery } = executor
      executor.executeQuery = async compiled => {
        const explained = await executeQuery.call(executor, {
          ...compiled,
          sql: `EXPLAIN (ANALYZE, BUFFERS) ${compiled.sql}`,
        })
        plans.push(
          compiled.sql.slice(0, 400),
          ...explained.rows.map(row => String(Object.values(row as object)[0])),
          '',
        )
        return executeQuery.call(executor, compiled) as never
      }
      const query = house.queryRegistry.get(one.query)
      return query.run(door, query.input.parse(one.inputs[0]))
    },
  )
  return plans.join('\n')
}
