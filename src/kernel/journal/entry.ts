import { createHash, randomBytes } from 'node:crypto'
import type { Uuid } from '../ids.ts'
import { canonical } from './canonical.ts'

/** One accepted act as the journal keeps it. The payload lives beside it under a salt, so that it can be erased. */
export interface JournalEntry {
  readonly situation_id: number
  readonly act_id: Uuid
  readonly name: string
  readonly kind: 'observation' | 'decision'
  readonly actor_id: Uuid
  readonly actor_kind: string
  readonly device: string | null
  readonly place_id: Uuid | null
  readonly occurred_at: string
  readonly recorded_at: string
  /** SHA-256 over salt ‖ canonical payload, lower-case hex. */
  readonly digest: string
}

export interface JournalPayload {
  readonly input: unknown
  readonly given: unknown
  readonly result: unknown
}

export function newSalt(): string {
  return randomBytes(16).toString('hex')
}

/** The digest that stands in the entry for its payload. */
export function digestOf(salt: string, payload: JournalPayload): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(canonical(payload)).digest('hex')
}

/**
 * The bytes of an entry's leaf in the Merkle tree. Times are whole milliseconds in UTC, as the database gives them back.
 */
export function leafBytes(entry: JournalEntry): Buffer {
  return Buffer.from(
    canonical({
      situation: entry.situation_id,
      act: entry.act_id,
      name: entry.name,
      kind: entry.kind,
      actor: entry.actor_id,
      actorKind: entry.actor_kind,
      device: entry.device,
      place: entry.place_id,
      occurredAt: entry.occurred_at,
      recordedAt: entry.recorded_at,
      digest: entry.digest,
    }),
  )
}
