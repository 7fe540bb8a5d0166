import { z } from 'zod'
import { cleanName } from '../../../engines/names/index.ts'
import { Day, printable, Uuid } from '../../../kernel/fields.ts'
import { fieldIssue } from '../../../kernel/problems/input.ts'
import {
  educationDegrees,
  educationLevels,
  employmentTypes,
  languageLevels,
  legalStatuses,
  maritalStatuses,
  relationships,
  sexes,
  specificNeeds,
  urgencies,
} from '../../vocabulary/index.ts'

export { Day, Uuid }
/** ISO 3166-1 alpha-3, or STA (stateless) and UNK (unknown) as the field uses them. */
export const CountryCode = z.string().regex(/^[A-Z]{3}$/)
export const LanguageCode = z.string().regex(/^[A-Z]{3}$/)
export const Phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9 ()./-]{4,25}$/)
/** Free words of a person or an officer: kept as written, without control characters. */
const text = (longest: number) => printable(longest, 'registration.control-character')
export const ShortText = text(300)
export const LongText = text(4000)

export const nameKinds = [
  'given',
  'father',
  'grandfather',
  'family',
  'second-family',
  'middle',
  'maiden',
  'mother',
  'full',
  'alias',
] as const

/** One part of a name, in the order in which the person says it. No part is required but one. */
export const NamePart = z.strictObject({ kind: z.enum(nameKinds), text: z.string() }).transform((part, context) => {
  const clean = cleanName(part.text)
  if (clean.ok) return { kind: part.kind, text: clean.text }
  context.addIssue(fieldIssue(`registration.name-${clean.reason}`, { maximum: 120 }, ['text']))
  return z.NEVER
})
export type NamePart = z.infer<typeof NamePart>

/** When somebody was born, as Gregorian day, with how well it is known and what was said. */
export const BirthDate = z.strictObject({
  date: Day,
  precision: z.enum(['day', 'month', 'year', 'age']),
  estimated: z.boolean(),
  entered: z
    .strictObject({
      calendar: z.enum(['gregory', 'islamic-umalqura', 'persian', 'ethiopic']),
      text: text(60),
    })
    .optional(),
})
export type BirthDate = z.infer<typeof BirthDate>

export const Language = z.strictObject({
  language: LanguageCode,
  speak: z.enum(languageLevels.codes).optional(),
  understand: z.enum(languageLevels.codes).optional(),
  read: z.enum(languageLevels.codes).optional(),
  write: z.enum(languageLevels.codes).optional(),
})
export type Language = z.infer<typeof Language>

export const identityDocumentKinds = [
  'passport',
  'national-id',
  'birth-certificate',
  'family-book',
  'driving-licence',
  'military-card',
  'travel-document',
  'other',
] as const

export const IdentityDocument = z.strictObject({
  kind: z.enum(identityDocumentKinds),
  country: CountryCode,
  /** Letters, digits and dashes as printed; compared without spaces and case. */
  number: z
    .string()
    .trim()
    .min(2)
    .max(40)
    .regex(/^[\p{L}\p{N} /.-]+$/u),
})
export type IdentityDocument = z.infer<typeof IdentityDocument>

export const needCodes = specificNeeds.codes

/** A specific need as it is first noted. Its sensitivity is never lower than its code's. */
export const NewNeed = z.strictObject({
  id: Uuid,
  code: z.enum(needCodes),
  urgency: z.enum(urgencies.codes).default('medium'),
  /** true: seen, to be confirmed by protection staff. */
  pendingReview: z.boolean().default(true),
  identifiedOn: Day.optional(),
  note: LongText.default(''),
  sensitivity: z.enum(['sensitive', 'confidential']).optional(),
})
export type NewNeed = z.infer<typeof NewNeed>

export const Education = z.strictObject({
  level: z.enum(educationLevels.codes),
  degree: z.enum(educationDegrees.codes).optional(),
  place: ShortText.optional(),
})
export const Employment = z.strictObject({
  type: z.enum(employmentTypes.codes).default('E'),
  occupation: z.string().regex(/^\d{1,5}$/),
  place: ShortText.optional(),
})
export type Employment = z.infer<typeof Employment>

export const LatinName = text(200)

/** What is known of one individual. Emergency level needs a name, sex, birth, relationship; the rest grows with the data-set level. */
export const individualFields = {
  names: z.array(NamePart).min(1).max(10),
  /** In Latin letters, as on papers; made from the own script where absent. */
  latinName: LatinName.optional(),
  sex: z.enum(sexes.codes),
  birth: BirthDate,
  nationality: CountryCode.default('UNK'),
  otherNationalities: z.array(CountryCode).max(4).default([]),
  /** stateless, at risk of it, or not; absent: not asked. */
  statelessness: z.enum(['stateless', 'at-risk', 'no']).optional(),
  origin: CountryCode.optional(),
  birthCountry: CountryCode.optional(),
  birthPlace: ShortText.optional(),
  legalStatus: z.enum(legalStatuses.codes).default('ASY'),
  maritalStatus: z.enum(maritalStatuses.codes).optional(),
  languages: z.array(Language).max(12).default([]),
  education: Education.optional(),
  employment: z.array(Employment).max(10).default([]),
  phone: Phone.optional(),
  motherName: ShortText.optional(),
  fatherName: ShortText.optional(),
  documents: z.array(IdentityDocument).max(6).default([]),
} as const

/** A code of ethnicity or religion. */
export const SensitiveCode = z.string().regex(/^[A-Z0-9]{1,5}$/)

export const NewMember = z.strictObject({
  id: Uuid,
  relationship: z.enum(relationships.codes),
  ...individualFields,
  /** Where different from the household's. */
  arrivedOn: Day.optional(),
  needs: z.array(NewNeed).max(40).default([]),
  photo: Uuid.optional(),
  /** Sensitive; only where the person wants it and the purpose needs it. */
  ethnicity: SensitiveCode.optional(),
  religion: SensitiveCode.optional(),
})
export type NewMember = z.infer<typeof NewMember>
