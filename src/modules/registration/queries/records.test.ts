import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/support/house.ts'
import { family, household, person } from '../../../../test/support/people.ts'
import { uuidv7 } from '../../../kernel/ids.ts'

let t: TestHouse
beforeAll(async () => {
  t = await testHouse()
})
afterAll(() => t.close())

const register = (input: unknown) => t.act<{ number: string }>('registration.registerHousehold', input)

interface HouseholdAnswer {
  household: { id: string; number: string; size: number }
  members: { id: string; relationship: string; name: string; needs?: unknown }[]
  needs: { code: string; status: string; sensitivity: string; individual: string }[] | null
  consents: { purpose: string; decision: string; current: boolean }[]
}

describe('a household', () => {
  test('is shown with its members, the representative first', async () => {
    const input = family(t.sites.north)
    const { number } = await register(input)
    const shown = await t.ask<HouseholdAnswer>('registration.getHousehold', { id: input.id })
    expect(shown.household).toMatchObject({
      number,
      size: 4,
      status: 'active',
      level: 'emergency',
      site: t.sites.north,
    })
    expect(shown.members.map(member => member.relationship)).toEqual(['PA', 'HUS', 'SON', 'DAU'])
  })

  test('is not there for somebody whose sites are others', async () => {
    const input = family(t.sites.north)
    await register(input)
    const south = t.as('registrar', t.sites.south)
    await expect(t.ask('registration.getHousehold', { id: input.id }, south)).rejects.toMatchObject({
      code: 'record.not-found',
    })
    const north = t.as('registrar', t.sites.north)
    expect(await t.ask('registration.getHousehold', { id: input.id }, north)).toMatchObject({
      household: { id: input.id },
    })
  })

  test('shows each asker the needs that the role may see, and logs who read what is confidential', async () => {
    const input = household(t.sites.north, [
      person('PA', 'F', 30, 'Hana', {
        needs: [
          { id: uuidv7(), code: 'DS-PM' },
          { id: uuidv7(), code: 'SV-VF', note: 'told in private' },
        ],
      }),
    ])
    await register(input)
    const codes = async (asker: ReturnType<TestHouse['as']>) =>
      (await t.ask<HouseholdAnswer>('registration.getHousehold', { id: input.id }, asker)).needs
        ?.map(need => need.code)
        .sort() ?? null
    expect(await codes(t.as('registrar'))).toBeNull()
    expect(await codes(t.as('registration-supervisor'))).toEqual(['DS-PM'])
    const officer = t.as('protection-officer')
    expect(await codes(officer)).toEqual(['DS-PM', 'SV-VF'])
    expect(await codes(t.as('protection-officer', t.sites.south)).catch(problem => problem.code)).toBe(
      'record.not-found',
    )
    const log = await t.rows('SELECT actor_id, subject_id, query, sensitivity FROM access_log')
    expect(log).toEqual([
      { actor_id: officer.id, subject_id: input.members[0]?.id, query: 'registration.getHousehold', sensitivity: 4 },
    ])
  })

  test('of another site does not lend its needs to an officer who may see needs elsewhere', async () => {
    const input = household(t.sites.north, [
      person('PA', 'M', 70, 'Karim', { needs: [{ id: uuidv7(), code: 'DS-PM' }] }),
    ])
    await register(input)
    const asker = {
      ...t.as('registrar', t.sites.north),
      grants: [...t.as('registrar', t.sites.north).grants, ...t.as('protection-officer', t.sites.south).grants],
    }
    expect((await t.ask<HouseholdAnswer>('registration.getHousehold', { id: input.id }, asker)).needs).toBeNull()
    const found = await t.ask<{ people: { id: string }[] }>(
      'registration.findIndividuals',
      { need: 'DS-PM', site: t.sites.north },
      asker,
    )
    expect(found.people).toEqual([])
  })

  test('keeps the last answer to each question of consent as the current one', async () => {
    const consent = (decision: string) => ({ id: uuidv7(), purpose: 'assistance', decision })
    const input = family(t.sites.north, { consents: [consent('given')] })
    await register(input)
    const shown = await t.ask<HouseholdAnswer>('registration.getHousehold', { id: input.id })
    expect(shown.consents).toMatchObject([{ purpose: 'assistance', decision: 'given', current: true }])
  })
})

describe('a person', () => {
  test('is shown with documents, the household and what was sensitive to those who may see it', async () => {
    const input = household(t.sites.south, [
      person('PA', 'F', 30, 'ሰላም ተስፋዬ', {
        documents: [{ kind: 'passport', country: 'ETH', number: 'EP 123-456' }],
        ethnicity: 'ABC',
        religion: 'ORT',
      }),
    ])
    await register(input)
    const id = input.members[0]?.id
    const shown = await t.ask('registration.getIndividual', { id }, t.as('protection-officer'))
    expect(shown).toMatchObject({
      person: { id, name: 'ሰላም ተስፋዬ' },
      household: { id: input.id },
      documents: [{ kind: 'passport', country: 'ETH', number: 'EP 123-456' }],
      sensitive: { ethnicity: 'ABC', religion: 'ORT' },
    })
    expect(await t.ask('registration.getIndividual', { id }, t.as('registrar'))).toMatchObject({
      sensitive: null,
      needs: null,
    })
  })
})

describe('the list of households', () => {
  test('goes page by page, the newest first, within the filters and the sites of the asker', async () => {
    const made = []
    for (let index = 0; index < 5; index++) {
      const input = household(t.sites.city, [person('PA', 'M', 40, `Person ${'abcde'[index]}`)], { origin: 'COD' })
      await register(input)
      made.push(input.id)
    }
    interface Page {
      households: { id: string }[]
      next: string | null
      count: number
      more: boolean
    }
    const asker = t.as('registrar', t.sites.city)
    const first = await t.ask<Page>('registration.listHouseholds', { origin: 'COD', limit: 3 }, asker)
    expect(first).toMatchObject({ count: 5, more: false })
    const second = await t.ask<Page>(
      'registration.listHouseholds',
      { origin: 'COD', limit: 3, after: first.next },
      asker,
    )
    expect([...first.households, ...second.households].map(line => line.id)).toEqual([...made].reverse())
    expect(second.next).toBeNull()
    const elsewhere = await t.ask<Page>(
      'registration.listHouseholds',
      { origin: 'COD' },
      t.as('registrar', t.sites.south),
    )
    expect(elsewhere).toMatchObject({ households: [], count: 0 })
  })

  test('finds a household by its number or by the number of another system', async () => {
    const input = family(t.sites.city, { externalNumber: 'UNI-77/b' })
    const { number } = await register(input)
    for (const text of [number, number.toLowerCase(), 'UNI-77/b']) {
      const found = await t.ask('registration.listHouseholds', { number: text })
      expect(found).toMatchObject({ households: [{ id: input.id }], count: 1 })
    }
  })

  test('filters by a group of needs only for those who may see needs', async () => {
    const input = household(t.sites.city, [person('PA', 'F', 33, 'Ines', { needs: [{ id: uuidv7(), code: 'PG-HR' }] })])
    await register(input)
    const filter = { needGroup: 'PG', site: t.sites.city }
    expect(await t.ask('registration.listHouseholds', filter, t.as('registration-supervisor'))).toMatchObject({
      count: 1,
    })
    expect(await t.ask('registration.listHouseholds', filter, t.as('registrar'))).toMatchObject({ count: 0 })
  })
})

describe('the timeline', () => {
  test('names each act with its actor, and says what was said only to those who may know', async () => {
    const registrar = t.as('registrar')
    const input = household(t.sites.north, [
      person('PA', 'F', 30, 'Lina', { needs: [{ id: uuidv7(), code: 'SV-VF' }] }),
    ])
    await t.act('registration.registerHousehold', input, { as: registrar })
    interface Timeline {
      entries: { name: string; actor: string; summary: { facts: Record<string, unknown> } | null }[]
    }
    const see = (asker: ReturnType<TestHouse['as']>) =>
      t.ask<Timeline>('registration.timeline', { subject: input.id }, asker)
    const open = await see(t.as('protection-officer'))
    expect(open.entries).toMatchObject([
      { name: 'registration.registerHousehold', actor: registrar.id, summary: { facts: { people: 1 } } },
    ])
    expect((await see(t.as('registration-supervisor'))).entries).toMatchObject([{ summary: null }])
    await expect(see(t.as('registrar', t.sites.south))).rejects.toMatchObject({ code: 'record.not-found' })
  })
})

describe('the queue of needs', () => {
  test('has the most urgent first, goes on where it stopped, and leaves out what is decided', async () => {
    const need = (code: string, urgency: string, identifiedOn: string) => ({
      id: uuidv7(),
      code,
      urgency,
      identifiedOn,
    })
    const input = household(t.sites.south, [
      person('PA', 'F', 45, 'Rosa', {
        needs: [
          need('SM-CI', 'low', '2026-01-11'),
          need('SM-CC', 'high', '2026-01-12'),
          need('SM-OT', 'medium', '2026-01-11'),
          need('DS-DF', 'high', '2026-01-11'),
          { ...need('DS-BD', 'high', '2026-01-10'), pendingReview: false },
        ],
      }),
    ])
    await register(input)
    interface Queue {
      needs: { code: string }[]
      next: string | null
    }
    const seen: string[] = []
    let after: string | null | undefined
    do {
      const page: Queue = await t.ask('registration.needsQueue', {
        site: t.sites.south,
        limit: 2,
        ...(after ? { after } : {}),
      })
      seen.push(...page.needs.map(found => found.code))
      after = page.next
    } while (after)
    expect(seen).toEqual(['DS-DF', 'SM-CC', 'SM-OT', 'SM-CI'])
    await expect(t.ask('registration.needsQueue', { after: 'x' })).rejects.toMatchObject({ code: 'query.bad-cursor' })
    const summary = await t.ask<{ codes: unknown[] }>('registration.needsSummary', { site: t.sites.south })
    expect(summary.codes).toContainEqual({ group: 'DS', code: 'DS-BD', people: 1 })
  })
})
