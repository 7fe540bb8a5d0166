import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/support/house.ts'
import { family, household, person } from '../../../../test/support/people.ts'
import { expectReplayToAgree } from '../../../../test/support/replay.ts'
import { uuidv7 } from '../../../kernel/ids.ts'
import type { Registered } from './register-household.ts'

let t: TestHouse
beforeAll(async () => {
  t = await testHouse({ now: () => new Date('2026-02-01T09:00:00Z') })
})
afterAll(() => t.close())

const register = (input: unknown) => t.act<Registered>('registration.registerHousehold', input)
const refusal = async (input: unknown, name = 'registration.registerHousehold') => {
  const answer = await t.send(name, input)
  expect(answer.answer).toBe('refused')
  return 'problem' in answer ? answer.problem : undefined
}

describe('registering a household', () => {
  test('gives the household and each member a number, counts them present and proposes needs from their data', async () => {
    const input = household(t.sites.north, [person('PA', 'M', 71, 'Ibrahim Saleh')])
    const done = await register(input)
    expect(done).toMatchObject({
      number: expect.stringMatching(/^417-26C\d{5}$/),
      members: [{ number: expect.stringMatching(/^417-\d{8}$/) }],
      proposed: [{ code: 'ER-UR', rule: 'older-alone' }],
    })
    const [spell] = await t.rows('SELECT * FROM presence WHERE individual_id = $1', input.members[0]?.id)
    expect(spell).toMatchObject({ from_on: '2026-01-11', to_on: null, site_id: t.sites.north, origin: 'SYR', sex: 'M' })
  })

  test('never gives one number twice, also when many register at once', async () => {
    const done = await Promise.all(Array.from({ length: 12 }, () => register(family(t.sites.north))))
    expect(new Set(done.map(({ number }) => number)).size).toBe(12)
    expect(new Set(done.flatMap(({ members }) => members.map(({ number }) => number))).size).toBe(48)
  })

  test('does not ask for consent first: a household that refuses everything is registered', async () => {
    const consents = ['assistance', 'research'].map(purpose => ({ id: uuidv7(), purpose, decision: 'refused' }))
    await register(family(t.sites.north, { consents }))
  })

  test('keeps names in their own script with a form in Latin letters', async () => {
    const input = household(t.sites.north, [person('PA', 'F', 30, 'فاطمة الزهراء')])
    await register(input)
    const [row] = await t.rows<{ display_name: string; latin_name: string }>(
      'SELECT display_name, latin_name FROM individual WHERE id = $1',
      input.members[0]?.id,
    )
    expect(row?.display_name).toBe('فاطمة الزهراء')
    expect(row?.latin_name).toMatch(/^[A-Za-z' -]+$/)
  })

  const adult = () => person('PA', 'F', 30, 'Amal')
  test.each<[string, () => Record<string, unknown>, { path: string; code: string }]>([
    [
      'without a representative',
      () => ({ members: [person('SON', 'M', 20, 'Ali')] }),
      { path: 'members', code: 'registration.no-representative' },
    ],
    [
      'with two representatives',
      () => ({ members: [adult(), adult()] }),
      { path: 'members.1.relationship', code: 'registration.two-representatives' },
    ],
    [
      'with a birth in the future',
      () => ({ members: [person('PA', 'F', -3, 'Amal')] }),
      { path: 'members.0.birth', code: 'registration.birth-in-future' },
    ],
    [
      'with somebody born after the day of registration',
      () => ({
        members: [
          adult(),
          { ...person('DAU', 'F', 0, 'Nour'), birth: { date: '2026-01-20', precision: 'day', estimated: false } },
        ],
      }),
      { path: 'members.1.birth', code: 'registration.birth-after-registration' },
    ],
    [
      'with a birth before anybody alive',
      () => ({ members: [person('PA', 'F', 150, 'Amal')] }),
      { path: 'members.0.birth', code: 'registration.birth-too-old' },
    ],
    [
      'with a day that does not exist',
      () => ({ members: [{ ...adult(), birth: { date: '2001-02-30', precision: 'day', estimated: false } }] }),
      { path: 'members.0.birth.date', code: 'input.bad-format' },
    ],
    [
      'with a mother younger than her child',
      () => ({ members: [adult(), person('SON', 'M', 31, 'Ali')] }),
      { path: 'members.1.birth', code: 'registration.parent-younger-than-child' },
    ],
    [
      'with a father younger than the representative',
      () => ({ members: [adult(), person('PRM', 'M', 29, 'Ali')] }),
      { path: 'members.1.birth', code: 'registration.parent-younger-than-child' },
    ],
    [
      'with a son who is a woman',
      () => ({ members: [adult(), person('SON', 'F', 3, 'Mona')] }),
      { path: 'members.1.relationship', code: 'registration.relationship-sex' },
    ],
    [
      'that arrives in the future',
      () => ({ arrivedOn: '2026-03-01' }),
      { path: 'arrivedOn', code: 'registration.arrival-in-future' },
    ],
    [
      'registered in the future',
      () => ({ registeredOn: '2026-03-01' }),
      { path: 'registeredOn', code: 'registration.registered-in-future' },
    ],
    [
      'with somebody who arrived before birth',
      () => ({ members: [adult(), { ...person('SON', 'M', 3, 'Ali'), arrivedOn: '2020-01-01' }] }),
      { path: 'members.1.arrivedOn', code: 'registration.arrival-before-birth' },
    ],
    [
      'with the same id twice',
      () => {
        const one = person('SON', 'M', 3, 'Ali')
        return { members: [adult(), one, one] }
      },
      { path: 'members.2.id', code: 'registration.same-id-twice' },
    ],
    [
      'with the same need twice',
      () => ({ members: [{ ...adult(), needs: ['DS-DF', 'DS-DF'].map(code => ({ id: uuidv7(), code })) }] }),
      { path: 'members.0.needs.1.code', code: 'registration.need-twice' },
    ],
    [
      'with one paper in two hands',
      () => ({
        members: [adult(), person('DAU', 'F', 3, 'Nour')].map((member, index) => ({
          ...member,
          documents: [{ kind: 'passport', country: 'SYR', number: index === 0 ? 'N-12 345' : 'n12345' }],
        })),
      }),
      { path: 'members.1.documents.0.number', code: 'registration.document-number-taken' },
    ],
    [
      'with the consent of a stranger',
      () => ({ consents: [{ id: uuidv7(), purpose: 'research', decision: 'given', individual: uuidv7() }] }),
      { path: 'consents.0.individual', code: 'registration.consent-stranger' },
    ],
    [
      'at a level whose facts are missing',
      () => ({ level: 'basic' }),
      { path: 'members.0.nationality', code: 'registration.level-incomplete' },
    ],
    ['at a site that is not there', () => ({ site: uuidv7() }), { path: 'site', code: 'registration.site-unknown' }],
    [
      'with a photo that was not stored',
      () => ({ members: [{ ...adult(), photo: uuidv7() }] }),
      { path: 'members.0.photo', code: 'registration.photo-unknown' },
    ],
    [
      'out of a group that is not there',
      () => ({ group: uuidv7() }),
      { path: 'group', code: 'registration.group-unknown' },
    ],
    [
      'with a name of 300 characters',
      () => ({ members: [person('PA', 'F', 30, 'A'.repeat(300))] }),
      { path: 'members.0.names.0.text', code: 'registration.name-too-long' },
    ],
    [
      'with a control character in a name',
      () => ({ members: [person('PA', 'F', 30, 'Am\u0007al')] }),
      { path: 'members.0.names.0.text', code: 'registration.name-control-character' },
    ],
    [
      'with an emoji for a name',
      () => ({ members: [person('PA', 'F', 30, '🙂')] }),
      { path: 'members.0.names.0.text', code: 'registration.name-emoji' },
    ],
    [
      'with two scripts in one word',
      () => ({ members: [person('PA', 'F', 30, 'Амal')] }),
      { path: 'members.0.names.0.text', code: 'registration.name-mixed-script' },
    ],
    [
      'with a name of digits',
      () => ({ members: [person('PA', 'F', 30, '12345')] }),
      { path: 'members.0.names.0.text', code: 'registration.name-no-letter' },
    ],
    [
      'with an empty name',
      () => ({ members: [person('PA', 'F', 30, ' ')] }),
      { path: 'members.0.names.0.text', code: 'registration.name-empty' },
    ],
    [
      'with a control character in a note',
      () => ({ note: 'a\u0000b' }),
      { path: 'note', code: 'registration.control-character' },
    ],
    [
      'with half a character in the Latin name',
      () => ({ members: [{ ...adult(), latinName: 'Amal \ud83d' }] }),
      { path: 'members.0.latinName', code: 'registration.control-character' },
    ],
    ['with a field that nobody knows', () => ({ tribe: 'x' }), { path: 'tribe', code: 'input.unknown-field' }],
  ])('is refused %s, and names the field', async (_, more, field) => {
    const problem = await refusal({ ...household(t.sites.north, [adult()]), ...more() })
    expect(problem).toMatchObject({ code: 'input.invalid', status: 422 })
    expect(problem?.fields.map(({ path, code }) => ({ path, code }))).toContainEqual(field)
  })

  test('lets estimated years be rough: a mother eight years older by estimate is believed', async () => {
    const estimated = (member: ReturnType<typeof person>) => ({
      ...member,
      birth: { ...member.birth, precision: 'year', estimated: true },
    })
    await register(
      household(t.sites.north, [estimated(person('PA', 'F', 28, 'Amal')), estimated(person('SON', 'M', 20, 'Ali'))]),
    )
  })

  test('is refused at a site that is closed', async () => {
    const site = uuidv7()
    await t.act('situation.createSite', { id: site, code: 'OLD', name: 'Old', kind: 'camp', openedOn: '2020-01-01' })
    await t.act('situation.closeSite', { site, closedOn: '2025-12-31' })
    const problem = await refusal(family(site))
    expect(problem?.fields).toMatchObject([
      { path: 'site', code: 'registration.site-closed', details: { closed: '2025-12-31' } },
    ])
  })

  test('is refused with a document number that somebody else has shown, and says which', async () => {
    const paper = (number: string) => ({ documents: [{ kind: 'national-id', country: 'SYR', number }] })
    await register(household(t.sites.north, [person('PA', 'F', 30, 'Amal', paper('010-20 33'))]))
    const problem = await refusal(household(t.sites.south, [adult(), person('SON', 'M', 3, 'Ali', paper('0102033'))]))
    expect(problem).toMatchObject({
      code: 'registration.document-number-taken',
      status: 409,
      fields: [{ path: 'members.1.documents.0.number', code: 'registration.document-number-taken' }],
    })
  })

  test('is refused with the number of another system that is on record already', async () => {
    await register(family(t.sites.north, { externalNumber: 'X-1' }))
    expect(await refusal(family(t.sites.north, { externalNumber: 'X-1' }))).toMatchObject({
      code: 'registration.external-number-taken',
    })
  })

  test('is refused when the household or a member is on record already under another act', async () => {
    const input = family(t.sites.north)
    await register(input)
    expect(await refusal(input)).toMatchObject({ code: 'registration.already-registered', status: 409 })
    expect(await refusal({ ...input, id: uuidv7() })).toMatchObject({ code: 'registration.already-registered' })
  })

  test('takes the right to review, where a need is to be confirmed without a review', async () => {
    const input = household(t.sites.north, [
      person('PA', 'F', 30, 'Amal', { needs: [{ id: uuidv7(), code: 'DS-DF', pendingReview: false }] }),
    ])
    const answer = await t.send('registration.registerHousehold', input, { as: t.as('registrar') })
    expect(answer).toMatchObject({ answer: 'refused', problem: { code: 'access.not-allowed' } })
    await t.act('registration.registerHousehold', input, { as: t.as('registration-supervisor') })
  })

  test('is held only as closely as what it says', async () => {
    const rank = async (needs: string[]) => {
      const input = household(t.sites.north, [
        person('PA', 'F', 30, 'Amal', { needs: needs.map(code => ({ id: uuidv7(), code })) }),
      ])
      await register(input)
      const [row] = await t.rows<{ sensitivity: number }>(
        'SELECT p.sensitivity FROM journal_payload p JOIN journal_subject s USING (act_id) WHERE s.subject_id = $1',
        input.id,
      )
      return row?.sensitivity
    }
    expect([await rank([]), await rank(['DS-DF']), await rank(['DS-DF', 'SV-VF'])]).toEqual([2, 3, 4])
  })
})

describe('a group that was counted', () => {
  const group = (more: Record<string, unknown> = {}) => ({
    id: uuidv7(),
    site: t.sites.city,
    origin: 'SSD',
    arrivedOn: '2026-01-30',
    representative: 'Deng Majok',
    counts: { f_18_59: 3, m_5_11: 4 },
    ...more,
  })
  const shown = async (id: string) =>
    (await t.ask<{ household: Record<string, unknown> }>('registration.getHousehold', { id })).household

  test('is numbered and counted before its people are registered', async () => {
    const input = group({ priority: true })
    const done = await t.act('registration.preregisterGroup', input)
    expect(done).toMatchObject({ size: 7, number: expect.stringMatching(/^417-26C\d{5}$/) })
    expect(await shown(input.id)).toMatchObject({ level: 'group', size: 7, priority: true, counts: input.counts })
    expect(await t.ask('registration.listHouseholds', { level: 'group', priority: true })).toMatchObject({ count: 1 })
  })

  test('has so many fewer who wait with each household, is closed with the last, and still takes who comes after', async () => {
    const input = group()
    await t.act('registration.preregisterGroup', input)
    await register(family(t.sites.city, { group: input.id }))
    expect(await shown(input.id)).toMatchObject({ size: 3, status: 'active' })
    await register(family(t.sites.city, { group: input.id }))
    expect(await shown(input.id)).toMatchObject({ size: 0, status: 'closed', statusReason: 'registered' })
    await register(family(t.sites.city, { group: input.id }))
    expect((await shown(input.id)).registeredFrom).toHaveLength(3)
  })

  test('is refused when nobody is in it or it arrives in the future', async () => {
    const problem = await refusal(group({ counts: {} }), 'registration.preregisterGroup')
    expect(problem?.fields).toMatchObject([{ path: 'counts', code: 'registration.group-empty' }])
    const later = await refusal(group({ arrivedOn: '2026-02-02' }), 'registration.preregisterGroup')
    expect(later?.fields).toMatchObject([{ path: 'arrivedOn', code: 'registration.arrival-in-future' }])
  })

  test('gives nobody out of an ordinary household or a group that was closed as a mistake', async () => {
    const input = group()
    await t.act('registration.preregisterGroup', input)
    await t.act('registration.changeStatus', {
      household: input.id,
      status: 'closed',
      reason: 'error',
      on: '2026-02-01',
    })
    const ordinary = family(t.sites.city)
    await register(ordinary)
    for (const id of [input.id, ordinary.id]) {
      const problem = await refusal(family(t.sites.city, { group: id }))
      expect(problem?.fields).toMatchObject([{ path: 'group', code: 'registration.group-unknown' }])
    }
  })
})

test('a replay of the journal gives the same state', () => expectReplayToAgree(t))
