import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActContext, type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import { CorrectIndividual, type IndividualChanges, type IndividualField } from '../model/changes.ts'
import {
  comparable,
  fieldOf,
  refuseConflicts,
  toChanged,
  withChanges,
  writeIndividual,
} from '../records/apply-changes.ts'
import {
  type HouseholdRow,
  type IndividualRow,
  isOpen,
  lockMember,
  readMembers,
  siteOfIndividual,
} from '../records/lock.ts'
import { changePresence, correctPresence } from '../records/presence.ts'
import { refreshProposals } from '../records/proposals.ts'
import { tiedOf, updateHousehold } from '../records/representative.ts'
import { replaceKeys } from '../records/search-keys.ts'
import { checkMember, isPossibleAge, parentProblem } from '../rules/check.ts'
import { type Merged, mergeChanges } from '../rules/merge.ts'

/** What a correction changed, as timelines show it. */
export const ChangedFields = z.array(
  z.object({ record: z.string(), field: z.string(), from: z.unknown(), to: z.unknown() }),
)

export const correctIndividual = defineAct({
  name: 'registration.correctIndividual',
  summary:
    'Corrects what is known of a person, field by field; what somebody else changed meanwhile is put to a person.',
  scope: 'situation',
  kind: 'observation',
  input: CorrectIndividual,
  result: z.object({ changed: ChangedFields }),
  sensitivity: 'personal',
  allow: may('correct', 'personal').at((input: CorrectIndividual, tx: ActTransaction, situation) =>
    siteOfIndividual(tx, situation, input.individual),
  ),
  async apply(tx, { individual, changes }, act) {
    const today = act.occurredAt.slice(0, 10)
    const { person: before, household } = await lockMember(tx, act.situation, individual)
    const { apply, conflicts } = mergeChanges(field => fieldOf(before, field), compared(changes))
    refuseConflicts(conflicts, field => `changes.${field}`)
    tx.about([individual, household.id])
    if (apply.length === 0) return { changed: [] }
    const { person, values } = withChanges(before, apply, changes.birth?.to.entered)
    const members = await readMembers(tx, act.situation, household.id)
    const wrong = [
      ...check(before, person, household, members, apply, today),
      ...checkSince(changes.legalStatus?.since, person, today),
    ]
    if (wrong.length > 0) throw invalid(wrong)
    await writeIndividual(tx, before, values)
    await follow(tx, act, { before, person, household, changes, apply })
    return { changed: toChanged(individual, apply) }
  },
})

function compared(changes: IndividualChanges): Partial<Record<IndividualField, { from: unknown; to: unknown }>> {
  return Object.fromEntries(
    (Object.keys(changes) as IndividualField[]).flatMap(field => {
      const change = changes[field]
      return change ? [[field, { from: comparable(field, change.from), to: comparable(field, change.to) }]] : []
    }),
  )
}

interface Correction {
  readonly before: IndividualRow
  readonly person: IndividualRow
  readonly household: HouseholdRow
  readonly changes: IndividualChanges
  readonly apply: Merged<IndividualField>['apply']
}

/** What was derived from the corrected fields is derived anew. */
async function follow(
  tx: ActTransaction,
  act: ActContext<unknown>,
  { before, person, household, changes, apply }: Correction,
): Promise<void> {
  const touched = new Set(apply.map(change => change.field))
  const any = (...fields: IndividualField[]) => fields.some(field => touched.has(field))
  const leads = person.relationship === 'PA' && isOpen(person)
  if (any('names', 'latinName', 'phone')) {
    await replaceKeys(tx, act.situation, person.id, {
      names: person.names,
      latin: person.latin_name,
      phone: person.phone,
      householdPhone: leads ? household.phone : null,
    })
  }
  if (leads && person.display_name !== before.display_name) {
    await updateHousehold(tx, household, { representative_name: person.display_name })
  }
  const since = changes.legalStatus?.since
  await correctPresence(tx, act.situation, [person.id], {
    ...(any('sex') ? { sex: person.sex } : {}),
    ...(any('birth') ? { birth_date: person.birth_date } : {}),
    ...(any('origin') ? { origin: person.origin } : {}),
    ...(any('legalStatus') && since === undefined ? { legal_status: person.legal_status } : {}),
  })
  if (any('legalStatus') && since !== undefined) {
    const facts = { legal_status: person.legal_status }
    await changePresence(tx, act.situation, [person.id], since, facts, 'changes.legalStatus.since')
  }
  if (any('birth', 'sex', 'relationship')) {
    await refreshProposals(tx, act.situation, household.id, act.occurredAt.slice(0, 10))
  }
}

/** The rules of registration, as far as a corrected field has a part in them. */
function check(
  before: IndividualRow,
  person: IndividualRow,
  household: HouseholdRow,
  members: readonly IndividualRow[],
  apply: Merged<IndividualField>['apply'],
  today: string,
): FieldProblem[] {
  const touched = new Set<string>(apply.map(change => change.field))
  const found: FieldProblem[] = []
  const blame = (fields: readonly IndividualField[], problem: Omit<FieldProblem, 'path'>) => {
    const field = fields.find(name => touched.has(name))
    const path = `changes.${field}.to`
    // What follows from the same wrong value says nothing more.
    if (field && !found.some(other => other.path === path)) found.push({ ...problem, path })
  }
  if ((person.relationship === 'PA') !== (before.relationship === 'PA')) {
    blame(['relationship'], { code: 'registration.two-representatives' })
  }
  const birth = tiedOf(person, person.relationship).birth
  const facts = { birth, relationship: person.relationship, sex: person.sex, arrivedOn: person.arrived_on }
  for (const { path, ...problem } of checkMember(facts, household.arrived_on, today, person.registered_on)) {
    if (path === 'relationship') blame(['relationship', 'sex'], problem)
    else if (path === 'arrivedOn') blame(['arrivedOn', 'birth'], problem)
    else blame(['birth'], problem)
  }
  const others = members.filter(member => member.id !== person.id && isOpen(member))
  const leader = person.relationship === 'PA' ? person : others.find(member => member.relationship === 'PA')
  const related = person.relationship === 'PA' ? others : [person]
  const impossible = related.some(
    member => leader && !isPossibleAge(tiedOf(member, member.relationship), tiedOf(leader, 'PA')),
  )
  if (impossible) blame(['birth', 'relationship'], parentProblem)
  return found
}

function checkSince(since: string | undefined, person: IndividualRow, today: string): FieldProblem[] {
  const path = 'changes.legalStatus.since'
  if (since === undefined) return []
  if (since > today) return [{ path, code: 'registration.change-in-future', details: { today } }]
  if (since >= person.registered_on) return []
  return [{ path, code: 'registration.change-before-registration', details: { day: person.registered_on } }]
}
