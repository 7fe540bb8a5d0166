import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/support/house.ts'
import { household, person } from '../../../../test/support/people.ts'
import { queryKeys } from '../../../engines/names/index.ts'
import type { Principal } from '../../../kernel/access/principal.ts'
import { type Bounds, candidatesOf } from './name-candidates.ts'
import type { PersonFilters } from './person-lines.ts'

let t: TestHouse
/** Forty people: every one is called Karim, every second Omar, every fifth Salma; every fourth lives in the south. */
beforeAll(async () => {
  t = await testHouse()
  for (let index = 0; index < 40; index++) {
    const name = ['Karim', index % 2 === 0 ? 'Omar' : 'Yusuf', index % 5 === 0 ? 'Salma' : 'Nadia'].join(' ')
    const site = index % 4 === 0 ? t.sites.south : t.sites.north
    await t.act(
      'registration.registerHousehold',
      household(site, [person('PA', index % 3 === 0 ? 'F' : 'M', 30, name)]),
    )
  }
})
afterAll(() => t.close())

const enough = { rareWord: 1000, narrowFilter: 1000, steps: [1000], worthwhile: 0 }
/** Each way of searching, made to be taken by so few people. */
const ways: Record<string, Bounds> = {
  'from a rare word': enough,
  'from narrow filters': { ...enough, rareWord: 0 },
  'step by step': { ...enough, rareWord: 0, narrowFilter: 0, steps: [3, 5, 7, 100] },
  'step by step, then all': { ...enough, rareWord: 0, narrowFilter: 0, steps: [2, 3] },
  'all after few fit': { ...enough, rareWord: 0, narrowFilter: 0, steps: [2, 3, 4], worthwhile: 1 },
}

function search(text: string, filters: PersonFilters, limit: number, bounds: Bounds, as: Principal = t.system) {
  const words = queryKeys(text).map(word => word.keys)
  const asked = {
    query: 'registration.findIndividuals',
    situation: 1,
    permission: 'read-people',
    principal: as,
    rank: 4,
  }
  return t.house.queries.withDoor(asked, door => candidatesOf(door, filters, words, limit, bounds))
}

/** The same question, put plainly. */
async function plainly(names: string[], more: string, limit: number): Promise<string[]> {
  const all = names.map(name => `display_name ~ '${name}'`).join(' AND ')
  const rows = await t.rows<{ id: string }>(
    `SELECT id FROM individual WHERE ${all} AND ${more} ORDER BY id DESC LIMIT ${limit}`,
  )
  return rows.map(row => row.id)
}

describe.each(Object.entries(ways))('searching %s', (_, bounds) => {
  test.each([
    ['one word', ['Karim'], 100],
    ['one word, first page only', ['Karim'], 4],
    ['two words', ['Karim', 'Omar'], 100],
    ['three words', ['Omar', 'Karim', 'Salma'], 100],
    ['three words, first page only', ['Salma', 'Omar', 'Karim'], 2],
  ])('finds by %s exactly who has them, the newest first', async (_words, names, limit) => {
    expect(await search(names.join(' '), {}, limit, bounds)).toEqual(await plainly(names, 'true', limit))
  })

  test('finds within filters', async () => {
    const found = await search('Karim Omar', { site: t.sites.south, sex: 'M' }, 100, bounds)
    expect(found).toEqual(await plainly(['Karim', 'Omar'], `site_id = '${t.sites.south}' AND sex = 'M'`, 100))
    expect(found.length).toBeGreaterThan(0)
  })

  test('finds all that the asker may see, and nobody else', async () => {
    const south = t.as('registrar', t.sites.south)
    const found = await search('Karim', {}, 6, bounds, south)
    expect(found).toEqual(await plainly(['Karim'], `site_id = '${t.sites.south}'`, 6))
  })

  test('finds nobody where one word is nobody’s', async () => {
    expect(await search('Karim Zhukovskaya', {}, 100, bounds)).toEqual([])
  })
})

test('row security does not keep the search from its index', async () => {
  const client = await t.house.database.app.connect()
  try {
    await client.query(
      "BEGIN; SET LOCAL nansen.situation = '1'; SET LOCAL nansen.sensitivity = '2'; SET LOCAL enable_seqscan = off",
    )
    const { rows } = await client.query(`EXPLAIN SELECT k.individual_id FROM search_key k
      WHERE k.situation_id = 1 AND k.key = 's:krm' ORDER BY k.individual_id DESC LIMIT 200`)
    const plan = rows.map(row => row['QUERY PLAN']).join('\n')
    // Which of the table's two indexes is chosen depends on how many rows there are; that one is, does not.
    expect(plan).toMatch(/Index Only Scan Backward using search_key_(?:pkey|individual)/)
    expect(plan).toMatch(/Index Cond: \(\(situation_id = 1\) AND \(key = 's:krm'::text\)\)/)
    expect(plan).not.toMatch(/Sort/)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
