import type { ErrfKind } from './schema.ts'

const ZONE = '(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?'
const DAY = '(-?(?:[1-9]\\d{4,}|\\d{4}))-(\\d\\d)-(\\d\\d)'
const DATE = new RegExp(`^${DAY}${ZONE}$`)
const DATE_TIME = new RegExp(`^${DAY}T(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?|24:00:00(?:\\.0+)?)${ZONE}$`)

function isDay(match: RegExpExecArray | null): boolean {
  if (!match) return false
  const [, year, month, day] = match.map(Number)
  if (!year || !month || !day || month > 12) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day <= (days[month - 1] ?? 0)
}

function isWhole(text: string, lowest: number, highest: number): boolean {
  return /^[+-]?\d+$/.test(text) && Number(text) >= lowest && Number(text) <= highest
}

/** White space as XML Schema collapses it at the ends: space, tab and line breaks, nothing else. */
export function collapsed(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
}

/** Whether a text is a value of a type of XML Schema 1.0 (part 2, 3.2 and 3.3). */
export function isValueOf(kind: ErrfKind, text: string): boolean {
  const value = collapsed(text)
  switch (kind) {
    case 'boolean':
      return value === '0' || value === '1' || value === 'true' || value === 'false'
    case 'short':
      return isWhole(value, -32_768, 32_767)
    case 'byte':
      return isWhole(value, -128, 127)
    // By the letter, white space around a date is nothing; libxml2 refuses it, and a receiver may use that.
    case 'date':
      return isDay(DATE.exec(text))
    case 'dateTime':
      return isDay(DATE_TIME.exec(text))
    case 'string':
    case 'any':
      return true
  }
}
