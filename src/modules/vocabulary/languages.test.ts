import { describe, expect, it } from 'vitest'
import { commonLanguages, languageName, loadLanguages, locales } from './index.ts'

const { fullLanguageName, isLanguage, languageFromForm, languages, languageToForm, recogniseLanguage } =
  await loadLanguages()

describe('the common languages', () => {
  it('are languages of ISO 639-3, each once', () => {
    expect(commonLanguages.filter(code => !isLanguage(code))).toEqual([])
    expect(new Set(commonLanguages).size).toBe(commonLanguages.length)
  })

  it.each(locales)('have names in %s, no two the same', locale => {
    const names = commonLanguages.map(code => languageName(code, locale))
    expect(commonLanguages.filter((_code, at) => !names[at])).toEqual([])
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it('are read back from their names in the six languages, written with a capital', () => {
    for (const locale of locales) {
      for (const code of commonLanguages) {
        const name = languageName(code, locale) ?? ''
        const capitalised = name.slice(0, 1).toUpperCase() + name.slice(1)
        expect(recogniseLanguage(capitalised), `${locale} ${name}`).toBe(code)
      }
    }
  })

  it('keep Fur of Darfur apart from Friulian, and Kurmanji from Kurdish', () => {
    expect(languageName('fvr', 'en')).toBe('Fur')
    expect(languageName('fur', 'en')).toBe('Friulian')
    expect(languageName('kmr', 'en')).toBe('Kurmanji Kurdish')
  })
})

describe('all languages', () => {
  it('are some 7,900, and have at least an English name', () => {
    expect(languages.length).toBeGreaterThan(7800)
    expect(languages.filter(({ code }) => fullLanguageName(code, 'ar') === code)).toEqual([])
    expect(fullLanguageName('aau', 'zh')).toBe('Abau')
    expect(fullLanguageName('fas', 'ru')).toBe('персидский')
    expect(fullLanguageName('qqq', 'en')).toBe('qqq')
  })
})

describe('the referral form’s codes of languages', () => {
  it.each([
    ['fas', 'PES', 'FAS'],
    ['aar', 'AFR', 'AAR'],
    ['afr', 'AFK', 'AFR'],
    ['mya', 'BMS', 'MYA'],
    ['kmr', 'KUR', 'KMR'],
    ['rhg', 'R01', undefined],
    ['fra', 'FRN', 'FRA'],
    ['spa', 'SPN', undefined],
    ['als', 'ALN', 'ALS'],
    ['aln', 'ALS', 'ALN'],
    ['tir', 'TGN', 'TIR'],
    ['fvr', 'FUR', undefined],
  ])('write %s as %s, never as its own letters in capitals', (iso, form, trap) => {
    expect(languageToForm(iso)).toBe(form)
    if (trap) expect(languageFromForm(trap)?.iso).not.toBe(iso)
  })

  it.each(['som', 'swa', 'amh', 'urd', 'nus', 'hye'])('are for %s a code that means the same language', iso => {
    const form = languageToForm(iso)
    expect(form && languageFromForm(form)?.iso).toBe(iso)
  })

  it('written for any language are codes that the form has, and mean that language or the one chosen for it', () => {
    const chosen: string[] = []
    for (const { code } of languages) {
      const form = languageToForm(code)
      if (form === undefined) continue
      const back = languageFromForm(form)
      expect(back, code).toBeDefined()
      if (back?.iso !== code) chosen.push(code)
    }
    expect(chosen.sort()).toEqual(
      ['ara', 'aze', 'bos', 'fas', 'hrv', 'msa', 'nep', 'srp', 'swh', 'twi', 'uzb', 'zho'].sort(),
    )
  })

  it('name only languages that ISO has, and keep their own name where we are not sure', () => {
    expect(languageFromForm('kur')).toEqual({ code: 'KUR', name: 'Kurmanji', iso: 'kmr' })
    expect(languageFromForm('ARA')).toEqual({ code: 'ARA', name: 'Arua', iso: null })
    expect(languageFromForm('QZZ')).toEqual({ code: 'QZZ', name: 'Other', iso: null })
    expect(languageFromForm('rhg')).toBeUndefined()
  })
})

describe('a language in an import cell', () => {
  it('is read by its letters only where both systems agree, or where the file’s system is known', () => {
    expect(recogniseLanguage('som')).toBe('som')
    expect(recogniseLanguage('FAS')).toBeUndefined()
    expect(recogniseLanguage('FAS', 'iso')).toBe('fas')
    expect(recogniseLanguage('PES', 'form')).toBe('pes')
    expect(recogniseLanguage('ARA')).toBeUndefined()
    expect(recogniseLanguage('ARA', 'form')).toBeUndefined()
    expect(recogniseLanguage('FUR', 'form')).toBe('fvr')
    expect(recogniseLanguage('ar')).toBe('ara')
    expect(recogniseLanguage('fur')).toBeUndefined()
  })

  it.each([
    ['Arabic', 'ara'],
    ['العربيه', 'ara'],
    ['Farsi', 'fas'],
    ['dari', 'prs'],
    ['Fur', 'fvr'],
    ['Lao', 'lao'],
    ['Pashto', 'pus'],
    ['kurde kurmandji', 'kmr'],
    ['Kinyarwanda', 'kin'],
    ['Abau', 'aau'],
  ])('reads %s as %s', (text, code) => expect(recogniseLanguage(text)).toBe(code))

  it.each(['', '-', 'Klingonese', 'Aja', 'constructor'])('does not read “%s”', text =>
    expect(recogniseLanguage(text)).toBeUndefined(),
  )
})
