import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import type { RelationshipCode } from '../../vocabulary/index.ts'
import { MergeHouseholds } from '../model/restructure.ts'
import { problem } from '../problems.ts'
import {
  checkDay,
  isOpen,
  lockHouseholds,
  readMembers,
  requireOpenHousehold,
  siteOfHousehold,
} from '../records/lock.ts'
import { lowerLevel, movePeople } from '../records/move.ts'
import { refreshProposals } from '../records/proposals.ts'
import { checkTies, updateHousehold } from '../records/representative.ts'
import { ChangedFields } from './correct-individual.ts'
import { ProposedNeeds } from './register-household.ts'

export const mergeHouseholds = defineAct({
  name: 'registration.mergeHouseholds',
  summary: 'Makes one household of two that are one; the household that ends stays as history.',
  scope: 'situation',
  kind: 'decision',
  input: MergeHouseholds,
  result: z.object({ size: z.number(), changed: ChangedFields, proposed: ProposedNeeds }),
  sensitivity: 'personal',
  allow: may('restructure', 'personal').at((input: MergeHouseholds, tx: ActTransaction, situation) =>
    Promise.all([input.from, input.into].map(id => siteOfHousehold(tx, situation, id))),
  ),
  async apply(tx, input, act) {
    const today = act.occurredAt.slice(0, 10)
    if (input.from === input.into) throw invalid([{ path: 'into', code: 'registration.same-household' }])
    const [from, into] = await lockHouseholds(tx, act.situation, [input.from, input.into])
    if (!from || !into) throw problem('registration.household-not-active', { status: 'closed' })
    for (const household of [from, into]) requireOpenHousehold(household)
    const coming = await readMembers(tx, act.situation, from.id)
    const present = await readMembers(tx, act.situation, into.id)
    checkDay(input.on, today, coming.filter(isOpen))
    const leader = present.find(member => member.relationship === 'PA' && isOpen(member))
    if (!leader) throw problem('registration.no-representative')
    const told = new Map<string, RelationshipCode>(input.relationships.map(tie => [tie.individual, tie.relationship]))
    const wrong: FieldProblem[] = checkTies(coming, input.relationships, 'relationships', leader)
    for (const { id, number } of coming.filter(isOpen)) {
      if (told.has(id)) continue
      const details = { number, individual: id }
      wrong.push({ path: 'relationships', code: 'registration.relationship-needed', details })
    }
    if (wrong.length > 0) throw invalid(wrong)

    const changed = await movePeople(tx, coming, from, into, told, input.on)
    const size = into.size + coming.filter(isOpen).length
    await updateHousehold(tx, into, { size, level: lowerLevel(into, from), priority: into.priority || from.priority })
    await updateHousehold(tx, from, {
      size: 0,
      status: 'closed',
      status_reason: 'merged',
      status_on: input.on,
      merged_into: into.id,
    })
    changed.push({ record: from.id, field: 'status', from: from.status, to: 'closed' })
    tx.about([from.id, into.id, ...coming.map(member => member.id)])
    return { size, changed, proposed: await refreshProposals(tx, act.situation, into.id, today) }
  },
})
