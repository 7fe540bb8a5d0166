import { z } from 'zod'
import { may } from '../access/allow.ts'
import { type ActTransaction, type AnyAct, defineAct } from '../acts/define.ts'
import { isUuid } from '../ids.ts'
import { problem } from '../problems/common.ts'

interface HeldTables {
  held_act: { situation_id: number; act_id: string; mended_by: string | null; dismissed_at: string | null }
}

export const DismissHeld = z.strictObject({
  /** The refused or held act. */
  held: z.string().refine(isUuid, { params: { problem: 'input.bad-format' } }),
  /** Why nothing is to be mended. */
  note: z.string().trim().min(1).max(1000),
})
export type DismissHeld = z.infer<typeof DismissHeld>

export const dismissHeld = defineAct({
  name: 'journal.dismissHeld',
  summary: 'Sets a refused or held act aside: somebody looked at it and nothing is to be mended.',
  scope: 'situation',
  kind: 'decision',
  input: DismissHeld,
  result: z.object({}),
  sensitivity: 'personal',
  allow: {
    ...may('mend-held', 'personal').at<DismissHeld, ActTransaction>(() => []),
    // Asked before the act and not in it: held acts are no part of the journal, so a replay meets none.
    async also(_principal, situation, { held }, tx) {
      const found = await openHeld(tx, situation, held).select('act_id').forUpdate().executeTakeFirst()
      if (!found) throw problem('record.not-found', { record: 'held-act' })
    },
  },
  async apply(tx, { held }, act) {
    await tx
      .on<HeldTables>()
      .updateTable('held_act')
      .set({ dismissed_at: act.recordedAt })
      .where('situation_id', '=', act.situation)
      .where('act_id', '=', held)
      .where('mended_by', 'is', null)
      .where('dismissed_at', 'is', null)
      .execute()
    tx.about(held)
    return {}
  },
})

function openHeld(tx: ActTransaction, situation: number, held: string) {
  return tx
    .on<HeldTables>()
    .selectFrom('held_act')
    .where('situation_id', '=', situation)
    .where('act_id', '=', held)
    .where('mended_by', 'is', null)
    .where('dismissed_at', 'is', null)
}

export const journalActs = [dismissHeld] as const satisfies readonly AnyAct[]
