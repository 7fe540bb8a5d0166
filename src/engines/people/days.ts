/** Days since 1970-01-01, as whole numbers: quick to add and compare. */
export type DayNumber = number

export function dayOf(iso: string): DayNumber {
  const day = Date.parse(`${iso}T00:00:00Z`) / 86_400_000
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(day)) throw new RangeError(`no date: ${iso}`)
  return day
}

/** Year, month and day (Gregorian) of a day number. After Howard Hinnant's "civil_from_days". */
export function civil(day: DayNumber): { year: number; month: number; day: number } {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

export function isoOf(day: DayNumber): string {
  const { year, month, day: ofMonth } = civil(day)
  return isoFrom(year, month, ofMonth)
}

export function isoFrom(year: number, month: number, day: number): string {
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/** Average length of a year in days. */
export const year = 365.2425

/** Age in years, with its fraction. */
export function ageOn(born: DayNumber, on: DayNumber): number {
  return (on - born) / year
}
