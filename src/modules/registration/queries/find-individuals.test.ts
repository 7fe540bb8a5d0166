import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/support/house.ts'
import { household, person } from '../../../../test/support/people.ts'
import { uuidv7 } from '../../../kernel/ids.ts'

let t: TestHouse
const ids: Record<string, string> = {}
const names = {
  fatima: 'فاطمة محمد حسين',
  mohammad: 'Mohammad Yousef Khalil',
  tesfaye: 'ተስፋዬ ገብረ',
  aung: 'အောင်ဆန်း',
  olena: 'Олена Шевченко',
  jose: 'José Hernández Muñoz',
  abdul: 'عبد الرحمن الأحمد',
} as const

interface Found {
  people: {
    id: string
    name: string
    why: { by: string; matched: { token: string; on: string; how: string }[] } | null
  }[]
  next: string | null
  count: number
  more: boolean
}
const find = (input: unknown, as?: ReturnType<TestHouse['as']>) =>
  t.ask<Found>('registration.findIndividuals', input, as)
const found = async (text: string) => (await find({ text })).people.map(({ id }) => id)

beforeAll(async () => {
  t = await testHouse()
  for (const [key, name] of Object.entries(names)) {
    const more =
      key === 'fatima'
        ? { phone: '+963 944 123 456', documents: [{ kind: 'national-id', country: 'SYR', number: '010-20 304 050' }] }
        : {}
    const input = household(t.sites.north, [person('PA', 'U', 40, name, more)], {
      phone: key === 'olena' ? '0700 111 222' : undefined,
    })
    await t.act('registration.registerHousehold', input)
    ids[key] = input.members[0]?.id ?? ''
  }
})
afterAll(() => t.close())

describe('a name', () => {
  test.each<[keyof typeof names, string]>([
    ['fatima', 'فاطمة حسين'],
    ['fatima', 'فاطمه'],
    ['fatima', 'Fatima Hussein'],
    ['fatima', 'Fatma Husain'],
    ['fatima', 'hussein fatima'],
    ['fatima', 'FATIMA MOHAMED HOSSEIN'],
    ['fatima', 'Fatima Hus'],
    ['fatima', 'Фатима Хусейн'],
    ['mohammad', 'محمد خليل'],
    ['mohammad', 'Muhamad Yusuf'],
    ['mohammad', 'Mohamed Khalil'],
    ['tesfaye', 'Tesfaye Gebre'],
    ['tesfaye', 'ተስፋዬ'],
    ['aung', 'Aung San'],
    ['olena', 'Olena Shevchenko'],
    ['olena', 'Шевченко'],
    ['jose', 'Jose Hernandez'],
    ['jose', 'muñoz josé'],
    ['abdul', 'Abdulrahman Ahmad'],
    ['abdul', 'عبدالرحمن'],
    ['abdul', 'Abd al-Rahman'],
  ])('of %s is found by «%s»', async (key, text) => {
    expect(await found(text)).toContain(ids[key])
  })

  test('that nobody has finds nobody, and a word that does not fit leaves the person out', async () => {
    expect(await found('Zhukovskaya')).toEqual([])
    expect(await found('Fatima Zhukovskaya')).toEqual([])
    expect(await found('!!! ---')).toEqual([])
  })

  test('says why it was found, word by word', async () => {
    const { people } = await find({ text: 'Fatima Hussein' })
    expect(people[0]).toMatchObject({
      id: ids.fatima,
      why: { by: 'name', matched: [{ token: 'Fatima', on: expect.stringMatching(/.+/) }, { token: 'Hussein' }] },
    })
  })

  test('puts who fits better first', async () => {
    const near = household(t.sites.north, [person('PA', 'F', 40, 'فاطمة محمود حسن')])
    await t.act('registration.registerHousehold', near)
    const order = await found('فاطمة محمد حسين')
    expect(order[0]).toBe(ids.fatima)
  })

  test('shared by many is paged, the newest first, and says that there are more', async () => {
    const made: string[] = []
    for (let index = 0; index < 7; index++) {
      const input = household(t.sites.south, [person('PA', 'M', 40, 'Karim Karimi')])
      await t.act('registration.registerHousehold', input)
      made.push(input.members[0]?.id ?? '')
    }
    const first = await find({ text: 'Karim', limit: 3 })
    const second = await find({ text: 'Karim', limit: 10, after: first.next })
    expect(first.count).toBe(7)
    expect([...first.people, ...second.people].map(({ id }) => id)).toEqual(made.reverse())
    expect(second.next).toBeNull()
  })
})

describe('a number', () => {
  test('of a person or a household finds the person or everybody of the household', async () => {
    const input = household(t.sites.north, [person('PA', 'F', 40, 'Mona'), person('SON', 'M', 9, 'Ali')], {
      externalNumber: 'prg/55',
    })
    const done = await t.act<{ number: string; members: { id: string; number: string }[] }>(
      'registration.registerHousehold',
      input,
    )
    const all = input.members.map(({ id }) => id).sort()
    expect((await found(done.number)).sort()).toEqual(all)
    expect((await found(` ${done.number.toLowerCase()} `)).sort()).toEqual(all)
    expect((await found('prg/55')).sort()).toEqual(all)
    expect(await found(done.members[1]?.number ?? '')).toEqual([input.members[1]?.id])
    expect((await find({ text: done.number })).people[0]?.why).toEqual({ by: 'number', matched: [] })
  })

  test('of a document is found however it is written, in any digits', async () => {
    for (const text of ['01020304050', '010 2030 4050', '٠١٠٢٠٣٠٤٠٥٠', '۰۱۰-۲۰۳۰۴۰۵۰']) {
      expect((await find({ text })).people, text).toMatchObject([{ id: ids.fatima, why: { by: 'document' } }])
    }
  })

  test('of a phone finds the person, and the household’s finds its representative, with and without the country', async () => {
    for (const text of ['+963944123456', '0944 123 456', '944-123-456']) {
      expect((await find({ text })).people, text).toMatchObject([{ id: ids.fatima, why: { by: 'phone' } }])
    }
    expect(await found('+254 700 111222')).toEqual([ids.olena])
    expect(await found('12345')).toEqual([])
  })
})

describe('a list', () => {
  test('goes page by page through everybody who fits the filters, and counts them', async () => {
    const seen: string[] = []
    let after: string | null | undefined
    do {
      const page = await find({ site: t.sites.north, limit: 4, ...(after ? { after } : {}) })
      expect(page.more).toBe(false)
      seen.push(...page.people.map(({ id }) => id))
      after = page.next
    } while (after)
    const rows = await t.rows<{ id: string }>(
      'SELECT id FROM individual WHERE site_id = $1 ORDER BY id DESC',
      t.sites.north,
    )
    expect(seen).toEqual(rows.map(({ id }) => id))
    expect((await find({ site: t.sites.north })).count).toBe(rows.length)
  })

  test.each<[string, Record<string, unknown>, number]>([
    ['sex', { sex: 'M' }, 1],
    ['birth', { bornFrom: '2016-12-31', bornTo: '2017-01-01' }, 1],
    ['arrival', { arrivedFrom: '2026-01-11' }, 0],
    ['status', { status: 'closed' }, 0],
    ['legal status', { legalStatus: 'REF' }, 0],
    ['origin', { origin: 'AFG' }, 0],
  ])('is narrowed by %s', async (_, filter, count) => {
    expect((await find({ site: t.sites.north, ...filter })).count).toBe(count)
  })

  test('and a name together narrow each other', async () => {
    expect((await find({ text: 'Fatima', site: t.sites.north })).people.map(({ id }) => id)).toContain(ids.fatima)
    expect((await find({ text: 'Fatima', site: t.sites.south })).people).toEqual([])
    expect((await find({ text: 'Fatima Hussein', sex: 'M' })).people).toEqual([])
  })

  test('of days of arrival has the latest arrivals first, whenever they were registered', async () => {
    const days = ['2025-12-01', '2025-12-03', '2025-12-02', '2025-12-03']
    const made: string[] = []
    for (const arrivedOn of days) {
      const input = household(t.sites.city, [person('PA', 'M', 40, 'Tariq')], { arrivedOn })
      await t.act('registration.registerHousehold', input)
      made.push(input.members[0]?.id ?? '')
    }
    const range = { arrivedFrom: '2025-12-01', arrivedTo: '2025-12-31', site: t.sites.city }
    const first = await find({ ...range, limit: 3 })
    const second = await find({ ...range, limit: 3, after: first.next })
    expect([...first.people, ...second.people].map(({ id }) => id)).toEqual([made[3], made[1], made[2], made[0]])
    expect(second.next).toBeNull()
    await expect(find({ ...range, after: made[0] })).rejects.toMatchObject({ code: 'query.bad-cursor' })
  })

  test('refuses to go on from what it never said', async () => {
    await expect(find({ after: 'x' })).rejects.toMatchObject({ code: 'query.bad-cursor' })
    await expect(find({ text: 'Karim', after: '-1' })).rejects.toMatchObject({ code: 'query.bad-cursor' })
  })
})

describe('what an asker may see', () => {
  test('ends at the sites of the grant, by list, name, number, document and phone', async () => {
    const south = t.as('registrar', t.sites.south)
    const [row] = await t.rows<{ number: string }>('SELECT number FROM individual WHERE id = $1', ids.fatima)
    for (const text of ['Fatima Hussein', row?.number, '01020304050', '0944123456']) {
      expect((await find({ text }, south)).people, text).toEqual([])
    }
    expect((await find({}, south)).people.map(({ name }) => name)).not.toContain(names.fatima)
    await expect(find({}, t.as('viewer'))).rejects.toMatchObject({ code: 'access.not-allowed' })
  })

  test('by a need ends at the closeness of the role, and what is confidential is logged for each person', async () => {
    const input = household(t.sites.north, [
      person('PA', 'F', 40, 'Hadil', { needs: [{ id: uuidv7(), code: 'SV-VA' }] }),
    ])
    await t.act('registration.registerHousehold', input)
    const officer = t.as('protection-officer')
    const count = async (as: ReturnType<TestHouse['as']>) => (await find({ need: 'SV-VA' }, as)).count
    expect([
      await count(officer),
      await count(t.as('registration-supervisor')),
      await count(t.as('registrar')),
    ]).toEqual([1, 0, 0])
    const log = await t.rows('SELECT subject_id FROM access_log WHERE actor_id = $1', officer.id)
    expect(log).toEqual([{ subject_id: input.members[0]?.id }])
  })
})
