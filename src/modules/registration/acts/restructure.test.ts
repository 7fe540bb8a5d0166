import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/support/house.ts'
import { family, household, person } from '../../../../test/support/people.ts'
import { expectReplayToAgree } from '../../../../test/support/replay.ts'
import { uuidv7 } from '../../../kernel/ids.ts'

let t: TestHouse
beforeAll(async () => {
  t = await testHouse({ now: () => new Date('2026-02-01T09:00:00Z') })
})
afterAll(() => t.close())

const on = '2026-01-25'

async function registered(more: Record<string, unknown> = {}, site = t.sites.north) {
  const input = family(site, more)
  const { number } = await t.act<{ number: string }>('registration.registerHousehold', input)
  const [mother = '', father = '', son = '', daughter = ''] = input.members.map(member => member.id)
  return { id: input.id, number, mother, father, son, daughter }
}

async function single(name: string, site = t.sites.north, more: Record<string, unknown> = {}) {
  const input = household(site, [person('PA', 'F', 24, name)], more)
  const { number } = await t.act<{ number: string }>('registration.registerHousehold', input)
  return { id: input.id, number, individual: input.members[0]?.id ?? '' }
}

interface Shown {
  household: Record<string, unknown> & { size: number; status: string }
  members: { id: string; status: string; relationship: string; site: string }[]
  consents: { purpose: string; individual: string | null }[]
}
const show = (id: string) => t.ask<Shown>('registration.getHousehold', { id })
const ties = async (id: string) =>
  Object.fromEntries((await show(id)).members.map(member => [member.id, member.relationship]))
const find = async (text: string) =>
  (await t.ask<{ people: { id: string }[] }>('registration.findIndividuals', { text })).people
    .map(({ id }) => id)
    .sort()
const spells = (individual: string) =>
  t.rows('SELECT from_on, to_on, site_id FROM presence WHERE individual_id = $1 ORDER BY from_on', individual)

describe('splitting a household', () => {
  test('makes a new one with a number of its own; the old one keeps who stays', async () => {
    const { id, mother, father, son, daughter } = await registered({ phone: '0755 100 100' })
    const split = uuidv7()
    const done = await t.act<{ number: string }>('registration.splitHousehold', {
      household: id,
      newHousehold: split,
      newRepresentative: father,
      others: [{ individual: son, relationship: 'SON' }],
      on,
      phone: '0755 200 200',
      note: 'Separated',
    })
    expect(done.number).toMatch(/^417-26C\d{5}$/)
    expect(await ties(id)).toEqual({ [mother]: 'PA', [daughter]: 'DAU' })
    expect(await ties(split)).toEqual({ [father]: 'PA', [son]: 'SON' })
    expect((await show(id)).household.size).toBe(2)
    expect((await show(split)).household).toMatchObject({
      size: 2,
      level: 'emergency',
      site: t.sites.north,
      arrivedOn: '2026-01-10',
      registeredOn: on,
      representativeName: 'Ahmad Hussein',
    })
    expect(await find('0755200200')).toEqual([father])
    expect(await find('0755100100')).toEqual([mother])
    expect(await spells(son)).toEqual([{ from_on: '2026-01-11', to_on: null, site_id: t.sites.north }])
    for (const subject of [id, split, son]) {
      const { entries } = await t.ask<{ entries: { name: string }[] }>('registration.timeline', { subject })
      expect(entries[0]).toMatchObject({ name: 'registration.splitHousehold', summary: { note: 'Separated' } })
    }
  })

  test('takes along the consent that somebody gave for themselves, and leaves the one for the household', async () => {
    const input = family(t.sites.north)
    const [, father] = input.members
    const consents = [
      { id: uuidv7(), purpose: 'research', decision: 'given', individual: father?.id },
      { id: uuidv7(), purpose: 'assistance', decision: 'given' },
    ]
    await t.act('registration.registerHousehold', { ...input, consents })
    const split = uuidv7()
    await t.act('registration.splitHousehold', {
      household: input.id,
      newHousehold: split,
      newRepresentative: father?.id,
      others: [],
      on,
    })
    expect((await show(split)).consents.map(({ purpose }) => purpose)).toEqual(['research'])
    expect((await show(input.id)).consents.map(({ purpose }) => purpose)).toEqual(['assistance'])
  })

  test('needs a representative for those who stay when theirs leaves', async () => {
    const { id, mother, father, son, daughter } = await registered()
    const leave = {
      household: id,
      newHousehold: uuidv7(),
      newRepresentative: mother,
      others: [{ individual: daughter, relationship: 'DAU' }],
      on,
    }
    expect(await t.send('registration.splitHousehold', leave)).toMatchObject({
      problem: { fields: [{ path: 'representative', code: 'registration.representative-leaves' }] },
    })
    const representative = { individual: father, relationships: [{ individual: son, relationship: 'SON' }] }
    await t.act('registration.splitHousehold', { ...leave, representative })
    expect(await ties(id)).toEqual({ [father]: 'PA', [son]: 'SON' })
    expect((await show(id)).household).toMatchObject({ representativeName: 'Ahmad Hussein' })
  })

  test('proposes a look at children who would live without an adult', async () => {
    const { id, son, daughter } = await registered()
    const done = await t.act<{ proposed: unknown[] }>('registration.splitHousehold', {
      household: id,
      newHousehold: uuidv7(),
      newRepresentative: son,
      others: [{ individual: daughter, relationship: 'SBF' }],
      on,
    })
    expect(done.proposed).toContainEqual({ individual: son, code: 'SC-CH', rule: 'child-headed' })
  })

  test('is refused when nobody would stay, for strangers, for the same person twice, for a day to come', async () => {
    const { id, mother, father, son, daughter } = await registered()
    const split = (more: Record<string, unknown>) =>
      t.send('registration.splitHousehold', {
        household: id,
        newHousehold: uuidv7(),
        newRepresentative: father,
        others: [],
        on,
        ...more,
      })
    const all = [mother, son, daughter].map(individual => ({ individual, relationship: 'U' }))
    expect(await split({ others: all })).toMatchObject({
      problem: { fields: [{ path: 'others', code: 'registration.nobody-left' }] },
    })
    expect(await split({ newRepresentative: uuidv7() })).toMatchObject({
      problem: { fields: [{ path: 'newRepresentative', code: 'registration.not-a-member' }] },
    })
    expect(await split({ others: [{ individual: father, relationship: 'HUS' }] })).toMatchObject({
      problem: { fields: [{ path: 'others.0.individual', code: 'registration.same-id-twice' }] },
    })
    expect(await split({ others: [{ individual: son, relationship: 'DAU' }] })).toMatchObject({
      problem: { fields: [{ path: 'others.0.relationship', code: 'registration.relationship-sex' }] },
    })
    expect(await split({ on: '2026-02-02' })).toMatchObject({
      problem: { fields: [{ path: 'on', code: 'registration.change-in-future' }] },
    })
    expect(await split({ newHousehold: id })).toMatchObject({ problem: { code: 'registration.already-registered' } })
  })
})

describe('merging two households that are one', () => {
  test('keeps one, and the number of the other still leads to its people', async () => {
    const { id, mother, father, son, daughter } = await registered()
    const aunt = await single('Huda Hussein', t.sites.north, { phone: '0744 300 300', externalNumber: 'OLD-77' })
    await t.act('registration.mergeHouseholds', {
      from: aunt.id,
      into: id,
      relationships: [{ individual: aunt.individual, relationship: 'SBF' }],
      on,
      note: 'Live together',
    })
    expect(await ties(id)).toEqual({
      [mother]: 'PA',
      [father]: 'HUS',
      [son]: 'SON',
      [daughter]: 'DAU',
      [aunt.individual]: 'SBF',
    })
    expect((await show(id)).household).toMatchObject({ size: 5, mergedFrom: [{ id: aunt.id, number: aunt.number }] })
    expect(await show(aunt.id)).toMatchObject({
      household: { status: 'closed', statusReason: 'merged', size: 0, mergedInto: { id } },
      members: [],
    })
    const everybody = [mother, father, son, daughter, aunt.individual].sort()
    expect(await find(aunt.number)).toEqual(everybody)
    expect(await find('OLD-77')).toEqual(everybody)
    // The phone was that of a household; its household has another.
    expect(await find('0744300300')).toEqual([])
  })

  test('asks how each who comes is related, and refuses what cannot be', async () => {
    const { id } = await registered()
    const aunt = await single('Huda Hussein')
    const merge = (relationships: unknown[]) =>
      t.send('registration.mergeHouseholds', { from: aunt.id, into: id, relationships, on })
    expect(await merge([])).toMatchObject({
      problem: { fields: [{ path: 'relationships', code: 'registration.relationship-needed' }] },
    })
    expect(await merge([{ individual: aunt.individual, relationship: 'SON' }])).toMatchObject({
      problem: { fields: [{ path: 'relationships.0.relationship', code: 'registration.relationship-sex' }] },
    })
    expect(await merge([{ individual: aunt.individual, relationship: 'PRF' }])).toMatchObject({
      problem: { fields: [{ path: 'relationships.0.relationship', code: 'registration.parent-younger-than-child' }] },
    })
  })

  test('brings those who come to the site of the household that stays, from that day on', async () => {
    const { id } = await registered()
    const aunt = await single('Huda Hussein', t.sites.city)
    await t.act('registration.mergeHouseholds', {
      from: aunt.id,
      into: id,
      relationships: [{ individual: aunt.individual, relationship: 'SBF' }],
      on,
    })
    expect(await spells(aunt.individual)).toEqual([
      { from_on: '2026-01-11', to_on: on, site_id: t.sites.city },
      { from_on: on, to_on: null, site_id: t.sites.north },
    ])
  })

  test('of different levels is of the lower one: not everything is known of everybody', async () => {
    const facts = { nationality: 'SYR', maritalStatus: 'SN' }
    const basic = household(t.sites.north, [person('PA', 'F', 40, 'Samira', facts)], { level: 'basic' })
    await t.act('registration.registerHousehold', basic)
    const aunt = await single('Huda Hussein')
    await t.act('registration.mergeHouseholds', {
      from: aunt.id,
      into: basic.id,
      relationships: [{ individual: aunt.individual, relationship: 'SBF' }],
      on,
    })
    expect((await show(basic.id)).household).toMatchObject({ level: 'emergency' })
  })

  test('is refused with itself, with a closed one, and with a group; and needs the right at both sites', async () => {
    const { id } = await registered()
    const aunt = await single('Huda Hussein', t.sites.city)
    const relationships = [{ individual: aunt.individual, relationship: 'SBF' }]
    const merge = (from: string, into: string, as = t.system) =>
      t.send('registration.mergeHouseholds', { from, into, relationships, on }, { as })
    expect(await merge(id, id)).toMatchObject({
      problem: { fields: [{ path: 'into', code: 'registration.same-household' }] },
    })
    for (const site of [t.sites.city, t.sites.north]) {
      const supervisor = t.as('registration-supervisor', site)
      expect(await merge(aunt.id, id, supervisor)).toMatchObject({ problem: { code: 'access.not-allowed' } })
    }
    const group = {
      id: uuidv7(),
      site: t.sites.north,
      origin: 'SYR',
      arrivedOn: '2026-01-10',
      representative: 'Abu Omar',
      counts: { m_18_59: 10 },
    }
    await t.act('registration.preregisterGroup', group)
    expect(await merge(aunt.id, group.id)).toMatchObject({ problem: { code: 'registration.household-is-group' } })
    await t.act('registration.changeStatus', { household: id, status: 'closed', reason: 'resettled', on })
    expect(await merge(aunt.id, id)).toMatchObject({
      problem: { code: 'registration.household-not-active', status: 409 },
    })
  })

  test('crosswise at the same time goes through once, and nobody waits for ever', async () => {
    const [one, other] = [await single('Rana'), await single('Dina')]
    const answers = await Promise.all([
      t.send('registration.mergeHouseholds', {
        from: one.id,
        into: other.id,
        relationships: [{ individual: one.individual, relationship: 'SBF' }],
        on,
      }),
      t.send('registration.mergeHouseholds', {
        from: other.id,
        into: one.id,
        relationships: [{ individual: other.individual, relationship: 'SBF' }],
        on,
      }),
    ])
    expect(answers.map(({ answer }) => answer).sort()).toEqual(['accepted', 'refused'])
  })

  test('cannot be undone by a change of status', async () => {
    const [one, other] = [await single('Rana'), await single('Dina')]
    await t.act('registration.mergeHouseholds', {
      from: one.id,
      into: other.id,
      relationships: [{ individual: one.individual, relationship: 'SBF' }],
      on,
    })
    const answer = await t.send('registration.changeStatus', { household: one.id, status: 'active', on })
    expect(answer).toMatchObject({ problem: { code: 'registration.household-not-active' } })
  })
})

describe('moving a person to another household', () => {
  test('keeps the person’s record and changes the sizes of both', async () => {
    const { id, son, mother } = await registered()
    const uncle = await single('Salma Hussein', t.sites.city)
    await t.act('registration.moveMember', { individual: son, to: uncle.id, relationship: 'NEP', on })
    expect((await show(id)).household.size).toBe(3)
    expect(await ties(uncle.id)).toEqual({ [uncle.individual]: 'PA', [son]: 'NEP' })
    expect(await spells(son)).toEqual([
      { from_on: '2026-01-11', to_on: on, site_id: t.sites.north },
      { from_on: on, to_on: null, site_id: t.sites.city },
    ])
    const { entries } = await t.ask<{ entries: unknown[] }>('registration.timeline', { subject: son })
    expect(entries[0]).toMatchObject({
      name: 'registration.moveMember',
      summary: { changes: [{ field: 'household' }, { field: 'relationship', from: 'SON', to: 'NEP' }] },
    })
    expect((await show(id)).members.map(member => member.id)).toContain(mother)
  })

  test('proposes a look at a child who now lives with other kin', async () => {
    const { son } = await registered()
    const aunt = await single('Salma Hussein')
    const done = await t.act<{ proposed: unknown[] }>('registration.moveMember', {
      individual: son,
      to: aunt.id,
      relationship: 'NEP',
      on,
    })
    expect(done.proposed).toContainEqual({ individual: son, code: 'SC-SC', rule: 'child-without-parent' })
  })

  test('of the representative needs one to follow; of the last member it is a merge', async () => {
    const { id, mother, father, son, daughter } = await registered()
    const aunt = await single('Salma Hussein')
    const leave = { individual: mother, to: aunt.id, relationship: 'SBF', on }
    expect(await t.send('registration.moveMember', leave)).toMatchObject({
      problem: { fields: [{ path: 'representative', code: 'registration.representative-leaves' }] },
    })
    const relationships = [
      { individual: son, relationship: 'SON' },
      { individual: daughter, relationship: 'DAU' },
    ]
    await t.act('registration.moveMember', { ...leave, representative: { individual: father, relationships } })
    expect(await ties(id)).toMatchObject({ [father]: 'PA' })
    const alone = await single('Nadia')
    expect(
      await t.send('registration.moveMember', { individual: alone.individual, to: aunt.id, relationship: 'SBF', on }),
    ).toMatchObject({
      problem: { code: 'registration.last-member', status: 409 },
    })
  })

  test('is refused to the same household, with an impossible tie, of a closed record, and without the right at both sites', async () => {
    const { id, son, daughter } = await registered()
    const aunt = await single('Salma Hussein', t.sites.city)
    const move = (more: Record<string, unknown>, as = t.system) =>
      t.send('registration.moveMember', { individual: son, to: aunt.id, relationship: 'NEP', on, ...more }, { as })
    expect(await move({ to: id })).toMatchObject({
      problem: { fields: [{ path: 'to', code: 'registration.same-household' }] },
    })
    expect(await move({ relationship: 'NCE' })).toMatchObject({
      problem: { fields: [{ path: 'relationship', code: 'registration.relationship-sex' }] },
    })
    expect(await move({ relationship: 'PA' })).toMatchObject({
      problem: { fields: [{ path: 'relationship', code: 'registration.two-representatives' }] },
    })
    expect(await move({}, t.as('registration-supervisor', t.sites.north))).toMatchObject({
      problem: { code: 'access.not-allowed' },
    })
    await t.act('registration.changeStatus', {
      household: id,
      individuals: [daughter],
      status: 'closed',
      reason: 'deceased',
      on,
    })
    expect(await move({ individual: daughter, relationship: 'NCE' })).toMatchObject({
      problem: { code: 'registration.individual-not-active' },
    })
  })
})

describe('transferring a household to another site', () => {
  test('moves where its people are counted, from the day on, and everybody’s record', async () => {
    const { id, son, daughter } = await registered({ address: { shelter: 'B-1' } })
    await t.act('registration.changeStatus', {
      household: id,
      individuals: [daughter],
      status: 'closed',
      reason: 'deceased',
      on: '2026-01-20',
    })
    await t.act('registration.transferHousehold', {
      household: id,
      site: t.sites.south,
      on,
      address: { shelter: 'S-9' },
    })
    const shown = await show(id)
    expect(shown.household).toMatchObject({ site: t.sites.south, address: { shelter: 'S-9' } })
    expect(new Set(shown.members.map(member => member.site))).toEqual(new Set([t.sites.south]))
    expect(await spells(son)).toEqual([
      { from_on: '2026-01-11', to_on: on, site_id: t.sites.north },
      { from_on: on, to_on: null, site_id: t.sites.south },
    ])
    expect(await spells(daughter)).toEqual([{ from_on: '2026-01-11', to_on: '2026-01-20', site_id: t.sites.north }])
    const south = t.as('registrar', t.sites.south)
    expect(await t.ask('registration.getHousehold', { id }, south)).toMatchObject({ household: { id } })
    const north = t.as('registrar', t.sites.north)
    await expect(t.ask('registration.getHousehold', { id }, north)).rejects.toMatchObject({ code: 'record.not-found' })
  })

  test('twice on one day leaves one spell, where it went last', async () => {
    const { id, son } = await registered()
    await t.act('registration.transferHousehold', { household: id, site: t.sites.south, on })
    await t.act('registration.transferHousehold', { household: id, site: t.sites.city, on })
    expect(await spells(son)).toEqual([
      { from_on: '2026-01-11', to_on: on, site_id: t.sites.north },
      { from_on: on, to_on: null, site_id: t.sites.city },
    ])
  })

  test('takes a group that was counted along', async () => {
    const group = {
      id: uuidv7(),
      site: t.sites.north,
      origin: 'SYR',
      arrivedOn: '2026-01-10',
      representative: 'Abu Omar',
      counts: { m_18_59: 10 },
    }
    await t.act('registration.preregisterGroup', group)
    await t.act('registration.transferHousehold', { household: group.id, site: t.sites.city, on: '2026-02-01' })
    expect((await show(group.id)).household).toMatchObject({ site: t.sites.city, level: 'group' })
  })

  test('is refused to where it is, to a closed or unknown site, before the last change, and when the household is closed', async () => {
    const { id } = await registered()
    const transfer = (more: Record<string, unknown>) =>
      t.send('registration.transferHousehold', { household: id, site: t.sites.south, on, ...more })
    expect(await transfer({ site: t.sites.north })).toMatchObject({
      problem: { fields: [{ path: 'site', code: 'registration.same-site' }] },
    })
    expect(await transfer({ site: uuidv7() })).toMatchObject({
      problem: { fields: [{ path: 'site', code: 'registration.site-unknown' }] },
    })
    const shut = uuidv7()
    await t.act('situation.createSite', { id: shut, code: 'SHUT', name: 'Shut', kind: 'camp', openedOn: '2020-01-01' })
    await t.act('situation.closeSite', { site: shut, closedOn: '2026-01-01' })
    expect(await transfer({ site: shut })).toMatchObject({
      problem: { fields: [{ path: 'site', code: 'registration.site-closed' }] },
    })
    await t.act('registration.transferHousehold', { household: id, site: t.sites.south, on })
    expect(await transfer({ site: t.sites.city, on: '2026-01-24' })).toMatchObject({
      problem: { fields: [{ path: 'on', code: 'registration.change-before-last' }] },
    })
    await t.act('registration.changeStatus', { household: id, status: 'closed', reason: 'resettled', on: '2026-01-30' })
    expect(await transfer({ site: t.sites.city })).toMatchObject({
      problem: { code: 'registration.household-not-active' },
    })
  })

  test('needs the right at both sites', async () => {
    const { id } = await registered()
    const input = { household: id, site: t.sites.south, on }
    for (const site of [t.sites.north, t.sites.south]) {
      const one = await t.send('registration.transferHousehold', input, { as: t.as('registration-supervisor', site) })
      expect(one).toMatchObject({ problem: { code: 'access.not-allowed' } })
    }
    await t.act('registration.transferHousehold', input, {
      as: t.as('registration-supervisor', t.sites.north, t.sites.south),
    })
  })
})

describe('adding a member', () => {
  const add = (household: string, more: Record<string, unknown>) =>
    t.send('registration.addMember', {
      household,
      event: 'missed',
      member: person('DAU', 'F', 2, 'Hala Hussein'),
      ...more,
    })

  test('born here: arrives on the day of birth, is counted from the registration on and found by name', async () => {
    const { id } = await registered()
    const baby = {
      ...person('SON', 'M', 0, 'Sami Hussein'),
      birth: { date: '2026-01-28', precision: 'day', estimated: false },
    }
    const done = await t.act('registration.addMember', { household: id, event: 'birth', member: baby })
    expect(done).toMatchObject({ individual: baby.id, number: expect.stringMatching(/^417-\d{8}$/) })
    const shown = await t.ask('registration.getIndividual', { id: baby.id })
    expect(shown).toMatchObject({
      person: { arrivedOn: '2026-01-28', registeredOn: '2026-02-01', site: t.sites.north },
    })
    expect(await spells(baby.id)).toEqual([{ from_on: '2026-02-01', to_on: null, site_id: t.sites.north }])
    expect((await show(id)).household.size).toBe(5)
    expect(await find('سامي حسين')).toContain(baby.id)
  })

  test('looks at the needs of the household anew: with a fourth child the one adult is seen to be alone', async () => {
    const input = household(t.sites.north, [
      person('PA', 'F', 30, 'Amal'),
      person('SON', 'M', 9, 'Ali'),
      person('SON', 'M', 8, 'Adam'),
    ])
    await t.act('registration.registerHousehold', input)
    const answer = await t.send(
      'registration.addMember',
      { household: input.id, event: 'missed', member: person('DAU', 'F', 2, 'Hala') },
      { as: t.as('registrar') },
    )
    expect(answer).toMatchObject({
      answer: 'accepted',
      result: { proposed: [{ code: 'SP-PT', rule: 'single-caregiver' }] },
    })
    const needs = await t.rows('SELECT code, status FROM specific_need WHERE individual_id = $1', input.members[0]?.id)
    expect(needs).toEqual([{ code: 'SP-PT', status: 'proposed' }])
  })

  test('does not fail for a registrar where the proposed need is noted already, out of their sight', async () => {
    const input = household(t.sites.north, [
      person('PA', 'F', 30, 'Amal'),
      person('SON', 'M', 9, 'Ali'),
      person('SON', 'M', 8, 'Adam'),
    ])
    await t.act('registration.registerHousehold', input)
    await t.act('registration.recordNeed', { individual: input.members[0]?.id, need: { id: uuidv7(), code: 'SP-PT' } })
    const answer = await t.send(
      'registration.addMember',
      { household: input.id, event: 'missed', member: person('DAU', 'F', 2, 'Hala') },
      { as: t.as('registrar') },
    )
    expect(answer).toMatchObject({ answer: 'accepted' })
    expect(await t.rows('SELECT status FROM specific_need WHERE individual_id = $1', input.members[0]?.id)).toEqual([
      { status: 'pending-review' },
    ])
  })

  test.each<[string, () => Record<string, unknown>, { path: string; code: string }]>([
    [
      'as a second representative',
      () => ({ member: person('PA', 'F', 20, 'Hala') }),
      { path: 'member.relationship', code: 'registration.two-representatives' },
    ],
    [
      'as a child older than the mother',
      () => ({ member: person('DAU', 'F', 30, 'Hala') }),
      { path: 'member.birth', code: 'registration.parent-younger-than-child' },
    ],
    [
      'who arrived later without a day',
      () => ({ event: 'arrival' }),
      { path: 'member.arrivedOn', code: 'input.required' },
    ],
    [
      'with a birth in the future',
      () => ({ member: person('DAU', 'F', -2, 'Hala') }),
      { path: 'member.birth', code: 'registration.birth-in-future' },
    ],
    [
      'registered in the future',
      () => ({ registeredOn: '2026-03-01' }),
      { path: 'registeredOn', code: 'registration.registered-in-future' },
    ],
    [
      'with a photo that was not stored',
      () => ({ member: person('DAU', 'F', 2, 'Hala', { photo: uuidv7() }) }),
      { path: 'member.photo', code: 'registration.photo-unknown' },
    ],
  ])('is refused %s', async (_, more, field) => {
    const { id } = await registered()
    expect(await add(id, more())).toMatchObject({
      answer: 'refused',
      problem: { code: 'input.invalid', fields: [field] },
    })
  })

  test('is refused with a document that somebody else has shown, and at a level whose facts are missing', async () => {
    const documents = [{ kind: 'passport', country: 'SYR', number: 'AA-777' }]
    await t.act(
      'registration.registerHousehold',
      household(t.sites.north, [person('PA', 'F', 30, 'Amal', { documents })]),
    )
    const { id } = await registered()
    expect(await add(id, { member: person('DAU', 'F', 2, 'Hala', { documents }) })).toMatchObject({
      problem: { fields: [{ path: 'member.documents.0.number', code: 'registration.document-number-taken' }] },
    })
    const basic = household(
      t.sites.north,
      [person('PA', 'F', 40, 'Samira', { nationality: 'SYR', maritalStatus: 'SN' })],
      { level: 'basic' },
    )
    await t.act('registration.registerHousehold', basic)
    expect(await add(basic.id, {})).toMatchObject({
      problem: { fields: [{ path: 'member.nationality', code: 'registration.level-incomplete' }] },
    })
  })

  test('is refused to a closed household and to a group', async () => {
    const { id } = await registered()
    await t.act('registration.changeStatus', { household: id, status: 'closed', reason: 'resettled', on })
    expect(await add(id, {})).toMatchObject({ problem: { code: 'registration.household-not-active' } })
  })
})

test('a replay of the journal gives the same state', () => expectReplayToAgree(t))
