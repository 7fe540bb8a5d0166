import { describe, expect, it } from 'vitest'
import { formatDate, formatList, formatNumber, formatRelative, formatTime } from './format.ts'
import { LOCALES } from './locales.ts'

describe('formatDate', () => {
  it('writes the month as a word in every language, so that no one reads 03/02 wrongly', () => {
    const written = LOCALES.map(locale => formatDate(locale, '1990-02-03'))
    expect(written).toEqual([
      '3 فبراير 1990',
      '3 Feb 1990',
      '3 feb 1990',
      '3 févr. 1990',
      '3 февр. 1990 г.',
      '1990年2月3日',
    ])
  })

  it('refuses days that do not exist and times that a day does not have', () => {
    for (const value of ['2023-02-29', '2023-13-01', '2023-00-10', '', 'soon', Number.NaN]) {
      expect(() => formatDate('en', value), String(value)).toThrow(RangeError)
    }
    expect(() => formatTime('en', '1990-02-03')).toThrow(RangeError)
    expect(formatDate('en', '2024-02-29')).toBe('29 Feb 2024')
  })
})

describe('formatRelative', () => {
  const now = Date.parse('2026-05-10T12:00:00Z')
  const second = 1000
  const day = 86_400 * second

  it.each([
    [0, 'now'],
    [-30 * second, '30 seconds ago'],
    [-90 * second, '1 minute ago'],
    [2 * 3600 * second, 'in 2 hours'],
    [-day, 'yesterday'],
    [-3 * day, '3 days ago'],
    [-15 * day, '2 weeks ago'],
    [-65 * day, '2 months ago'],
    [-800 * day, '2 years ago'],
  ])('says %d ms as «%s»', (distance, said) => {
    expect(formatRelative('en', now + distance, now)).toBe(said)
  })

  it('knows the Arabic dual', () => {
    expect(formatRelative('ar', now - 2 * 3600 * second, now)).toBe('قبل ساعتين')
  })
})

describe('formatList and formatNumber', () => {
  it('join as the language does', () => {
    expect(formatList('fr', ['a', 'b', 'c'])).toBe('a, b et c')
    expect(formatList('zh', ['甲', '乙', '丙'])).toBe('甲、乙和丙')
    expect(formatList('en', ['a', 'b'], 'or')).toBe('a or b')
  })

  it('know the styles', () => {
    expect(formatNumber('en', 1_234_567, 'compact')).toMatch(/^1\.2m$/i)
    expect(formatNumber('fr', 0.5, 'percent')).toMatch(/^50\s%$/)
  })
})
