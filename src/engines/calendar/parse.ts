import {
  type Calendar,
  CalendarDate,
  EthiopicCalendar,
  GregorianCalendar,
  IslamicUmalquraCalendar,
  PersianCalendar,
  toCalendar,
} from '@internationalized/date'
import { type BirthDate, type CalendarName, type DateProblem, oldestAge, type ParsedDate } from './birth-date.ts'
import { type DayOrder, type ReadDate, readDate } from './read.ts'

/** A date as parts of a named calendar; month and day are 1-based. Ethiopic has thirteen months. */
export type DateParts = { calendar: CalendarName; year: number; month?: number; day?: number }

export type ParseOptions = {
  /** The calendar of the form or the site, for texts that do not say one. Without it the year decides. */
  calendar?: CalendarName
  /** Which of two small numbers comes first in a date written with slashes; `dmy` unless told. */
  order?: DayOrder
}

const calendars: Record<CalendarName, Calendar> = {
  gregory: new GregorianCalendar(),
  'islamic-umalqura': new IslamicUmalquraCalendar(),
  persian: new PersianCalendar(),
  ethiopic: new EthiopicCalendar(),
}

/**
 * Understands a date of birth as people know it: a day, a month, a year or an age; in four calendars; in digits of any script.
 * `today` (`YYYY-MM-DD`) is the day of asking: nothing may lie after it, or more than 130 years before it.
 * A year that fits two calendars (13xx and 14xx are Persian or Hijri) is answered with `needs-calendar`, never guessed.
 */
export function parsePartialDate(input: string | DateParts, today: string, options: ParseOptions = {}): ParsedDate {
  const now = fromIso(today)
  if (!now) throw new RangeError(`today is no date: ${today}`)
  if (typeof input !== 'string') {
    const text = [input.year, input.month, input.day].filter(part => part !== undefined).join('-')
    return settle({ kind: 'date', orderGuessed: false, ...input }, text, now, options)
  }
  const text = input.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (text.length > 60) return refuse('unreadable', 'too-long')
  const read = readDate(text, options.order ?? 'dmy', options.calendar)
  if (!read) return refuse('unreadable', text)
  return read.kind === 'age' ? fromAge(read, text, now) : settle(read, text, now, options)
}

function refuse(problem: DateProblem, detail: string, candidates?: CalendarName[]): ParsedDate {
  return candidates ? { ok: false, problem, detail, calendars: candidates } : { ok: false, problem, detail }
}

function fromAge(read: ReadDate & { kind: 'age' }, text: string, now: CalendarDate): ParsedDate {
  if (read.years > oldestAge || read.months > oldestAge * 12) return refuse('too-old', String(read.years))
  const born = now.subtract({ years: read.years, months: read.months })
  const date = read.months > 0 ? born.set({ day: 1 }) : born.set({ month: 1, day: 1 })
  return {
    ok: true,
    birth: { date: date.toString(), precision: 'age', estimated: true, entered: { calendar: 'gregory', text } },
    understood: { calendar: 'gregory', year: date.year, calendarGuessed: false, orderGuessed: false },
  }
}

type Trial = { ok: true; birth: Omit<BirthDate, 'entered'> } | { ok: false; problem: DateProblem }

function settle(read: ReadDate & { kind: 'date' }, text: string, now: CalendarDate, options: ParseOptions): ParsedDate {
  const said = read.calendar ?? options.calendar
  const candidates = said === undefined ? calendarsOf(read.year) : [said]
  const trials = candidates.map(calendar => ({ calendar, trial: attempt({ ...read, calendar }, now) }))
  const possible = trials.filter(({ trial }) => trial.ok)
  if (possible.length > 1)
    return refuse(
      'needs-calendar',
      String(read.year),
      possible.map(({ calendar }) => calendar),
    )
  const chosen = possible[0] ?? trials[0]
  if (!chosen) return refuse('unreadable', text)
  const { calendar, trial } = chosen
  if (!trial.ok) return refuse(trial.problem, text)
  return {
    ok: true,
    birth: { ...trial.birth, entered: { calendar, text } },
    understood: {
      calendar,
      year: read.year,
      ...(read.month === undefined ? {} : { month: read.month }),
      ...(read.day === undefined ? {} : { day: read.day }),
      calendarGuessed: read.calendar === undefined,
      orderGuessed: read.orderGuessed,
    },
  }
}

/**
 * The calendars a bare year can be of. Ethiopian years look Gregorian and differ by seven or eight: nobody can tell, so they are
 * Ethiopian only when it is said (or an Ethiopian month is named).
 */
function calendarsOf(year: number): CalendarName[] {
  return year >= 1250 && year <= 1500 ? ['persian', 'islamic-umalqura'] : ['gregory']
}

function attempt(parts: DateParts, now: CalendarDate): Trial {
  const calendar = calendars[parts.calendar]
  const month = parts.month ?? 1
  const start = existing(calendar, parts.year, month, parts.day ?? 1)
  if (!start) return { ok: false, problem: 'impossible-date' }
  if (start.compare(now) > 0) return { ok: false, problem: 'in-future' }
  if (parts.day !== undefined || parts.month !== undefined) {
    const precision = parts.day === undefined ? 'month' : 'day'
    return (
      withinLife(start, now) ?? {
        ok: true,
        birth: { date: start.toString(), precision, estimated: precision !== 'day' },
      }
    )
  }
  // A year of another calendar lies across two Gregorian ones: the one that holds its middle.
  const middle = toGregorian(new CalendarDate(calendar, parts.year, 7, 1))
  const first = middle.set({ month: 1, day: 1 })
  const date = first.compare(now) > 0 ? start : first
  return withinLife(date, now) ?? { ok: true, birth: { date: date.toString(), precision: 'year', estimated: true } }
}

function withinLife(date: CalendarDate, now: CalendarDate): Trial | undefined {
  return date.compare(now.subtract({ years: oldestAge }).set({ month: 1, day: 1 })) < 0
    ? { ok: false, problem: 'too-old' }
    : undefined
}

/** The Gregorian day of a date in another calendar; undefined where that calendar has no such day. */
function existing(calendar: Calendar, year: number, month: number, day: number): CalendarDate | undefined {
  if (![year, month, day].every(Number.isInteger) || year < 1 || year > 9999 || month < 1 || day < 1) return undefined
  const date = new CalendarDate(calendar, year, month, day)
  // The library moves an impossible day to the nearest one instead of refusing it.
  if (date.year !== year || date.month !== month || date.day !== day) return undefined
  return toGregorian(date)
}

function toGregorian(date: CalendarDate): CalendarDate {
  return toCalendar(date, calendars.gregory)
}

function fromIso(text: string): CalendarDate | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return parts ? existing(calendars.gregory, Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined
}

/** The Gregorian day (`YYYY-MM-DD`) as parts of another calendar; undefined when the text is no day. */
export function toParts(iso: string, calendar: CalendarName): Required<DateParts> | undefined {
  const date = fromIso(iso)
  if (!date) return undefined
  const { year, month, day } = toCalendar(date, calendars[calendar])
  return { calendar, year, month, day }
}
