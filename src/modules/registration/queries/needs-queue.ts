import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { rankOf, sensitivityOf } from '../../../kernel/access/sensitivity.ts'
import { problem as common } from '../../../kernel/problems/common.ts'
import { defineQuery } from '../../../kernel/queries/define.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import { needGroups, urgencies } from '../../vocabulary/index.ts'
import { Uuid } from '../model/individual.ts'

export const NeedsQueue = z.strictObject({
  status: z.enum(['proposed', 'pending-review']).optional(),
  group: z.enum(needGroups.codes).optional(),
  urgency: z.enum(urgencies.codes).optional(),
  site: Uuid.optional(),
  /** From the last answer, to go on after it. */
  after: z.string().max(80).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type NeedsQueue = z.infer<typeof NeedsQueue>

const Waiting = z.object({
  id: z.string(),
  code: z.string(),
  group: z.string(),
  urgency: z.string(),
  status: z.string(),
  rule: z.string().nullable(),
  identifiedOn: z.string(),
  note: z.string(),
  sensitivity: z.string(),
  individual: z.object({
    id: z.string(),
    number: z.string(),
    name: z.string(),
    latinName: z.string(),
    sex: z.string(),
    birthDate: z.string(),
    birthEstimated: z.boolean(),
    household: z.string(),
    site: z.string(),
  }),
})
type Waiting = z.infer<typeof Waiting>

export const needsQueue = defineQuery({
  name: 'registration.needsQueue',
  summary: 'Specific needs that wait for a person to confirm or reject them: the most urgent first, then the oldest.',
  scope: 'situation',
  input: NeedsQueue,
  output: z.object({ needs: z.array(Waiting), next: z.string().nullable() }),
  allow: { permission: 'read-needs', sensitivity: 'sensitive' },
  async run(door, input) {
    const cursor = input.after === undefined ? undefined : readCursor(input.after)
    const needs: Waiting[] = []
    // Each urgency is a run of the same index, so a page costs what it holds, however long the queue is.
    for (const urgency of input.urgency ? [input.urgency] : urgencies.codes) {
      if (cursor && urgencies.codes.indexOf(urgency) < urgencies.codes.indexOf(cursor.urgency)) continue
      const missing = input.limit + 1 - needs.length
      if (missing <= 0) break
      const after = cursor?.urgency === urgency ? cursor : undefined
      needs.push(...(await readWaiting(door, input, urgency, after, missing)))
    }
    const page = needs.slice(0, input.limit)
    const confidential = page.filter(need => rankOf('confidential') === rankOf(need.sensitivity as 'sensitive'))
    for (const individual of new Set(confidential.map(need => need.individual.id)))
      door.logRead(individual, 'confidential')
    const last = page.at(-1)
    return {
      needs: page,
      next: needs.length > input.limit && last ? `${last.urgency}|${last.identifiedOn}|${last.id}` : null,
    }
  },
})

interface Cursor {
  readonly urgency: (typeof urgencies.codes)[number]
  readonly day: string
  readonly id: string
}

function readCursor(text: string): Cursor {
  const [urgency, day = '', id = ''] = text.split('|')
  const known = urgencies.codes.find(code => code === urgency)
  if (!known || !z.iso.date().safeParse(day).success || !Uuid.safeParse(id).success) throw common('query.bad-cursor')
  return { urgency: known, day, id }
}

async function readWaiting(
  door: Door,
  input: NeedsQueue,
  urgency: string,
  after: Cursor | undefined,
  limit: number,
): Promise<Waiting[]> {
  const where: RawBuilder<unknown>[] = [
    door.scopeAt('specific_need', 'n', 'i.site_id'),
    door.scope('individual', 'i'),
    sql`n.urgency = ${urgency}`,
    input.status ? sql`n.status = ${input.status}` : sql`n.status IN ('proposed', 'pending-review')`,
    sql`n.status IN ('proposed', 'pending-review')`,
    sql`i.status <> 'closed'`,
  ]
  if (input.group) where.push(sql`n.need_group = ${input.group}`)
  if (input.site) where.push(sql`i.site_id = ${input.site}`)
  if (after) where.push(sql`(n.identified_on, n.id) > (${after.day}::date, ${after.id}::uuid)`)
  const { rows } = await sql<Row>`
    SELECT n.id, n.code, n.need_group, n.urgency, n.status, n.rule, n.identified_on, n.note, n.sensitivity,
      i.id AS individual_id, i.number, i.display_name, i.latin_name, i.sex, i.birth_date, i.birth_estimated, i.household_id, i.site_id
    FROM specific_need n JOIN individual i ON i.situation_id = n.situation_id AND i.id = n.individual_id
    WHERE ${sql.join(where, sql` AND `)} ORDER BY n.identified_on, n.id LIMIT ${limit}`.execute(door.on())
  return rows.map(row => ({
    id: row.id,
    code: row.code,
    group: row.need_group,
    urgency: row.urgency,
    status: row.status,
    rule: row.rule,
    identifiedOn: row.identified_on,
    note: row.note,
    sensitivity: sensitivityOf(row.sensitivity),
    individual: {
      id: row.individual_id,
      number: row.number,
      name: row.display_name,
      latinName: row.latin_name,
      sex: row.sex,
      birthDate: row.birth_date,
      birthEstimated: row.birth_estimated,
      household: row.household_id,
      site: row.site_id,
    },
  }))
}

interface Row {
  id: string
  code: string
  need_group: string
  urgency: string
  status: string
  rule: string | null
  identified_on: string
  note: string
  sensitivity: number
  individual_id: string
  number: string
  display_name: string
  latin_name: string
  sex: string
  birth_date: string
  birth_estimated: boolean
  household_id: string
  site_id: string
}

export const needsSummary = defineQuery({
  name: 'registration.needsSummary',
  summary: 'How many people have each specific need, and how many needs wait for review.',
  scope: 'situation',
  input: z.strictObject({ site: Uuid.optional() }),
  output: z.object({
    /** People with the need, confirmed or pending review. */
    codes: z.array(z.object({ group: z.string(), code: z.string(), people: z.number() })),
    waiting: z.array(z.object({ urgency: z.string(), status: z.string(), needs: z.number() })),
  }),
  allow: { permission: 'read-needs', sensitivity: 'sensitive' },
  async run(door, input) {
    // Closed records are few: they are left out. Asked for sites, the people of those sites are looked for instead.
    const everywhere = input.site === undefined && door.places() === '*'
    const from = everywhere
      ? sql`specific_need n`
      : sql`specific_need n JOIN individual i ON i.situation_id = n.situation_id AND i.id = n.individual_id`
    const where = everywhere
      ? sql`${door.scope('specific_need', 'n')} AND NOT EXISTS (SELECT 1 FROM individual i
          WHERE ${door.scope('individual', 'i')} AND i.id = n.individual_id AND i.status = 'closed')`
      : sql`${door.scopeAt('specific_need', 'n', 'i.site_id')} AND ${door.scope('individual', 'i')} AND i.status <> 'closed'
          ${input.site ? sql`AND i.site_id = ${input.site}` : sql``}`
    // A person has a code once among open needs, so needs are people here.
    const codes = await sql<{ group: string; code: string; people: number }>`
      SELECT n.need_group AS group, n.code, count(*)::int AS people FROM ${from}
      WHERE ${where} AND n.status IN ('pending-review', 'confirmed') GROUP BY 1, 2 ORDER BY 3 DESC, 2`.execute(
      door.on(),
    )
    const waiting = await sql<{ urgency: string; status: string; needs: number }>`
      SELECT n.urgency, n.status, count(*)::int AS needs FROM ${from}
      WHERE ${where} AND n.status IN ('proposed', 'pending-review') GROUP BY 1, 2 ORDER BY 1, 2`.execute(door.on())
    return { codes: codes.rows, waiting: waiting.rows }
  },
})
