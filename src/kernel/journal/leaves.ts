import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Hash, leafHashOf } from '../../engines/merkle/index.ts'
import { type JournalEntry, leafBytes } from './entry.ts'

export const sha256: Hash = bytes => createHash('sha256').update(bytes).digest()

export const entryColumns =
  'e.situation_id, e.act_id, e.name, e.kind, e.actor_id, e.actor_kind, e.device, e.place_id, e.occurred_at, e.recorded_at, e.digest'

/** RFC 6962 leaf hash of an entry. */
export function hashOfEntry(entry: JournalEntry): Uint8Array {
  return leafHashOf(sha256, leafBytes(entry))
}

/** The situations that have a journal, the house itself (0) included. */
export async function journalled(pool: pg.Pool): Promise<number[]> {
  // A loose index scan: one probe a situation, however many entries there are.
  const { rows } = await pool.query<{ situation_id: number }>(`
    WITH RECURSIVE found AS (
      (SELECT situation_id FROM journal_entry ORDER BY situation_id LIMIT 1)
      UNION ALL
      SELECT (SELECT e.situation_id FROM journal_entry e WHERE e.situation_id > f.situation_id ORDER BY e.situation_id LIMIT 1)
      FROM found f WHERE f.situation_id IS NOT NULL
    ) SELECT situation_id FROM found WHERE situation_id IS NOT NULL`)
  return rows.map(row => row.situation_id)
}

/** The origin line of a situation's log, after the name of the key that signs it. */
export function originOf(keyName: string, situation: number): string {
  return `${keyName}/situation/${situation}`
}
