import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { ChangeRepresentative } from '../model/restructure.ts'
import { isOpen, lockHousehold, readMembers, requireOpenHousehold, siteOfHousehold } from '../records/lock.ts'
import { refreshProposals } from '../records/proposals.ts'
import { installRepresentative } from '../records/representative.ts'
import { ChangedFields } from './correct-individual.ts'
import { ProposedNeeds } from './register-household.ts'

export const changeRepresentative = defineAct({
  name: 'registration.changeRepresentative',
  summary: 'Makes another member the representative and tells the ties of the household anew.',
  scope: 'situation',
  kind: 'decision',
  input: ChangeRepresentative,
  result: z.object({ changed: ChangedFields, proposed: ProposedNeeds }),
  sensitivity: 'personal',
  allow: may('restructure', 'personal').at((input: ChangeRepresentative, tx: ActTransaction, situation) =>
    siteOfHousehold(tx, situation, input.household),
  ),
  async apply(tx, input, act) {
    const household = await lockHousehold(tx, act.situation, input.household)
    requireOpenHousehold(household)
    const members = (await readMembers(tx, act.situation, household.id)).filter(isOpen)
    const changed = await installRepresentative(tx, household, members, input.representative, 'representative')
    tx.about([household.id, ...changed.map(change => change.record)])
    const proposed = await refreshProposals(tx, act.situation, household.id, act.occurredAt.slice(0, 10))
    return { changed, proposed }
  },
})
