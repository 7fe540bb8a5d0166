import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/support/house.ts'
import { family, household, person } from '../../../test/support/people.ts'
import { expectReplayToAgree } from '../../../test/support/replay.ts'
import { uuidv7 } from '../../kernel/ids.ts'

let t: TestHouse
beforeAll(async () => {
  t = await testHouse({ now: () => new Date('2026-02-01T09:00:00Z') })
})
afterAll(() => t.close())

const situation = (more: Record<string, unknown> = {}) => ({
  number: 2,
  code: 'river-floods',
  name: 'River floods',
  office: '418',
  country: 'UGA',
  openedOn: '2026-01-01',
  ...more,
})
const site = (more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  code: `S${uuidv7().slice(-6).toUpperCase()}`,
  name: 'A site',
  kind: 'camp',
  openedOn: '2026-01-01',
  ...more,
})
const area = (pcode: string, level: number, parentPcode: string | null = null, more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  pcode,
  level,
  name: `Area ${pcode}`,
  parentPcode,
  ...more,
})
const send = (name: string, input: unknown, options = {}) => t.send(`situation.${name}`, input, options)
const house = { situation: 0 }

describe('a situation', () => {
  test('is opened by the house, and seen by its administrators', async () => {
    await t.act('situation.createSituation', situation(), house)
    const { rows } = await t.house.database.owner.query('SELECT code, office FROM situation WHERE id = 2')
    expect(rows).toEqual([{ code: 'river-floods', office: '418' }])
    expect(await t.house.queries.ask('situation.listSituations', 0, {}, t.as('administrator'))).toMatchObject({
      situations: [{ number: 1 }, { number: 2, country: 'UGA' }],
    })
  })

  test('is not opened twice with one number or code, nor within another situation, nor without the right', async () => {
    const taken = { answer: 'refused', problem: { code: 'situation.code-taken', status: 409 } }
    expect(await send('createSituation', situation({ code: 'other' }), house)).toMatchObject(taken)
    expect(await send('createSituation', situation({ number: 3 }), house)).toMatchObject(taken)
    await expect(send('createSituation', situation({ number: 4, code: 'inside' }))).rejects.toMatchObject({
      code: 'record.not-found',
    })
    const manager = { ...house, as: t.as('situation-manager') }
    expect(await send('createSituation', situation({ number: 4, code: 'four' }), manager)).toMatchObject({
      problem: { code: 'access.not-allowed' },
    })
  })

  test.each([
    ['number', { number: 0 }, 'input.too-small'],
    ['code', { code: 'Two Words' }, 'input.bad-format'],
    ['office', { office: '41' }, 'input.bad-format'],
    ['country', { country: 'Kenya' }, 'input.bad-format'],
    ['name', { name: ' ' }, 'input.required'],
    ['name', { name: 'a\u0000b' }, 'input.not-storable'],
    ['openedOn', { openedOn: '2026-02-30' }, 'input.bad-format'],
    ['openedOn', { openedOn: '0000-01-01' }, 'input.bad-format'],
  ])('with a wrong %s is refused and the field is named: %j', async (path, more, code) => {
    const answer = await send('createSituation', situation({ number: 9, code: 'nine', ...more }), house)
    expect(answer).toMatchObject({ problem: { code: 'input.invalid', fields: [{ path, code }] } })
  })

  test('changes its name, usual origins and last day, which cannot be before the first', async () => {
    await t.act('situation.changeSituation', { name: 'Two camps and a city', origins: ['SYR', 'IRQ'] })
    expect(await t.ask('situation.getSituation')).toMatchObject({
      name: 'Two camps and a city',
      origins: ['SYR', 'IRQ'],
      closedOn: null,
    })
    expect(await send('changeSituation', { closedOn: '2019-12-31' })).toMatchObject({
      problem: { code: 'situation.closed-before-opened' },
    })
    await t.act('situation.changeSituation', { closedOn: '2026-01-31' })
    await t.act('situation.changeSituation', { closedOn: null })
    expect(await t.ask('situation.getSituation')).toMatchObject({ closedOn: null })
  })
})

describe('areas', () => {
  const areas = () =>
    t.ask<{ areas: { pcode: string; level: number; parentPcode: string | null; name: string }[] }>(
      'situation.listAreas',
    )

  test('come in by their P-codes in any order, and once more change nothing but what is new', async () => {
    const file = [area('KE01', 2, 'KE0'), area('KE', 0), area('KE0', 1, 'KE'), area('KE02', 2, 'KE0')]
    expect(await t.act('situation.importAreas', { areas: file })).toEqual({ added: 4, changed: 0 })
    expect((await areas()).areas.map(({ pcode }) => pcode)).toEqual(['KE', 'KE0', 'KE01', 'KE02'])
    const again = [area('KE01', 2, 'KE0', { name: 'Renamed', hostPopulation: 12_000 }), area('KE03', 2, 'KE0')]
    expect(await t.act('situation.importAreas', { areas: again })).toEqual({ added: 1, changed: 1 })
    expect(await t.ask('situation.listAreas', { parent: 'KE0', level: 2 })).toMatchObject({
      areas: [{ name: 'Renamed', hostPopulation: 12_000 }, { pcode: 'KE02' }, { pcode: 'KE03' }],
    })
  })

  test('that are known may come to lie within one that is new', async () => {
    await t.act('situation.importAreas', { areas: [area('UG', 0), area('UG9', 2, 'UG')] })
    await t.act('situation.importAreas', { areas: [area('UG9', 2, 'UGX'), area('UGX', 1, 'UG')] })
    expect((await areas()).areas.find(({ pcode }) => pcode === 'UG9')).toMatchObject({ parentPcode: 'UGX' })
  })

  test.each<[string, () => unknown[], { path: string; code: string }]>([
    ['named twice', () => [area('TZ', 0), area('TZ', 0)], { path: 'areas.1.pcode', code: 'situation.pcode-taken' }],
    [
      'within one that nobody knows',
      () => [area('TZ1', 1, 'TZ')],
      { path: 'areas.0.parentPcode', code: 'situation.parent-unknown' },
    ],
    [
      'within each other',
      () => [area('TZ1', 1, 'TZ2'), area('TZ2', 1, 'TZ1')],
      { path: 'areas.0.parentPcode', code: 'situation.area-circle' },
    ],
    [
      'below what lies within them',
      () => [area('KE0', 3, 'KE')],
      { path: 'areas.0.level', code: 'situation.area-circle' },
    ],
  ])('are refused %s, and nothing of the file comes in', async (_, file, field) => {
    const before = (await areas()).areas
    expect(await send('importAreas', { areas: file() })).toMatchObject({
      answer: 'refused',
      problem: { fields: expect.arrayContaining([field]) },
    })
    expect((await areas()).areas).toEqual(before)
  })
})

describe('a site', () => {
  interface Sites {
    sites: { id: string; name: string; population: number | null; capacity: number | null; closedOn: string | null }[]
  }
  const shown = async (id: string, as = t.system) =>
    (await t.ask<Sites>('situation.listSites', {}, as)).sites.find(one => one.id === id)

  test('is added, changed, and shows how many people live there to those who may know', async () => {
    const input = site({ name: 'مخيم الشمال', latitude: 3.7, longitude: 34.9, capacity: 500 })
    await t.act('situation.createSite', input)
    await t.act('registration.registerHousehold', family(input.id))
    expect(await shown(input.id)).toMatchObject({ name: 'مخيم الشمال', capacity: 500, population: 4 })
    await t.act('situation.changeSite', { site: input.id, capacity: null, name: 'New name' })
    expect(await shown(input.id, t.as('viewer', t.sites.south))).toMatchObject({
      name: 'New name',
      capacity: null,
      population: null,
    })
  })

  test('keeps the joiners that Persian is spelled with', async () => {
    const input = site({ name: 'خانه‌های نو' })
    await t.act('situation.createSite', input)
    expect(await shown(input.id)).toMatchObject({ name: 'خانه‌های نو' })
  })

  test('is refused with a code that another has, in an area that is not there, off the map, and of no kind', async () => {
    expect(await send('createSite', site({ code: 'NORTH' }))).toMatchObject({
      problem: { code: 'situation.site-code-taken', status: 409 },
    })
    expect(await send('createSite', site({ area: uuidv7() }))).toMatchObject({
      problem: { code: 'situation.area-unknown' },
    })
    expect(await send('createSite', site({ latitude: 91 }))).toMatchObject({
      problem: { fields: [{ path: 'latitude', code: 'input.too-big' }] },
    })
    expect(await send('createSite', site({ kind: 'hotel' }))).toMatchObject({
      problem: { fields: [{ path: 'kind', code: 'input.not-one-of' }] },
    })
    expect(await send('changeSite', { site: uuidv7(), name: 'X' })).toMatchObject({
      problem: { code: 'record.not-found' },
    })
  })

  test('is not closed while somebody is registered there, or a group waits there', async () => {
    const input = site()
    await t.act('situation.createSite', input)
    const people = household(input.id, [person('PA', 'F', 30, 'Amal')])
    await t.act('registration.registerHousehold', people)
    const close = () => send('closeSite', { site: input.id, closedOn: '2026-01-31' })
    expect(await close()).toMatchObject({ problem: { code: 'situation.site-has-people', status: 409 } })
    await t.act('registration.transferHousehold', { household: people.id, site: t.sites.city, on: '2026-01-30' })
    const group = {
      id: uuidv7(),
      site: input.id,
      origin: 'SYR',
      arrivedOn: '2026-01-30',
      representative: 'Abu Omar',
      counts: { m_60: 1 },
    }
    await t.act('registration.preregisterGroup', group)
    expect(await close()).toMatchObject({ problem: { code: 'situation.site-has-people' } })
    await t.act('registration.transferHousehold', { household: group.id, site: t.sites.city, on: '2026-02-01' })
    expect(await close()).toMatchObject({ answer: 'accepted' })
    expect(await close()).toMatchObject({ problem: { code: 'situation.site-already-closed' } })
    expect((await t.ask<Sites>('situation.listSites', { open: true })).sites.map(({ id }) => id)).not.toContain(
      input.id,
    )
    await t.act('situation.reopenSite', { site: input.id })
    expect(await shown(input.id)).toMatchObject({ closedOn: null })
  })

  test('is not closed before it opened', async () => {
    const input = site()
    await t.act('situation.createSite', input)
    expect(await send('closeSite', { site: input.id, closedOn: '2025-12-31' })).toMatchObject({
      problem: { code: 'situation.closed-before-opened' },
    })
  })

  test('is added by who manages all of the situation, and changed by who manages it there', async () => {
    const local = t.as('situation-manager', t.sites.north)
    expect(await send('createSite', site(), { as: local })).toMatchObject({ problem: { code: 'access.not-allowed' } })
    expect(await send('changeSite', { site: t.sites.south, name: 'X' }, { as: local })).toMatchObject({
      problem: { code: 'access.not-allowed' },
    })
    expect(await send('changeSite', { site: t.sites.north, name: 'North' }, { as: local })).toMatchObject({
      answer: 'accepted',
    })
    expect(await send('createSite', site(), { as: t.as('registrar') })).toMatchObject({
      problem: { code: 'access.not-allowed' },
    })
  })
})

describe('an organisation', () => {
  const organisation = (more: Record<string, unknown> = {}) => ({
    id: uuidv7(),
    name: 'Water for all',
    kind: 'national-ngo',
    ...more,
  })

  test('is saved and saved again with what changed', async () => {
    const input = organisation()
    await t.act('situation.saveOrganisation', input)
    await t.act('situation.saveOrganisation', { ...input, acronym: 'WFA', sectors: ['water', 'health'] })
    expect(await t.ask('situation.listOrganisations')).toMatchObject({
      organisations: [{ name: 'Water for all', acronym: 'WFA', sectors: ['water', 'health'] }],
    })
  })

  test('is refused with the name of another, a control character, or by who may not manage the situation', async () => {
    expect(await send('saveOrganisation', organisation())).toMatchObject({
      problem: { code: 'situation.organisation-name-taken' },
    })
    expect(await send('saveOrganisation', organisation({ name: 'B', contact: 'a\u0001' }))).toMatchObject({
      problem: { fields: [{ path: 'contact', code: 'input.not-storable' }] },
    })
    expect(await send('saveOrganisation', organisation({ name: 'C' }), { as: t.as('registrar') })).toMatchObject({
      problem: { code: 'access.not-allowed' },
    })
  })
})

describe('every act of a situation', () => {
  test.each<[string, () => unknown, object]>([
    ['createSituation', () => situation({ number: 77, code: 'seventy-seven' }), house],
    ['changeSituation', () => ({ name: 'Again' }), {}],
    ['importAreas', () => ({ areas: [area('SS', 0)] }), {}],
    ['createSite', () => site(), {}],
    ['changeSite', () => ({ site: t.sites.south, name: 'South' }), {}],
    ['closeSite', () => ({ site: t.sites.south, closedOn: '2026-02-01' }), {}],
    ['reopenSite', () => ({ site: t.sites.south }), {}],
    ['saveOrganisation', () => ({ id: uuidv7(), name: 'Twice', kind: 'un' }), {}],
  ])('%s sent four times at once is one act', async (name, input, options) => {
    const value = input()
    const id = uuidv7(Date.parse('2026-02-01T08:00:00Z'))
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(name, value, { ...options, id })))
    expect(answers.map(({ answer }) => answer).sort()).toEqual([
      'accepted',
      'already-accepted',
      'already-accepted',
      'already-accepted',
    ])
  })
})

test('a replay of the journal gives the same state', () => expectReplayToAgree(t))
