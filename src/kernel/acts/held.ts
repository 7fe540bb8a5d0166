import type pg from 'pg'
import type { Principal } from '../access/principal.ts'
import { rankOf, type Sensitivity } from '../access/sensitivity.ts'
import type { StoredProblem } from '../problems/problem.ts'
import { inSituation } from '../store/in-situation.ts'
import type { ActEnvelope } from './define.ts'
import type { RegisteredAct } from './registry.ts'

export type StoredOutcome =
  | { answer: 'already-accepted'; recordedAt: string; input: unknown; result: unknown }
  | { answer: 'needs-review' | 'refused'; recordedAt: string; problem: StoredProblem }

/** What was answered to this act before, if anything. An accepted act outranks a held one of the same id. */
export async function storedOutcome(pool: pg.Pool, envelope: ActEnvelope): Promise<StoredOutcome | undefined> {
  return inSituation(pool, envelope.situation, async client => {
    const accepted = await client.query<{ recorded_at: string; input: unknown; result: unknown }>({
      name: 'stored_outcome',
      text: `SELECT e.recorded_at, p.input, p.result FROM journal_entry e JOIN journal_payload p USING (situation_id, act_id)
             WHERE e.situation_id = $1 AND e.act_id = $2`,
      values: [envelope.situation, envelope.id],
    })
    const entry = accepted.rows[0]
    if (entry)
      return { answer: 'already-accepted', recordedAt: entry.recorded_at, input: entry.input, result: entry.result }
    const held = await client.query<{
      recorded_at: string
      answer: 'needs-review' | 'refused'
      problem: StoredProblem
    }>({
      name: 'held_outcome',
      text: 'SELECT recorded_at, answer, problem FROM held_act WHERE situation_id = $1 AND act_id = $2',
      values: [envelope.situation, envelope.id],
    })
    const row = held.rows[0]
    return row ? { answer: row.answer, recordedAt: row.recorded_at, problem: row.problem } : undefined
  })
}

/** Keeps an act that was not accepted, with what was entered and why it did not go through. */
export async function hold(
  pool: pg.Pool,
  act: RegisteredAct,
  envelope: ActEnvelope,
  principal: Principal,
  answer: 'needs-review' | 'refused',
  found: StoredProblem,
  now: Date,
): Promise<void> {
  await inSituation(pool, envelope.situation, client =>
    client.query({
      name: 'hold_act',
      text: `INSERT INTO held_act (situation_id, act_id, name, actor_id, device, sensitivity, answer, problem, input, occurred_at, recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11) ON CONFLICT DO NOTHING`,
      values: [
        envelope.situation,
        envelope.id,
        act.name,
        principal.id,
        envelope.device ?? null,
        rankOf(sensitivityOfInput(act, envelope.input)),
        answer,
        JSON.stringify(storable(found)),
        JSON.stringify(storable(envelope.input)),
        envelope.occurredAt ?? now.toISOString(),
        now.toISOString(),
      ],
    }),
  )
}

/** An input that cannot be read says nothing of itself, so it is held as closely as the act allows. */
function sensitivityOfInput(act: RegisteredAct, input: unknown): Sensitivity {
  const parsed = act.sensitivityOf ? act.input.safeParse(input) : undefined
  return (parsed?.success ? act.sensitivityOf?.(parsed.data) : undefined) ?? act.sensitivity
}

/** What the database cannot keep of a text (a zero character, half a character) is kept as the sign for an unreadable one. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\0|\p{Cs}/gu, '\ufffd')
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), storable(item)]))
}
