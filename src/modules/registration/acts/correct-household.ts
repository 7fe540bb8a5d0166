import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import { CorrectHousehold, type HouseholdChanges, type HouseholdField } from '../model/changes.ts'
import type { Address, Counts } from '../model/household.ts'
import { refuseConflicts, toChanged } from '../records/apply-changes.ts'
import { type HouseholdRow, isOpen, lockHousehold, readMembers, siteOfHousehold } from '../records/lock.ts'
import { correctPresence } from '../records/presence.ts'
import { moveHouseholdPhone, updateHousehold } from '../records/representative.ts'
import { mergeChanges } from '../rules/merge.ts'
import type { RegistrationTables } from '../tables.ts'
import { ChangedFields } from './correct-individual.ts'
import { sizeOf } from './preregister-group.ts'

export const correctHousehold = defineAct({
  name: 'registration.correctHousehold',
  summary: 'Corrects what is known of a household or of a group that was counted.',
  scope: 'situation',
  kind: 'observation',
  input: CorrectHousehold,
  result: z.object({ changed: ChangedFields }),
  sensitivity: 'personal',
  allow: may('correct', 'personal').at((input: CorrectHousehold, tx: ActTransaction, situation) =>
    siteOfHousehold(tx, situation, input.household),
  ),
  async apply(tx, { household: id, changes }, act) {
    const before = await lockHousehold(tx, act.situation, id)
    const { apply, conflicts } = mergeChanges(field => fieldOf(before, field), changes)
    refuseConflicts(conflicts, field => `changes.${field}`)
    const wrong = check(before, changes, act.occurredAt.slice(0, 10))
    if (wrong.length > 0) throw invalid(wrong)
    tx.about(id)
    if (apply.length === 0) return { changed: [] }
    const values: Partial<RegistrationTables['household']> = {}
    for (const { field, to } of apply) Object.assign(values, columnsOf(before, field, to))
    await updateHousehold(tx, before, values)
    if (values.phone !== undefined || values.origin !== undefined) await follow(tx, before, values)
    return { changed: toChanged(id, apply) }
  },
})

const plain = {
  phone: 'phone',
  origin: 'origin',
  arrivedOn: 'arrived_on',
  note: 'note',
  priority: 'priority',
  externalNumber: 'external_number',
  representativeName: 'representative_name',
  counts: 'counts',
  address: 'address',
} as const satisfies Record<HouseholdField, keyof HouseholdRow>

function fieldOf(household: HouseholdRow, field: HouseholdField): unknown {
  return household[plain[field]]
}

function columnsOf(before: HouseholdRow, field: HouseholdField, to: unknown): Partial<RegistrationTables['household']> {
  if (field === 'address') {
    const address = to as Address
    return { address, area_id: address.area ?? null }
  }
  if (field === 'counts') {
    // Some may have been registered meanwhile: those are not counted again.
    const counts = to as Counts
    const registered = sizeOf(before.counts ?? {}) - before.size
    return { counts, size: Math.max(0, sizeOf(counts) - registered) }
  }
  return { [plain[field]]: to }
}

function check(household: HouseholdRow, changes: HouseholdChanges, today: string): FieldProblem[] {
  const found: FieldProblem[] = []
  if (household.level !== 'group') {
    for (const field of ['representativeName', 'counts'] as const) {
      if (changes[field]) found.push({ path: `changes.${field}`, code: 'registration.only-for-groups' })
    }
  }
  if (changes.counts && sizeOf(changes.counts.to) === 0) {
    found.push({ path: 'changes.counts.to', code: 'registration.group-empty' })
  }
  if (changes.arrivedOn && changes.arrivedOn.to > today) {
    found.push({ path: 'changes.arrivedOn.to', code: 'registration.arrival-in-future', details: { today } })
  }
  return found
}

/**
 * The origin of a household was given to each member who had no other: where it was wrong, it was wrong for them too.
 * The household's phone is what its representative is found by.
 */
async function follow(
  tx: ActTransaction,
  before: HouseholdRow,
  values: Partial<RegistrationTables['household']>,
): Promise<void> {
  const members = await readMembers(tx, before.situation_id, before.id)
  if (values.origin !== undefined) {
    const inherited = members.filter(member => member.origin === before.origin).map(member => member.id)
    if (inherited.length > 0) {
      await tx
        .on<RegistrationTables>()
        .updateTable('individual')
        .set({ origin: values.origin })
        .where('situation_id', '=', before.situation_id)
        .where('id', 'in', inherited)
        .execute()
      await correctPresence(tx, before.situation_id, inherited, { origin: values.origin })
      tx.about(inherited)
    }
  }
  if (values.phone !== undefined) {
    const leader = members.find(member => member.relationship === 'PA' && isOpen(member))
    await moveHouseholdPhone(tx, before, values.phone, leader, leader)
  }
}
