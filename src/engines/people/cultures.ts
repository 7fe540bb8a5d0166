import type { CalendarName } from '../calendar/index.ts'
import type { Custom } from './naming.ts'
import type { CultureName } from './types.ts'

/** Kinds of households, with what makes them one. */
export const householdTypes = [
  'couple',
  'single-mother',
  'single-father',
  'single-man',
  'single-woman',
  'elderly-alone',
  'elderly-couple',
  'multi-generation',
  'elder-led',
  'polygamous',
  'skipped-generation',
  'adult-siblings',
  'child-headed',
  'unaccompanied-group',
] as const
export type HouseholdType = (typeof householdTypes)[number]

export type Culture = {
  custom: Custom
  origin: string
  /** Share without a nationality. */
  stateless: number
  /** Household mix beside `usual`. */
  households?: Partial<Record<HouseholdType, number>>
  /** Mean number of children a couple brings; mean age of a mother at her first; mean years between two. */
  children: number
  firstBirth: number
  spacing: number
  /** Share of adults whose birth date is an estimate written as 1 January. */
  estimated: number
  /** The calendar that dates are stated in, and the share of people who do so. */
  calendar: CalendarName
  calendarShare: number
  /** Languages: each with the share of people who speak it, first the mother tongues (one is taken), then others. */
  mothers: Readonly<Record<string, number>>
  others: Readonly<Record<string, number>>
  /** Mean years of school of a grown man; women's are `schoolGap` fewer. */
  school: number
  schoolGap: number
  rural: number
  /** Weight in the mix of all. */
  weight: number
}

export const usualHouseholds: Record<HouseholdType, number> = {
  couple: 0.5,
  'single-mother': 0.15,
  'single-father': 0.015,
  'single-man': 0.06,
  'single-woman': 0.02,
  'elderly-alone': 0.015,
  'elderly-couple': 0.015,
  'multi-generation': 0.1,
  'elder-led': 0.045,
  polygamous: 0.012,
  'skipped-generation': 0.015,
  'adult-siblings': 0.015,
  'child-headed': 0.006,
  'unaccompanied-group': 0.006,
}

const afghan: Culture = {
  custom: 'afghan',
  origin: 'AFG',
  stateless: 0,
  households: { polygamous: 0.02 },
  children: 4.2,
  firstBirth: 20,
  spacing: 2.2,
  estimated: 0.42,
  calendar: 'persian',
  calendarShare: 0.7,
  mothers: { PRS: 0.75, HAZ: 0.25 },
  others: { PBU: 0.25, ENG: 0.06 },
  school: 6,
  schoolGap: 4,
  rural: 0.65,
  weight: 0.09,
}

const ethiopia: Culture = {
  custom: 'habesha',
  origin: 'ETH',
  stateless: 0,
  households: { 'single-mother': 0.2, 'single-man': 0.1, polygamous: 0 },
  children: 3.6,
  firstBirth: 21,
  spacing: 2.5,
  estimated: 0.3,
  calendar: 'ethiopic',
  calendarShare: 0.8,
  mothers: { AMH: 0.6, ORM: 0.4 },
  others: { AMH: 0.3, ENG: 0.15, ARA: 0.05 },
  school: 6,
  schoolGap: 2,
  rural: 0.7,
  weight: 0.06,
}

const venezuela: Culture = {
  custom: 'spanish',
  origin: 'VEN',
  stateless: 0,
  households: { 'single-mother': 0.22, 'single-man': 0.09, 'single-woman': 0.05, polygamous: 0 },
  children: 2.3,
  firstBirth: 21.5,
  spacing: 3,
  estimated: 0.005,
  calendar: 'gregory',
  calendarShare: 1,
  mothers: { SPA: 1 },
  others: { ENG: 0.08, POR: 0.03 },
  school: 11,
  schoolGap: 0,
  rural: 0.2,
  weight: 0.04,
}

export const cultures: Record<CultureName, Culture> = {
  syria: {
    custom: 'levant',
    origin: 'SYR',
    stateless: 0.015,
    children: 3.6,
    firstBirth: 21,
    spacing: 2.2,
    estimated: 0.12,
    calendar: 'islamic-umalqura',
    calendarShare: 0.02,
    mothers: { APC: 0.88, KMR: 0.12 },
    others: { APC: 0.1, ENG: 0.12, TUR: 0.08, FRA: 0.03 },
    school: 8,
    schoolGap: 1,
    rural: 0.4,
    weight: 0.21,
  },
  sudan: {
    custom: 'nile',
    origin: 'SDN',
    stateless: 0,
    households: { 'single-mother': 0.27, polygamous: 0.03, couple: 0.38 },
    children: 4.1,
    firstBirth: 20,
    spacing: 2.4,
    estimated: 0.4,
    calendar: 'islamic-umalqura',
    calendarShare: 0.03,
    mothers: { APD: 0.5, MLS: 0.25, FUR: 0.13, ZAG: 0.12 },
    others: { APD: 0.6, ENG: 0.08, FRA: 0.04 },
    school: 5,
    schoolGap: 2,
    rural: 0.7,
    weight: 0.2,
  },
  'afghanistan-dari': afghan,
  'afghanistan-pashto': {
    ...afghan,
    custom: 'pashtun',
    children: 4.6,
    school: 4,
    schoolGap: 3.5,
    mothers: { PBU: 1 },
    others: { PRS: 0.45, URD: 0.2, ENG: 0.04 },
    weight: 0.06,
  },
  ethiopia,
  eritrea: {
    ...ethiopia,
    origin: 'ERI',
    mothers: { TIR: 1 },
    others: { AMH: 0.15, ENG: 0.2, ARA: 0.2 },
    weight: 0.05,
    school: 7,
  },
  myanmar: {
    custom: 'burmese',
    origin: 'MMR',
    stateless: 0,
    households: { polygamous: 0 },
    children: 2.8,
    firstBirth: 22,
    spacing: 3,
    estimated: 0.06,
    calendar: 'gregory',
    calendarShare: 1,
    mothers: { MYA: 0.75, KSW: 0.15, RKI: 0.1 },
    others: { MYA: 0.2, ENG: 0.08, THA: 0.06 },
    school: 7,
    schoolGap: 0,
    rural: 0.6,
    weight: 0.05,
  },
  rohingya: {
    custom: 'rohingya',
    origin: 'MMR',
    stateless: 0.97,
    households: { 'single-mother': 0.2 },
    children: 3.9,
    firstBirth: 19,
    spacing: 2.3,
    estimated: 0.35,
    calendar: 'gregory',
    calendarShare: 1,
    mothers: { RHG: 1 },
    others: { BEN: 0.12, MYA: 0.12 },
    school: 3,
    schoolGap: 1.5,
    rural: 0.9,
    weight: 0.06,
  },
  ukraine: {
    custom: 'ukrainian',
    origin: 'UKR',
    stateless: 0.001,
    households: {
      couple: 0.24,
      'single-mother': 0.34,
      'single-man': 0.04,
      'single-woman': 0.1,
      'elderly-alone': 0.08,
      'elderly-couple': 0.06,
      'multi-generation': 0.1,
      'elder-led': 0.03,
      polygamous: 0,
    },
    children: 1.6,
    firstBirth: 24.5,
    spacing: 4,
    estimated: 0.003,
    calendar: 'gregory',
    calendarShare: 1,
    mothers: { UKR: 0.72, RUS: 0.28 },
    others: { RUS: 0.6, UKR: 0.25, ENG: 0.25, POL: 0.1 },
    school: 12,
    schoolGap: -0.5,
    rural: 0.3,
    weight: 0.06,
  },
  venezuela,
  colombia: { ...venezuela, origin: 'COL', rural: 0.45, school: 8, weight: 0.03, calendarShare: 1 },
  congo: {
    custom: 'congolese',
    origin: 'COD',
    stateless: 0,
    households: { 'single-mother': 0.21, polygamous: 0.015 },
    children: 4.3,
    firstBirth: 20,
    spacing: 2.2,
    estimated: 0.2,
    calendar: 'gregory',
    calendarShare: 1,
    mothers: { SWC: 0.8, LIN: 0.2 },
    others: { FRA: 0.4, LIN: 0.2, SWC: 0.15 },
    school: 6,
    schoolGap: 2,
    rural: 0.7,
    weight: 0.05,
  },
  burundi: {
    custom: 'burundian',
    origin: 'BDI',
    stateless: 0,
    households: { 'single-mother': 0.2, polygamous: 0.005 },
    children: 4.2,
    firstBirth: 21,
    spacing: 2.4,
    estimated: 0.22,
    calendar: 'gregory',
    calendarShare: 1,
    mothers: { RUN: 1 },
    others: { FRA: 0.25, SWC: 0.4 },
    school: 5,
    schoolGap: 1,
    rural: 0.85,
    weight: 0.04,
  },
}
