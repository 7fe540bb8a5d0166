import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Door } from '../../../kernel/queries/door.ts'
import { legalStatuses, needGroups, processStatuses, sexes, specificNeeds } from '../../vocabulary/index.ts'
import { CountryCode, Day, Uuid } from '../model/individual.ts'
import type { RegistrationTables } from '../tables.ts'

/** What a list of people can be narrowed by. */
export const personFilters = {
  site: Uuid.optional(),
  origin: CountryCode.optional(),
  sex: z.enum(sexes.codes).optional(),
  status: z.enum(processStatuses.codes).optional(),
  legalStatus: z.enum(legalStatuses.codes).optional(),
  need: z.enum(specificNeeds.codes).optional(),
  needGroup: z.enum(needGroups.codes).optional(),
  bornFrom: Day.optional(),
  bornTo: Day.optional(),
  arrivedFrom: Day.optional(),
  arrivedTo: Day.optional(),
} as const

export type PersonFilters = z.infer<z.ZodObject<typeof personFilters>>

/** Why a person is in the answer to a text. */
export const Why = z.object({
  by: z.enum(['name', 'number', 'document', 'phone']),
  /** For a name: each word that was typed and the word of the name that it met. */
  matched: z.array(
    z.object({
      token: z.string(),
      on: z.string(),
      how: z.enum(['exact', 'own-script', 'latin', 'skeleton', 'prefix']),
    }),
  ),
})
export type Why = z.infer<typeof Why>

export const IndividualLine = z.object({
  id: z.string(),
  household: z.string(),
  number: z.string(),
  householdNumber: z.string(),
  name: z.string(),
  latinName: z.string(),
  relationship: z.string(),
  sex: z.string(),
  birthDate: z.string(),
  birthEstimated: z.boolean(),
  birthPrecision: z.string(),
  nationality: z.string(),
  origin: z.string(),
  site: z.string(),
  status: z.string(),
  arrivedOn: z.string(),
  registeredOn: z.string(),
  photo: z.string().nullable(),
  why: Why.nullable(),
})
export type IndividualLine = z.infer<typeof IndividualLine>

export type PersonRow = Awaited<ReturnType<ReturnType<typeof selectPeople>['execute']>>[number]

/** People with the number of their household, within what the asker may see. */
export function selectPeople(door: Door) {
  return door
    .on<RegistrationTables>()
    .selectFrom('individual as i')
    .innerJoin('household as h', join =>
      join.onRef('h.situation_id', '=', 'i.situation_id').onRef('h.id', '=', 'i.household_id'),
    )
    .select([
      'i.id',
      'i.household_id',
      'i.number',
      'h.number as household_number',
      'i.display_name',
      'i.latin_name',
      'i.names',
      'i.relationship',
      'i.sex',
      'i.birth_date',
      'i.birth_estimated',
      'i.birth_precision',
      'i.nationality',
      'i.origin',
      'i.site_id',
      'i.status',
      'i.arrived_on',
      'i.registered_on',
      'i.photo_id',
    ])
    .where(door.scope('individual', 'i'))
}

/** The filters as a condition on the individual under the alias `i`; undefined where there are none. */
export function personConditions(door: Door, input: PersonFilters): RawBuilder<boolean> | undefined {
  const all: RawBuilder<unknown>[] = []
  if (input.site) all.push(sql`i.site_id = ${input.site}`)
  if (input.origin) all.push(sql`i.origin = ${input.origin}`)
  if (input.sex) all.push(sql`i.sex = ${input.sex}`)
  if (input.status) all.push(sql`i.status = ${input.status}`)
  if (input.legalStatus) all.push(sql`i.legal_status = ${input.legalStatus}`)
  if (input.bornFrom) all.push(sql`i.birth_date >= ${input.bornFrom}`)
  if (input.bornTo) all.push(sql`i.birth_date <= ${input.bornTo}`)
  if (input.arrivedFrom) all.push(sql`i.arrived_on >= ${input.arrivedFrom}`)
  if (input.arrivedTo) all.push(sql`i.arrived_on <= ${input.arrivedTo}`)
  if (input.need || input.needGroup) {
    const what = input.need ? sql`n.code = ${input.need}` : sql`n.need_group = ${input.needGroup}`
    all.push(sql`EXISTS (SELECT 1 FROM specific_need n WHERE n.situation_id = i.situation_id AND n.individual_id = i.id
      AND ${what} AND n.status IN ('pending-review', 'confirmed') AND ${door.scopeAt('specific_need', 'n', 'i.site_id', 'read-needs')})`)
  }
  return all.length === 0 ? undefined : sql<boolean>`${sql.join(all, sql` AND `)}`
}

export function toLine(row: PersonRow, why: Why | null): IndividualLine {
  return {
    id: row.id,
    household: row.household_id,
    number: row.number,
    householdNumber: row.household_number,
    name: row.display_name,
    latinName: row.latin_name,
    relationship: row.relationship,
    sex: row.sex,
    birthDate: row.birth_date,
    birthEstimated: row.birth_estimated,
    birthPrecision: row.birth_precision,
    nationality: row.nationality,
    origin: row.origin,
    site: row.site_id,
    status: row.status,
    arrivedOn: row.arrived_on,
    registeredOn: row.registered_on,
    photo: row.photo_id,
    why,
  }
}
