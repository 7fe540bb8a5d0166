import type pg from 'pg'
import { MerkleFrontier, sameBytes } from '../../engines/merkle/index.ts'
import { openCheckpoint } from './checkpoint.ts'
import { digestOf, type JournalEntry } from './entry.ts'
import { entryColumns, hashOfEntry, originOf, sha256 } from './leaves.ts'
import type { Verifier } from './note.ts'

export type FaultKind =
  | 'leaf-missing'
  | 'leaf-altered'
  | 'payload-altered'
  | 'payload-missing'
  | 'checkpoint-wrong-root'
  | 'checkpoint-bad-signature'
  | 'checkpoint-missing'
  | 'witness-wrong-root'
  | 'witness-ahead'

export interface Fault {
  readonly kind: FaultKind
  readonly situation: number
  readonly leaf?: number
  readonly act?: string
}

export interface Verification {
  readonly situation: number
  readonly entries: number
  readonly checkpoints: number
  /** Accepted but not yet sealed. */
  readonly waiting: number
  readonly faults: readonly Fault[]
}

const step = 5000
const mostFaults = 100

/**
 * Checks a situation's journal from the first entry: each leaf follows from its entry, each payload from its salt and
 * digest, each signed checkpoint from the leaves before it. `witness`: a signed checkpoint that somebody kept elsewhere;
 * the journal must still begin with what it signs.
 */
export async function verifyJournal(
  owner: pg.Pool,
  situation: number,
  verifiers: readonly Verifier[],
  options: { witness?: string; onProgress?: (entries: number) => void } = {},
): Promise<Verification> {
  const faults: Fault[] = []
  const fault = (kind: FaultKind, at: Omit<Fault, 'kind' | 'situation'> = {}) => {
    if (faults.length < mostFaults) faults.push({ kind, situation, ...at })
  }
  const { rows: checkpoints } = await owner.query<{ tree_size: number; root_hash: Buffer; note: string }>(
    'SELECT tree_size, root_hash, note FROM journal_checkpoint WHERE situation_id = $1 ORDER BY tree_size',
    [situation],
  )
  const opened = options.witness === undefined ? undefined : openWitness(options.witness, situation, verifiers)
  if (opened === 'bad') fault('checkpoint-bad-signature')
  const witness = opened === 'bad' ? undefined : opened
  const frontier = MerkleFrontier.empty(sha256)
  let next = 0
  const checkHeads = () => {
    if (witness && witness.size === frontier.size && !sameBytes(witness.rootHash, frontier.root()))
      fault('witness-wrong-root', { leaf: frontier.size })
    for (; checkpoints[next]?.tree_size === frontier.size; next++) {
      const checkpoint = checkpoints[next]
      if (!checkpoint) return
      const signed = openWitness(checkpoint.note, situation, verifiers)
      if (signed === 'bad') fault('checkpoint-bad-signature', { leaf: frontier.size })
      else if (
        signed.size !== frontier.size ||
        !sameBytes(signed.rootHash, frontier.root()) ||
        !sameBytes(checkpoint.root_hash, frontier.root())
      ) {
        fault('checkpoint-wrong-root', { leaf: frontier.size })
      }
    }
  }
  for (;;) {
    const rows = await readLeaves(owner, situation, frontier.size)
    for (const row of rows) {
      if (row.leaf_index !== frontier.size) {
        fault('leaf-missing', { leaf: frontier.size })
        return { situation, entries: frontier.size, checkpoints: checkpoints.length, waiting: 0, faults }
      }
      const hash = hashOfEntry(row)
      if (!sameBytes(hash, row.leaf_hash)) fault('leaf-altered', { leaf: row.leaf_index, act: row.act_id })
      if (row.salt === null) fault('payload-missing', { leaf: row.leaf_index, act: row.act_id })
      else if (digestOf(row.salt, { input: row.input, given: row.given, result: row.result }) !== row.digest)
        fault('payload-altered', { leaf: row.leaf_index, act: row.act_id })
      frontier.append(hash)
      checkHeads()
    }
    options.onProgress?.(frontier.size)
    if (rows.length < step) break
  }
  if (next < checkpoints.length) fault('checkpoint-missing', { leaf: frontier.size })
  if (frontier.size > 0 && checkpoints.at(-1)?.tree_size !== frontier.size)
    fault('checkpoint-missing', { leaf: frontier.size })
  if (witness && witness.size > frontier.size) fault('witness-ahead', { leaf: frontier.size })
  const { rows } = await owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM journal_entry e WHERE e.situation_id = $1
       AND NOT EXISTS (SELECT 1 FROM journal_leaf l WHERE l.situation_id = e.situation_id AND l.act_id = e.act_id)`,
    [situation],
  )
  return { situation, entries: frontier.size, checkpoints: checkpoints.length, waiting: rows[0]?.count ?? 0, faults }
}

type LeafRow = JournalEntry & {
  leaf_index: number
  leaf_hash: Buffer
  salt: string | null
  input: unknown
  given: unknown
  result: unknown
}

async function readLeaves(owner: pg.Pool, situation: number, from: number): Promise<LeafRow[]> {
  const { rows } = await owner.query<LeafRow>(
    `SELECT l.leaf_index, l.leaf_hash, ${entryColumns}, p.salt, p.input, p.given, p.result
     FROM journal_leaf l JOIN journal_entry e ON e.situation_id = l.situation_id AND e.act_id = l.act_id
       LEFT JOIN journal_payload p ON p.situation_id = l.situation_id AND p.act_id = l.act_id
     WHERE l.situation_id = $1 AND l.leaf_index >= $2 ORDER BY l.leaf_index LIMIT ${step}`,
    [situation, from],
  )
  return rows
}

function openWitness(note: string, situation: number, verifiers: readonly Verifier[]) {
  for (const verifier of verifiers) {
    try {
      return openCheckpoint(note, [verifier], originOf(verifier.name, situation))
    } catch {
      // Not signed by this key; another may have.
    }
  }
  return 'bad' as const
}
