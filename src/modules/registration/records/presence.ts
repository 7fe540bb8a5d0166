import type { ActTransaction } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import { latestOf } from '../rules/days.ts'
import type { RegistrationTables } from '../tables.ts'
import type { IndividualRow } from './lock.ts'

/** Whether a record of this status is counted in the population. Inactive people are thought to have left. */
export function isCounted(status: string): boolean {
  return status === 'active' || status === 'hold'
}

type Spell = RegistrationTables['presence']
type Facts = Partial<Pick<Spell, 'site_id' | 'origin' | 'sex' | 'birth_date' | 'legal_status'>>

/** From `on`, these people are no longer counted; what was counted after that day was counted wrongly. */
export async function endPresence(
  tx: ActTransaction,
  situation: number,
  ids: readonly string[],
  on: string,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .on<RegistrationTables>()
    .deleteFrom('presence')
    .where('situation_id', '=', situation)
    .where('individual_id', 'in', ids)
    .where('from_on', '>=', on)
    .execute()
  await tx
    .on<RegistrationTables>()
    .updateTable('presence')
    .set({ to_on: on })
    .where('situation_id', '=', situation)
    .where('individual_id', 'in', ids)
    .where(eb => eb.or([eb('to_on', 'is', null), eb('to_on', '>', on)]))
    .execute()
}

/** From `on`, these people are counted again. A spell that ended on that very day goes on. */
export async function beginPresence(
  tx: ActTransaction,
  situation: number,
  people: readonly IndividualRow[],
  on: string,
): Promise<void> {
  if (people.length === 0) return
  const last = await tx
    .on<RegistrationTables>()
    .selectFrom('presence')
    .selectAll()
    .where('situation_id', '=', situation)
    .where(
      'individual_id',
      'in',
      people.map(person => person.id),
    )
    .where('to_on', '=', on)
    .execute()
  const going = people.filter(person =>
    last.some(spell => spell.individual_id === person.id && sameFacts(spell, factsOf(person))),
  )
  if (going.length > 0) {
    await tx
      .on<RegistrationTables>()
      .updateTable('presence')
      .set({ to_on: null })
      .where('situation_id', '=', situation)
      .where(
        'individual_id',
        'in',
        going.map(person => person.id),
      )
      .where('to_on', '=', on)
      .execute()
  }
  tx.insert(
    'presence',
    people
      .filter(person => !going.includes(person))
      .map(person => ({ situation_id: situation, individual_id: person.id, from_on: on, ...factsOf(person) })),
  )
}

/** From `on`, the people counted now are counted with other facts: at another site, with another legal status. */
export async function changePresence(
  tx: ActTransaction,
  situation: number,
  ids: readonly string[],
  on: string,
  facts: Facts,
  path: string,
): Promise<void> {
  if (ids.length === 0) return
  const open = await tx
    .on<RegistrationTables>()
    .selectFrom('presence')
    .selectAll()
    .where('situation_id', '=', situation)
    .where('individual_id', 'in', ids)
    .where('to_on', 'is', null)
    .execute()
  const latest = latestOf(open.map(spell => spell.from_on))
  if (on < latest) throw invalid([{ path, code: 'registration.change-before-last', details: { day: latest } }])
  const update = () =>
    tx
      .on<RegistrationTables>()
      .updateTable('presence')
      .where('situation_id', '=', situation)
      .where('individual_id', 'in', ids)
      .where('to_on', 'is', null)
  await update().set(facts).where('from_on', '=', on).execute()
  await update().set({ to_on: on }).where('from_on', '<', on).execute()
  tx.insert(
    'presence',
    open.filter(spell => spell.from_on < on).map(({ to_on: _, ...spell }) => ({ ...spell, from_on: on, ...facts })),
  )
}

/** What was wrong from the start is made right in every spell: a table of any day counts the people as they are known now. */
export async function correctPresence(
  tx: ActTransaction,
  situation: number,
  ids: readonly string[],
  facts: Facts,
): Promise<void> {
  if (ids.length === 0 || Object.keys(facts).length === 0) return
  await tx
    .on<RegistrationTables>()
    .updateTable('presence')
    .set(facts)
    .where('situation_id', '=', situation)
    .where('individual_id', 'in', ids)
    .execute()
}

function factsOf(person: IndividualRow): Required<Facts> {
  const { site_id, origin, sex, birth_date, legal_status } = person
  return { site_id, origin, sex, birth_date, legal_status }
}

function sameFacts(spell: Spell, facts: Required<Facts>): boolean {
  return (Object.keys(facts) as (keyof Facts)[]).every(key => spell[key] === facts[key])
}
