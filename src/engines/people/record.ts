import { type BirthDate, type CalendarName, toParts } from '../calendar/index.ts'
import type { Culture } from './cultures.ts'
import { ageOn, civil, type DayNumber, isoFrom, isoOf } from './days.ts'
import type { Random } from './random.ts'

/**
 * How a birth is written down at the desk: a day with a paper to show for it, or a year or an age that makes 1 January. Adults and
 * country people know their day less often than small children, whose birth is remembered.
 */
export function recordBirth(born: DayNumber, on: DayNumber, culture: Culture, random: Random): BirthDate {
  const age = ageOn(born, on)
  const share = culture.estimated * (age < 3 ? 0.15 : age < 15 ? 0.6 : age > 50 ? 1.3 : 1)
  if (!random.chance(share)) return exactBirth(isoOf(born), culture, random)
  // People round: the older they are, the further off.
  const slip = age < 6 ? 0 : Math.round(random.normal(0, age < 18 ? 0.6 : 1.3))
  return estimatedBirth(Math.min(civil(born).year + slip, civil(on).year), on, random.chance(0.45), culture, random)
}

/** A birth known to the day, stated in the calendar of the people (with a share who use the Gregorian one). */
export function exactBirth(iso: string, culture: Culture, random: Random): BirthDate {
  return { date: iso, precision: 'day', estimated: false, entered: stated(iso, 'day', culture, random) }
}

/** 1 January of a year, as from a stated year or from an age. */
export function estimatedBirth(
  ofYear: number,
  on: DayNumber,
  asAge: boolean,
  culture: Culture,
  random: Random,
): BirthDate {
  const date = isoFrom(ofYear, 1, 1)
  if (asAge)
    return {
      date,
      precision: 'age',
      estimated: true,
      entered: { calendar: 'gregory', text: String(civil(on).year - ofYear) },
    }
  // 1 January lies in the tenth Persian and the fourth Ethiopian month: the year meant is the one that holds the middle of ours.
  return { date, precision: 'year', estimated: true, entered: stated(isoFrom(ofYear, 7, 1), 'year', culture, random) }
}

function stated(iso: string, what: 'day' | 'year', culture: Culture, random: Random): BirthDate['entered'] {
  const calendar: CalendarName =
    culture.calendar !== 'gregory' && random.chance(culture.calendarShare) ? culture.calendar : 'gregory'
  if (calendar === 'gregory') return { calendar, text: what === 'day' ? slashes(iso) : iso.slice(0, 4) }
  const parts = toParts(iso, calendar)
  if (!parts) return { calendar: 'gregory', text: iso }
  return { calendar, text: what === 'day' ? `${parts.day}/${parts.month}/${parts.year}` : String(parts.year) }
}

function slashes(iso: string): string {
  return `${Number(iso.slice(8))}/${Number(iso.slice(5, 7))}/${iso.slice(0, 4)}`
}

/** Whether two recorded births leave a mother old enough, in years. */
export function motherOldEnough(mother: BirthDate, child: BirthDate, years: number): boolean {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
  return months(child.date) - months(mother.date) > years * 12
}
