import type { ActTransaction } from '../../../kernel/acts/define.ts'
import type { RelationshipCode } from '../../vocabulary/index.ts'
import type { Level } from '../model/household.ts'
import { isHigher } from '../rules/levels.ts'
import type { RegistrationTables } from '../tables.ts'
import { type HouseholdRow, type IndividualRow, isOpen } from './lock.ts'
import { changePresence } from './presence.ts'
import type { Changed } from './representative.ts'
import { replaceKeys } from './search-keys.ts'

/**
 * Puts people into another household, with their ties in it, their place, and the answers of consent that they gave for
 * themselves. `codes` holds a tie for each of them.
 */
export async function movePeople(
  tx: ActTransaction,
  people: readonly IndividualRow[],
  from: HouseholdRow,
  into: HouseholdRow,
  codes: ReadonlyMap<string, RelationshipCode>,
  on: string,
): Promise<Changed[]> {
  const situation = into.situation_id
  const changed: Changed[] = []
  for (const person of people) {
    const relationship = codes.get(person.id) ?? 'U'
    await tx
      .on<RegistrationTables>()
      .updateTable('individual')
      .set({ household_id: into.id, site_id: into.site_id, relationship })
      .where('situation_id', '=', situation)
      .where('id', '=', person.id)
      .execute()
    changed.push({ record: person.id, field: 'household', from: from.number, to: into.number })
    if (relationship !== person.relationship) {
      changed.push({ record: person.id, field: 'relationship', from: person.relationship, to: relationship })
    }
    // The phone of a household finds its representative, of this one or of the one that was left.
    if ((person.relationship === 'PA' && from.phone) || (relationship === 'PA' && into.phone)) {
      await replaceKeys(tx, situation, person.id, {
        names: person.names,
        latin: person.latin_name,
        phone: person.phone,
        householdPhone: relationship === 'PA' ? into.phone : null,
      })
    }
  }
  const ids = people.map(person => person.id)
  await tx
    .on<RegistrationTables>()
    .updateTable('consent')
    .set({ household_id: into.id })
    .where('situation_id', '=', situation)
    .where('individual_id', 'in', ids)
    .execute()
  if (from.site_id !== into.site_id) {
    await changePresence(
      tx,
      situation,
      people.filter(isOpen).map(person => person.id),
      on,
      { site_id: into.site_id },
      'on',
    )
  }
  return changed
}

/** A household knows as much as is known of each of its members. */
export function lowerLevel(one: HouseholdRow, other: HouseholdRow): string {
  return isHigher(one.level as Level, other.level as Level) ? other.level : one.level
}
