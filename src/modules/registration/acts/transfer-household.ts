import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import { TransferHousehold } from '../model/restructure.ts'
import { problem } from '../problems.ts'
import { checkDay, isOpen, lockHousehold, openSite, readMembers, siteOfHousehold } from '../records/lock.ts'
import { changePresence, isCounted } from '../records/presence.ts'
import { updateHousehold } from '../records/representative.ts'
import type { RegistrationTables } from '../tables.ts'
import { ChangedFields } from './correct-individual.ts'

export const transferHousehold = defineAct({
  name: 'registration.transferHousehold',
  summary: 'Transfers a household, or a group that was counted, to another site from a day on.',
  scope: 'situation',
  kind: 'decision',
  input: TransferHousehold,
  result: z.object({ changed: ChangedFields }),
  sensitivity: 'personal',
  allow: may('restructure', 'personal').at(async (input: TransferHousehold, tx: ActTransaction, situation) => [
    await siteOfHousehold(tx, situation, input.household),
    input.site,
  ]),
  async apply(tx, input, act) {
    const today = act.occurredAt.slice(0, 10)
    const household = await lockHousehold(tx, act.situation, input.household)
    if (!isOpen(household)) throw problem('registration.household-not-active', { status: household.status })
    if (household.site_id === input.site) throw invalid([{ path: 'site', code: 'registration.same-site' }])
    await openSite(tx, act.situation, input.site, input.on)
    const members = await readMembers(tx, act.situation, household.id)
    checkDay(input.on, today, [household, ...members.filter(isOpen)])
    const here = members.filter(member => isCounted(member.status)).map(member => member.id)
    await changePresence(tx, act.situation, here, input.on, { site_id: input.site }, 'on')
    // Closed records go along: whoever looks after the household looks after its history.
    await tx
      .on<RegistrationTables>()
      .updateTable('individual')
      .set({ site_id: input.site })
      .where('situation_id', '=', act.situation)
      .where('household_id', '=', household.id)
      .execute()
    await updateHousehold(tx, household, {
      site_id: input.site,
      address: input.address,
      area_id: input.address.area ?? null,
    })
    const ids = [household.id, ...members.map(member => member.id)]
    tx.about(ids)
    return { changed: ids.map(record => ({ record, field: 'site', from: household.site_id, to: input.site })) }
  },
})
