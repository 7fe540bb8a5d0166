import type { BirthDate, CalendarName } from './birth-date.ts'

export type FormatOptions = {
  /** `long` writes the month in words; `numeric` in digits. */
  style?: 'long' | 'numeric'
  /** How much of the date is known and may be shown; a day that was only estimated is not a day. */
  precision?: BirthDate['precision']
  /** Digits of the language, or 0-9 as on identity documents. */
  digits?: 'latin' | 'native'
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** A Gregorian day (`YYYY-MM-DD`) written in a language and calendar, as exactly as it is known. Undated text comes back as it is. */
export function formatDate(
  iso: string,
  locale: string,
  calendar: CalendarName = 'gregory',
  options: FormatOptions = {},
): string {
  const { style = 'long', precision = 'day', digits = 'latin' } = options
  const time = Date.parse(`${iso}T12:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(time)) return iso
  const key = [locale, calendar, style, precision, digits].join(' ')
  let formatter = formatters.get(key)
  if (!formatter) {
    const month = style === 'long' ? 'long' : '2-digit'
    formatter = new Intl.DateTimeFormat(locale, {
      calendar,
      timeZone: 'UTC',
      year: 'numeric',
      ...(precision === 'day' || precision === 'month' ? { month } : {}),
      ...(precision === 'day' ? { day: style === 'long' ? 'numeric' : '2-digit' } : {}),
      ...(digits === 'latin' ? { numberingSystem: 'latn' } : {}),
    })
    formatters.set(key, formatter)
  }
  const parts = formatter.formatToParts(time)
  // "ERA1" and its like are the library's placeholders, not words.
  return parts
    .filter(
      (part, at) =>
        !(
          isPlaceholderEra(part) ||
          (part.type === 'literal' && isPlaceholderEra(parts[at + 1]) && at + 2 === parts.length)
        ),
    )
    .map(part => part.value)
    .join('')
    .trim()
}

function isPlaceholderEra(part: Intl.DateTimeFormatPart | undefined): boolean {
  return part?.type === 'era' && /^ERA\d$/.test(part.value)
}
