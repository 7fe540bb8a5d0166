/** Calendars that people in displacement state dates in, by their Unicode (CLDR) identifiers. */
export const calendarNames = ['gregory', 'islamic-umalqura', 'persian', 'ethiopic'] as const
export type CalendarName = (typeof calendarNames)[number]

/** How well a date of birth is known: the day, the month, the year, or only an age at the time of asking. */
export const precisions = ['day', 'month', 'year', 'age'] as const
export type Precision = (typeof precisions)[number]

/**
 * When somebody was born. `date` is a Gregorian day (`YYYY-MM-DD`): where only the year or an age is known it is 1 January, as the
 * field writes estimates, and `estimated` is true, so that nobody takes it for a birthday. `entered` keeps what was said.
 */
export type BirthDate = {
  date: string
  precision: Precision
  estimated: boolean
  entered: { calendar: CalendarName; text: string }
}

/** Nobody has lived longer; an older date is a slip of the pen or of the calendar. Years. */
export const oldestAge = 130

export type DateProblem =
  | 'unreadable'
  | 'impossible-date'
  | 'in-future'
  | 'too-old'
  /** The year fits two calendars: ask which one it is in (`calendars` lists them). */
  | 'needs-calendar'

/** What was read, for the screen to say back ("3 Mehr 1360, Persian"). Month and day are 1-based and of that calendar. */
export type UnderstoodDate = {
  calendar: CalendarName
  year: number
  month?: number
  day?: number
  /** The calendar was inferred from the year, a month name or an impossible alternative. */
  calendarGuessed: boolean
  /** Day and month could be the other way round; the customary order was taken. */
  orderGuessed: boolean
}

export type ParsedDate =
  | { ok: true; birth: BirthDate; understood: UnderstoodDate }
  | { ok: false; problem: DateProblem; detail: string; calendars?: CalendarName[] }
