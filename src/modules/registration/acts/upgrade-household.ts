import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import { ageOn } from '../../vocabulary/index.ts'
import { type IndividualField, type UpgradeFacts, UpgradeHousehold } from '../model/changes.ts'
import type { Level } from '../model/household.ts'
import { problem } from '../problems.ts'
import { fieldOf, refuseConflicts, toChanged, withChanges, writeIndividual } from '../records/apply-changes.ts'
import {
  type IndividualRow,
  isOpen,
  lockHousehold,
  pickMembers,
  readMembers,
  requireOpenHousehold,
  siteOfHousehold,
} from '../records/lock.ts'
import { correctPresence } from '../records/presence.ts'
import { type Changed, updateHousehold } from '../records/representative.ts'
import { replaceKeys } from '../records/search-keys.ts'
import { isHigher, isMissing, missingOf } from '../rules/levels.ts'
import { type Merged, mergeOf } from '../rules/merge.ts'
import { ChangedFields } from './correct-individual.ts'

export const upgradeHousehold = defineAct({
  name: 'registration.upgradeHousehold',
  summary: 'Takes a household to a higher data-set level with the facts that it was missing.',
  scope: 'situation',
  kind: 'observation',
  input: UpgradeHousehold,
  result: z.object({ changed: ChangedFields }),
  sensitivity: 'personal',
  allow: may('register', 'personal').at((input: UpgradeHousehold, tx: ActTransaction, situation) =>
    siteOfHousehold(tx, situation, input.household),
  ),
  async apply(tx, input, act) {
    const today = act.occurredAt.slice(0, 10)
    const household = await lockHousehold(tx, act.situation, input.household)
    requireOpenHousehold(household)
    if (!isHigher(input.level, household.level as Level)) {
      throw problem('registration.level-not-higher', { level: household.level, asked: input.level })
    }
    const members = (await readMembers(tx, act.situation, household.id)).filter(isOpen)
    const told = pickMembers(
      members,
      input.members.map(facts => facts.individual),
      index => `members.${index}.individual`,
    )
    const merged = told.map((member, index) => merge(member, input.members[index]))
    refuseConflicts(
      merged.flatMap(({ conflicts }, index) => conflicts.map(field => `${index}.${field}`)),
      field => `members.${field}`,
    )
    const full = new Map(told.map((member, index) => [member.id, withChanges(member, merged[index]?.apply ?? [])]))
    const wrong = members.flatMap(member => {
      const index = told.indexOf(member)
      return check(full.get(member.id)?.person ?? member, input.level, today, index)
    })
    if (wrong.length > 0) throw invalid(wrong)

    const changed: Changed[] = [{ record: household.id, field: 'level', from: household.level, to: input.level }]
    for (const [index, member] of told.entries()) {
      const next = full.get(member.id)
      if (!next) continue
      await writeIndividual(tx, member, next.values)
      if (next.values.legal_status !== undefined) {
        await correctPresence(tx, act.situation, [member.id], { legal_status: next.person.legal_status })
      }
      if (next.values.phone !== undefined) {
        await replaceKeys(tx, act.situation, member.id, {
          names: next.person.names,
          latin: next.person.latin_name,
          phone: next.person.phone,
          householdPhone: member.relationship === 'PA' ? household.phone : null,
        })
      }
      changed.push(...toChanged(member.id, merged[index]?.apply ?? []))
    }
    await updateHousehold(tx, household, { level: input.level })
    tx.about([household.id, ...told.map(member => member.id)])
    return { changed }
  },
})

/** A fact is added where there was none. Where there is another one already, two people saw different things. */
function merge(member: IndividualRow, facts: UpgradeFacts | undefined): Merged<IndividualField> {
  const merged: Merged<IndividualField> = { apply: [], conflicts: [] }
  const { individual: _, ...values } = facts ?? { individual: '' }
  for (const [field, to] of Object.entries(values) as [IndividualField, unknown][]) {
    if (to === undefined) continue
    const current = fieldOf(member, field)
    // Everybody has a legal status from the start: asked for anew, it is told and not added.
    const from = isMissing(current) || field === 'legalStatus' ? current : undefined
    const outcome = mergeOf(current, { from, to })
    if (outcome === 'apply') merged.apply.push({ field, from: current, to })
    else if (outcome === 'conflict') merged.conflicts.push(field)
  }
  return merged
}

/** What is still missing is said beside the member's facts, or, where none were given, beside the whole list. */
function check(member: IndividualRow, level: Level, today: string, index: number): FieldProblem[] {
  const facts = {
    nationality: member.nationality,
    legalStatus: member.legal_status,
    maritalStatus: member.marital_status,
    birthCountry: member.birth_country,
    languages: member.languages,
    education: member.education,
  }
  return missingOf(facts, level, ageOn(member.birth_date, today)).map(field => ({
    path: index >= 0 ? `members.${index}.${field}` : 'members',
    code: 'registration.level-incomplete',
    details: { level, number: member.number, field },
  }))
}
