import type { BirthDate } from './birth-date.ts'

/** Whole years and, beyond them, whole months (0-11): an infant's age is told in months. */
export type Age = { years: number; months: number }

/**
 * Age on a day (both `YYYY-MM-DD`, Gregorian); undefined before birth. Somebody born on 29 February turns older on 1 March of a
 * common year, as most civil codes have it.
 */
export function ageAt(birth: string | Pick<BirthDate, 'date'>, date: string): Age | undefined {
  const born = typeof birth === 'string' ? birth : birth.date
  if (born > date) return undefined
  const days = day(date) < day(born) ? 1 : 0
  const months = (year(date) - year(born)) * 12 + month(date) - month(born) - days
  return { years: Math.floor(months / 12), months: months % 12 }
}

/** Age groups of the field's public statistics (demographics by sex and age); `other` is an unknown age. */
export const cohorts = ['0_4', '5_11', '12_17', '18_59', '60', 'other'] as const
export type Cohort = (typeof cohorts)[number]

/** The age group on a day; `other` where the birth is unknown or lies after that day. */
export function cohortOf(birth: string | Pick<BirthDate, 'date'> | undefined, date: string): Cohort {
  const years = birth === undefined ? undefined : ageAt(birth, date)?.years
  if (years === undefined) return 'other'
  if (years < 5) return '0_4'
  if (years < 12) return '5_11'
  if (years < 18) return '12_17'
  return years < 60 ? '18_59' : '60'
}

const year = (iso: string): number => Number(iso.slice(0, 4))
const month = (iso: string): number => Number(iso.slice(5, 7))
const day = (iso: string): number => Number(iso.slice(8, 10))
