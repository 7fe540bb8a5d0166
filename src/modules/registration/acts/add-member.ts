import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import { ageOn } from '../../vocabulary/index.ts'
import type { Level } from '../model/household.ts'
import { AddMember } from '../model/restructure.ts'
import { papersOf, refuseTaken } from '../records/documents.ts'
import {
  type HouseholdRow,
  type IndividualRow,
  isOpen,
  lockHousehold,
  openSite,
  readMembers,
  requireOpenHousehold,
  siteOfHousehold,
} from '../records/lock.ts'
import { insertMember } from '../records/new-member.ts'
import { photosOf, requirePhotos } from '../records/photos.ts'
import { refreshProposals } from '../records/proposals.ts'
import { tiedOf, updateHousehold } from '../records/representative.ts'
import { checkMember, isPossibleAge, parentProblem } from '../rules/check.ts'
import { missingOf } from '../rules/levels.ts'
import { individualNumber } from '../rules/numbers.ts'
import { ProposedNeeds, requireReviewer, sensitivityOfMembers } from './register-household.ts'

export const addMember = defineAct({
  name: 'registration.addMember',
  summary: 'Adds a person to a household: born here, arrived later, or missed at registration.',
  scope: 'situation',
  kind: 'observation',
  input: AddMember,
  result: z.object({ individual: z.string(), number: z.string(), proposed: ProposedNeeds }),
  sensitivity: 'confidential',
  sensitivityOf: input => sensitivityOfMembers({ members: [input.member] }),
  allow: {
    ...may('register', 'personal').at((input: AddMember, tx: ActTransaction, situation) =>
      siteOfHousehold(tx, situation, input.household),
    ),
    async also(principal, situation, input, tx) {
      if (input.member.needs.some(need => !need.pendingReview)) {
        requireReviewer(principal, situation, await siteOfHousehold(tx, situation, input.household))
      }
    },
  },
  async prepare(context) {
    return { individual: await context.draw('individual', 1) }
  },
  async apply(tx, input, act) {
    const today = act.occurredAt.slice(0, 10)
    const household = await lockHousehold(tx, act.situation, input.household)
    requireOpenHousehold(household)
    const members = await readMembers(tx, act.situation, household.id)
    const registeredOn = input.registeredOn ?? today
    const wrong = check(input, household, members, today, registeredOn)
    if (wrong.length > 0) throw invalid(wrong)
    await refuseTaken(
      tx,
      act.situation,
      papersOf([input.member], () => 'member'),
    )
    await requirePhotos(
      tx,
      act.situation,
      photosOf([input.member], () => 'member'),
    )
    const { office } = await openSite(tx, act.situation, household.site_id, today)
    const number = individualNumber(office, act.given.individual)
    // Whoever is born here arrives, as the field counts it, on the day of birth.
    const arrivedOn = input.member.arrivedOn ?? (input.event === 'birth' ? input.member.birth.date : undefined)
    insertMember(tx, arrivedOn ? { ...input.member, arrivedOn } : input.member, {
      situation: act.situation,
      household: household.id,
      number,
      site: household.site_id,
      origin: household.origin,
      arrivedOn: household.arrived_on,
      registeredOn,
    })
    await updateHousehold(tx, household, { size: household.size + 1 })
    tx.about([household.id, input.member.id])
    return {
      individual: input.member.id,
      number,
      proposed: await refreshProposals(tx, act.situation, household.id, today),
    }
  },
})

function check(
  { event, member }: AddMember,
  household: HouseholdRow,
  members: readonly IndividualRow[],
  today: string,
  registeredOn: string,
): FieldProblem[] {
  const found = checkMember(member, household.arrived_on, today, registeredOn)
  const representative = members.find(other => other.relationship === 'PA' && isOpen(other))
  if (member.relationship === 'PA') found.push({ path: 'relationship', code: 'registration.two-representatives' })
  else if (representative && !isPossibleAge(member, tiedOf(representative, 'PA'))) {
    found.push({ path: 'birth', ...parentProblem })
  }
  if (event === 'arrival' && member.arrivedOn === undefined) {
    found.push({ path: 'arrivedOn', code: 'input.required' })
  }
  const missing = missingOf(member, household.level as Level, ageOn(member.birth.date, today))
  found.push(
    ...missing.map(path => ({ path, code: 'registration.level-incomplete', details: { level: household.level } })),
  )
  const codes = member.needs.map(need => need.code)
  codes.forEach((code, index) => {
    if (codes.indexOf(code) !== index) found.push({ path: `needs.${index}.code`, code: 'registration.need-twice' })
  })
  const wrong: FieldProblem[] = found.map(field => ({ ...field, path: `member.${field.path}` }))
  if (registeredOn > today)
    wrong.push({ path: 'registeredOn', code: 'registration.registered-in-future', details: { today } })
  return wrong
}
