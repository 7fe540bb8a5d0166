import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageAt, type CalendarName, calendarNames, cohortOf, formatDate, parsePartialDate, toParts } from './index.ts'

const today = '2025-11-24'
const read = (input: Parameters<typeof parsePartialDate>[0], options?: Parameters<typeof parsePartialDate>[2]) => {
  const answer = parsePartialDate(input, today, options)
  return answer.ok
    ? `${answer.birth.date} ${answer.birth.precision}${answer.birth.estimated ? ' estimated' : ''} ${answer.understood.calendar}`
    : answer.problem
}

describe('reading a date of birth', () => {
  it.each([
    ['1990-02-03', '1990-02-03 day gregory'],
    ['3/2/1990', '1990-02-03 day gregory'],
    ['03.02.1990', '1990-02-03 day gregory'],
    ['19900203', '1990-02-03 day gregory'],
    ['25/12/1990', '1990-12-25 day gregory'],
    ['12/25/1990', '1990-12-25 day gregory'],
    ['3 February 1990', '1990-02-03 day gregory'],
    ['3 février 1990', '1990-02-03 day gregory'],
    ['3 de febrero de 1990', '1990-02-03 day gregory'],
    ['3 февраля 1990', '1990-02-03 day gregory'],
    ['٣ شباط ١٩٩٠', '1990-02-03 day gregory'],
    ['٣/٢/١٩٩٠', '1990-02-03 day gregory'],
    ['၃/၂/၁၉၉၀', '1990-02-03 day gregory'],
    ['2/1990', '1990-02-01 month estimated gregory'],
    ['1990-02', '1990-02-01 month estimated gregory'],
    ['February 1990', '1990-02-01 month estimated gregory'],
    ['1990', '1990-01-01 year estimated gregory'],
    ['about 1990', '1990-01-01 year estimated gregory'],
    ['كانون الثاني 1990', '1990-01-01 month estimated gregory'],
    ['7 رجب 1410', '1990-02-03 day islamic-umalqura'],
    ['7 Rajab 1410', '1990-02-03 day islamic-umalqura'],
    ['7/7/1410 هـ', '1990-02-03 day islamic-umalqura'],
    ['14 بهمن 1368', '1990-02-03 day persian'],
    ['۱۴ دلو ۱۳۶۸', '1990-02-03 day persian'],
    ['1368/11/14 SH', '1990-02-03 day persian'],
    ['26 ጥር 1982', '1990-02-03 day ethiopic'],
    ['26/5/1982 E.C.', '1990-02-03 day ethiopic'],
    ['26 Tir 1982 E.C.', '1990-02-03 day ethiopic'],
    ['4/13/1969 E.C.', '1977-09-09 day ethiopic'],
    ['26 Tir 1382', '2003-07-17 day persian'],
    ['7 Rajab 1990 AD', 'unreadable'],
    ['13 Pagume... ', 'unreadable'],
  ])('understands %s as %s', (text, expected) => expect(read(text)).toBe(expected))

  it.each([
    ['40', '1985-01-01'],
    ['about 40', '1985-01-01'],
    ['~40 years', '1985-01-01'],
    ['age 40', '1985-01-01'],
    ['حوالي ٤٠ سنة', '1985-01-01'],
    ['۴۰ ساله', '1985-01-01'],
    ['40 ans', '1985-01-01'],
    ['40 años', '1985-01-01'],
    ['около 40 лет', '1985-01-01'],
    ['40岁', '1985-01-01'],
    ['0', '2025-01-01'],
    ['8 months', '2025-03-01'],
    ['٨ أشهر', '2025-03-01'],
  ])('takes %s for an age, an estimate', (text, date) => {
    expect(parsePartialDate(text, today)).toMatchObject({
      ok: true,
      birth: { date, precision: 'age', estimated: true, entered: { text } },
    })
  })

  it('takes the customary order of day and month and says that it did', () => {
    expect(read('3/2/1990', { order: 'mdy' })).toBe('1990-03-02 day gregory')
    expect(parsePartialDate('3/2/1990', today)).toMatchObject({ understood: { orderGuessed: true, day: 3, month: 2 } })
    expect(parsePartialDate('25/2/1990', today)).toMatchObject({ understood: { orderGuessed: false } })
  })

  it('asks for the calendar where Persian and Hijri years are both possible, and only there', () => {
    expect(parsePartialDate('1370', today)).toMatchObject({
      ok: false,
      problem: 'needs-calendar',
      calendars: ['persian', 'islamic-umalqura'],
    })
    expect(parsePartialDate('3/4/1395', today)).toMatchObject({ problem: 'needs-calendar' })
    expect(read('1370', { calendar: 'persian' })).toBe('1991-01-01 year estimated persian')
    expect(read('1370', { calendar: 'islamic-umalqura' })).toBe('1951-01-01 year estimated islamic-umalqura')
    // 1430 has not come in Iran; 1310 of the Hijra is more than 130 years ago; no Hijri month has 31 days.
    expect(read('1430')).toBe('2009-01-01 year estimated islamic-umalqura')
    expect(read('1310')).toBe('1931-01-01 year estimated persian')
    expect(read('31/1/1370')).toBe('1991-04-20 day persian')
  })

  it('knows that the Ethiopian year has a thirteenth month', () => {
    expect(read('4/13/1969', { calendar: 'ethiopic' })).toBe('1977-09-09 day ethiopic')
    expect(read('4/13/1969', { calendar: 'gregory' })).toBe('1969-04-13 day gregory')
  })

  it('takes parts as well as text', () => {
    expect(read({ calendar: 'ethiopic', year: 1982, month: 5, day: 26 })).toBe('1990-02-03 day ethiopic')
    expect(read({ calendar: 'gregory', year: 1990 })).toBe('1990-01-01 year estimated gregory')
    expect(parsePartialDate({ calendar: 'persian', year: 1368, month: 11 }, today)).toMatchObject({
      birth: { precision: 'month', entered: { calendar: 'persian', text: '1368-11' } },
    })
  })

  it('never dates an estimate after today', () => {
    expect(read({ calendar: 'ethiopic', year: 2018 })).toBe('2025-09-11 year estimated ethiopic')
  })

  it.each([
    ['31/02/1990', 'impossible-date'],
    ['29/02/2023', 'impossible-date'],
    ['13/13/1990', 'impossible-date'],
    ['00/01/1990', 'impossible-date'],
    ['30 Esfand 1370', '1992-03-20 day persian'],
    ['30 Esfand 1371', 'impossible-date'],
    ['6 Pagume 1982', 'impossible-date'],
    ['6 Pagume 1983', '1991-09-11 day ethiopic'],
    ['2025-11-24', '2025-11-24 day gregory'],
    ['2025-11-25', 'in-future'],
    ['2026', 'in-future'],
    ['3000', 'in-future'],
    ['1850-01-01', 'too-old'],
    ['131', 'too-old'],
    ['yesterday', 'unreadable'],
    ['', 'unreadable'],
    ['12/5/85', 'unreadable'],
    ['1/2/3/4', 'unreadable'],
    ['x'.repeat(500), 'unreadable'],
  ])('answers %s with %s', (text, expected) => expect(read(text)).toBe(expected))

  it('answers anything with a machine code and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.stringMatching(/^[0-9٠-٩/. -]{0,12}$/)),
        text => {
          const answer = parsePartialDate(text, today)
          if (answer.ok) expect(answer.birth.date <= today && answer.birth.date >= '1895-01-01').toBe(true)
          else expect(answer.problem).toMatch(/^[a-z-]+$/)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

describe('calendars', () => {
  it.each(calendarNames.map(name => [name] as const))('%s gives every day of 1900–2026 back', calendar => {
    fc.assert(
      fc.property(anyDay, iso => {
        const parts = toParts(iso, calendar)
        expect(parts).toBeDefined()
        if (parts)
          expect(parsePartialDate(parts, '2026-12-31')).toMatchObject({
            ok: true,
            birth: { date: iso, precision: 'day', estimated: false },
          })
      }),
      { numRuns: 2000 },
    )
  })

  // An independent witness: the calendars of the JavaScript engine's own library (ICU).
  it.each(['islamic-umalqura', 'persian', 'ethiopic'] satisfies CalendarName[])(
    '%s agrees with the engine’s library on every 1st, 11th and 21st',
    calendar => {
      const oracle = new Intl.DateTimeFormat('en', {
        calendar,
        timeZone: 'UTC',
        numberingSystem: 'latn',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
      })
      const differing: string[] = []
      for (let year = 1900; year <= 2026; year++) {
        for (let month = 1; month <= 12; month++) {
          for (const day of ['01', '11', '21']) {
            const iso = `${year}-${String(month).padStart(2, '0')}-${day}`
            const wanted = Object.fromEntries(
              oracle.formatToParts(Date.parse(iso)).map(part => [part.type, Number.parseInt(part.value, 10)]),
            )
            const got = toParts(iso, calendar)
            if (got?.year !== wanted.year || got?.month !== wanted.month || got?.day !== wanted.day) differing.push(iso)
          }
        }
      }
      expect(differing).toEqual([])
    },
  )
})

describe('writing a date', () => {
  it('writes languages and calendars, with document digits unless native ones are asked for', () => {
    expect(formatDate('1990-02-03', 'en')).toBe('February 3, 1990')
    expect(formatDate('1990-02-03', 'fr')).toBe('3 février 1990')
    expect(formatDate('1990-02-03', 'ar')).toMatch(/3 فبراير 1990/)
    expect(formatDate('1990-02-03', 'ar-EG', 'gregory', { digits: 'native' })).toMatch(/٣ فبراير ١٩٩٠/)
    expect(formatDate('1990-02-03', 'fa', 'persian')).toMatch(/14 بهمن 1368/)
    expect(formatDate('1990-02-03', 'ar', 'islamic-umalqura')).toMatch(/7 رجب 1410/)
    expect(formatDate('1990-02-03', 'am', 'ethiopic')).toMatch(/26.*1982/)
    expect(formatDate('1990-02-03', 'en', 'ethiopic')).not.toContain('ERA')
  })
  it('shows no more than is known', () => {
    expect(formatDate('1990-01-01', 'en', 'gregory', { precision: 'year' })).toBe('1990')
    expect(formatDate('1990-01-01', 'en', 'gregory', { precision: 'age' })).toBe('1990')
    expect(formatDate('1990-02-01', 'en', 'gregory', { precision: 'month' })).toBe('February 1990')
  })
})

describe('age', () => {
  it('is told in whole years and months', () => {
    expect(ageAt('1990-02-03', '2025-02-02')).toEqual({ years: 34, months: 11 })
    expect(ageAt('1990-02-03', '2025-02-03')).toEqual({ years: 35, months: 0 })
    expect(ageAt('2025-05-31', '2025-11-24')).toEqual({ years: 0, months: 5 })
    expect(ageAt('2004-02-29', '2022-02-28')).toEqual({ years: 17, months: 11 })
    expect(ageAt('2004-02-29', '2022-03-01')).toEqual({ years: 18, months: 0 })
    expect(ageAt({ date: '2025-11-24' }, '2025-11-24')).toEqual({ years: 0, months: 0 })
    expect(ageAt('2025-11-25', '2025-11-24')).toBeUndefined()
  })
  it('never falls as days pass', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (born, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one]
        const months = (day: string) => {
          const age = ageAt(born, day)
          return age ? age.years * 12 + age.months : -1
        }
        expect(months(early)).toBeLessThanOrEqual(months(late))
      }),
    )
  })
  it('falls into the age groups of the public statistics', () => {
    expect(
      [
        '2025-11-24',
        '2020-11-25',
        '2020-11-24',
        '2013-11-24',
        '2007-11-25',
        '2007-11-24',
        '1965-11-25',
        '1965-11-24',
      ].map(born => cohortOf(born, today)),
    ).toEqual(['0_4', '0_4', '5_11', '12_17', '12_17', '18_59', '18_59', '60'])
    expect(cohortOf(undefined, today)).toBe('other')
    expect(cohortOf('2026-01-01', today)).toBe('other')
  })
})
