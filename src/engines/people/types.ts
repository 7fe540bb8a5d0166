import type { BirthDate } from '../calendar/index.ts'
import type { NamePart } from '../names/index.ts'

/** Peoples that the generator knows, by country of origin and custom of naming. */
export const cultureNames = [
  'syria',
  'sudan',
  'afghanistan-dari',
  'afghanistan-pashto',
  'ethiopia',
  'eritrea',
  'myanmar',
  'rohingya',
  'ukraine',
  'venezuela',
  'colombia',
  'congo',
  'burundi',
] as const
export type CultureName = (typeof cultureNames)[number]

/** What somebody is to the household's representative; codes of the field's registration standard. */
export type Relationship =
  | 'PA'
  | 'WIF'
  | 'HUS'
  | 'SON'
  | 'DAU'
  | 'SCM'
  | 'SCF'
  | 'FCM'
  | 'FCF'
  | 'PRM'
  | 'PRF'
  | 'SBM'
  | 'SBF'
  | 'GCM'
  | 'GCF'
  | 'GPM'
  | 'GPF'
  | 'NEP'
  | 'NCE'
  | 'COM'
  | 'COF'
  | 'BIL'
  | 'SIL'
  | 'PLM'
  | 'PLF'
  | 'CLM'
  | 'CLF'
  | 'NRM'
  | 'NRF'

export type Sex = 'F' | 'M'

export type GeneratedPerson = {
  /** Unique in the population, and the same for the same seed: `12-3` is the fourth member of household 12. */
  key: string
  /** In the order the person says them, own script, with the clerk's Latin spelling where the script is not Latin. */
  names: NamePart[]
  latinName: string
  sex: Sex
  /** As recorded: a share is estimated, on 1 January. */
  birth: BirthDate
  /** The truth behind the record, `YYYY-MM-DD`. */
  bornOn: string
  relationship: Relationship
  /** ISO 3166-1 alpha-3, or STA for a stateless person. */
  nationality: string
  origin: string
  maritalStatus: string
  /** ISO 639-3 in capitals, best spoken first. */
  languages: string[]
  /** Code of the field: NE, KG, IN, 1 to 14, TC, UG, PG; absent for small children. */
  education?: string
  /** ISCO-08, four digits; adults only. */
  occupation?: string
  phone?: string
  /** Specific-needs codes, `GG-DD`. */
  needs: string[]
  /** In the person's own script. */
  motherName?: string
  fatherName?: string
  /** Keys of parents in the same household: the truth, for tests and for context. */
  mother?: string
  father?: string
  /** The first registration of the same human being, where this is a second one. */
  duplicateOf?: string
  /** A different human being with a confusingly like name or birth: a cousin or a twin. */
  lookalikeOf?: string
}

export type GeneratedEvent =
  | { kind: 'birth'; on: string; child: GeneratedPerson }
  | { kind: 'death'; on: string; person: string }
  /** Persons who left the place: home on their own, onwards on their own, or by resettlement. */
  | { kind: 'departure'; on: string; reason: 'return' | 'onward' | 'resettlement'; persons: string[] }

export type GeneratedHousehold = {
  /** 0, 1, 2 …: the order of generation, not of arrival. */
  index: number
  key: string
  culture: CultureName
  origin: string
  /** Index into the sites that were given. */
  siteIndex: number
  /** `YYYY-MM-DD`; both lie in the years before the reference date. */
  arrivedOn: string
  registeredOn: string
  address: { text: string; shelter?: string }
  phone?: string
  /** The representative (PA) is the first. */
  members: GeneratedPerson[]
  /** What happened after registration, oldest first, up to the reference date. */
  events: GeneratedEvent[]
  /** The first registration of the same household, where this is a second one. */
  duplicateOf?: string
}

export type SiteSpec = { kind: 'camp' | 'city'; weight: number }

export type PopulationOptions = {
  /** Stops with the household that reaches this many members (newborns of later events are not counted). */
  people: number
  seed: number
  /** `YYYY-MM-DD`: nothing happens after it. */
  referenceDate: string
  /** Length of the period in which people arrived. */
  years?: number
  /** Share of registered persons who are a second registration of somebody. */
  duplicates?: number
  /** Two camps and a city unless told. */
  sites?: readonly SiteSpec[]
  /** Relative numbers of households; those left out get none. A believable mix of all unless told. */
  cultures?: Partial<Record<CultureName, number>>
}
