import type pg from 'pg'
import type { ActContext } from '../acts/define.ts'
import { keepClear } from '../acts/numbers.ts'
import type { ActRegistry } from '../acts/registry.ts'
import type { Draw } from '../acts/run.ts'
import { OpenTransaction } from '../acts/transaction.ts'
import { beginText } from '../store/session.ts'

interface Replayed {
  act_id: string
  name: string
  actor_id: string
  occurred_at: string
  recorded_at: string
  input: unknown
  given: { value: unknown; draws: Draw[] }
  result: unknown
  position: number
}

/**
 * Applies a situation's journal to another database that has the house's tables and, for situations above 0, what the
 * house's own journal gives. The state becomes the same, because an act takes ids, times and numbers only from what the
 * journal keeps. Journal rows themselves are not written again. Answers how many acts were applied.
 */
export async function replay(
  source: pg.Pool,
  target: pg.Pool,
  registry: ActRegistry,
  situation: number,
): Promise<number> {
  let position = 0
  let count = 0
  for (;;) {
    const { rows } = await source.query<Replayed>(
      `SELECT e.act_id, e.name, e.actor_id, e.occurred_at, e.recorded_at, e.position, p.input, p.given, p.result
       FROM journal_entry e JOIN journal_payload p USING (situation_id, act_id)
       WHERE e.situation_id = $1 AND e.position > $2 ORDER BY e.position LIMIT 500`,
      [situation, position],
    )
    for (const row of rows) {
      await applyOne(target, registry, situation, row)
      position = row.position
      count++
    }
    if (rows.length < 500) return count
  }
}

async function applyOne(target: pg.Pool, registry: ActRegistry, situation: number, row: Replayed): Promise<void> {
  const act = registry.get(row.name)
  const context: ActContext<unknown> = {
    id: row.act_id,
    name: row.name,
    situation,
    actor: row.actor_id,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    today: row.recorded_at.slice(0, 10),
    given: row.given.value,
  }
  const client = await target.connect()
  let broken: Error | undefined
  try {
    await client.query(beginText({ situation, sensitivity: 4 }, 'read write'))
    const tx = new OpenTransaction(client)
    await act.apply(tx, row.input, context)
    await tx.finish()
  } catch (failure) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw failure
  } finally {
    client.release(broken)
  }
  for (const { counter, first, count } of row.given.draws) await keepClear(target, situation, counter, first + count)
}
