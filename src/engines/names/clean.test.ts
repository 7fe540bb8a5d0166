import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName, longestNamePart } from './clean.ts'

const refused = (text: string) => {
  const answer = cleanName(text)
  return answer.ok ? 'accepted' : answer.reason
}
const kept = (text: string) => {
  const answer = cleanName(text)
  return answer.ok ? answer.text : `refused: ${answer.reason} ${answer.detail}`
}

describe('cleaning a name', () => {
  it('keeps what names are written with: apostrophes, hyphens, initials, brackets', () => {
    for (const name of [
      "O'Brien",
      'Jean-Pierre',
      'J. K. Ahmed',
      'عبد الرحمن',
      'Nguyễn Thị',
      'Ahmad (Abu Ali)',
      'မောင်မောင်',
      "Ma'mun",
      'ገብረ መድህን',
    ])
      expect(kept(name)).toBe(name.normalize('NFC'))
  })
  it('trims, joins runs of spaces, and composes', () => {
    expect(kept('  Anna \t Maria\n')).toBe('Anna Maria')
    expect(kept('Jose\u0301')).toBe('José')
  })
  it('takes out invisible direction marks and zero-width spaces, so that two names that look alike are alike', () => {
    expect(kept('\u202eAli\u202c \u200fHassan\u200b')).toBe('Ali Hassan')
  })
  it('keeps the joiner that Persian spells with and drops it where it means nothing', () => {
    expect(kept('علی\u200cرضا')).toBe('علی\u200cرضا')
    expect(kept('Al\u200ci')).toBe('Ali')
    expect(kept('علی\u200c')).toBe('علی')
  })
  it('refuses what is no name, each with its own code', () => {
    expect(refused('')).toBe('empty')
    expect(refused(' \u200b\u202e ')).toBe('empty')
    expect(refused('Ali\u0000')).toBe('control-character')
    expect(refused('Ali\u{e0041}')).toBe('control-character')
    expect(refused('\ud800Ali')).toBe('control-character')
    expect(refused('Ali 😀')).toBe('emoji')
    expect(refused('👨‍👩‍👧')).toBe('emoji')
    expect(refused('12345')).toBe('no-letter')
    expect(refused('--')).toBe('no-letter')
    expect(refused(`Z${'\u0300'.repeat(30)}`)).toBe('control-character')
  })
  it('refuses a Latin word with a Cyrillic look-alike, and allows words in different scripts side by side', () => {
    expect(cleanName('M\u0430ria')).toEqual({ ok: false, reason: 'mixed-script', detail: 'Latn+Cyrl' })
    expect(kept('Maria Марія')).toBe('Maria Марія')
    expect(kept('Anna-Марія')).toBe('Anna-Марія')
    expect(kept('山田はなこ')).toBe('山田はなこ')
  })
  it('refuses a name that is too long instead of cutting it, and counts characters rather than code units', () => {
    expect(refused('a'.repeat(300))).toBe('too-long')
    expect(refused('a'.repeat(longestNamePart + 1))).toBe('too-long')
    expect(refused('a'.repeat(longestNamePart))).toBe('accepted')
    expect(refused('𠮷'.repeat(longestNamePart))).toBe('accepted')
    expect(refused('x'.repeat(2_000_000))).toBe('too-long')
  })
  it('turns Zawgyi, the encoding of older Burmese phones, into Unicode', () => {
    expect(kept('ေအာင္ဆန္းစုၾကည္')).toBe('အောင်ဆန်းစုကြည်')
    expect(kept('ေက်ာ္မင္းထြန္း')).toBe('ကျော်မင်းထွန်း')
    expect(kept('ခင္မ်ိဳးျမင့္')).toBe('ခင်မျိုးမြင့်')
  })
  it('leaves Unicode Burmese as it is', () => {
    for (const name of ['အောင်ဆန်းစုကြည်', 'ကျော်မင်းထွန်း', 'သန္တာ', 'ဥက္ကာ', 'မြင့်မြတ်', 'နန်းခမ်း', 'စိုင်းလှိုင်'])
      expect(kept(name)).toBe(name)
  })
  it('never throws, and cleaning what is clean changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        const once = cleanName(text)
        if (!once.ok) return
        expect(cleanName(once.text)).toEqual(once)
      }),
      { numRuns: 500 },
    )
  })
})
