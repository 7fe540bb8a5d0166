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
  return { household: input.id, mother, father, son, daughter }
}

const correct = (individual: unknown, changes: unknown, more: Record<string, unknown> = {}) =>
  t.send('registration.correctIndividual', { individual, changes, ...more })
const personOf = async (id: unknown) =>
  (await t.ask<{ person: Record<string, unknown> }>('registration.getIndividual', { id })).person
const find = async (text: string) =>
  (await t.ask<{ people: { id: string }[] }>('registration.findIndividuals', { text })).people.map(({ id }) => id)

describe('correcting a person', () => {
  test('changes the field, and its history stays readable with the reason', async () => {
    const { son } = await registered()
    const officer = t.as('registrar')
    const changes = { nationality: { from: 'UNK', to: 'SYR' } }
    await t.act(
      'registration.correctIndividual',
      { individual: son, changes, note: 'Seen in the passport' },
      { as: officer },
    )
    expect(await personOf(son)).toMatchObject({ nationality: 'SYR' })
    const { entries } = await t.ask<{ entries: unknown[] }>('registration.timeline', { subject: son })
    expect(entries).toMatchObject([
      {
        name: 'registration.correctIndividual',
        actor: officer.id,
        summary: { changes: [{ field: 'nationality', from: 'UNK', to: 'SYR' }], note: 'Seen in the passport' },
      },
      { name: 'registration.registerHousehold' },
    ])
  })

  test('makes a name found in its new spelling and no longer in the old, and shows it in the household', async () => {
    const { household: id, mother } = await registered()
    const from = [
      { kind: 'given', text: 'Fatima' },
      { kind: 'family', text: 'Hussein' },
    ]
    const to = [
      { kind: 'given', text: 'زينب' },
      { kind: 'family', text: 'المصري' },
    ]
    await t.act('registration.correctIndividual', { individual: mother, changes: { names: { from, to } } })
    expect(await find('Zaynab Masri')).toContain(mother)
    expect(await find('Fatima Hussein')).not.toContain(mother)
    const shown = await t.ask<{ household: unknown }>('registration.getHousehold', { id })
    expect(shown.household).toMatchObject({ representativeName: 'زينب المصري' })
    expect((await personOf(mother)).latinName).toMatch(/^[A-Za-z' -]+$/)
  })

  test('keeps a Latin name that somebody wrote, when the name in its own script is corrected', async () => {
    const input = household(t.sites.north, [person('PA', 'F', 30, 'ليلى', { latinName: 'Leyla' })])
    await t.act('registration.registerHousehold', input)
    const changes = { names: { from: [{ kind: 'given', text: 'ليلى' }], to: [{ kind: 'given', text: 'ليلا' }] } }
    await t.act('registration.correctIndividual', { individual: input.members[0]?.id, changes })
    expect(await personOf(input.members[0]?.id)).toMatchObject({ name: 'ليلا', latinName: 'Leyla' })
  })

  test('counts the person with the corrected sex, birth, origin and legal status on every day', async () => {
    const { son } = await registered()
    const birth = { date: '2016-01-01', precision: 'day', estimated: false }
    await t.act('registration.correctIndividual', {
      individual: son,
      changes: {
        sex: { from: 'M', to: 'F' },
        relationship: { from: 'SON', to: 'DAU' },
        birth: { from: { ...birth, entered: null }, to: { date: '2012-06-01', precision: 'month', estimated: true } },
        origin: { from: 'SYR', to: 'IRQ' },
        legalStatus: { from: 'ASY', to: 'REF' },
      },
    })
    const spells = await t.rows(
      'SELECT sex, birth_date, origin, legal_status, from_on, to_on FROM presence WHERE individual_id = $1',
      son,
    )
    expect(spells).toEqual([
      { sex: 'F', birth_date: '2012-06-01', origin: 'IRQ', legal_status: 'REF', from_on: '2026-01-11', to_on: null },
    ])
  })

  test('counts a legal status that changed on a day from that day on, and the old one until then', async () => {
    const { father } = await registered()
    const changes = { legalStatus: { from: 'ASY', to: 'REF', since: '2026-01-20' } }
    await t.act('registration.correctIndividual', { individual: father, changes })
    const spells = await t.rows(
      'SELECT legal_status, from_on, to_on FROM presence WHERE individual_id = $1 ORDER BY from_on',
      father,
    )
    expect(spells).toEqual([
      { legal_status: 'ASY', from_on: '2026-01-11', to_on: '2026-01-20' },
      { legal_status: 'REF', from_on: '2026-01-20', to_on: null },
    ])
    const late = await correct(father, { legalStatus: { from: 'REF', to: 'ROC', since: '2026-01-15' } })
    expect(late).toMatchObject({
      problem: { fields: [{ path: 'changes.legalStatus.since', code: 'registration.change-before-last' }] },
    })
    const future = await correct(father, { legalStatus: { from: 'REF', to: 'ROC', since: '2026-03-15' } })
    expect(future).toMatchObject({ problem: { fields: [{ code: 'registration.change-in-future' }] } })
  })

  test('looks at the proposals anew: a child that was taken for an adult is now seen to be alone', async () => {
    const input = household(t.sites.north, [person('PA', 'F', 19, 'Sana')])
    await t.act('registration.registerHousehold', input)
    const individual = input.members[0]?.id
    const birth = (date: string) => ({ date, precision: 'day', estimated: false })
    await t.act(
      'registration.correctIndividual',
      {
        individual,
        changes: { birth: { from: birth('2007-01-01'), to: birth('2011-01-01') } },
      },
      { as: t.as('registrar') },
    )
    const needs = await t.rows('SELECT code, status, rule FROM specific_need WHERE individual_id = $1', individual)
    expect(needs).toEqual([{ code: 'SC-UC', status: 'proposed', rule: 'child-alone' }])
  })

  test('finds a person by a phone that was added, and no longer by the one before', async () => {
    const { father } = await registered()
    await t.act('registration.correctIndividual', {
      individual: father,
      changes: { phone: { from: null, to: '+963 11 555 0101' } },
    })
    expect(await find('0115550101')).toEqual([father])
    await t.act('registration.correctIndividual', {
      individual: father,
      changes: { phone: { from: '+963 11 555 0101', to: '+963 11 555 0202' } },
    })
    expect(await find('0115550101')).toEqual([])
    expect(await find('0115550202')).toEqual([father])
  })

  test.each<[string, unknown, { path: string; code: string }]>([
    [
      'a birth in the future',
      {
        birth: {
          from: { date: '2016-01-01', precision: 'day', estimated: false },
          to: { date: '2027-01-01', precision: 'day', estimated: false },
        },
      },
      { path: 'changes.birth.to', code: 'registration.birth-in-future' },
    ],
    [
      'a son older than his mother',
      {
        birth: {
          from: { date: '2016-01-01', precision: 'day', estimated: false },
          to: { date: '1985-01-01', precision: 'day', estimated: false },
        },
      },
      { path: 'changes.birth.to', code: 'registration.parent-younger-than-child' },
    ],
    [
      'a son who is a woman',
      { sex: { from: 'M', to: 'F' } },
      { path: 'changes.sex.to', code: 'registration.relationship-sex' },
    ],
    [
      'a second representative',
      { relationship: { from: 'SON', to: 'PA' } },
      { path: 'changes.relationship.to', code: 'registration.two-representatives' },
    ],
    [
      'an arrival in the future',
      { arrivedOn: { from: '2026-01-10', to: '2026-04-01' } },
      { path: 'changes.arrivedOn.to', code: 'registration.arrival-in-future' },
    ],
    [
      'a name of 300 letters',
      { names: { from: [{ kind: 'given', text: 'Omar' }], to: [{ kind: 'given', text: 'O'.repeat(300) }] } },
      { path: 'changes.names.to.0.text', code: 'registration.name-too-long' },
    ],
    ['nothing at all', {}, { path: 'changes', code: 'input.required' }],
  ])('is refused where it would make %s', async (_, changes, field) => {
    const { son } = await registered()
    expect(await correct(son, changes)).toMatchObject({
      answer: 'refused',
      problem: { code: 'input.invalid', fields: [field] },
    })
  })

  test('is refused where the representative would be younger than a child', async () => {
    const { mother } = await registered()
    const birth = (date: string) => ({ date, precision: 'day', estimated: false })
    const answer = await correct(mother, { birth: { from: birth('1992-01-01'), to: birth('2010-01-01') } })
    expect(answer).toMatchObject({
      problem: { fields: [{ path: 'changes.birth.to', code: 'registration.parent-younger-than-child' }] },
    })
  })
})

describe('two people who correct the same person', () => {
  test('both go through where they correct different fields', async () => {
    const { son } = await registered()
    const answers = await Promise.all([
      correct(son, { nationality: { from: 'UNK', to: 'SYR' } }),
      correct(son, { birthPlace: { from: null, to: 'Homs' } }),
      correct(son, { motherName: { from: null, to: 'Fatima' } }),
    ])
    expect(answers.map(({ answer }) => answer)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await personOf(son)).toMatchObject({ nationality: 'SYR', birthPlace: 'Homs', motherName: 'Fatima' })
  })

  test('both go through where they say the same, and it is changed once', async () => {
    const { son } = await registered()
    await t.act('registration.correctIndividual', {
      individual: son,
      changes: { nationality: { from: 'UNK', to: 'SYR' } },
    })
    const again = await t.act('registration.correctIndividual', {
      individual: son,
      changes: { nationality: { from: 'UNK', to: 'SYR' } },
    })
    expect(again).toEqual({ changed: [] })
  })

  test('are put to a person where they say different things: both values stay, and the one that is chosen mends it', async () => {
    const { son } = await registered()
    await t.act('registration.correctIndividual', {
      individual: son,
      changes: { nationality: { from: 'UNK', to: 'SYR' } },
    })
    const late = { nationality: { from: 'UNK', to: 'IRQ' }, birthPlace: { from: null, to: 'Mosul' } }
    const answer = await correct(son, late)
    expect(answer).toMatchObject({
      answer: 'needs-review',
      kept: true,
      problem: {
        code: 'act.conflict',
        details: { fields: ['nationality'] },
        fields: [{ path: 'changes.nationality', code: 'act.conflict' }],
      },
    })
    expect(await personOf(son)).toMatchObject({ nationality: 'SYR', birthPlace: null })

    const supervisor = t.as('registration-supervisor')
    const open = () =>
      t.ask<{ held: { id: string; input: unknown }[] }>('journal.listHeld', { answer: 'needs-review' }, supervisor)
    expect((await open()).held).toContainEqual(
      expect.objectContaining({ id: answer.id, input: { individual: son, changes: late } }),
    )
    const mended = { nationality: { from: 'SYR', to: 'IRQ' }, birthPlace: { from: null, to: 'Mosul' } }
    await t.act(
      'registration.correctIndividual',
      { individual: son, changes: mended },
      { as: supervisor, mends: answer.id },
    )
    expect(await personOf(son)).toMatchObject({ nationality: 'IRQ', birthPlace: 'Mosul' })
    expect((await open()).held.map(({ id }) => id)).not.toContain(answer.id)
  })

  test('the same conflict sent again is answered in the same way and kept once', async () => {
    const { son } = await registered()
    await t.act('registration.correctIndividual', {
      individual: son,
      changes: { nationality: { from: 'UNK', to: 'SYR' } },
    })
    const id = uuidv7(Date.parse('2026-02-01T08:00:00Z'))
    const input = { individual: son, changes: { nationality: { from: 'UNK', to: 'IRQ' } } }
    const answers = await Promise.all([1, 2, 3].map(() => t.send('registration.correctIndividual', input, { id })))
    expect(answers.map(({ answer }) => answer)).toEqual(['needs-review', 'needs-review', 'needs-review'])
    expect(await t.rows('SELECT 1 FROM held_act WHERE act_id = $1', id)).toHaveLength(1)
  })
})

describe('an entry that was held', () => {
  const conflict = async () => {
    const { son } = await registered()
    await t.act('registration.correctIndividual', {
      individual: son,
      changes: { nationality: { from: 'UNK', to: 'SYR' } },
    })
    return (await correct(son, { nationality: { from: 'UNK', to: 'IRQ' } })).id
  }

  test('is set aside by a supervisor with a reason, once', async () => {
    const held = await conflict()
    await t.act('journal.dismissHeld', { held, note: 'A slip of the pen' }, { as: t.as('registration-supervisor') })
    const { held: open } = await t.ask<{ held: { id: string }[] }>('journal.listHeld')
    expect(open.map(({ id }) => id)).not.toContain(held)
    const again = await t.send('journal.dismissHeld', { held, note: 'Again' })
    expect(again).toMatchObject({ answer: 'refused', problem: { code: 'record.not-found' } })
  })

  test('is not set aside by a registrar, nor without a reason, nor where there is none', async () => {
    const held = await conflict()
    const byRegistrar = await t.send('journal.dismissHeld', { held, note: 'No' }, { as: t.as('registrar') })
    expect(byRegistrar).toMatchObject({ problem: { code: 'access.not-allowed' } })
    expect(await t.send('journal.dismissHeld', { held, note: ' ' })).toMatchObject({
      problem: { fields: [{ path: 'note' }] },
    })
    expect(await t.send('journal.dismissHeld', { held: uuidv7(), note: 'No' })).toMatchObject({
      problem: { code: 'record.not-found' },
    })
  })

  test('that is more closely held than a supervisor may see, is not theirs to set aside', async () => {
    const { son } = await registered()
    await t.act('registration.changeStatus', {
      household: (await personOf(son)).household,
      individuals: [son],
      status: 'closed',
      reason: 'deceased',
      on: '2026-01-31',
    })
    const refused = await t.send('registration.recordNeed', { individual: son, need: { id: uuidv7(), code: 'SV-VF' } })
    expect(refused).toMatchObject({ answer: 'refused', kept: true })
    const input = { held: refused.id, note: 'No' }
    const bySupervisor = await t.send('journal.dismissHeld', input, { as: t.as('registration-supervisor') })
    expect(bySupervisor).toMatchObject({ problem: { code: 'record.not-found' } })
    await t.act('journal.dismissHeld', input)
  })
})

describe('correcting a household', () => {
  const fix = (household: unknown, changes: unknown) => t.send('registration.correctHousehold', { household, changes })

  test('changes address, note, arrival and priority', async () => {
    const { household: id } = await registered()
    await t.act('registration.correctHousehold', {
      household: id,
      changes: {
        address: { from: {}, to: { shelter: 'B-12', text: 'Behind the school' } },
        note: { from: '', to: 'Speaks Kurmanji' },
        arrivedOn: { from: '2026-01-10', to: '2026-01-09' },
        priority: { from: false, to: true },
        externalNumber: { from: null, to: 'EXT-9' },
      },
    })
    const shown = await t.ask<{ household: unknown }>('registration.getHousehold', { id })
    expect(shown.household).toMatchObject({
      address: { shelter: 'B-12', text: 'Behind the school' },
      note: 'Speaks Kurmanji',
      arrivedOn: '2026-01-09',
      priority: true,
      externalNumber: 'EXT-9',
    })
  })

  test('makes the representative found by the household’s new phone only', async () => {
    const { household: id, mother } = await registered({ phone: '0711 222 333' })
    expect(await find('0711222333')).toEqual([mother])
    await t.act('registration.correctHousehold', {
      household: id,
      changes: { phone: { from: '0711 222 333', to: '0711 444 555' } },
    })
    expect(await find('0711222333')).toEqual([])
    expect(await find('0711444555')).toEqual([mother])
  })

  test('corrects the origin of every member who had it from the household, and in the counts', async () => {
    const input = household(t.sites.north, [
      person('PA', 'F', 30, 'Amal'),
      person('HUS', 'M', 33, 'Ali', { origin: 'LBN' }),
    ])
    await t.act('registration.registerHousehold', input)
    await t.act('registration.correctHousehold', {
      household: input.id,
      changes: { origin: { from: 'SYR', to: 'IRQ' } },
    })
    const rows = await t.rows<{ origin: string }>(
      'SELECT p.origin FROM presence p JOIN individual i ON i.id = p.individual_id WHERE i.household_id = $1 ORDER BY i.birth_date DESC',
      input.id,
    )
    expect(rows.map(({ origin }) => origin)).toEqual(['IRQ', 'LBN'])
  })

  test('is put to a person where somebody else changed the field meanwhile', async () => {
    const { household: id } = await registered()
    await fix(id, { note: { from: '', to: 'One' } })
    expect(await fix(id, { note: { from: '', to: 'Two' } })).toMatchObject({
      answer: 'needs-review',
      problem: { details: { fields: ['note'] } },
    })
  })

  test('is refused for counts of people who are registered one by one, an arrival to come, an area that is not there', async () => {
    const { household: id } = await registered()
    expect(await fix(id, { counts: { from: {}, to: { f_0_4: 2 } } })).toMatchObject({
      problem: { code: 'act.conflict' },
    })
    expect(await fix(id, { representativeName: { from: 'Fatima Hussein', to: 'Fatma' } })).toMatchObject({
      problem: { fields: [{ path: 'changes.representativeName', code: 'registration.only-for-groups' }] },
    })
    expect(await fix(id, { arrivedOn: { from: '2026-01-10', to: '2026-05-01' } })).toMatchObject({
      problem: { fields: [{ path: 'changes.arrivedOn.to', code: 'registration.arrival-in-future' }] },
    })
    expect(await fix(id, { address: { from: {}, to: { area: uuidv7() } } })).toMatchObject({
      problem: { code: 'registration.area-unknown' },
    })
  })

  test('recounts a group without counting again those who are registered already', async () => {
    const group = {
      id: uuidv7(),
      site: t.sites.north,
      origin: 'SYR',
      arrivedOn: '2026-01-10',
      representative: 'Abu Omar',
      counts: { m_18_59: 10 },
    }
    await t.act('registration.preregisterGroup', group)
    await registered({ group: group.id })
    await t.act('registration.correctHousehold', {
      household: group.id,
      changes: { counts: { from: { m_18_59: 10 }, to: { m_18_59: 7, f_18_59: 5 } } },
    })
    const shown = await t.ask<{ household: unknown }>('registration.getHousehold', { id: group.id })
    expect(shown.household).toMatchObject({ size: 8, counts: { m_18_59: 7, f_18_59: 5 } })
    expect(await fix(group.id, { counts: { from: { m_18_59: 7, f_18_59: 5 }, to: {} } })).toMatchObject({
      problem: { fields: [{ code: 'registration.group-empty' }] },
    })
  })
})

describe('taking a household to a higher level', () => {
  const upgrade = (household: unknown, level: string, members: unknown[]) =>
    t.send('registration.upgradeHousehold', { household, level, members })
  const single = async (more: Record<string, unknown> = {}) => {
    const input = household(t.sites.north, [person('PA', 'F', 30, 'Amal', more)])
    await t.act('registration.registerHousehold', input)
    return { id: input.id, individual: input.members[0]?.id }
  }

  test('adds the facts that were missing, up to the comprehensive level', async () => {
    const { id, individual } = await single()
    const basic = { individual, nationality: 'SYR', maritalStatus: 'WD', legalStatus: 'REF' }
    expect(await upgrade(id, 'basic', [basic])).toMatchObject({ answer: 'accepted' })
    const more = {
      individual,
      birthCountry: 'SYR',
      languages: [{ language: 'ARA', speak: 'E' }],
      education: { level: '12' },
    }
    expect(await upgrade(id, 'comprehensive', [more])).toMatchObject({ answer: 'accepted' })
    expect(await personOf(individual)).toMatchObject({
      nationality: 'SYR',
      maritalStatus: 'WD',
      legalStatus: 'REF',
      birthCountry: 'SYR',
      education: { level: '12' },
    })
    const shown = await t.ask<{ household: unknown }>('registration.getHousehold', { id })
    expect(shown.household).toMatchObject({ level: 'comprehensive' })
    expect(await t.rows('SELECT legal_status FROM presence WHERE individual_id = $1', individual)).toEqual([
      { legal_status: 'REF' },
    ])
  })

  test('is refused while something is missing, and says what of whom', async () => {
    const { id, individual } = await single()
    expect(await upgrade(id, 'basic', [{ individual, nationality: 'SYR' }])).toMatchObject({
      problem: { fields: [{ path: 'members.0.maritalStatus', code: 'registration.level-incomplete' }] },
    })
    expect(await upgrade(id, 'basic', [])).toMatchObject({
      problem: { fields: [{ path: 'members' }, { path: 'members' }] },
    })
  })

  test('does not ask infants for a marital status or schooling', async () => {
    const input = household(t.sites.north, [person('PA', 'F', 30, 'Amal'), person('DAU', 'F', 1, 'Nour')])
    await t.act('registration.registerHousehold', input)
    const [mother, child] = input.members.map(({ id }) => id)
    const answer = await upgrade(input.id, 'basic', [
      { individual: mother, nationality: 'SYR', maritalStatus: 'MA' },
      { individual: child, nationality: 'SYR' },
    ])
    expect(answer).toMatchObject({ answer: 'accepted' })
  })

  test('is put to a person where a fact is there already and is another', async () => {
    const { id, individual } = await single({ nationality: 'IRQ' })
    const answer = await upgrade(id, 'basic', [{ individual, nationality: 'SYR', maritalStatus: 'MA' }])
    expect(answer).toMatchObject({
      answer: 'needs-review',
      problem: { fields: [{ path: 'members.0.nationality', code: 'act.conflict' }] },
    })
  })

  test('is refused to the level it has or to a lower one, for a stranger, and for a group', async () => {
    const { id, individual } = await single({ nationality: 'SYR', maritalStatus: 'MA' })
    expect(await upgrade(id, 'basic', [])).toMatchObject({ answer: 'accepted' })
    expect(await upgrade(id, 'basic', [])).toMatchObject({ problem: { code: 'registration.level-not-higher' } })
    const stranger = { individual: uuidv7(), birthCountry: 'SYR' }
    expect(await upgrade(id, 'comprehensive', [stranger])).toMatchObject({
      problem: { fields: [{ path: 'members.0.individual', code: 'registration.not-a-member' }] },
    })
    expect(await upgrade(id, 'comprehensive', [{ individual }, { individual }])).toMatchObject({
      problem: { fields: [{ path: 'members.1.individual', code: 'registration.same-id-twice' }] },
    })
    const group = {
      id: uuidv7(),
      site: t.sites.north,
      origin: 'SYR',
      arrivedOn: '2026-01-10',
      representative: 'Abu Omar',
      counts: { m_18_59: 10 },
    }
    await t.act('registration.preregisterGroup', group)
    expect(await upgrade(group.id, 'basic', [])).toMatchObject({ problem: { code: 'registration.household-is-group' } })
  })
})

test('a replay of the journal gives the same state', () => expectReplayToAgree(t))
