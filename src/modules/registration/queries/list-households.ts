import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '../../../kernel/queries/define.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import { needGroups, processStatuses } from '../../vocabulary/index.ts'
import { levels } from '../model/household.ts'
import { CountryCode, Day, ShortText, Uuid } from '../model/individual.ts'
import type { RegistrationTables } from '../tables.ts'
import { countLimitOf, orderOf } from './page.ts'

export const ListHouseholds = z.strictObject({
  /** A household's own number or the one of another system, whole. */
  number: ShortText.optional(),
  site: Uuid.optional(),
  status: z.enum(processStatuses.codes).optional(),
  level: z.enum(levels).optional(),
  origin: CountryCode.optional(),
  arrivedFrom: Day.optional(),
  arrivedTo: Day.optional(),
  /** true: only households with somebody who cannot wait. */
  priority: z.boolean().optional(),
  /** At least one member with an open need of the group; empty for who may not see needs. */
  needGroup: z.enum(needGroups.codes).optional(),
  /** From the last answer, to go on after it. */
  after: z.string().max(80).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type ListHouseholds = z.infer<typeof ListHouseholds>

export const HouseholdLine = z.object({
  id: z.string(),
  number: z.string(),
  representativeName: z.string(),
  level: z.string(),
  status: z.string(),
  statusReason: z.string().nullable(),
  site: z.string(),
  origin: z.string(),
  arrivedOn: z.string(),
  registeredOn: z.string(),
  size: z.number(),
  priority: z.boolean(),
  phone: z.string().nullable(),
})
export type HouseholdLine = z.infer<typeof HouseholdLine>

export const listHouseholds = defineQuery({
  name: 'registration.listHouseholds',
  summary: 'Households and pre-registered groups of a situation, the newest first, page by page.',
  scope: 'situation',
  input: ListHouseholds,
  output: z.object({
    households: z.array(HouseholdLine),
    next: z.string().nullable(),
    /** Exact up to 10,000 (1,000 by needs); `more` says that there are more. */
    count: z.number(),
    more: z.boolean(),
  }),
  allow: { permission: 'read-people', sensitivity: 'personal' },
  async run(door, input) {
    const where = conditions(door, input)
    const { order, after, cursorOf } = orderOf(input, 'h')
    const most = countLimitOf(input)
    let query = door
      .on<RegistrationTables>()
      .selectFrom('household as h')
      .select([
        'h.id',
        'h.number',
        'h.representative_name as representativeName',
        'h.level',
        'h.status',
        'h.status_reason as statusReason',
        'h.site_id as site',
        'h.origin',
        'h.arrived_on as arrivedOn',
        'h.registered_on as registeredOn',
        'h.size',
        'h.priority',
        'h.phone',
      ])
      .where(where)
      .orderBy(order)
      .limit(input.limit + 1)
    if (after) query = query.where(after)
    const rows = await query.execute()
    const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (
      SELECT 1 FROM household h WHERE ${where} LIMIT ${most + 1}) AS found`.execute(door.on())
    const count = counted.rows[0]?.count ?? 0
    const households = rows.slice(0, input.limit)
    const last = households.at(-1)
    return {
      households,
      next: rows.length > input.limit && last ? cursorOf(last) : null,
      count: Math.min(count, most),
      more: count > most,
    }
  },
})

function conditions(door: Door, input: ListHouseholds): RawBuilder<boolean> {
  const all: RawBuilder<unknown>[] = [door.scope('household', 'h')]
  if (input.number) {
    // Two indexes, so two look-ups: an OR over both columns would read every household.
    all.push(sql`h.id IN (
      SELECT a.id FROM household a WHERE ${door.scope('household', 'a')} AND a.number = ${input.number.toUpperCase()}
      UNION SELECT b.id FROM household b WHERE ${door.scope('household', 'b')} AND b.external_number = ${input.number})`)
  }
  if (input.site) all.push(sql`h.site_id = ${input.site}`)
  if (input.status) all.push(sql`h.status = ${input.status}`)
  if (input.level) all.push(sql`h.level = ${input.level}`)
  if (input.origin) all.push(sql`h.origin = ${input.origin}`)
  if (input.arrivedFrom) all.push(sql`h.arrived_on >= ${input.arrivedFrom}`)
  if (input.arrivedTo) all.push(sql`h.arrived_on <= ${input.arrivedTo}`)
  if (input.priority) all.push(sql`h.priority`)
  if (input.needGroup) {
    all.push(sql`EXISTS (SELECT 1 FROM individual i JOIN specific_need n ON n.situation_id = i.situation_id AND n.individual_id = i.id
      WHERE i.situation_id = h.situation_id AND i.household_id = h.id AND ${door.scopeAt('specific_need', 'n', 'i.site_id', 'read-needs')}
      AND n.need_group = ${input.needGroup} AND n.status IN ('pending-review', 'confirmed'))`)
  }
  return sql<boolean>`${sql.join(all, sql` AND `)}`
}
