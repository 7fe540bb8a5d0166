import type pg from 'pg'
import { MerkleFrontier } from '../../engines/merkle/index.ts'
import type { Log } from '../log/index.ts'
import { signCheckpoint } from './checkpoint.ts'
import type { JournalEntry } from './entry.ts'
import { entryColumns, hashOfEntry, journalled, originOf, sha256 } from './leaves.ts'
import type { Signer } from './note.ts'

const batch = 5000

interface Last {
  tree_size: number
  frontier: string
  sealed_to: string
}

/**
 * Gives the settled entries of a situation their places in the Merkle tree and signs the new head. Answers how many were
 * sealed. Settled: written by a database transaction that ended before every one that is still open, so nothing can
 * appear behind them. Order of writing inside the database is an order in which each act saw only earlier ones.
 */
export async function seal(owner: pg.Pool, situation: number, signer: Signer, now = new Date()): Promise<number> {
  const client = await owner.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const lock = await client.query<{ free: boolean }>('SELECT pg_try_advisory_xact_lock(726173, $1) AS free', [
      situation,
    ])
    const sealed = lock.rows[0]?.free ? await sealLocked(client, situation, signer, now) : 0
    await client.query('COMMIT')
    return sealed
  } catch (failure) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw failure
  } finally {
    client.release(broken)
  }
}

async function sealLocked(client: pg.PoolClient, situation: number, signer: Signer, now: Date): Promise<number> {
  const { rows: heads } = await client.query<Last>(
    'SELECT tree_size, frontier, sealed_to::text FROM journal_checkpoint WHERE situation_id = $1 ORDER BY tree_size DESC LIMIT 1',
    [situation],
  )
  const head = heads[0]
  const frontier = head
    ? MerkleFrontier.restore(sha256, Buffer.from(head.frontier, 'base64'))
    : MerkleFrontier.empty(sha256)
  const settled = await client.query<{ xmin: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin')
  const horizon = settled.rows[0]?.xmin ?? '0'
  // A database restored elsewhere counts its transactions anew: then every entry is looked at once.
  const moved = head !== undefined && BigInt(head.sealed_to) > BigInt(horizon)
  const from = moved || !head ? '0' : head.sealed_to
  const { rows } = await client.query<JournalEntry>(
    `SELECT ${entryColumns} FROM journal_entry e
     WHERE e.situation_id = $1 AND (e.transaction_id >= $2::xid8 AND e.transaction_id < $3::xid8 OR $4)
       AND NOT EXISTS (SELECT 1 FROM journal_leaf l WHERE l.situation_id = e.situation_id AND l.act_id = e.act_id)
     ORDER BY e.position LIMIT ${batch}`,
    [situation, from, horizon, moved],
  )
  if (rows.length === 0) return 0
  const first = frontier.size
  const hashes = rows.map(hashOfEntry)
  for (const hash of hashes) frontier.append(hash)
  await client.query(
    `INSERT INTO journal_leaf (situation_id, leaf_index, act_id, leaf_hash)
     SELECT $1, $2::bigint + u.n - 1, u.act, decode(u.hash, 'hex') FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS u(act, hash, n)`,
    [situation, first, rows.map(row => row.act_id), hashes.map(hash => Buffer.from(hash).toString('hex'))],
  )
  const root = frontier.root()
  const note = signCheckpoint({ origin: originOf(signer.name, situation), size: frontier.size, rootHash: root }, signer)
  await client.query(
    `INSERT INTO journal_checkpoint (situation_id, tree_size, root_hash, note, frontier, sealed_to, made_at) VALUES ($1, $2, $3, $4, $5, $6::xid8, $7)`,
    [
      situation,
      frontier.size,
      Buffer.from(root),
      note,
      Buffer.from(frontier.serialise()).toString('base64'),
      // With a full batch there may be more below the horizon: begin again from the same place.
      rows.length < batch ? horizon : from,
      now.toISOString(),
    ],
  )
  return rows.length
}

/** Seals every journal that has something to seal, once; a full batch goes on until nothing is left. */
export async function sealAll(owner: pg.Pool, signer: Signer): Promise<number> {
  let total = 0
  for (const situation of await journalled(owner)) {
    for (let sealed = batch; sealed === batch; total += sealed) sealed = await seal(owner, situation, signer)
  }
  return total
}

/** Seals in the background until stopped. A failure is logged and tried again: sealing is never in an act's way. */
export function startSealer(owner: pg.Pool, signer: Signer, log: Log, everyMs = 2000): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const round = () => {
    running = sealAll(owner, signer)
      .then(count => {
        if (count > 0) log.debug('journal.sealed', { count })
      })
      .catch(failure => log.warn('journal.seal-failed', {}, failure))
      .finally(() => {
        if (!stopped) timer = setTimeout(round, everyMs)
      })
  }
  round()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
