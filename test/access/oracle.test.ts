import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RoleName, roles } from '../../src/apps/house/roles.ts'
import type { Grant, Principal } from '../../src/kernel/access/principal.ts'
import { type Sensitivity, sensitivities } from '../../src/kernel/access/sensitivity.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { beginText } from '../../src/kernel/store/session.ts'
import { type TestHouse, testHouse } from '../support/house.ts'
import { household, person } from '../support/people.ts'

const runs = process.env.NANSEN_LONG === '1' ? 2000 : 150
let here: TestHouse
let sites: string[]

/** What is there: a household at each site, each with one sensitive and one confidential need. */
const records: { site: string; household: string; individual: string; state: 'active' | 'closed' }[] = []

beforeAll(async () => {
  here = await testHouse()
  sites = [here.sites.north, here.sites.south, here.sites.city]
  for (const site of sites) {
    for (const state of ['active', 'closed'] as const) {
      const input = household(site, [
        person('PA', 'F', 40, 'Amina Deng', {
          needs: [
            { id: uuidv7(), code: 'SM-CI' },
            { id: uuidv7(), code: 'SV-VA' },
          ],
        }),
        person('SON', 'M', 10, 'Garang Deng'),
      ])
      await here.act('registration.registerHousehold', input)
      if (state === 'closed')
        await here.act('registration.changeStatus', {
          household: input.id,
          status: 'closed',
          reason: 'withdrew',
          on: '2026-02-01',
        })
      records.push({ site, household: input.id, individual: input.members[0]?.id ?? '', state })
    }
  }
})

afterAll(() => here.close())

interface Asked {
  readonly role: RoleName
  readonly situation: number
  readonly places: readonly number[] | '*'
  readonly sensitivity: Sensitivity
}

const anyGrant: fc.Arbitrary<Asked> = fc.record({
  role: fc.constantFrom(...(Object.keys(roles) as RoleName[])),
  situation: fc.constantFrom(1, 1, 1, 2),
  places: fc.oneof(fc.constant('*' as const), fc.subarray([0, 1, 2])),
  sensitivity: fc.constantFrom(...sensitivities),
})
const anybody = fc.array(anyGrant, { maxLength: 3 })

function principal(asked: readonly Asked[]): Principal {
  const grants: Grant[] = asked.map(({ role, situation, places, sensitivity }) => ({
    role,
    situation,
    places: places === '*' ? '*' : new Set(places.map(index => sites[index] ?? '')),
    // A grant lowers what the role sees, and never raises it.
    sensitivity: lower(sensitivity, roles[role].sensitivity),
    permissions: new Set<string>(roles[role].permissions),
  }))
  return { id: uuidv7(), kind: 'person', grants }
}

const rank = (level: Sensitivity) => sensitivities.indexOf(level)
const lower = (a: Sensitivity, b: Sensitivity) => (rank(a) < rank(b) ? a : b)

/** The rule in its own words, written a second time: may this person, with this permission, at this site, at this level? */
function oracle(asked: readonly Asked[], permission: string, site: number, level: Sensitivity): boolean {
  for (const grant of asked) {
    if (grant.situation !== 1) continue
    if (!(roles[grant.role].permissions as readonly string[]).includes(permission)) continue
    if (rank(lower(grant.sensitivity, roles[grant.role].sensitivity)) < rank(level)) continue
    if (grant.places === '*' || grant.places.includes(site)) return true
  }
  return false
}

async function outcome<T>(work: Promise<T>): Promise<T | string> {
  return work.catch((failure: { code?: string }) => {
    if (!failure.code) throw failure
    return failure.code
  })
}

describe('access, against an oracle: user × role × place × record × state', { timeout: 300_000 }, () => {
  test('lists hold exactly the people of the places that the rule allows', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, async asked => {
        const allowed = records.filter(({ site }) => oracle(asked, 'read-people', sites.indexOf(site), 'personal'))
        const found = await outcome(
          here.ask<{ people: { household: string }[] }>(
            'registration.findIndividuals',
            { limit: 200 },
            principal(asked),
          ),
        )
        // Somebody without any such grant is told so; somebody whose grants reach no place sees an empty list.
        const may =
          [0, 1, 2].some(site => oracle(asked, 'read-people', site, 'personal')) ||
          asked.some(
            grant =>
              grant.situation === 1 &&
              (roles[grant.role].permissions as readonly string[]).includes('read-people') &&
              rank(lower(grant.sensitivity, roles[grant.role].sensitivity)) >= rank('personal'),
          )
        if (!may) {
          expect(found).toBe('access.not-allowed')
          return
        }
        if (typeof found === 'string') throw new Error(found)
        expect(new Set(found.people.map(one => one.household))).toEqual(
          new Set(allowed.map(record => record.household)),
        )
      }),
      { numRuns: runs },
    )
  })

  test('a record opens exactly where the rule allows, and otherwise looks as if it were not there', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, fc.nat(5), async (asked, index) => {
        const record = records[index]
        if (!record) return
        const site = sites.indexOf(record.site)
        const found = await outcome(
          here.ask<Record<string, unknown>>('registration.getIndividual', { id: record.individual }, principal(asked)),
        )
        if (oracle(asked, 'read-people', site, 'personal')) {
          expect(typeof found).toBe('object')
          const codes = JSON.stringify(found)
          expect(codes.includes('SM-CI')).toBe(oracle(asked, 'read-needs', site, 'sensitive'))
          expect(codes.includes('SV-VA')).toBe(oracle(asked, 'read-needs', site, 'confidential'))
        } else expect(['access.not-allowed', 'record.not-found']).toContain(found)
      }),
      { numRuns: runs },
    )
  })

  test('acts are accepted exactly where the rule allows', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, fc.nat(2), async (asked, site) => {
        const input = household(sites[site] ?? '', [person('PA', 'F', 30, 'Rose Akol')])
        const answer = await here.send('registration.registerHousehold', input, { as: principal(asked) })
        const allowed = oracle(asked, 'register', site, 'personal')
        expect(answer.answer).toBe(allowed ? 'accepted' : 'refused')
        if ('problem' in answer) expect(answer.problem.code).toBe('access.not-allowed')
        const there = await here.rows('SELECT 1 FROM household WHERE id = $1', input.id)
        expect(there.length).toBe(allowed ? 1 : 0)
        if (allowed)
          records.push({
            site: sites[site] ?? '',
            household: input.id,
            individual: input.members[0]?.id ?? '',
            state: 'active',
          })
      }),
      { numRuns: Math.min(runs, 25) },
    )
  })

  test('behind the rules, the database itself shows no row of another situation or above the reach', async () => {
    const client = await here.house.database.app.connect()
    try {
      for (const situation of [1, 2]) {
        for (const sensitivity of [0, 1, 2, 3, 4]) {
          await client.query(beginText({ situation, sensitivity }, 'read only'))
          const people = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM individual')
          const needs = await client.query<{ highest: number | null }>(
            'SELECT max(sensitivity) AS highest FROM specific_need',
          )
          await client.query('ROLLBACK')
          expect((people.rows[0]?.count ?? 0) > 0).toBe(situation === 1)
          expect(needs.rows[0]?.highest ?? 0).toBe(situation === 1 && sensitivity >= 3 ? sensitivity : 0)
        }
      }
    } finally {
      client.release()
    }
  })
})
