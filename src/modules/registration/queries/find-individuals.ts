import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { queryKeys, rankName } from '../../../engines/names/index.ts'
import { defineQuery } from '../../../kernel/queries/define.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import { legalStatuses, needGroups, processStatuses, sexes, specificNeeds } from '../../vocabulary/index.ts'
import { Uuid } from '../model/individual.ts'
import type { NamePart } from '../model/individual.ts'
import { foldNumber } from '../rules/fold-number.ts'
import type { RegistrationTables } from '../tables.ts'

const filters = {
  site: Uuid.optional(),
  origin: z.string().regex(/^[A-Z]{3}$/).optional(),
  sex: z.enum(sexes.codes).optional(),
  status: z.enum(processStatuses.codes).optional(),
  legalStatus: z.enum(legalStatuses.codes).optional(),
  need: z.enum(specificNeeds.codes).optional(),
  needGroup: z.enum(needGroups.codes).optional(),
  bornFrom: z.iso.date().optional(),
  bornTo: z.iso.date().optional(),
  arrivedFrom: z.iso.date().optional(),
  arrivedTo: z.iso.date().optional(),
} as const

export const FindIndividuals = z.strictObject({
  /** A name in any script and order, a registration or document number, a phone. */
  text: z.string().trim().max(200).optional(),
  ...filters,
  /** From the last answer, to go on after it. */
  after: z.string().max(80).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type FindIndividuals = z.infer<typeof FindIndividuals>

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
  /** Why the person is in the answer to a text: name, number, document, phone. */
  why: z.string().nullable(),
})
export type IndividualLine = z.infer<typeof IndividualLine>

export const FoundIndividuals = z.object({
  people: z.array(IndividualLine),
  next: z.string().nullable(),
  /** Up to 10,000 exactly; `more` says that there are more. */
  count: z.number(),
  more: z.boolean(),
})

const countLimit = 10_000
/** Names are ranked among this many that share their keys; a rarer word narrows the search. */
const rankLimit = 400

export const findIndividuals = defineQuery({
  name: 'registration.findIndividuals',
  summary: 'People of a situation by name in any script, number, document or phone, and by filters, page by page.',
  scope: 'situation',
  input: FindIndividuals,
  output: FoundIndividuals,
  allow: { permission: 'read-people', sensitivity: 'personal' },
  async run(door, input) {
    if (input.text) return byText(door, input, input.text)
    return byFilters(door, input)
  },
})

type Line = ReturnType<typeof toLine>

function selectLines(door: Door) {
  return door
    .on<RegistrationTables>()
    .selectFrom('individual as i')
    .innerJoin('household as h', join => join.onRef('h.situation_id', '=', 'i.situation_id').onRef('h.id', '=', 'i.household_id'))
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

function conditions(door: Door, input: FindIndividuals): RawBuilder<boolean> {
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
      AND ${what} AND n.status IN ('pending-review', 'confirmed') AND ${door.scope('specific_need', 'n', 'read-needs')})`)
  }
  return all.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(all, sql` AND `)}`
}

async function byFilters(door: Door, input: FindIndividuals) {
  const where = conditions(door, input)
  let query = selectLines(door).where(where).orderBy('i.id', 'desc').limit(input.limit + 1)
  if (input.after) query = query.where('i.id', '<', input.after)
  const rows = await query.execute()
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (
    SELECT 1 FROM individual i WHERE ${door.scope('individual', 'i')} AND ${where} LIMIT ${countLimit + 1}) AS some`.execute(door.on())
  const count = counted.rows[0]?.count ?? 0
  const page = rows.slice(0, input.limit)
  return {
    people: page.map(row => toLine(row, null)),
    next: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
    count: Math.min(count, countLimit),
    more: count > countLimit,
  }
}

async function byText(door: Door, input: FindIndividuals, text: string) {
  const found = /\d/.test(text) ? await byNumber(door, input, text) : []
  if (found.length === 0) found.push(...(await byName(door, input, text)))
  const from = input.after ? Number.parseInt(input.after, 10) || 0 : 0
  const page = found.slice(from, from + input.limit)
  return {
    people: page,
    next: from + input.limit < found.length ? String(from + input.limit) : null,
    count: found.length,
    more: found.length >= rankLimit,
  }
}

async function byNumber(door: Door, input: FindIndividuals, text: string): Promise<Line[]> {
  const where = conditions(door, input)
  const number = text.trim().toUpperCase()
  const people = await selectLines(door)
    .where(where)
    .where(sql<boolean>`i.id IN (
      SELECT a.id FROM individual a WHERE a.situation_id = ${door.situation} AND a.number = ${number}
      UNION SELECT a.id FROM individual a JOIN household b ON b.situation_id = a.situation_id AND b.id = a.household_id
        WHERE b.situation_id = ${door.situation} AND (b.number = ${number} OR b.external_number = ${text.trim()}))`)
    .orderBy('i.id')
    .limit(100)
    .execute()
  if (people.length > 0) return people.map(row => toLine(row, 'number'))
  const folded = foldNumber(text)
  const byDocument = await selectLines(door)
    .where(where)
    .where(sql<boolean>`i.id IN (SELECT d.individual_id FROM identity_document d WHERE ${door.scope('identity_document', 'd')} AND d.folded = ${folded})`)
    .limit(100)
    .execute()
  if (byDocument.length > 0) return byDocument.map(row => toLine(row, 'document'))
  const digits = folded.replace(/\D/g, '')
  if (digits.length < 6) return []
  const byPhone = await selectLines(door)
    .where(where)
    .where(sql<boolean>`i.id IN (SELECT k.individual_id FROM search_key k WHERE ${door.scope('search_key', 'k')} AND k.key = ${`p:${digits.slice(-9)}`})`)
    .limit(100)
    .execute()
  return byPhone.map(row => toLine(row, 'phone'))
}

async function byName(door: Door, input: FindIndividuals, text: string): Promise<Line[]> {
  const words = queryKeys(text).slice(0, 6)
  if (words.length === 0) return []
  // Every word must be met by one of its keys. The planner starts from the rarest; the others are probed.
  const matches = words.map((word, index) => {
    const alias = `k${index}`
    const keys = sql`${sql.ref(`${alias}.key`)} = ANY(${word.keys}::text[])`
    const prefix = word.prefix ? sql` OR (${sql.ref(`${alias}.key`)} >= ${word.prefix} AND ${sql.ref(`${alias}.key`)} < ${`${word.prefix}~`})` : sql``
    return sql<boolean>`i.id IN (SELECT ${sql.ref(`${alias}.individual_id`)} FROM search_key ${sql.ref(alias)}
      WHERE ${door.scope('search_key', alias)} AND (${keys}${prefix}))`
  })
  let query = selectLines(door).where(conditions(door, input)).limit(rankLimit)
  for (const match of matches) query = query.where(match)
  const rows = await query.execute()
  return rows
    .map(row => ({ row, score: rankName(text, [...(row.names as NamePart[]), { kind: 'full' as const, text: row.latin_name }]) }))
    .sort((a, b) => scoreOf(b.score) - scoreOf(a.score) || (a.row.id < b.row.id ? 1 : -1))
    .map(({ row }) => toLine(row, 'name'))
}

function scoreOf(score: number | { score: number }): number {
  return typeof score === 'number' ? score : score.score
}

function toLine(
  row: {
    id: string
    household_id: string
    number: string
    household_number: string
    display_name: string
    latin_name: string
    relationship: string
    sex: string
    birth_date: string
    birth_estimated: boolean
    birth_precision: string
    nationality: string
    origin: string
    site_id: string
    status: string
    arrived_on: string
    registered_on: string
    photo_id: string | null
  },
  why: string | null,
) {
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
