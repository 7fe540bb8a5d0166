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

async function registered(more: Record<string, unknown> = {}) {
  const input = family(t.sites.north, more)
  await t.act('registration.registerHousehold', input)
  const [mother, father, son, daughter] = input.members.map(member => member.id)
  return { id: input.id, mother, father, son, daughter }
}

interface Shown {
  household: Record<string, unknown>
  members: { id: string; status: string; relationship: string; statusReason: string | null; statusOn: string }[]
  needs: { individual: string; code: string; status: string }[]
}

const show = (id: string) => t.ask<Shown>('registration.getHousehold', { id })
const memberOf = async (id: string, individual: unknown) =>
  (await show(id)).members.find(member => member.id === individual)
const change = (household: string, more: Record<string, unknown>) =>
  t.send('registration.changeStatus', { household, on: '2026-01-25', ...more })
const changed = async (household: string, more: Record<string, unknown>) => {
  const answer = await change(household, more)
  expect(answer).toMatchObject({ answer: 'accepted' })
}
const spells = (individual: unknown) =>
  t.rows<{ from_on: string; to_on: string | null }>(
    'SELECT from_on, to_on FROM presence WHERE individual_id = $1 ORDER BY from_on',
    individual,
  )
const presentOn = async (day: string) => {
  const { total } = await t.ask<{ total: number }>('statistics.demographics', { referenceDate: day })
  return total
}

const widowed = (ids: { father: unknown; son: unknown; daughter: unknown }) => ({
  individual: ids.father,
  relationships: [
    { individual: ids.son, relationship: 'SON' },
    { individual: ids.daughter, relationship: 'DAU' },
  ],
})

describe('the status of one person', () => {
  test('is closed with a reason and a day, from which the person is no longer counted', async () => {
    const { id, son } = await registered()
    const before = await presentOn('2026-01-24')
    await changed(id, { individuals: [son], status: 'closed', reason: 'deceased' })
    expect(await memberOf(id, son)).toMatchObject({
      status: 'closed',
      statusReason: 'deceased',
      statusOn: '2026-01-25',
    })
    expect((await show(id)).household).toMatchObject({ status: 'active', size: 3 })
    expect(await spells(son)).toEqual([{ from_on: '2026-01-11', to_on: '2026-01-25' }])
    expect(await presentOn('2026-01-24')).toBe(before)
    expect(await presentOn('2026-01-25')).toBe(before - 1)
  })

  test('on hold is still counted; inactive is not', async () => {
    const { id, son } = await registered()
    await changed(id, { individuals: [son], status: 'hold', reason: 'identity-check' })
    expect(await spells(son)).toEqual([{ from_on: '2026-01-11', to_on: null }])
    await changed(id, { individuals: [son], status: 'inactive', reason: 'not-seen' })
    expect(await spells(son)).toEqual([{ from_on: '2026-01-11', to_on: '2026-01-25' }])
  })

  test('is opened again when the person comes back, and the days between are not counted', async () => {
    const { id, son } = await registered()
    await changed(id, { individuals: [son], status: 'closed', reason: 'spontaneous-departure', on: '2026-01-20' })
    await changed(id, { individuals: [son], status: 'active', on: '2026-01-28' })
    expect(await spells(son)).toEqual([
      { from_on: '2026-01-11', to_on: '2026-01-20' },
      { from_on: '2026-01-28', to_on: null },
    ])
    expect((await show(id)).household).toMatchObject({ size: 4 })
  })

  test('taken back on the same day leaves no gap', async () => {
    const { id, son } = await registered()
    await changed(id, { individuals: [son], status: 'inactive', reason: 'not-seen' })
    await changed(id, { individuals: [son], status: 'active' })
    expect(await spells(son)).toEqual([{ from_on: '2026-01-11', to_on: null }])
  })

  test('of one who died before the last change that was noted, ends the count on the day of death', async () => {
    const { id, son } = await registered()
    await changed(id, { individuals: [son], status: 'inactive', reason: 'not-seen', on: '2026-01-20' })
    await changed(id, { individuals: [son], status: 'active', on: '2026-01-24' })
    await changed(id, { individuals: [son], status: 'closed', reason: 'deceased', on: '2026-01-15' })
    expect(await spells(son)).toEqual([{ from_on: '2026-01-11', to_on: '2026-01-15' }])
  })

  test('closed on the day of registration was never counted', async () => {
    const { id, son } = await registered()
    await changed(id, { individuals: [son], status: 'closed', reason: 'error', on: '2026-01-11' })
    expect(await spells(son)).toEqual([])
  })

  test('shows in the timeline with the status before and after', async () => {
    const { id, son } = await registered()
    await changed(id, { individuals: [son], status: 'closed', reason: 'resettled', note: 'Flight on Monday' })
    const { entries } = await t.ask<{ entries: unknown[] }>('registration.timeline', { subject: son })
    expect(entries[0]).toMatchObject({
      name: 'registration.changeStatus',
      summary: {
        changes: [{ field: 'status', from: 'active', to: 'closed' }],
        facts: { reason: 'resettled', on: '2026-01-25' },
        note: 'Flight on Monday',
      },
    })
  })

  test('makes the needs of those who stay be looked at anew: a child left alone is proposed, and no longer when somebody is back', async () => {
    const input = household(t.sites.north, [person('PA', 'F', 30, 'Amal'), person('SON', 'M', 9, 'Ali')])
    await t.act('registration.registerHousehold', input)
    const [mother, son] = input.members.map(({ id }) => id)
    const needs = async () =>
      (await show(input.id)).needs.map(({ individual, code, status }) => ({ individual, code, status }))
    await changed(input.id, { individuals: [mother], status: 'inactive', reason: 'not-seen' })
    expect(await needs()).toEqual([{ individual: son, code: 'SC-UC', status: 'proposed' }])
    await changed(input.id, { individuals: [mother], status: 'active', on: '2026-01-26' })
    expect(await needs()).toEqual([])
  })

  test('does not propose again what a person rejected', async () => {
    const input = household(t.sites.north, [person('PA', 'F', 30, 'Amal'), person('SON', 'M', 9, 'Ali')])
    await t.act('registration.registerHousehold', input)
    const [mother] = input.members.map(({ id }) => id)
    const leave = { individuals: [mother], status: 'inactive', reason: 'not-seen' }
    await changed(input.id, leave)
    const [need] = await t.rows<{ id: string }>(
      "SELECT id FROM specific_need WHERE rule = 'child-alone' AND status = 'proposed' ORDER BY id DESC LIMIT 1",
    )
    await t.act('registration.reviewNeed', { need: need?.id, decision: 'reject', note: 'The aunt is next door' })
    await changed(input.id, { individuals: [mother], status: 'active', on: '2026-01-26' })
    await changed(input.id, { ...leave, on: '2026-01-27' })
    expect((await show(input.id)).needs.map(({ code, status }) => ({ code, status }))).toEqual([
      { code: 'SC-UC', status: 'rejected' },
    ])
  })
})

describe('the representative', () => {
  test('who leaves while others stay needs one to follow', async () => {
    const { id, mother } = await registered()
    const answer = await change(id, { individuals: [mother], status: 'closed', reason: 'deceased' })
    expect(answer).toMatchObject({
      answer: 'refused',
      problem: { fields: [{ path: 'representative', code: 'registration.representative-leaves' }] },
    })
    expect(await spells(mother)).toEqual([{ from_on: '2026-01-11', to_on: null }])
  })

  test('who follows is told how each is related, except by what follows from before', async () => {
    const { id, mother, father, son, daughter } = await registered({ phone: '0733 100 100' })
    const leave = { individuals: [mother], status: 'closed', reason: 'deceased' }
    const half = { individual: father, relationships: [{ individual: son, relationship: 'SON' }] }
    const refused = await change(id, { ...leave, representative: half })
    expect(refused).toMatchObject({
      problem: {
        fields: [
          {
            path: 'representative.relationships',
            code: 'registration.relationship-needed',
            details: { individual: daughter },
          },
        ],
      },
    })
    await changed(id, { ...leave, representative: widowed({ father, son, daughter }) })
    const shown = await show(id)
    expect(shown.household).toMatchObject({ representativeName: 'Ahmad Hussein', size: 3, status: 'active' })
    expect(Object.fromEntries(shown.members.map(member => [member.id, member.relationship]))).toEqual({
      [father as string]: 'PA',
      [son as string]: 'SON',
      [daughter as string]: 'DAU',
      [mother as string]: 'WIF',
    })
    const found = await t.ask<{ people: { id: string }[] }>('registration.findIndividuals', { text: '0733100100' })
    expect(found.people.map(person => person.id)).toEqual([father])
  })

  test.each([
    [
      'somebody else’s child',
      { individual: uuidv7(), relationships: [] },
      'representative.individual',
      'registration.not-a-member',
    ],
  ])('cannot be %s', async (_, representative, path, code) => {
    const { id, mother } = await registered()
    const answer = await change(id, { individuals: [mother], status: 'closed', reason: 'deceased', representative })
    expect(answer).toMatchObject({ problem: { fields: [{ path, code }] } })
  })

  test('changes while all stay, with ties that fit sex and age', async () => {
    const { id, mother, father, son, daughter } = await registered()
    const send = (representative: unknown) =>
      t.send('registration.changeRepresentative', { household: id, representative })
    const wrong = widowed({ father, son: daughter, daughter: son })
    expect(await send(wrong)).toMatchObject({
      problem: {
        fields: [
          { path: 'representative.relationships.0.relationship', code: 'registration.relationship-sex' },
          { path: 'representative.relationships.1.relationship', code: 'registration.relationship-sex' },
        ],
      },
    })
    const older = { individual: son, relationships: [{ individual: daughter, relationship: 'PRF' }] }
    expect(await send(older)).toMatchObject({
      problem: {
        fields: [
          { path: 'representative.relationships.0.relationship', code: 'registration.parent-younger-than-child' },
          { code: 'registration.relationship-needed' },
        ],
      },
    })
    expect(
      await send({ individual: father, relationships: [{ individual: father, relationship: 'PA' }] }),
    ).toMatchObject({
      problem: {
        fields: [{ path: 'representative.relationships.0.relationship', code: 'registration.two-representatives' }],
      },
    })
    expect(await send(widowed({ father, son, daughter }))).toMatchObject({ answer: 'accepted' })
    expect((await show(id)).members.map(member => [member.id, member.relationship])).toContainEqual([mother, 'WIF'])
  })

  test('who is a child is proposed for a look', async () => {
    const { id, mother, father, son, daughter } = await registered()
    const representative = {
      individual: son,
      relationships: [
        { individual: father, relationship: 'PRM' },
        { individual: daughter, relationship: 'SBF' },
      ],
    }
    const done = await t.act<{ proposed: unknown[] }>('registration.changeRepresentative', {
      household: id,
      representative,
    })
    expect(done.proposed).toContainEqual({ individual: son, code: 'SC-CH', rule: 'child-headed' })
    expect((await memberOf(id, mother))?.relationship).toBe('PRF')
  })
})

describe('the status of a whole household', () => {
  test('moves all its members, and closes with the last of them', async () => {
    const { id, mother, father, son, daughter } = await registered()
    await changed(id, { individuals: [son, daughter], status: 'closed', reason: 'resettled' })
    await changed(id, { status: 'closed', reason: 'repatriated', on: '2026-01-30' })
    const shown = await show(id)
    expect(shown.household).toMatchObject({
      status: 'closed',
      statusReason: 'repatriated',
      statusOn: '2026-01-30',
      size: 0,
    })
    expect(Object.fromEntries(shown.members.map(member => [member.id, member.statusReason]))).toEqual({
      [mother as string]: 'repatriated',
      [father as string]: 'repatriated',
      [son as string]: 'resettled',
      [daughter as string]: 'resettled',
    })
  })

  test('opens again for those who were closed together with it', async () => {
    const { id, son, mother, father } = await registered()
    await changed(id, { individuals: [son], status: 'closed', reason: 'deceased' })
    await changed(id, { status: 'closed', reason: 'spontaneous-departure', on: '2026-01-28' })
    await changed(id, { status: 'active', on: '2026-01-30' })
    expect((await show(id)).household).toMatchObject({ status: 'active', size: 3, statusReason: null })
    expect(await memberOf(id, son)).toMatchObject({ status: 'closed' })
    for (const adult of [mother, father]) expect(await memberOf(id, adult)).toMatchObject({ status: 'active' })
  })

  test('opens again for one who comes back, who then leads it', async () => {
    const { id, daughter } = await registered()
    await changed(id, { status: 'closed', reason: 'repatriated' })
    const back = { individuals: [daughter], status: 'active', on: '2026-01-30' }
    expect(await change(id, back)).toMatchObject({
      problem: { fields: [{ code: 'registration.representative-leaves' }] },
    })
    await changed(id, { ...back, representative: { individual: daughter, relationships: [] } })
    expect(await memberOf(id, daughter)).toMatchObject({ status: 'active', relationship: 'PA' })
    expect((await show(id)).household).toMatchObject({
      status: 'active',
      size: 1,
      representativeName: 'Maryam Hussein',
    })
  })

  test('of a group is its own', async () => {
    const group = {
      id: uuidv7(),
      site: t.sites.north,
      origin: 'SYR',
      arrivedOn: '2026-01-10',
      representative: 'Abu Omar',
      counts: { m_18_59: 10 },
    }
    await t.act('registration.preregisterGroup', group)
    await changed(group.id, { status: 'closed', reason: 'registered', on: '2026-02-01' })
    await changed(group.id, { status: 'active', on: '2026-02-01' })
    expect(
      await change(group.id, { individuals: [uuidv7()], status: 'hold', reason: 'identity-check', on: '2026-02-01' }),
    ).toMatchObject({
      problem: { fields: [{ code: 'registration.not-a-member' }] },
    })
    expect(await change(group.id, { status: 'active', on: '2026-02-01' })).toMatchObject({
      problem: { code: 'registration.status-not-possible' },
    })
  })
})

describe('a change of status is refused', () => {
  test.each<[string, Record<string, unknown>, { path: string; code: string }]>([
    ['without a reason', { status: 'closed' }, { path: 'reason', code: 'registration.reason-needed' }],
    [
      'with a reason of another status',
      { status: 'hold', reason: 'deceased' },
      { path: 'reason', code: 'registration.reason-needed' },
    ],
    [
      'as merged by hand',
      { status: 'closed', reason: 'merged' },
      { path: 'reason', code: 'registration.reason-needed' },
    ],
    [
      'with a reason to be active',
      { status: 'active', reason: 'error' },
      { path: 'reason', code: 'registration.reason-not-needed' },
    ],
    [
      'with the reason of a group',
      { status: 'closed', reason: 'registered' },
      { path: 'reason', code: 'registration.only-for-groups' },
    ],
    [
      'for a day to come',
      { status: 'closed', reason: 'error', on: '2026-02-02' },
      { path: 'on', code: 'registration.change-in-future' },
    ],
    [
      'for a day before the registration',
      { status: 'closed', reason: 'error', on: '2026-01-10' },
      { path: 'on', code: 'registration.change-before-registration' },
    ],
    [
      'for a stranger',
      { individuals: [uuidv7()], status: 'closed', reason: 'error' },
      { path: 'individuals.0', code: 'registration.not-a-member' },
    ],
  ])('%s', async (_, more, field) => {
    const { id } = await registered()
    expect(await change(id, more)).toMatchObject({
      answer: 'refused',
      problem: { code: 'input.invalid', fields: [field] },
    })
  })

  test('where the status cannot be reached from the one it has, and says which can', async () => {
    const { id, son } = await registered()
    await changed(id, { individuals: [son], status: 'closed', reason: 'deceased' })
    expect(await change(id, { individuals: [son], status: 'hold', reason: 'identity-check' })).toMatchObject({
      problem: {
        code: 'registration.status-not-possible',
        status: 409,
        details: { from: 'closed', to: 'hold', allowed: ['active'] },
      },
    })
    expect(await change(id, { status: 'active' })).toMatchObject({
      problem: { code: 'registration.status-not-possible' },
    })
  })

  test('where somebody would come back before having left', async () => {
    const { id, son } = await registered()
    await changed(id, { individuals: [son], status: 'closed', reason: 'spontaneous-departure' })
    expect(await change(id, { individuals: [son], status: 'active', on: '2026-01-24' })).toMatchObject({
      problem: { fields: [{ path: 'on', code: 'registration.change-before-last', details: { day: '2026-01-25' } }] },
    })
  })

  test('to the second of two who close the same household at once', async () => {
    const { id } = await registered()
    const answers = await Promise.all([1, 2].map(() => change(id, { status: 'closed', reason: 'repatriated' })))
    expect(answers.map(({ answer }) => answer).sort()).toEqual(['accepted', 'refused'])
  })

  test('where the household is not there', async () => {
    expect(await change(uuidv7(), { status: 'closed', reason: 'error' })).toMatchObject({
      problem: { code: 'record.not-found' },
    })
  })
})

test('a replay of the journal gives the same state', () => expectReplayToAgree(t))
