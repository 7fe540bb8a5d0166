import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, foldToken } from './fold.ts'
import { directionOf, scriptOf } from './script.ts'

const same = (...words: string[]) => expect(new Set(words.map(foldToken)).size, words.join(' ')).toBe(1)

describe('folding', () => {
  it('merges the letters that Arabic, Persian, Urdu and Pashto writers use for one another', () => {
    same('أحمد', 'احمد', 'إحمد', 'اَحْمَد', 'احـــمد')
    same('فاطمة', 'فاطمه')
    same('علي', 'علی', 'على')
    same('كريم', 'کریم')
    same('مؤمن', 'مومن')
    same('هناء', 'هنا')
    same('ﻣﺤﻤﺪ', 'محمد')
  })
  it('merges accents, case, apostrophes and full-width letters of Latin', () => {
    same('José', 'JOSE', 'Jose\u0301', 'ｊｏｓｅ')
    same("Ma'mun", 'Ma’mun', 'Mamun')
    same('Łukasz', 'lukasz')
    same('Strauß', 'STRAUSS')
  })
  it('merges Ge’ez letters that sound alike', () => {
    same('ኃይለ', 'ሀይለ', 'ሐይለ', 'ሃይለ')
    same('ሥላሴ', 'ስላሴ')
    same('ዓለም', 'አለም', 'ኣለም')
    same('ፀሐይ', 'ጸሀይ')
  })
  it('merges Cyrillic ё, Hebrew points and final letters, Indic nukta, and Zawgyi with Unicode', () => {
    same('Алёна', 'алена')
    same('שָׁלוֹם', 'שלומ')
    same('ज़हीर', 'जहीर')
    same('ေအာင္', 'အောင်')
  })
  it('does not merge letters that tell names apart', () => {
    expect(foldToken('Андрій')).not.toBe(foldToken('Андрии'))
    expect(foldToken('حسن')).not.toBe(foldToken('خسن'))
  })
  it('is stable: folding a folded word changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), text => {
        const once = foldToken(text)
        expect(foldToken(once)).toBe(once)
      }),
      { numRuns: 1000 },
    )
  })
  it('folds a text word by word', () => expect(foldText(' Jean-Pierre  ÉLOI ')).toBe('jean pierre eloi'))
})

describe('script and direction', () => {
  it('goes by the majority of letters', () => {
    expect(scriptOf('محمد Ali حسين')).toBe('Arab')
    expect(scriptOf('ተስፋዬ')).toBe('Ethi')
    expect(scriptOf('ကျော်')).toBe('Mymr')
    expect(scriptOf('Юлія')).toBe('Cyrl')
    expect(scriptOf('42 -')).toBe('Zyyy')
  })
  it('says which way a name runs', () => {
    expect(directionOf('محمد')).toBe('rtl')
    expect(directionOf('דוד')).toBe('rtl')
    expect(directionOf('Ali')).toBe('ltr')
    expect(directionOf('')).toBe('ltr')
  })
})
