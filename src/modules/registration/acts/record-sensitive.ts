import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { RecordSensitive } from '../model/closely-held.ts'
import { refuseConflicts, toChanged } from '../records/apply-changes.ts'
import { lockMember, siteOfIndividual } from '../records/lock.ts'
import { mergeChanges } from '../rules/merge.ts'
import type { RegistrationTables } from '../tables.ts'
import { ChangedFields } from './correct-individual.ts'

export const recordSensitive = defineAct({
  name: 'registration.recordSensitive',
  summary: 'Notes ethnicity or religion, where the person wants it and the purpose needs it.',
  scope: 'situation',
  kind: 'observation',
  input: RecordSensitive,
  result: z.object({ changed: ChangedFields }),
  sensitivity: 'sensitive',
  allow: may('record-sensitive', 'sensitive').at((input: RecordSensitive, tx: ActTransaction, situation) =>
    siteOfIndividual(tx, situation, input.individual),
  ),
  async apply(tx, { individual, changes }, act) {
    const { household } = await lockMember(tx, act.situation, individual)
    const key = { situation_id: act.situation, individual_id: individual }
    const known = await tx
      .on<RegistrationTables>()
      .selectFrom('individual_sensitive')
      .select(['ethnicity', 'religion'])
      .where('situation_id', '=', act.situation)
      .where('individual_id', '=', individual)
      .executeTakeFirst()
    const { apply, conflicts } = mergeChanges<'ethnicity' | 'religion'>(field => known?.[field] ?? null, changes)
    refuseConflicts(conflicts, field => `changes.${field}`)
    tx.about([individual, household.id])
    if (apply.length === 0) return { changed: [] }
    const values = Object.fromEntries(apply.map(({ field, to }) => [field, to as string | null]))
    await tx
      .on<RegistrationTables>()
      .insertInto('individual_sensitive')
      .values({ ...key, ethnicity: null, religion: null, ...values })
      .onConflict(conflict => conflict.columns(['situation_id', 'individual_id']).doUpdateSet(values))
      .execute()
    return { changed: toChanged(individual, apply) }
  },
})
