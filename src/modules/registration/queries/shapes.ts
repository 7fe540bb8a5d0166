import { z } from 'zod'
import { sensitivityOf } from '../../../kernel/access/sensitivity.ts'
import type { RegistrationTables } from '../tables.ts'

/** What the module's queries answer: one shape for a person, a need, a consent, wherever they are shown. */
export const Person = z.object({
  id: z.string(),
  household: z.string(),
  number: z.string(),
  relationship: z.string(),
  names: z.array(z.object({ kind: z.string(), text: z.string() })),
  name: z.string(),
  latinName: z.string(),
  sex: z.string(),
  birth: z.object({
    date: z.string(),
    precision: z.string(),
    estimated: z.boolean(),
    entered: z.object({ calendar: z.string(), text: z.string() }).nullable(),
  }),
  nationality: z.string(),
  otherNationalities: z.array(z.string()),
  statelessness: z.string().nullable(),
  origin: z.string(),
  birthCountry: z.string().nullable(),
  birthPlace: z.string().nullable(),
  legalStatus: z.string(),
  maritalStatus: z.string().nullable(),
  languages: z.array(
    z.object({
      language: z.string(),
      speak: z.string().optional(),
      understand: z.string().optional(),
      read: z.string().optional(),
      write: z.string().optional(),
    }),
  ),
  education: z.object({ level: z.string(), degree: z.string().optional(), place: z.string().optional() }).nullable(),
  employment: z.array(z.object({ type: z.string(), occupation: z.string(), place: z.string().optional() })),
  phone: z.string().nullable(),
  motherName: z.string().nullable(),
  fatherName: z.string().nullable(),
  arrivedOn: z.string(),
  registeredOn: z.string(),
  site: z.string(),
  status: z.string(),
  statusReason: z.string().nullable(),
  statusOn: z.string(),
  photo: z.string().nullable(),
  mergedInto: z.string().nullable(),
})
export type Person = z.infer<typeof Person>

export const Need = z.object({
  id: z.string(),
  individual: z.string(),
  code: z.string(),
  group: z.string(),
  urgency: z.string(),
  /** proposed (by a rule), pending-review, confirmed, rejected, resolved. */
  status: z.string(),
  rule: z.string().nullable(),
  identifiedOn: z.string(),
  note: z.string(),
  sensitivity: z.string(),
  reviewedOn: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  reviewNote: z.string(),
})
export type Need = z.infer<typeof Need>

export const Consent = z.object({
  id: z.string(),
  /** Who answered for themselves; null: the representative, for the household. */
  individual: z.string().nullable(),
  purpose: z.string(),
  recipient: z.string(),
  decision: z.string(),
  language: z.string().nullable(),
  decidedAt: z.string(),
  expiresOn: z.string().nullable(),
  /** Whether it is the last answer to this question; earlier ones are history. */
  current: z.boolean(),
})
export type Consent = z.infer<typeof Consent>

export const Document = z.object({ id: z.string(), kind: z.string(), country: z.string(), number: z.string() })

/** Another household, as a link to it needs it. */
export const HouseholdLink = z.object({ id: z.string(), number: z.string(), name: z.string(), status: z.string() })
export type HouseholdLink = z.infer<typeof HouseholdLink>

export function toPerson(row: RegistrationTables['individual']): Person {
  return {
    id: row.id,
    household: row.household_id,
    number: row.number,
    relationship: row.relationship,
    names: row.names,
    name: row.display_name,
    latinName: row.latin_name,
    sex: row.sex,
    birth: {
      date: row.birth_date,
      precision: row.birth_precision,
      estimated: row.birth_estimated,
      entered: row.birth_entered ?? null,
    },
    nationality: row.nationality,
    otherNationalities: row.other_nationalities,
    statelessness: row.statelessness,
    origin: row.origin,
    birthCountry: row.birth_country,
    birthPlace: row.birth_place,
    legalStatus: row.legal_status,
    maritalStatus: row.marital_status,
    languages: row.languages,
    education: row.education,
    employment: row.employment,
    phone: row.phone,
    motherName: row.mother_name,
    fatherName: row.father_name,
    arrivedOn: row.arrived_on,
    registeredOn: row.registered_on,
    site: row.site_id,
    status: row.status,
    statusReason: row.status_reason,
    statusOn: row.status_on,
    photo: row.photo_id,
    mergedInto: row.merged_into,
  }
}

export function toNeed(row: RegistrationTables['specific_need']): Need {
  return {
    id: row.id,
    individual: row.individual_id,
    code: row.code,
    group: row.need_group,
    urgency: row.urgency,
    status: row.status,
    rule: row.rule,
    identifiedOn: row.identified_on,
    note: row.note,
    sensitivity: sensitivityOf(row.sensitivity),
    reviewedOn: row.reviewed_on,
    reviewedBy: row.reviewed_by,
    reviewNote: row.review_note,
  }
}

/** Newest first: of the answers to one question, by one person, the first is the one that holds. */
export function toConsents(rows: readonly RegistrationTables['consent'][]): Consent[] {
  const newestFirst = [...rows].sort((a, b) => (a.decided_at + a.id < b.decided_at + b.id ? 1 : -1))
  const answered = new Set<string>()
  return newestFirst.map(row => {
    const question = `${row.individual_id}|${row.purpose}|${row.recipient}`
    const current = !answered.has(question)
    answered.add(question)
    return {
      id: row.id,
      individual: row.individual_id,
      purpose: row.purpose,
      recipient: row.recipient,
      decision: row.decision,
      language: row.language,
      decidedAt: row.decided_at,
      expiresOn: row.expires_on,
      current,
    }
  })
}
