import { describe, expect, it } from 'vitest'
import {
  type CountryCode,
  countries,
  countryName,
  currentCountries,
  fromUnhcr,
  loadRecogniser,
  locales,
  toReferralForm,
  toUnhcr,
} from './index.ts'

const { countryCandidates, detectCountryCodes, recogniseCountry } = await loadRecogniser()
const ofIso = countries.codes.filter(code => countries.facts[code].kind === 'country')

describe('countries', () => {
  it('are the 249 of ISO 3166-1, each with its own two letters, and thirteen codes beside them', () => {
    expect(ofIso).toHaveLength(249)
    expect(new Set(ofIso.map(code => countries.facts[code].alpha2)).size).toBe(249)
    expect(countries.codes).toHaveLength(262)
    expect(currentCountries).toHaveLength(255)
  })

  it('have a name in each of the six languages, and no two the same', () => {
    for (const locale of locales) {
      const names = countries.codes.map(code => countryName(code, locale))
      expect(
        countries.codes.filter((code, at) => names[at] === code || names[at] === ''),
        locale,
      ).toEqual([])
      expect(
        names.filter((name, at) => names.indexOf(name) !== at),
        locale,
      ).toEqual([])
    }
  })

  it('are named as the United Nations name them', () => {
    expect(countryName('PSE', 'fr')).toBe('État de Palestine')
    expect(countryName('COD', 'en')).toBe('Democratic Republic of the Congo')
    expect(countryName('SYR', 'ar')).toBe('سوريا')
    expect(countryName('XXA', 'zh-CN')).toBe('无国籍')
  })

  it('are named in a seventh language where Intl can, and in English where only we know the name', () => {
    expect(countryName('TUR', 'de')).toBe('Türkei')
    expect(countryName('XXA', 'de')).toBe('Stateless')
  })

  it('go to UNHCR’s code and back', () => {
    for (const code of countries.codes) {
      const unhcr = toUnhcr(code)
      if (unhcr) expect(fromUnhcr(unhcr), code).toBe(code)
    }
    expect(toUnhcr('EGY')).toBe('ARE')
    expect(fromUnhcr('are')).toBe('EGY')
    expect(toUnhcr('JEY')).toBeNull()
    expect(fromUnhcr('QQQ')).toBeUndefined()
  })

  it('go to the referral form’s code and back', () => {
    for (const code of countries.codes) {
      const form = toReferralForm(code)
      if (form) expect(fromUnhcr(form), code).toBe(code)
    }
    expect(toReferralForm('PSE')).toBe('PAL')
    expect(toReferralForm('XXA')).toBe('ZZZ')
    expect(toReferralForm('SYR')).toBe('SYR')
  })
})

describe('a country in an import cell', () => {
  it('is read from its two letters and from its three, unless they are another’s at UNHCR', () => {
    const ambiguous: string[] = []
    for (const code of ofIso) {
      expect(recogniseCountry((countries.facts[code].alpha2 ?? '').toLowerCase())).toBe(code)
      if (recogniseCountry(code) === undefined) ambiguous.push(code)
      else expect(recogniseCountry(code)).toBe(code)
      expect(recogniseCountry(code, 'iso3')).toBe(code)
      const unhcr = toUnhcr(code)
      if (unhcr) expect(recogniseCountry(unhcr, 'unhcr'), unhcr).toBe(code)
    }
    expect(ambiguous).toEqual(['ARE', 'AUS', 'MAR'])
  })

  it('is never guessed where the two systems disagree, and both are offered', () => {
    expect(recogniseCountry('AUS')).toBeUndefined()
    expect(countryCandidates('AUS')).toEqual(['AUS', 'AUT'])
    expect(countryCandidates('are')).toEqual(['ARE', 'EGY'])
    expect(countryCandidates('MAR')).toEqual(['MAR', 'MTQ'])
    expect(recogniseCountry('MAR', 'iso3')).toBe('MAR')
    expect(recogniseCountry('MAR', 'unhcr')).toBe('MTQ')
  })

  it('is read from its name in each of the six languages', () => {
    for (const locale of locales) {
      for (const code of countries.codes) {
        expect(recogniseCountry(countryName(code, locale).toUpperCase()), `${locale} ${code}`).toBe(code)
      }
    }
  })

  it.each<[string, CountryCode]>([
    ['Syrian Arab Republic', 'SYR'],
    ['سورية', 'SYR'],
    ['syrian', 'SYR'],
    ['Iran (Islamic Republic of)', 'IRN'],
    ['COTE D’IVOIRE', 'CIV'],
    ["Cote d'Ivoire", 'CIV'],
    ['Ivory Coast', 'CIV'],
    ['DR Congo', 'COD'],
    ['Congo - Kinshasa', 'COD'],
    ['Burma', 'MMR'],
    ['TURKEY', 'TUR'],
    ['Viet Nam', 'VNM'],
    ['South  Sudan', 'SSD'],
    ['افغانستان', 'AFG'],
    ['Serbia and Kosovo: S/RES/1244 (1999)', 'SRB'],
    ['stateless', 'XXA'],
    ['STA', 'XXA'],
    ['UNK', 'XXX'],
    ['u', 'XXX'],
    ['Palestine', 'PSE'],
    ['GAZ', 'PSE'],
    ['PAL', 'PSE'],
    ['United Rep. of Tanzania', 'TZA'],
    ['ALG', 'DZA'],
  ])('reads %s as %s', (text, code) => {
    expect(recogniseCountry(text)).toBe(code)
  })

  it.each(['Congo', 'الكونغو', 'Korea', 'Congolese', 'Dominican', 'Atlantis', '', '-', 'constructor'])(
    'does not read “%s” as one country',
    text => expect(recogniseCountry(text)).toBeUndefined(),
  )

  it('lies in a column that tells whose codes it uses', () => {
    expect(detectCountryCodes(['SYR', 'ARE', 'DZA'])).toBe('iso3')
    expect(detectCountryCodes(['SYR', 'ARE', 'ALG'])).toBe('unhcr')
    expect(detectCountryCodes(['SYR', 'ARE'])).toBeUndefined()
    expect(detectCountryCodes(['DZA', 'ALG'])).toBeUndefined()
  })
})
