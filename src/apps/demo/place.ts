import { createHash } from 'node:crypto'
import { format } from '../../kernel/ids.ts'

/** Ids of the demonstration follow from what they name, so that the same seed gives the same situation. */
export function demoId(seed: number, text: string, moment = Date.UTC(2023, 0, 1)): string {
  const bytes = createHash('sha256').update(`demo|${seed}|${text}`).digest().subarray(0, 16)
  for (let index = 5, rest = moment; index >= 0; index--, rest = Math.floor(rest / 256)) bytes[index] = rest % 256
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return format(bytes)
}

export interface DemoSite {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly pcode: string
  readonly latitude: number
  readonly longitude: number
  readonly capacity: number
  /** Where people of the generator's site of this index live; null: people only pass through. */
  readonly index: number | null
}

/** An invented district: two camps, a city, a border point and a transit centre on the way. */
export const demoAreas = [
  {
    pcode: 'ZZ',
    level: 0,
    name: 'Invented Republic',
    parentPcode: null,
    latitude: 2.5,
    longitude: 34.5,
    hostPopulation: 9_400_000,
  },
  {
    pcode: 'ZZ01',
    level: 1,
    name: 'Northern Region',
    parentPcode: 'ZZ',
    latitude: 3.6,
    longitude: 34.2,
    hostPopulation: 1_250_000,
  },
  {
    pcode: 'ZZ02',
    level: 1,
    name: 'Lake Region',
    parentPcode: 'ZZ',
    latitude: 1.4,
    longitude: 34.9,
    hostPopulation: 2_100_000,
  },
  {
    pcode: 'ZZ0101',
    level: 2,
    name: 'Upper Valley',
    parentPcode: 'ZZ01',
    latitude: 3.9,
    longitude: 34.0,
    hostPopulation: 310_000,
  },
  {
    pcode: 'ZZ0102',
    level: 2,
    name: 'Dry Plains',
    parentPcode: 'ZZ01',
    latitude: 3.3,
    longitude: 34.6,
    hostPopulation: 180_000,
  },
  {
    pcode: 'ZZ0201',
    level: 2,
    name: 'Harbour City',
    parentPcode: 'ZZ02',
    latitude: 1.2,
    longitude: 35.1,
    hostPopulation: 960_000,
  },
] as const

export const demoSites: readonly DemoSite[] = [
  {
    code: 'NORTH',
    name: 'Northfield camp',
    kind: 'camp',
    pcode: 'ZZ0101',
    latitude: 3.92,
    longitude: 34.05,
    capacity: 12_000,
    index: 0,
  },
  {
    code: 'PLAIN',
    name: 'Plains camp',
    kind: 'camp',
    pcode: 'ZZ0102',
    latitude: 3.28,
    longitude: 34.66,
    capacity: 8000,
    index: 1,
  },
  {
    code: 'CITY',
    name: 'Harbour City office',
    kind: 'city-office',
    pcode: 'ZZ0201',
    latitude: 1.21,
    longitude: 35.12,
    capacity: 6000,
    index: 2,
  },
  {
    code: 'GATE',
    name: 'Stone Bridge border point',
    kind: 'border-point',
    pcode: 'ZZ0101',
    latitude: 4.21,
    longitude: 33.86,
    capacity: 400,
    index: null,
  },
  {
    code: 'TRANSIT',
    name: 'Valley transit centre',
    kind: 'transit-centre',
    pcode: 'ZZ0101',
    latitude: 4.02,
    longitude: 33.95,
    capacity: 900,
    index: null,
  },
]

export const demoOrganisations = [
  { name: 'Ministry of Relief', acronym: 'MoR', kind: 'government', sectors: ['registration', 'protection'] },
  {
    name: 'United Nations Refugee Agency',
    acronym: 'UNHCR',
    kind: 'un',
    sectors: ['registration', 'protection', 'shelter'],
  },
  {
    name: 'Harbour Women’s Network',
    acronym: 'HWN',
    kind: 'refugee-led',
    sectors: ['gender-based violence', 'livelihoods'],
  },
  { name: 'Doctors of the Valley', acronym: 'DoV', kind: 'national-ngo', sectors: ['health', 'nutrition'] },
] as const
