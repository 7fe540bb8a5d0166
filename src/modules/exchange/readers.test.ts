import { describe, expect, it } from 'vitest'
import { relationships } from '../vocabulary/index.ts'
import type { ImportFieldName } from './fields.ts'
import { cellReaders, readersOf } from './readers.ts'

const columns = (given: Partial<Record<ImportFieldName, string[]>>) =>
  readersOf(new Map(Object.entries(given) as [ImportFieldName, string[]][]))

describe('countries', () => {
  it('reads AUS as Austria in a column that also holds codes only UNHCR has, and as Australia in one of ISO codes', async () => {
    const unhcr = await columns({ origin: ['AUS', 'SUD'] })
    const iso = await columns({ origin: ['AUS', 'SDN'] })
    expect([unhcr.country('origin', 'AUS'), unhcr.country('origin', 'ARE')]).toEqual(['AUT', 'EGY'])
    expect([iso.country('origin', 'AUS'), iso.country('origin', 'ARE')]).toEqual(['AUS', 'ARE'])
  })

  it('leaves AUS unread where nothing tells, or where columns contradict each other', async () => {
    expect((await columns({ origin: ['AUS'] })).country('origin', 'AUS')).toBeUndefined()
    const mixed = await columns({ origin: ['SUD'], nationality: ['SDN'], birthCountry: ['MAR'] })
    expect(mixed.country('birthCountry', 'MAR')).toBeUndefined()
    expect(mixed.country('origin', 'MAR')).toBe('MTQ')
    expect(mixed.country('nationality', 'MAR')).toBe('MAR')
  })

  it('asks the other columns where one does not tell by itself', async () => {
    const read = await columns({ origin: ['SDN', 'SSD'], documentCountry: ['MAR'] })
    expect(read.country('documentCountry', 'MAR')).toBe('MAR')
  })
})

describe('a column of sex', () => {
  it('reads M as a woman beside H, and as a man beside F', async () => {
    expect((await columns({ sex: ['H', 'M'] })).sex('M')).toBe('F')
    expect((await columns({ sex: ['F', 'M'] })).sex('M')).toBe('M')
  })

  it('does not read a letter that comes late and would change what was read before', async () => {
    const read = await columns({ sex: ['H', 'M'] })
    expect([read.sex('F'), read.sex('H'), read.sex('M')]).toEqual([undefined, 'M', 'F'])
    const other = await columns({ sex: ['M'] })
    expect([other.sex('M'), other.sex('H')]).toEqual(['M', undefined])
  })
})

it('reads languages by ISO, and by the referral form where the column holds a code of its own', async () => {
  const iso = await columns({ language: ['ARA; FAS'] })
  expect([iso.language('FAS'), iso.language('Farsi'), iso.language('أمهرية') ?? iso.language('الأمهرية')]).toEqual([
    'FAS',
    'FAS',
    'AMH',
  ])
  const form = await columns({ language: ['SO1', 'PES'] })
  expect([form.language('SO1'), form.language('PES')]).toEqual(['CKB', 'PES'])
  expect(form.language('FAS')).not.toBe('FAS')
  expect((await columns({ language: ['no language'] })).language('gibberish of nowhere')).toBeUndefined()
})

it('reads occupations by ISCO-08, by title, and words that say there is none', async () => {
  const read = await columns({})
  expect([
    read.occupation('2221'),
    read.occupation('Managers'),
    read.occupation('Student'),
    read.occupation('99'),
  ]).toEqual(['2221', '1', '', undefined])
})

it('reads old codes of needs as those of today', async () => {
  const read = await columns({})
  expect([read.need('SC-UM'), read.need('WR-WR'), read.need('XX-YY')]).toEqual(['SC-UC', 'WR-WR', undefined])
  expect(read.code(relationships, 'head of household')).toBe('PA')
})

it('looks at no more than the beginning of a file, and at nothing where no column needs it', async () => {
  let rows = 0
  const reader = {
    async *rows() {
      for (;;) {
        rows++
        yield { line: rows, cells: [rows % 2 === 0 ? 'H' : 'M'], problems: [] }
      }
    },
  }
  expect((await cellReaders(reader, ['sex'], 50)).sex('M')).toBe('F')
  expect(rows).toBe(50)
  await cellReaders(reader, ['note'], 50)
  expect(rows).toBe(50)
})
