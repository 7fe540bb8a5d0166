import { asciiDigits, parsePartialDate } from '../../../../engines/calendar/index.ts'

/**
 * A day as it is typed at a desk: «24/11/2025», «24 Nov 2025», «24/11» (of the last twelve months), «24» (of this month or
 * the last one). Gregorian. Undefined for what is not a day up to `today` (ISO).
 */
export function readDay(text: string, today: string): string | undefined {
  const plain = asciiDigits(text).trim()
  const short = /^(\d{1,2})(?:[\s/.-]+(\d{1,2}))?$/.exec(plain)
  if (short) return latest(Number(short[1]), short[2] === undefined ? undefined : Number(short[2]), today)
  const twoDigits = /^(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{2})$/.exec(plain)
  const full = twoDigits ? `${twoDigits[1]}/${twoDigits[2]}/20${twoDigits[3]}` : plain
  const read = parsePartialDate(full, today, { calendar: 'gregory' })
  return read.ok && read.birth.precision === 'day' ? read.birth.date : undefined
}

/** The last day before or on `today` with that day of the month, and that month where it is said. */
function latest(day: number, month: number | undefined, today: string): string | undefined {
  const [year = 0, thisMonth = 1] = today.split('-').map(Number)
  for (let back = 0; back < (month === undefined ? 2 : 13); back++) {
    const at = new Date(Date.UTC(year, thisMonth - 1 - back, day))
    const wanted = ((((thisMonth - 1 - back) % 12) + 12) % 12) + 1
    if (at.getUTCMonth() + 1 !== wanted || (month !== undefined && wanted !== month)) continue
    const iso = at.toISOString().slice(0, 10)
    if (iso <= today) return iso
  }
  return undefined
}
