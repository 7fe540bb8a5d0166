import { z } from 'zod'
import { CountryCode, Day, LongText, NewMember, Phone, ShortText, Uuid } from './individual.ts'

/** The data-set levels of the field, from the fewest facts to the most. `group`: counted, not yet registered one by one. */
export const levels = ['group', 'emergency', 'basic', 'comprehensive'] as const
export type Level = (typeof levels)[number]

export const Address = z.strictObject({
  text: ShortText.optional(),
  area: Uuid.optional(),
  /** Block, zone, shelter number: as the site names it. */
  shelter: ShortText.optional(),
})
export type Address = z.infer<typeof Address>

export const consentPurposes = [
  'registration',
  'assistance',
  'protection-referral',
  'family-tracing',
  'resettlement',
  'host-authorities',
  'research',
  'origin-authorities',
] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

/** One answer to one question: may this be used for that purpose, by that recipient? Refusing never blocks registration. */
export const NewConsent = z.strictObject({
  id: Uuid,
  purpose: z.enum(consentPurposes),
  /** Organisation or authority that would receive the data; empty: the registering organisation itself. */
  recipient: ShortText.default(''),
  decision: z.enum(['given', 'refused', 'withdrawn']),
  /** In which language it was explained. */
  language: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  expiresOn: Day.optional(),
  /** Who the answer is from; absent: the representative, for the household. */
  individual: Uuid.optional(),
})
export type NewConsent = z.infer<typeof NewConsent>

export const ExternalNumber = ShortText.max(60)
export const HouseholdLevel = z.enum(['emergency', 'basic', 'comprehensive'])

export const RegisterHousehold = z.strictObject({
  id: Uuid,
  level: HouseholdLevel.default('emergency'),
  site: Uuid,
  origin: CountryCode,
  arrivedOn: Day,
  registeredOn: Day.optional(),
  address: Address.default({}),
  phone: Phone.optional(),
  note: LongText.default(''),
  members: z.array(NewMember).min(1).max(60),
  consents: z.array(NewConsent).max(30).default([]),
  /** The pre-registered group these people were counted in. */
  group: Uuid.optional(),
  /** A number given elsewhere (import, another system), kept to be found by. */
  externalNumber: ExternalNumber.optional(),
})
export type RegisterHousehold = z.infer<typeof RegisterHousehold>

/** People counted by sex and age cohort, keys as in the field's tables: f_0_4 … m_60. */
export const cohortKeys = [
  'f_0_4',
  'f_5_11',
  'f_12_17',
  'f_18_59',
  'f_60',
  'm_0_4',
  'm_5_11',
  'm_12_17',
  'm_18_59',
  'm_60',
] as const

export const Counts = z.partialRecord(z.enum(cohortKeys), z.number().int().min(0).max(5000))

export type Counts = z.infer<typeof Counts>

export const PreregisterGroup = z.strictObject({
  id: Uuid,
  site: Uuid,
  origin: CountryCode,
  arrivedOn: Day,
  /** How the group's representative is called. */
  representative: ShortText.min(1),
  phone: Phone.optional(),
  counts: Counts,
  /** Somebody who cannot wait: seen at first sight. */
  priority: z.boolean().default(false),
  note: ShortText.default(''),
})
export type PreregisterGroup = z.infer<typeof PreregisterGroup>
