import type { Selectable } from 'kysely'
import type { ActTransaction } from '../../../kernel/acts/define.ts'
import { problem as common } from '../../../kernel/problems/common.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import type { SituationTables } from '../../situation/index.ts'
import type { RelationshipCode, SexCode } from '../../vocabulary/index.ts'
import { problem } from '../problems.ts'
import { latestOf } from '../rules/days.ts'
import type { RegistrationTables } from '../tables.ts'

export type HouseholdRow = Selectable<RegistrationTables['household']>
export type IndividualRow = Omit<Selectable<RegistrationTables['individual']>, 'relationship' | 'sex'> & {
  relationship: RelationshipCode
  sex: SexCode
}

/**
 * Households are what acts wait for: whoever changes one, or a member of one, takes its row first. Several are taken in
 * the order of their ids, so that two acts never wait for each other.
 */
export async function lockHouseholds(
  tx: ActTransaction,
  situation: number,
  ids: readonly string[],
): Promise<HouseholdRow[]> {
  const rows = await tx
    .on<RegistrationTables>()
    .selectFrom('household')
    .selectAll()
    .where('situation_id', '=', situation)
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forUpdate()
    .execute()
  return ids.map(id => {
    const row = rows.find(found => found.id === id)
    if (!row) throw common('record.not-found', { record: 'household' })
    return row
  })
}

export async function lockHousehold(tx: ActTransaction, situation: number, id: string): Promise<HouseholdRow> {
  const [row] = await lockHouseholds(tx, situation, [id])
  if (!row) throw common('record.not-found', { record: 'household' })
  return row
}

/** A person and the household, both as they stand once nobody else can change them. */
export async function lockMember(
  tx: ActTransaction,
  situation: number,
  individual: string,
): Promise<{ person: IndividualRow; household: HouseholdRow }> {
  let home = (await readIndividual(tx, situation, individual)).household_id
  for (;;) {
    const household = await lockHousehold(tx, situation, home)
    const person = await readIndividual(tx, situation, individual)
    if (person.household_id === home) return { person, household }
    // Moved while this act waited: the lock that counts is that of the new household.
    home = person.household_id
  }
}

export async function readIndividual(tx: ActTransaction, situation: number, id: string): Promise<IndividualRow> {
  const row = await tx
    .on<RegistrationTables>()
    .selectFrom('individual')
    .selectAll()
    .where('situation_id', '=', situation)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw common('record.not-found', { record: 'individual' })
  return row as IndividualRow
}

/** Everybody of a household, closed records too. */
export async function readMembers(tx: ActTransaction, situation: number, household: string): Promise<IndividualRow[]> {
  const rows = await tx
    .on<RegistrationTables>()
    .selectFrom('individual')
    .selectAll()
    .where('situation_id', '=', situation)
    .where('household_id', '=', household)
    .orderBy('id')
    .execute()
  return rows as IndividualRow[]
}

export function isOpen(record: { readonly status: string }): boolean {
  return record.status !== 'closed'
}

/** A household whose members can be changed one by one: not closed, and not merely counted. */
export function requireOpenHousehold(household: HouseholdRow): void {
  if (!isOpen(household)) throw problem('registration.household-not-active', { status: household.status })
  if (household.level === 'group') throw problem('registration.household-is-group')
}

/** The members with these ids, or field problems that name the ids that are no open members. */
export function pickMembers(
  members: readonly IndividualRow[],
  ids: readonly string[],
  pathOf: (index: number) => string,
): IndividualRow[] {
  const wrong: FieldProblem[] = []
  const picked = ids.flatMap((id, index) => {
    const member = members.find(found => found.id === id)
    if (member && ids.indexOf(id) === index) return [member]
    wrong.push({ path: pathOf(index), code: member ? 'registration.same-id-twice' : 'registration.not-a-member' })
    return []
  })
  if (wrong.length > 0) throw invalid(wrong)
  return picked
}

/** Where a household's record is kept; undefined where there is none: only who may act everywhere then learns so. */
export async function siteOfHousehold(tx: ActTransaction, situation: number, id: string): Promise<string | undefined> {
  const row = await tx
    .on<RegistrationTables>()
    .selectFrom('household')
    .select('site_id')
    .where('situation_id', '=', situation)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.site_id
}

export async function siteOfIndividual(tx: ActTransaction, situation: number, id: string): Promise<string | undefined> {
  const row = await tx
    .on<RegistrationTables>()
    .selectFrom('individual')
    .select('site_id')
    .where('situation_id', '=', situation)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.site_id
}

interface FoundSite {
  office: string
  closed_on: string | null
}

/** What one transaction found of its sites: an import of a hundred thousand people asks once, not for each household. */
const sitesOf = new WeakMap<ActTransaction, Map<string, FoundSite | undefined>>()

/** The site, if people can be registered at it on that day, with the office of its situation. */
export async function openSite(
  tx: ActTransaction,
  situation: number,
  site: string,
  today: string,
): Promise<{ office: string }> {
  const known = sitesOf.get(tx) ?? new Map<string, FoundSite | undefined>()
  sitesOf.set(tx, known)
  const key = `${situation}|${site}`
  if (!known.has(key)) known.set(key, await readSite(tx, situation, site))
  const found = known.get(key)
  if (!found) throw invalid([{ path: 'site', code: 'registration.site-unknown' }])
  if (found.closed_on !== null && found.closed_on <= today) {
    throw invalid([{ path: 'site', code: 'registration.site-closed', details: { closed: found.closed_on } }])
  }
  return { office: found.office }
}

function readSite(tx: ActTransaction, situation: number, site: string): Promise<FoundSite | undefined> {
  return tx
    .on<SituationTables>()
    .selectFrom('site')
    .innerJoin('situation', 'situation.id', 'site.situation_id')
    .select(['situation.office', 'site.closed_on'])
    .where('site.situation_id', '=', situation)
    .where('site.id', '=', site)
    .executeTakeFirst()
}

/** Refuses a day of a change that is in the future or before the people concerned were registered. */
export function checkDay(on: string, today: string, people: readonly { registered_on: string }[]): void {
  if (on > today) throw invalid([{ path: 'on', code: 'registration.change-in-future', details: { today } }])
  const latest = latestOf(people.map(person => person.registered_on))
  if (on < latest)
    throw invalid([{ path: 'on', code: 'registration.change-before-registration', details: { day: latest } }])
}
