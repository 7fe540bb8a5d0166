import { rankOf } from '../../../kernel/access/sensitivity.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import type { RegistrationTables } from '../tables.ts'
import { type Need, toNeed } from './shapes.ts'

/** Whether the asker may see any specific needs at a place at all; where not, an answer says null and not an empty list. */
export function maySeeNeeds(door: Door, site: string): boolean {
  return door.may('read-needs', site, 'sensitive')
}

/**
 * The specific needs of some people of one site, as far as the asker may see them there, open ones first; null where
 * the asker may see none. What is confidential among them is noted as read.
 */
export async function needsOf(door: Door, site: string, individuals: readonly string[]): Promise<Need[] | null> {
  if (!maySeeNeeds(door, site)) return null
  if (individuals.length === 0) return []
  const rows = await door
    .on<RegistrationTables>()
    .selectFrom('specific_need as n')
    .innerJoin('individual as i', join =>
      join.onRef('i.situation_id', '=', 'n.situation_id').onRef('i.id', '=', 'n.individual_id'),
    )
    .selectAll('n')
    .where(door.scopeAt('specific_need', 'n', 'i.site_id', 'read-needs'))
    .where(door.scope('individual', 'i'))
    .where('n.individual_id', 'in', individuals)
    .orderBy('n.identified_on', 'desc')
    .orderBy('n.id')
    .execute()
  const confidential = rankOf('confidential')
  const read = new Set(rows.filter(row => row.sensitivity >= confidential).map(row => row.individual_id))
  for (const individual of read) door.logRead(individual, 'confidential')
  return rows.map(toNeed)
}
