import { type RawBuilder, sql } from 'kysely'
import { toLatin } from '../../../engines/names/index.ts'
import type { ActTransaction } from '../../../kernel/acts/define.ts'
import { NeedsReview } from '../../../kernel/acts/define.ts'
import { problem as common } from '../../../kernel/problems/common.ts'
import type { IndividualField } from '../model/changes.ts'
import type { BirthDate, NamePart } from '../model/individual.ts'
import type { Merged } from '../rules/merge.ts'
import type { RegistrationTables } from '../tables.ts'
import type { IndividualRow } from './lock.ts'
import type { Changed } from './representative.ts'
import { displayNames } from './search-keys.ts'

type Values = Partial<Record<keyof RegistrationTables['individual'], unknown>>

/** Fields whose value is one column as it is. */
const plain = {
  latinName: 'latin_name',
  sex: 'sex',
  relationship: 'relationship',
  nationality: 'nationality',
  otherNationalities: 'other_nationalities',
  statelessness: 'statelessness',
  origin: 'origin',
  birthCountry: 'birth_country',
  birthPlace: 'birth_place',
  legalStatus: 'legal_status',
  maritalStatus: 'marital_status',
  phone: 'phone',
  motherName: 'mother_name',
  fatherName: 'father_name',
  arrivedOn: 'arrived_on',
} as const satisfies Partial<Record<IndividualField, keyof RegistrationTables['individual']>>

/** Fields kept as JSON. */
const structured = { names: 'names', languages: 'languages', education: 'education', employment: 'employment' } as const

/** A field's value as corrections compare it. Of a birth, what was said of it does not make it another. */
export function fieldOf(person: IndividualRow, field: IndividualField): unknown {
  if (field === 'birth') {
    return { date: person.birth_date, precision: person.birth_precision, estimated: person.birth_estimated }
  }
  return isStructured(field) ? person[structured[field]] : person[plain[field]]
}

/** What is compared of a value that came in. */
export function comparable(field: IndividualField, value: unknown): unknown {
  if (field !== 'birth') return value
  const { date, precision, estimated } = value as BirthDate
  return { date, precision, estimated }
}

/** Two people saw different things: both values stay, in the record and in the held act, until a person decides. */
export function refuseConflicts(conflicts: readonly string[], pathOf: (field: string) => string): void {
  if (conflicts.length === 0) return
  const fields = conflicts.map(field => ({ path: pathOf(field), code: 'act.conflict' }))
  throw new NeedsReview(common('act.conflict', { fields: [...conflicts] }, fields).toJSON())
}

/** The person as the changes make them, for the rules to look at, and the columns to write. */
export function withChanges(
  person: IndividualRow,
  apply: Merged<IndividualField>['apply'],
  entered?: BirthDate['entered'] | null,
): { person: IndividualRow; values: Values } {
  const values: Values = {}
  for (const { field, to } of apply) {
    if (field === 'birth') {
      const birth = to as BirthDate
      values.birth_date = birth.date
      values.birth_precision = birth.precision
      values.birth_estimated = birth.estimated
      values.birth_entered = entered ?? null
    } else if (isStructured(field)) values[structured[field]] = to
    else values[plain[field]] = to
  }
  if (values.names !== undefined) {
    const { display, latin } = displayNames({ names: values.names as NamePart[] })
    values.display_name = display
    // A Latin form that was made from the name follows it; one that somebody wrote stays.
    if (values.latin_name === undefined && person.latin_name === toLatin(person.display_name)) values.latin_name = latin
  }
  return { person: { ...person, ...values } as IndividualRow, values }
}

export async function writeIndividual(tx: ActTransaction, person: IndividualRow, values: Values): Promise<void> {
  if (Object.keys(values).length === 0) return
  const encoded = Object.fromEntries(
    Object.entries(values).map(([column, value]) => [column, isJson(column) ? json(value) : value]),
  )
  await tx
    .on<RegistrationTables>()
    .updateTable('individual')
    .set(encoded)
    .where('situation_id', '=', person.situation_id)
    .where('id', '=', person.id)
    .execute()
}

export function toChanged(record: string, apply: Merged<string>['apply']): Changed[] {
  return apply.map(({ field, from, to }) => ({ record, field, from: from ?? null, to: to ?? null }))
}

/** An array would travel as an array of the database; a json column wants its text. */
export function json(value: unknown): RawBuilder<unknown> {
  return value === null || value === undefined ? sql`NULL` : sql`${JSON.stringify(value)}::jsonb`
}

function isStructured(field: IndividualField): field is keyof typeof structured {
  return Object.hasOwn(structured, field)
}

function isJson(column: string): boolean {
  return column === 'birth_entered' || Object.hasOwn(structured, column)
}
