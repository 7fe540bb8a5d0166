import { describe, expect, it } from 'vitest'
import { compileMessage } from './compile.ts'
import type { Locale } from './locales.ts'
import type { WordValues } from './message.ts'
import { type CompiledCatalog, createWords, type Words, type WordsFault } from './words.ts'

const FSI = '\u2068'
const PDI = '\u2069'

function say(locale: Locale, text: string, values?: WordValues, timeZone?: string): string {
  const onFault = (fault: WordsFault) => {
    throw new Error(JSON.stringify(fault))
  }
  const words = createWords({ catalogs: { [locale]: { it: text } }, compile: compileMessage }, { onFault })
  return words.in(locale, timeZone).t('it', values)
}

describe('a message', () => {
  it('takes the six Arabic plural forms', () => {
    const text = '{n, plural, zero {لا أسر} one {أسرة واحدة} two {أسرتان} few {# أسر} many {# أسرة} other {# من الأسر}}'
    const said = [0, 1, 2, 3, 10, 11, 99, 100, 103, 1.5].map(n => say('ar', text, { n }))
    expect(said).toEqual([
      'لا أسر',
      'أسرة واحدة',
      'أسرتان',
      '3 أسر',
      '10 أسر',
      '11 أسرة',
      '99 أسرة',
      '100 من الأسر',
      '103 أسر',
      '1.5 من الأسر',
    ])
  })

  it('takes the Russian plural forms', () => {
    const text = '{n, plural, one {# человек} few {# человека} many {# человек} other {# человека}}'
    const said = [1, 2, 5, 11, 21, 22, 112, 1.5].map(n => say('ru', text, { n }))
    expect(said).toEqual([
      '1 человек',
      '2 человека',
      '5 человек',
      '11 человек',
      '21 человек',
      '22 человека',
      '112 человек',
      '1,5 человека',
    ])
  })

  it('prefers an exact case, and counts from an offset', () => {
    const text = '{n, plural, offset:1 =0 {nobody} =1 {{name}} one {{name} and one more} other {{name} and # more}}'
    const said = [0, 1, 2, 3].map(n => say('en', text, { n, name: 'Amal' }))
    expect(said).toEqual(['nobody', 'Amal', 'Amal and one more', 'Amal and 2 more'])
  })

  it('fills # in a select inside a plural', () => {
    const text = '{n, plural, one {one} other {{sex, select, female {# women} other {# people}}}}'
    expect(say('en', text, { n: 1200, sex: 'female' })).toBe('1,200 women')
    expect(say('en', text, { n: 3, sex: 'constructor' })).toBe('3 people')
  })

  it('keeps a # that is text, quotes, braces and escape look-alikes', () => {
    expect(say('en', "{n, plural, one {x} other {'#' and #}}", { n: 7 })).toBe('# and 7')
    expect(say('en', "room # of {name}: it''s '{open}'", { name: 'a\\x3cb\\u0041' })).toBe(
      "room # of a\\x3cb\\u0041: it's {open}",
    )
  })

  it('shows a birth date on its own day in every time zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'America/Lima', 'Asia/Kabul', 'Pacific/Pago_Pago', 'UTC']) {
      expect(say('en', '{d, date, long}', { d: '1990-02-03' }, zone)).toBe('3 February 1990')
    }
  })

  it('shows no more of a date than is known', () => {
    expect(say('en', '{d, date, full}', { d: '1990' })).toBe('1990')
    expect(say('fr', '{d, date, long}', { d: '1990-02' })).toBe('février 1990')
  })

  it('shows an instant in the zone asked for', () => {
    const at = new Date('2026-03-01T22:30:00Z')
    expect(say('en', '{at, date, long} {at, time, short}', { at }, 'Africa/Nairobi')).toBe('2 March 2026 01:30')
    expect(say('en', '{at, date, long} {at, time, short}', { at }, 'America/Bogota')).toBe('1 March 2026 17:30')
    expect(say('en', '{at, date, ::yMMM}', { at })).toBe('Mar 2026')
  })

  it('writes numbers as the language does, with Latin digits in Arabic', () => {
    expect(say('es', '{n}', { n: 12345.5 })).toBe('12.345,5')
    expect(say('ar', '{n, number}', { n: 12345 })).toBe('12,345')
    expect(say('ru', '{n, number, percent}', { n: 0.125 })).toBe('12,5\u00a0%')
    expect(say('en', '{n, number, integer}', { n: 9007199254740993n })).toBe('9,007,199,254,740,993')
  })

  it('isolates what runs the other way, and nothing else', () => {
    expect(say('ar', 'الرقم {id} لأسرة {name}', { id: '123-00045', name: 'أمل الحسن' })).toBe(
      `الرقم ${FSI}123-00045${PDI} لأسرة أمل الحسن`,
    )
    expect(say('en', 'Number {id} of {name}', { id: '123-00045', name: 'أمل' })).toBe(
      `Number 123-00045 of ${FSI}أمل${PDI}`,
    )
  })

  it('returns values that are not text as they are, in their place', () => {
    const { parts } = createWords({ catalogs: { en: { it: 'Read {link} first' } }, compile: compileMessage }).in('en')
    const link = { href: '/guide' }
    expect(parts('it', { link })).toEqual(['Read ', link, ' first'])
  })
})

describe('what is missing', () => {
  const faults: WordsFault[] = []
  const words = createWords(
    {
      catalogs: {
        en: { greeting: 'Hello {name}', count: '{n, plural, one {one} other {#}}', day: '{d, date}' },
        fr: { other: 'Autre' },
      },
      compile: compileMessage,
    },
    { onFault: fault => faults.push(fault) },
  )

  it('is shown by name and reported, never an empty hole', () => {
    faults.length = 0
    const { t } = words.in('en')
    expect([t('greeting'), t('count', { n: 'many' }), t('day', { d: '2023-02-30' }), t('absent')]).toEqual([
      'Hello {name}',
      '{n}',
      '{d}',
      'absent',
    ])
    expect(faults.map(({ fault, name }) => `${fault} ${name}`)).toEqual([
      'missing-value name',
      'unfit-value n',
      'unfit-value d',
      'missing-key absent',
    ])
  })

  it('is taken from English, by English plural rules, when a language lacks the key', () => {
    faults.length = 0
    expect(words.in('fr').t('count', { n: 0 })).toBe('0')
    expect(faults).toEqual([{ locale: 'fr', key: 'count', fault: 'missing-key', name: 'count' }])
  })

  it('does not take a key from what every object has', () => {
    const { t, has } = words.in('en')
    expect(t('constructor')).toBe('constructor')
    expect(has('toString')).toBe(false)
    expect(has('greeting')).toBe(true)
  })

  it('is refused when the whole language is not loaded', () => {
    expect(() => words.in('zh')).toThrow('not loaded')
  })
})

describe('words', () => {
  it('of a compiled catalog need no compiler, and survive JSON', () => {
    const text = '{n, plural, =1 {one} one {#} other {# of {name}}}'
    const compiled: CompiledCatalog = JSON.parse(JSON.stringify({ it: compileMessage(text) }))
    expect(
      createWords({ catalogs: { en: compiled } })
        .in('en')
        .t('it', { n: 2, name: 'x' }),
    ).toBe('2 of x')
  })

  it('of any key fit where a room asks for its own keys, and not the other way round', () => {
    const any = createWords({ catalogs: { en: { 'room.title': 'Title' } }, compile: compileMessage }).in('en')
    const own: Words<'room.title'> = any
    expect(own.t('room.title')).toBe('Title')
    // @ts-expect-error a key that the room does not have
    expect(own.t('room.titel')).toBe('room.titel')
    // @ts-expect-error a room's words do not answer for every key
    const wide: Words = own
    expect(wide.locale).toBe('en')
  })
})

describe('the compiler', () => {
  it.each([
    ['{n, plural, one {x}}', 'other'],
    ['{n, select, a {x}}', 'other'],
    ['{n, number, ::currency/USD}', 'no style'],
    ['{d, date, tiny}', 'no style'],
    ['{d, duration}', 'not a known format'],
    ['{open', 'Unexpected message end'],
  ])('refuses %s with a reason', (text, reason) => {
    expect(() => compileMessage(text)).toThrow(reason)
  })
})
