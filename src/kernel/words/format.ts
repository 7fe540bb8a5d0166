import { intlTagOf, type Locale } from './locales.ts'

/**
 * A calendar day `1990-02-03`, month `1990-02` or year `1990` (no time zone may move it), or an instant:
 * a `Date`, epoch milliseconds, or an ISO 8601 text with a time.
 */
export type DateValue = Date | number | string

/** The month is always a word: 03/02 is February for one reader and March for another. */
export const DATE_STYLES = {
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export const TIME_STYLES = {
  short: { hour: '2-digit', minute: '2-digit' },
  long: { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export const NUMBER_STYLES = {
  plain: {},
  integer: { maximumFractionDigits: 0 },
  percent: { style: 'percent', maximumFractionDigits: 1 },
  compact: { notation: 'compact', maximumFractionDigits: 1 },
} as const satisfies Record<string, Intl.NumberFormatOptions>

export type DateStyle = keyof typeof DATE_STYLES
export type TimeStyle = keyof typeof TIME_STYLES
export type NumberStyle = keyof typeof NUMBER_STYLES

const formatters = new Map<string, unknown>()

// Making an Intl formatter costs a hundred times more than using one.
function remembered<T>(kind: string, locale: Locale, options: object, make: (tag: string) => T): T {
  const key = `${kind}|${locale}|${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known !== undefined) return known as T
  const made = make(intlTagOf(locale))
  formatters.set(key, made)
  return made
}

export function pluralCategory(
  locale: Locale,
  value: number,
  type: Intl.PluralRuleType = 'cardinal',
): Intl.LDMLPluralRule {
  return remembered('plural', locale, { type }, tag => new Intl.PluralRules(tag, { type })).select(value)
}

export function formatNumber(
  locale: Locale,
  value: number | bigint,
  style: NumberStyle | Intl.NumberFormatOptions = 'plain',
): string {
  const options = typeof style === 'string' ? NUMBER_STYLES[style] : style
  return remembered('number', locale, options, tag => new Intl.NumberFormat(tag, options)).format(value)
}

/**
 * Writes a day or an instant.
 * @param timeZone IANA name in which an instant is shown; a calendar day, month or year ignores it.
 * @throws RangeError when the value is not a date.
 */
export function formatDate(
  locale: Locale,
  value: DateValue,
  style: DateStyle | Intl.DateTimeFormatOptions = 'short',
  timeZone = 'UTC',
): string {
  const wanted: Intl.DateTimeFormatOptions = typeof style === 'string' ? DATE_STYLES[style] : style
  const { instant, precision } = readDate(value)
  return write(locale, instant, { ...narrow(wanted, precision), timeZone: precision === 'instant' ? timeZone : 'UTC' })
}

/** Writes the time of day of an instant in `timeZone`. @throws RangeError when the value has no time. */
export function formatTime(
  locale: Locale,
  value: DateValue,
  style: TimeStyle | Intl.DateTimeFormatOptions = 'short',
  timeZone = 'UTC',
): string {
  const { instant, precision } = readDate(value)
  if (precision !== 'instant') throw new RangeError('A calendar date has no time of day')
  return write(locale, instant, { ...(typeof style === 'string' ? TIME_STYLES[style] : style), timeZone })
}

export function formatList(locale: Locale, items: readonly string[], type: 'and' | 'or' = 'and'): string {
  const options = { type: type === 'and' ? 'conjunction' : 'disjunction' } as const
  return remembered('list', locale, options, tag => new Intl.ListFormat(tag, options)).format(items)
}

const SPANS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const satisfies ReadonlyArray<readonly [Intl.RelativeTimeFormatUnit, number]>

/** «3 days ago», «in 2 hours», «yesterday»: the largest whole unit between two instants (epoch milliseconds or Date). */
export function formatRelative(locale: Locale, instant: Date | number, now: Date | number = Date.now()): string {
  const seconds = Math.round((Number(instant) - Number(now)) / 1000)
  const [unit, length] = SPANS.find(([, span]) => Math.abs(seconds) >= span) ?? (['second', 1] as const)
  const options = { numeric: 'auto' } as const
  const formatter = remembered('relative', locale, options, tag => new Intl.RelativeTimeFormat(tag, options))
  return formatter.format(Math.trunc(seconds / length), unit)
}

function write(locale: Locale, instant: Date, options: Intl.DateTimeFormatOptions): string {
  return remembered('date', locale, options, tag => new Intl.DateTimeFormat(tag, options)).format(instant)
}

type Precision = 'year' | 'month' | 'day' | 'instant'

const CALENDAR_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

function readDate(value: DateValue): { instant: Date; precision: Precision } {
  const calendar = typeof value === 'string' ? CALENDAR_DATE.exec(value) : null
  const instant = new Date(calendar ? `${calendar[1]}-${calendar[2] ?? '01'}-${calendar[3] ?? '01'}T00:00:00Z` : value)
  if (Number.isNaN(instant.getTime())) throw new RangeError('Not a date')
  // V8 rolls 2023-02-30 over into March; a date that does not exist must not turn into another.
  if (calendar?.[3] !== undefined && instant.getUTCDate() !== Number(calendar[3])) throw new RangeError('Not a date')
  if (!calendar) return { instant, precision: 'instant' }
  return { instant, precision: calendar[3] ? 'day' : calendar[2] ? 'month' : 'year' }
}

// A birth date known only to the year must not be shown with an invented month and day.
function narrow(options: Intl.DateTimeFormatOptions, precision: Precision): Intl.DateTimeFormatOptions {
  if (precision === 'day' || precision === 'instant') return options
  const { weekday: _weekday, day: _day, ...toMonth } = options
  const { month: _month, ...toYear } = toMonth
  return precision === 'month' ? toMonth : { year: 'numeric', ...toYear }
}
