import { z } from 'zod'
import { legalStatuses, maritalStatuses, relationships, sexes } from '../../vocabulary/index.ts'
import { Address, Counts, ExternalNumber } from './household.ts'
import {
  BirthDate,
  CountryCode,
  Day,
  Education,
  Employment,
  Language,
  LatinName,
  LongText,
  NamePart,
  Phone,
  ShortText,
  Uuid,
} from './individual.ts'

/**
 * A correction of one field: what the person who corrects it saw, and what it should be. It goes through where the record
 * still says what was seen; where somebody else changed it meanwhile to something different, a person decides.
 */
function change<Schema extends z.ZodType>(value: Schema) {
  return z.strictObject({ from: value, to: value }).optional()
}

/** As a query shows it: what was said of the birth is null where nothing was kept. */
const SeenBirth = BirthDate.extend({ entered: BirthDate.shape.entered.nullable() })

const Relation = z.enum(relationships.codes)

export const IndividualChanges = z.strictObject({
  names: change(z.array(NamePart).min(1).max(10)),
  latinName: change(LatinName),
  sex: change(z.enum(sexes.codes)),
  birth: change(SeenBirth),
  relationship: change(Relation),
  nationality: change(CountryCode),
  otherNationalities: change(z.array(CountryCode).max(4)),
  statelessness: change(z.enum(['stateless', 'at-risk', 'no']).nullable()),
  origin: change(CountryCode),
  birthCountry: change(CountryCode.nullable()),
  birthPlace: change(ShortText.nullable()),
  /** `since`: the day from which the new status holds; absent: it was wrong from the start. */
  legalStatus: z
    .strictObject({ from: z.enum(legalStatuses.codes), to: z.enum(legalStatuses.codes), since: Day.optional() })
    .optional(),
  maritalStatus: change(z.enum(maritalStatuses.codes).nullable()),
  languages: change(z.array(Language).max(12)),
  education: change(Education.nullable()),
  employment: change(z.array(Employment).max(10)),
  phone: change(Phone.nullable()),
  motherName: change(ShortText.nullable()),
  fatherName: change(ShortText.nullable()),
  arrivedOn: change(Day),
})
export type IndividualChanges = z.infer<typeof IndividualChanges>
export type IndividualField = keyof IndividualChanges

export const CorrectIndividual = z.strictObject({
  individual: Uuid,
  changes: IndividualChanges.refine(hasSome, { params: { problem: 'input.required' } }),
  /** Why, in words. */
  note: LongText.default(''),
})
export type CorrectIndividual = z.infer<typeof CorrectIndividual>

export const HouseholdChanges = z.strictObject({
  address: change(Address),
  phone: change(Phone.nullable()),
  origin: change(CountryCode),
  arrivedOn: change(Day),
  note: change(LongText),
  priority: change(z.boolean()),
  externalNumber: change(ExternalNumber.nullable()),
  /** Of a pre-registered group only: a household's representative is one of its members. */
  representativeName: change(ShortText.min(1)),
  /** Of a pre-registered group only. */
  counts: change(Counts),
})
export type HouseholdChanges = z.infer<typeof HouseholdChanges>
export type HouseholdField = keyof HouseholdChanges

export const CorrectHousehold = z.strictObject({
  household: Uuid,
  changes: HouseholdChanges.refine(hasSome, { params: { problem: 'input.required' } }),
  note: LongText.default(''),
})
export type CorrectHousehold = z.infer<typeof CorrectHousehold>

/** What one person's record is to hold more of, when its household goes up a level. */
export const UpgradeFacts = z.strictObject({
  individual: Uuid,
  nationality: CountryCode.optional(),
  legalStatus: z.enum(legalStatuses.codes).optional(),
  maritalStatus: z.enum(maritalStatuses.codes).optional(),
  statelessness: z.enum(['stateless', 'at-risk', 'no']).optional(),
  birthCountry: CountryCode.optional(),
  birthPlace: ShortText.optional(),
  languages: z.array(Language).min(1).max(12).optional(),
  education: Education.optional(),
  employment: z.array(Employment).max(10).optional(),
  phone: Phone.optional(),
  motherName: ShortText.optional(),
  fatherName: ShortText.optional(),
})
export type UpgradeFacts = z.infer<typeof UpgradeFacts>

export const UpgradeHousehold = z.strictObject({
  household: Uuid,
  level: z.enum(['basic', 'comprehensive']),
  members: z.array(UpgradeFacts).max(60).default([]),
})
export type UpgradeHousehold = z.infer<typeof UpgradeHousehold>

function hasSome(changes: object): boolean {
  return Object.values(changes).some(value => value !== undefined)
}
