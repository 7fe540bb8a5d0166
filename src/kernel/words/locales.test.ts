import { describe, expect, it } from 'vitest'
import { directionOf, intlTagOf, LOCALES, negotiate } from './locales.ts'

describe('negotiate', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['fa-AF, fr;q=0.8', 'fr'],
    ['en;q=0.1, ar-SY;q=0.9', 'ar'],
    ['zh-Hant-TW', 'zh'],
    ['ru;q=0, es;q=0.2', 'es'],
    ['DE, FR-ch', 'fr'],
    ['fr;q=nonsense, ru', 'ru'],
    [['so', 'am', 'es-419'], 'es'],
    [['en-GB', 'ar'], 'en'],
  ])('reads %j as %s', (preferred, locale) => {
    expect(negotiate(preferred)).toBe(locale)
  })
})

describe('the six languages', () => {
  it('are all known to Intl', () => {
    expect(Intl.NumberFormat.supportedLocalesOf(LOCALES.map(intlTagOf))).toHaveLength(6)
    expect(Intl.PluralRules.supportedLocalesOf(LOCALES.map(intlTagOf))).toHaveLength(6)
  })

  it('are written from left to right, but Arabic', () => {
    expect(LOCALES.filter(locale => directionOf(locale) === 'rtl')).toEqual(['ar'])
  })
})
