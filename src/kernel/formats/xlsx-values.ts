/** How a number in a sheet is to be shown, as far as a table of texts needs to know. */
export type NumberKind = 'number' | 'date' | 'time' | 'duration' | { readonly digits: number }

/** Built-in formats that are dates or times (ECMA-376 part 1, 18.8.30, with the East Asian ones). */
const BUILT_IN: Readonly<Record<number, NumberKind>> = Object.fromEntries([
  ...[14, 15, 16, 17, 22, ...range(27, 31), 36, ...range(50, 54), 57, 58].map(id => [id, 'date'] as const),
  ...[18, 19, 20, 21, ...range(32, 35), 45, 47, 55, 56].map(id => [id, 'time'] as const),
  [46, 'duration' as const],
])

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** What a format code makes of a number. Only the first section counts; quoted text, colours and conditions are no tokens. */
export function kindOfFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return BUILT_IN[id] ?? 'number'
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .split(';', 1)
    .join('')
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return 'duration'
  const tokens = bare.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '')
  const zeros = /^0{2,}$/.exec(tokens)
  if (zeros) return { digits: zeros[0].length }
  if (/[yd]|b{2,}|e(?![+-])/i.test(tokens)) return 'date'
  if (/[hs]/i.test(tokens)) return 'time'
  return /m/i.test(tokens) ? 'date' : 'number'
}

const DAY = 86_400
/** 9999-12-31, the last day that a spreadsheet shows. */
const LAST_SERIAL = 2_958_465

const two = (value: number): string => String(value).padStart(2, '0')

function clock(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** ISO date of a whole serial number, counted from 1900 or 1904. The 29th of February 1900 that never was stays as it is. */
function isoDay(serial: number, date1904: boolean): string {
  if (!date1904 && serial === 60) return '1900-02-29'
  const sinceEpoch = date1904 ? serial - 24_107 : serial - (serial > 60 ? 25_569 : 25_568)
  return new Date(sinceEpoch * DAY * 1000).toISOString().slice(0, 10)
}

/** A number as people read it: no exponent where the digits are known, no noise of binary fractions. */
export function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString()
  const rounded = Number(value.toPrecision(15))
  const text = String(rounded)
  if (!text.includes('e')) return text
  return Math.abs(rounded) < 1 ? rounded.toFixed(20).replace(/0+$/, '') : text
}

/**
 * The text of a numeric cell. Dates are ISO dates, with a time when the number has a fraction; seconds are rounded. A number that
 * no calendar holds stays a number, so that nobody is given an invented date.
 */
export function numberText(raw: string, kind: NumberKind, date1904: boolean): string {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  if (kind === 'number') return plainNumber(value)
  if (typeof kind === 'object') {
    const text = plainNumber(value)
    return /^\d+$/.test(text) ? text.padStart(kind.digits, '0') : text
  }
  const seconds = Math.round(value * DAY)
  if (seconds < 0) return plainNumber(value)
  if (kind === 'duration') return clock(seconds)
  const day = Math.floor(seconds / DAY)
  const rest = seconds % DAY
  if (day > LAST_SERIAL) return plainNumber(value)
  if (kind === 'time' && day === 0) return clock(rest)
  // Serial 0 is "0 January 1900": a time of no day.
  if (day === 0 && !date1904) return rest === 0 ? plainNumber(value) : clock(rest)
  return rest === 0 ? isoDay(day, date1904) : `${isoDay(day, date1904)}T${clock(rest)}`
}

/** Undoes `_x000D_`, the way in which sheets write characters that XML cannot hold (ST_Xstring). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Column number from 1 of a reference such as `BC12`; 0 when it has no letters. */
export function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length && i < 4; i++) {
    const code = reference.charCodeAt(i) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + (code - 64)
  }
  return column
}
