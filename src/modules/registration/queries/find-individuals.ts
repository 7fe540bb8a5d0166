import { sql } from 'kysely'
import { z } from 'zod'
import { rankOf } from '../../../kernel/access/sensitivity.ts'
import { problem as common } from '../../../kernel/problems/common.ts'
import { defineQuery } from '../../../kernel/queries/define.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import { specificNeeds } from '../../vocabulary/index.ts'
import { findByName, nameLimit } from './find-by-name.ts'
import { findByNumber } from './find-by-number.ts'
import { countLimitOf, orderOf } from './page.ts'
import { IndividualLine, personConditions, personFilters, selectPeople, toLine } from './person-lines.ts'

export const FindIndividuals = z.strictObject({
  /** A name in any script and order, a registration or document number, a phone. */
  text: z.string().trim().max(200).optional(),
  ...personFilters,
  /** From the last answer, to go on after it. */
  after: z.string().max(80).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type FindIndividuals = z.infer<typeof FindIndividuals>

export { IndividualLine }

export const FoundIndividuals = z.object({
  people: z.array(IndividualLine),
  next: z.string().nullable(),
  /** Exact up to 10,000 (1,000 by needs, 200 by name); `more` says that there are more. */
  count: z.number(),
  more: z.boolean(),
})
type FoundIndividuals = z.infer<typeof FoundIndividuals>

export const findIndividuals = defineQuery({
  name: 'registration.findIndividuals',
  summary: 'People of a situation by name in any script, number, document or phone, and by filters, page by page.',
  scope: 'situation',
  input: FindIndividuals,
  output: FoundIndividuals,
  allow: { permission: 'read-people', sensitivity: 'personal' },
  async run(door, input) {
    const found = input.text ? await byText(door, input, input.text) : await byFilters(door, input)
    if (asksForConfidential(door, input)) for (const person of found.people) door.logRead(person.id, 'confidential')
    return found
  },
})

async function byFilters(door: Door, input: FindIndividuals): Promise<FoundIndividuals> {
  const where = personConditions(door, input) ?? sql<boolean>`true`
  const { order, after, cursorOf } = orderOf(input, 'i')
  let query = selectPeople(door)
    .where(where)
    .orderBy(order)
    .limit(input.limit + 1)
  if (after) query = query.where(after)
  const people = (await query.execute()).map(row => toLine(row, null))
  const most = countLimitOf(input)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (
    SELECT 1 FROM individual i WHERE ${door.scope('individual', 'i')} AND ${where} LIMIT ${most + 1}) AS found`.execute(
    door.on(),
  )
  const count = counted.rows[0]?.count ?? 0
  const page = people.slice(0, input.limit)
  const last = page.at(-1)
  return {
    people: page,
    next: people.length > input.limit && last ? cursorOf(last) : null,
    count: Math.min(count, most),
    more: count > most,
  }
}

async function byText(door: Door, input: FindIndividuals, text: string): Promise<FoundIndividuals> {
  const from = input.after === undefined ? 0 : Number(/^\d{1,6}$/.exec(input.after)?.[0] ?? Number.NaN)
  if (Number.isNaN(from)) throw common('query.bad-cursor')
  const where = personConditions(door, input)
  const byNumber = /\p{Nd}/u.test(text) ? await findByNumber(door, where, text) : []
  const found = byNumber.length > 0 ? byNumber : await findByName(door, input, text)
  return {
    people: found.slice(from, from + input.limit),
    next: from + input.limit < found.length ? String(from + input.limit) : null,
    count: found.length,
    more: found.length >= nameLimit,
  }
}

/** Whether being in the answer says of a person what is confidential. */
function asksForConfidential(door: Door, input: FindIndividuals): boolean {
  if (!input.need && !input.needGroup) return false
  const codes = specificNeeds.codes.filter(
    code => code === input.need || specificNeeds.facts[code].group === input.needGroup,
  )
  const sees = door.principal.grants.some(
    grant =>
      grant.situation === door.situation &&
      grant.permissions.has('read-needs') &&
      rankOf(grant.sensitivity) >= rankOf('confidential'),
  )
  return sees && codes.some(code => specificNeeds.facts[code].sensitivity === 'confidential')
}
