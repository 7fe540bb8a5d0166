import { type Principal, reach } from '../../kernel/access/principal.ts'
import type { ActRunner } from '../../kernel/acts/run.ts'
import { OpenTransaction } from '../../kernel/acts/transaction.ts'
import { beginText } from '../../kernel/store/session.ts'
import { assemble, envelopeOf } from './households.ts'
import { paced, type RunStore } from './run-store.ts'
import { inChunks, knownActs, stagedHouseholds } from './stage.ts'

/** Rows that wait before they are written: large enough for few statements, small enough for flat memory. */
const flushAt = 4000

/**
 * Takes all households of a checked import in, in one transaction: the same acts as one by one, all of them or none.
 * Households whose act the journal has already are left as they are.
 */
export async function applyImport(
  run: RunStore,
  acts: ActRunner,
  principal: Principal,
  signal: AbortSignal,
): Promise<{ added: number; known: number }> {
  const { pool } = acts.parts
  const progress = paced(run, signal)
  const client = await pool.connect()
  let broken: Error | undefined
  let added = 0
  let known = 0
  let done = 0
  try {
    await client.query(
      beginText(
        { situation: run.situation, sensitivity: Math.max(0, reach(principal, run.situation, 'register')) },
        'read write',
      ),
    )
    const tx = new OpenTransaction(client)
    for await (const chunk of inChunks(stagedHouseholds(pool, run.situation, run.id), 250)) {
      const envelopes = chunk.map(rows => envelopeOf(run.situation, assemble(rows)))
      const before = await knownActs(pool, run.situation, envelopes, () => undefined)
      for (const envelope of envelopes) {
        if (before.has(envelope.id)) {
          known++
          continue
        }
        await acts.applyIn(tx, await acts.ready(envelope, principal), principal)
        added++
        if (tx.waiting >= flushAt) await tx.flush()
      }
      done += chunk.reduce((sum, rows) => sum + rows.length, 0)
      await progress(done)
    }
    await tx.finish()
    return { added, known }
  } catch (failure) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw failure
  } finally {
    client.release(broken)
  }
}
