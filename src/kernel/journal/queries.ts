import { sql } from 'kysely'
import { z } from 'zod'
import { type AnyQuery, defineQuery } from '../queries/define.ts'
import type { TablePolicies } from '../queries/door.ts'

export const journalPolicies: TablePolicies = {
  journal_entry: { place: null, sensitivity: 'internal' },
  journal_payload: { place: null, sensitivity: 'personal', rowSensitivity: 'sensitivity' },
  journal_subject: { place: null, sensitivity: 'internal' },
  journal_leaf: { place: null, sensitivity: 'internal' },
  journal_checkpoint: { place: null, sensitivity: 'internal' },
  held_act: { place: null, sensitivity: 'personal', rowSensitivity: 'sensitivity' },
  access_log: { place: null, sensitivity: 'internal', rowSensitivity: 'sensitivity' },
}

export const JournalLine = z.object({
  act: z.string(),
  name: z.string(),
  kind: z.string(),
  actor: z.string(),
  actorKind: z.string(),
  device: z.string().nullable(),
  place: z.string().nullable(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  /** Position in the Merkle tree; null until sealed. */
  leaf: z.number().nullable(),
})

export const listJournal = defineQuery({
  name: 'journal.listEntries',
  summary: 'Accepted acts of a situation, the newest first: who did what, where and when, without what was said.',
  scope: 'situation',
  input: z.strictObject({
    name: z.string().max(80).optional(),
    subject: z.string().uuid().optional(),
    actor: z.string().uuid().optional(),
    after: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ entries: z.array(JournalLine), next: z.string().nullable() }),
  allow: { permission: 'read-journal', sensitivity: 'internal' },
  async run(door, input) {
    const where = [door.scope('journal_entry', 'e')]
    if (input.name) where.push(sql<boolean>`e.name = ${input.name}`)
    if (input.actor) where.push(sql<boolean>`e.actor_id = ${input.actor}`)
    if (input.after) where.push(sql<boolean>`e.position < ${input.after}`)
    if (input.subject) {
      where.push(
        sql<boolean>`e.act_id IN (SELECT s.act_id FROM journal_subject s WHERE ${door.scope('journal_subject', 's')} AND s.subject_id = ${input.subject})`,
      )
    }
    const { rows } = await sql<z.infer<typeof JournalLine> & { position: number }>`
      SELECT e.act_id AS act, e.name, e.kind, e.actor_id AS actor, e.actor_kind AS "actorKind", e.device, e.place_id AS place,
        e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", l.leaf_index AS leaf, e.position
      FROM journal_entry e LEFT JOIN journal_leaf l ON l.situation_id = e.situation_id AND l.act_id = e.act_id
      WHERE ${sql.join(where, sql` AND `)} ORDER BY e.position DESC LIMIT ${input.limit + 1}`.execute(door.on())
    const page = rows.slice(0, input.limit)
    return {
      entries: page.map(({ position: _, ...line }) => line),
      next: rows.length > input.limit ? String(page.at(-1)?.position) : null,
    }
  },
})

export const getCheckpoint = defineQuery({
  name: 'journal.getCheckpoint',
  summary: 'The newest signed checkpoint of a situation’s journal, as a C2SP signed note.',
  scope: 'situation',
  input: z.strictObject({}),
  output: z.object({
    note: z.string().nullable(),
    size: z.number(),
    madeAt: z.string().nullable(),
    waiting: z.number(),
  }),
  allow: { permission: 'read-journal', sensitivity: 'internal' },
  async run(door) {
    const { rows } = await sql<{ note: string; tree_size: number; made_at: string }>`
      SELECT note, tree_size, made_at FROM journal_checkpoint c WHERE ${door.scope('journal_checkpoint', 'c')} ORDER BY tree_size DESC LIMIT 1`.execute(
      door.on(),
    )
    const waiting = await sql<{
      count: number
    }>`SELECT count(*)::int AS count FROM (SELECT 1 FROM journal_entry e WHERE ${door.scope('journal_entry', 'e')}
      AND NOT EXISTS (SELECT 1 FROM journal_leaf l WHERE l.situation_id = e.situation_id AND l.act_id = e.act_id)
      ORDER BY e.position DESC LIMIT 1000) AS found`.execute(door.on())
    const last = rows[0]
    return {
      note: last?.note ?? null,
      size: last?.tree_size ?? 0,
      madeAt: last?.made_at ?? null,
      waiting: waiting.rows[0]?.count ?? 0,
    }
  },
})

export const listHeld = defineQuery({
  name: 'journal.listHeld',
  summary: 'Acts that were refused or need review and wait for a person.',
  scope: 'situation',
  input: z.strictObject({
    answer: z.enum(['needs-review', 'refused']).optional(),
    after: z.string().uuid().optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    held: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        actor: z.string(),
        answer: z.string(),
        problem: z.object({
          code: z.string(),
          status: z.number(),
          details: z.record(z.string(), z.unknown()),
          fields: z.array(z.unknown()),
        }),
        input: z.unknown(),
        occurredAt: z.string(),
        recordedAt: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
  allow: { permission: 'read-held', sensitivity: 'personal' },
  async run(door, input) {
    const where = [door.scope('held_act', 'h'), sql<boolean>`h.mended_by IS NULL AND h.dismissed_at IS NULL`]
    if (input.answer) where.push(sql<boolean>`h.answer = ${input.answer}`)
    if (input.after) where.push(sql<boolean>`h.act_id < ${input.after}`)
    const { rows } = await sql<{
      id: string
      name: string
      actor: string
      answer: string
      problem: { code: string; status: number; details: Record<string, unknown>; fields: unknown[] }
      input: unknown
      occurredAt: string
      recordedAt: string
    }>`SELECT h.act_id AS id, h.name, h.actor_id AS actor, h.answer, h.problem, h.input, h.occurred_at AS "occurredAt", h.recorded_at AS "recordedAt"
      FROM held_act h WHERE ${sql.join(where, sql` AND `)} ORDER BY h.act_id DESC LIMIT ${input.limit + 1}`.execute(
      door.on(),
    )
    const held = rows.slice(0, input.limit)
    return { held, next: rows.length > input.limit ? (held.at(-1)?.id ?? null) : null }
  },
})

export const journalQueries = [listJournal, getCheckpoint, listHeld] as const satisfies readonly AnyQuery[]
