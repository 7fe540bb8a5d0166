import { sql } from 'kysely'
import type { ActTransaction } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import type { RelationshipCode } from '../../vocabulary/index.ts'
import type { NewRepresentative, Tie } from '../model/restructure.ts'
import { fitsSex, isPossibleAge, parentProblem, type Tied } from '../rules/check.ts'
import { retellTies } from '../rules/relate.ts'
import type { RegistrationTables } from '../tables.ts'
import { type HouseholdRow, type IndividualRow, isOpen } from './lock.ts'
import { replaceKeys } from './search-keys.ts'

/** One field of one record that an act changed: what a timeline shows. */
export interface Changed {
  readonly record: string
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/**
 * Makes one of the members the representative and tells everybody's tie to them. `members`: who is concerned, the last
 * representative too. `path`: where the choice stands in the input, for problems.
 */
export async function installRepresentative(
  tx: ActTransaction,
  household: HouseholdRow,
  members: readonly IndividualRow[],
  choice: NewRepresentative,
  path: string,
): Promise<Changed[]> {
  const next = members.find(member => member.id === choice.individual)
  if (!next || !isOpen(next)) throw invalid([{ path: `${path}.individual`, code: 'registration.not-a-member' }])
  const wrong = checkTies(members, choice.relationships, `${path}.relationships`, next)
  const told = new Map(choice.relationships.map(tie => [tie.individual, tie.relationship]))
  const { codes, missing } = retellTies(members, next.id, told)
  for (const id of missing) {
    const number = members.find(member => member.id === id)?.number ?? ''
    wrong.push({
      path: `${path}.relationships`,
      code: 'registration.relationship-needed',
      details: { number, individual: id },
    })
  }
  if (wrong.length > 0) throw invalid(wrong)
  const last = members.find(member => member.relationship === 'PA')
  const changed = await setRelationships(tx, household.situation_id, members, codes)
  await updateHousehold(tx, household, { representative_name: next.display_name })
  await moveHouseholdPhone(tx, household, household.phone, last, next)
  return changed
}

/** Ties as they were told: of members, once each, possible by sex and by age. */
export function checkTies(
  members: readonly IndividualRow[],
  ties: readonly Tie[],
  path: string,
  representative: Pick<IndividualRow, 'birth_date' | 'birth_precision' | 'birth_estimated'>,
): FieldProblem[] {
  return ties.flatMap((tie, index): FieldProblem[] => {
    const member = members.find(found => found.id === tie.individual)
    if (!member) return [{ path: `${path}.${index}.individual`, code: 'registration.not-a-member' }]
    if (ties.findIndex(other => other.individual === tie.individual) !== index) {
      return [{ path: `${path}.${index}.individual`, code: 'registration.same-id-twice' }]
    }
    if (!fitsSex(tie.relationship, member.sex)) {
      return [{ path: `${path}.${index}.relationship`, code: 'registration.relationship-sex' }]
    }
    if (!isPossibleAge(tiedOf(member, tie.relationship), tiedOf(representative, 'PA'))) {
      return [{ path: `${path}.${index}.relationship`, ...parentProblem }]
    }
    return []
  })
}

export function tiedOf(
  row: Pick<IndividualRow, 'birth_date' | 'birth_precision' | 'birth_estimated'>,
  relationship: RelationshipCode,
): Tied {
  return {
    relationship,
    birth: { date: row.birth_date, precision: row.birth_precision, estimated: row.birth_estimated },
  }
}

/** Writes relationships; the new representative last, since a household has one at a time. */
export async function setRelationships(
  tx: ActTransaction,
  situation: number,
  members: readonly IndividualRow[],
  codes: ReadonlyMap<string, RelationshipCode>,
): Promise<Changed[]> {
  const all = [...codes]
  for (const part of [all.filter(([, code]) => code !== 'PA'), all.filter(([, code]) => code === 'PA')]) {
    if (part.length === 0) continue
    const ids = part.map(([id]) => id)
    const values = part.map(([, code]) => code)
    await sql`UPDATE individual SET relationship = v.relationship
      FROM unnest(${ids}::uuid[], ${values}::text[]) AS v(id, relationship)
      WHERE individual.situation_id = ${situation} AND individual.id = v.id`.execute(tx.on())
  }
  return all.map(([id, code]) => ({
    record: id,
    field: 'relationship',
    from: members.find(member => member.id === id)?.relationship ?? null,
    to: code,
  }))
}

export async function updateHousehold(
  tx: ActTransaction,
  household: Pick<HouseholdRow, 'situation_id' | 'id'>,
  values: Partial<RegistrationTables['household']>,
): Promise<void> {
  await tx
    .on<RegistrationTables>()
    .updateTable('household')
    .set(values)
    .where('situation_id', '=', household.situation_id)
    .where('id', '=', household.id)
    .execute()
}

/** The household's phone finds its representative: it goes with the role. */
export async function moveHouseholdPhone(
  tx: ActTransaction,
  household: HouseholdRow,
  phone: string | null,
  last: IndividualRow | undefined,
  next: IndividualRow | undefined,
): Promise<void> {
  if (household.phone === null && phone === null) return
  for (const person of new Set([last, next])) {
    if (!person) continue
    await replaceKeys(tx, household.situation_id, person.id, {
      names: person.names,
      latin: person.latin_name,
      phone: person.phone,
      householdPhone: person === next ? phone : null,
    })
  }
}
