import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import { MoveMember } from '../model/restructure.ts'
import { problem } from '../problems.ts'
import {
  checkDay,
  isOpen,
  lockHouseholds,
  readIndividual,
  readMembers,
  requireOpenHousehold,
  siteOfHousehold,
  siteOfIndividual,
} from '../records/lock.ts'
import { lowerLevel, movePeople } from '../records/move.ts'
import { refreshProposals } from '../records/proposals.ts'
import { checkTies, installRepresentative, updateHousehold } from '../records/representative.ts'
import { ChangedFields } from './correct-individual.ts'
import { ProposedNeeds } from './register-household.ts'

export const moveMember = defineAct({
  name: 'registration.moveMember',
  summary: 'Moves a person from one household to another.',
  scope: 'situation',
  kind: 'decision',
  input: MoveMember,
  result: z.object({ changed: ChangedFields, proposed: ProposedNeeds }),
  sensitivity: 'personal',
  allow: may('restructure', 'personal').at(async (input: MoveMember, tx: ActTransaction, situation) => [
    await siteOfIndividual(tx, situation, input.individual),
    await siteOfHousehold(tx, situation, input.to),
  ]),
  async apply(tx, input, act) {
    const today = act.occurredAt.slice(0, 10)
    const home = (await readIndividual(tx, act.situation, input.individual)).household_id
    if (home === input.to) throw invalid([{ path: 'to', code: 'registration.same-household' }])
    const [from, into] = await lockHouseholds(tx, act.situation, [home, input.to])
    const person = await readIndividual(tx, act.situation, input.individual)
    // Whoever was moved by somebody else meanwhile is not where this decision saw them.
    if (!from || !into || person.household_id !== from.id)
      throw problem('registration.individual-not-active', { status: 'moved' })
    for (const household of [from, into]) requireOpenHousehold(household)
    if (!isOpen(person)) throw problem('registration.individual-not-active', { status: person.status })
    checkDay(input.on, today, [person])
    const left = (await readMembers(tx, act.situation, from.id)).filter(
      member => isOpen(member) && member.id !== person.id,
    )
    if (left.length === 0) throw problem('registration.last-member')
    const present = await readMembers(tx, act.situation, into.id)
    const leader = present.find(member => member.relationship === 'PA' && isOpen(member))
    if (!leader) throw problem('registration.no-representative')
    const tie = { individual: person.id, relationship: input.relationship }
    const wrong: FieldProblem[] = checkTies([person], [tie], '', leader).map(field => ({
      ...field,
      path: 'relationship',
    }))
    if (wrong.length > 0) throw invalid(wrong)

    const changed = await movePeople(tx, [person], from, into, new Map([[person.id, input.relationship]]), input.on)
    await updateHousehold(tx, from, { size: left.length })
    await updateHousehold(tx, into, { size: into.size + 1, level: lowerLevel(into, from) })
    if (person.relationship === 'PA' || input.representative) {
      if (!input.representative) throw invalid([{ path: 'representative', code: 'registration.representative-leaves' }])
      changed.push(...(await installRepresentative(tx, from, left, input.representative, 'representative')))
    }
    tx.about([from.id, into.id, ...new Set(changed.map(change => change.record))])
    const proposed = [
      ...(await refreshProposals(tx, act.situation, from.id, today)),
      ...(await refreshProposals(tx, act.situation, into.id, today)),
    ]
    return { changed, proposed }
  },
})
