import { sql } from 'kysely'
import { z } from 'zod'
import { grantsFor } from '../../../kernel/access/principal.ts'
import { rankOf } from '../../../kernel/access/sensitivity.ts'
import { defineQuery } from '../../../kernel/queries/define.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import { Uuid } from '../model/individual.ts'
import { Summary, summarise } from './summary.ts'

const TimelineEntry = z.object({
  act: z.string(),
  /** The act's name; its words are `<name with act. after the first dot>`: registration.act.registerHousehold. */
  name: z.string(),
  actor: z.string(),
  actorName: z.string().nullable(),
  actorKind: z.string(),
  device: z.string().nullable(),
  place: z.string().nullable(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  /** What changed; null where what was said is more closely held than the asker may see. */
  summary: Summary.nullable(),
})

export const timeline = defineQuery({
  name: 'registration.timeline',
  summary: 'What happened to a person or a household, act by act, the newest first.',
  scope: 'situation',
  input: z.strictObject({
    subject: Uuid,
    /** From the last answer, to go on after it. */
    after: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ entries: z.array(TimelineEntry), next: z.string().nullable() }),
  allow: { permission: 'read-people', sensitivity: 'personal' },
  async run(door, input) {
    const site = await siteOf(door, input.subject)
    const rank = highestRank(door, site)
    door.reference('account')
    const before = input.after ? sql`AND e.position < ${input.after}` : sql``
    const { rows } = await sql<Row>`
      SELECT e.act_id AS act, e.name, e.actor_id AS actor, e.actor_kind AS "actorKind", e.device, e.place_id AS place,
        e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", e.position, p.sensitivity, p.input, p.result, a.name AS "actorName"
      FROM journal_subject s
      JOIN journal_entry e ON e.situation_id = s.situation_id AND e.act_id = s.act_id
      LEFT JOIN journal_payload p ON p.situation_id = s.situation_id AND p.act_id = s.act_id AND p.sensitivity <= ${rank}
      LEFT JOIN account a ON a.id = e.actor_id
      WHERE ${door.scope('journal_subject', 's')} AND s.subject_id = ${input.subject} ${before}
      ORDER BY e.position DESC LIMIT ${input.limit + 1}`.execute(door.on())
    const page = rows.slice(0, input.limit)
    if (page.some(row => (row.sensitivity ?? 0) >= rankOf('confidential'))) door.logRead(input.subject, 'confidential')
    return {
      entries: page.map(row => ({
        act: row.act,
        name: row.name,
        actor: row.actor,
        actorName: row.actorName,
        actorKind: row.actorKind,
        device: row.device,
        place: row.place,
        occurredAt: row.occurredAt,
        recordedAt: row.recordedAt,
        summary: row.sensitivity === null ? null : summarise(row.name, row.input, row.result, input.subject),
      })),
      next: rows.length > input.limit ? String(page.at(-1)?.position) : null,
    }
  },
})

interface Row {
  act: string
  name: string
  actor: string
  actorName: string | null
  actorKind: string
  device: string | null
  place: string | null
  occurredAt: string
  recordedAt: string
  position: number
  sensitivity: number | null
  input: unknown
  result: unknown
}

/** The site of the person or household, as far as the asker may see it. */
async function siteOf(door: Door, subject: string): Promise<string> {
  const { rows } = await sql<{ site: string }>`
    SELECT i.site_id AS site FROM individual i WHERE ${door.scope('individual', 'i')} AND i.id = ${subject}
    UNION ALL SELECT h.site_id FROM household h WHERE ${door.scope('household', 'h')} AND h.id = ${subject}`.execute(
    door.on(),
  )
  return rows[0]?.site ?? door.notFound('record')
}

/** How closely held an act may be for its words to be shown to this asker at this site. Needs ask for their own permission. */
function highestRank(door: Door, site: string): number {
  const rank = (permission: string) =>
    grantsFor(door.principal, door.situation, permission)
      .filter(grant => grant.places === '*' || grant.places.has(site))
      .reduce((highest, grant) => Math.max(highest, rankOf(grant.sensitivity)), 0)
  return Math.max(Math.min(rank('read-people'), rankOf('personal')), rank('read-needs'))
}
