import { type CodeList, factList } from '../code-list.ts'

export interface AgeCohort {
  /** Youngest age in completed years. */
  readonly from: number
  /** Oldest age in completed years; null where the band is open. */
  readonly to: number | null
  /** The ending of the column in the public tables (`f_0_4`, `m_60`). */
  readonly column: string
}

const cohorts = {
  '0-4': { from: 0, to: 4, column: '0_4' },
  '5-11': { from: 5, to: 11, column: '5_11' },
  '12-17': { from: 12, to: 17, column: '12_17' },
  '18-59': { from: 18, to: 59, column: '18_59' },
  '60+': { from: 60, to: null, column: '60' },
} as const satisfies Record<string, AgeCohort>

export type AgeCohortCode = keyof typeof cohorts

/** UNHCR's age bands. Always derived from the date of birth on a reference date, never stored alone. */
export const ageCohorts: CodeList<'age-cohort', AgeCohortCode, AgeCohort> = factList('age-cohort', cohorts)

/** Births of one band: `bornAfter` is exclusive, `bornOnOrBefore` inclusive; ISO dates, null for no limit. */
export interface CohortCutoff {
  readonly cohort: AgeCohortCode
  readonly bornAfter: string | null
  readonly bornOnOrBefore: string
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/

function parts(date: string): [number, number, number] {
  const match = isoDate.exec(date)
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])]
  const real = new Date(Date.UTC(year, month - 1, day))
  // Date.UTC turns 31 February into March and years below 100 into 19xx: both must be refused, not mended.
  if (!match || real.getUTCMonth() !== month - 1 || real.getUTCFullYear() !== year) {
    throw new RangeError(`Not a calendar date (YYYY-MM-DD): ${date}`)
  }
  return [year, month, day]
}

/**
 * Completed years on `referenceDate` of someone born on `birthDate`; both are ISO dates of the Gregorian calendar.
 * Someone born on 29 February has the birthday on 1 March in other years. Negative for a birth in the future.
 * Throws RangeError for what is not a date.
 */
export function ageOn(birthDate: string, referenceDate: string): number {
  const [birthYear, birthMonth, birthDay] = parts(birthDate)
  const [year, month, day] = parts(referenceDate)
  const before = month < birthMonth || (month === birthMonth && day < birthDay)
  return year - birthYear - (before ? 1 : 0)
}

/** The band of someone born on `birthDate`, on `referenceDate`; undefined for a birth after that date. */
export function cohortOn(birthDate: string, referenceDate: string): AgeCohortCode | undefined {
  const age = ageOn(birthDate, referenceDate)
  return ageCohorts.codes.find(code => {
    const { from, to } = ageCohorts.facts[code]
    return age >= from && (to === null || age <= to)
  })
}

/**
 * The bands as ranges of birth dates on `referenceDate` (ISO), youngest first, for a query that compares dates
 * instead of computing ages. Agrees with `cohortOn` for every date. Throws RangeError for what is not a date.
 */
export function cohortCutoffs(referenceDate: string): CohortCutoff[] {
  const [year, month, day] = parts(referenceDate)
  const yearsBefore = (years: number) => {
    const then = year - years
    const leap = (then % 4 === 0 && then % 100 !== 0) || then % 400 === 0
    // Seen from 29 February, the last birth that has come round in a year without that day is 28 February.
    const thenDay = month === 2 && day === 29 && !leap ? 28 : day
    return `${String(then).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(thenDay).padStart(2, '0')}`
  }
  return ageCohorts.codes.map(cohort => {
    const { from, to } = ageCohorts.facts[cohort]
    return { cohort, bornAfter: to === null ? null : yearsBefore(to + 1), bornOnOrBefore: yearsBefore(from) }
  })
}
