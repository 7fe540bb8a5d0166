import { z } from 'zod'
import { defineQuery } from '../../../kernel/queries/define.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import type { SituationTables } from '../../situation/index.ts'
import { Uuid } from '../model/individual.ts'
import type { RegistrationTables } from '../tables.ts'
import { needsOf } from './closely-held.ts'
import { Consent, HouseholdLink, Need, Person, toConsents, toPerson } from './shapes.ts'

export const Household = z.object({
  id: z.string(),
  number: z.string(),
  externalNumber: z.string().nullable(),
  level: z.string(),
  status: z.string(),
  statusReason: z.string().nullable(),
  statusOn: z.string(),
  site: z.string(),
  origin: z.string(),
  arrivedOn: z.string(),
  registeredOn: z.string(),
  /** Members who are not closed; of a group, people who still wait to be registered. */
  size: z.number(),
  /** Of a group: people as counted, by sex and age cohort. */
  counts: z.record(z.string(), z.number()).nullable(),
  representativeName: z.string(),
  address: z.object({
    text: z.string().optional(),
    area: z.string().optional(),
    areaName: z.string().optional(),
    shelter: z.string().optional(),
  }),
  phone: z.string().nullable(),
  priority: z.boolean(),
  note: z.string(),
  /** The pre-registered group it came from. */
  group: HouseholdLink.nullable(),
  mergedInto: HouseholdLink.nullable(),
  /** Households that were merged into this one, or, of a group, that were registered from it. At most 200. */
  mergedFrom: z.array(HouseholdLink),
  registeredFrom: z.array(HouseholdLink),
})

export const getHousehold = defineQuery({
  name: 'registration.getHousehold',
  summary: 'One household with its members, consents and, where the asker may see them, specific needs.',
  scope: 'situation',
  input: z.strictObject({ id: Uuid }),
  output: z.object({
    household: Household,
    /** The representative first, then by age. */
    members: z.array(Person),
    /** null: the asker may not see needs here. */
    needs: z.array(Need).nullable(),
    consents: z.array(Consent),
  }),
  allow: { permission: 'read-people', sensitivity: 'personal' },
  async run(door, { id }) {
    const row = await door
      .on<RegistrationTables & SituationTables>()
      .selectFrom('household as h')
      .leftJoin('area as a', join =>
        join.onRef('a.situation_id', '=', 'h.situation_id').onRef('a.id', '=', 'h.area_id'),
      )
      .selectAll('h')
      .select('a.name as area_name')
      .where(door.scope('household', 'h'))
      .where('h.id', '=', id)
      .executeTakeFirst()
    if (!row) return door.notFound('household')
    const members = await membersOf(door, id)
    const consents = await door
      .on<RegistrationTables>()
      .selectFrom('consent as c')
      .selectAll()
      .where(door.scope('consent', 'c'))
      .where('c.household_id', '=', id)
      .execute()
    const links = await linksOf(door, row)
    return {
      household: {
        id: row.id,
        number: row.number,
        externalNumber: row.external_number,
        level: row.level,
        status: row.status,
        statusReason: row.status_reason,
        statusOn: row.status_on,
        site: row.site_id,
        origin: row.origin,
        arrivedOn: row.arrived_on,
        registeredOn: row.registered_on,
        size: row.size,
        counts: row.counts,
        representativeName: row.representative_name,
        address: { ...row.address, ...(row.area_name ? { areaName: row.area_name } : {}) },
        phone: row.phone,
        priority: row.priority,
        note: row.note,
        ...links,
      },
      members,
      needs: await needsOf(
        door,
        row.site_id,
        members.map(member => member.id),
      ),
      consents: toConsents(consents),
    }
  },
})

export async function membersOf(door: Door, household: string): Promise<Person[]> {
  const rows = await door
    .on<RegistrationTables>()
    .selectFrom('individual as i')
    .selectAll()
    .where(door.scope('individual', 'i'))
    .where('i.household_id', '=', household)
    .orderBy('i.birth_date')
    .orderBy('i.id')
    .execute()
  const rank = (row: { relationship: string; status: string }) =>
    row.status === 'closed' ? 2 : row.relationship === 'PA' ? 0 : 1
  return rows.sort((a, b) => rank(a) - rank(b)).map(toPerson)
}

/** The households that this one came from, went into, or took in. */
async function linksOf(door: Door, row: RegistrationTables['household']) {
  const linked = await door
    .on<RegistrationTables>()
    .selectFrom('household as l')
    .select(['l.id', 'l.number', 'l.representative_name as name', 'l.status', 'l.merged_into', 'l.group_id'])
    .where(door.scope('household', 'l'))
    .where(eb =>
      eb.or([
        eb('l.merged_into', '=', row.id),
        eb('l.group_id', '=', row.id),
        eb('l.id', 'in', [row.group_id ?? row.id, row.merged_into ?? row.id]),
      ]),
    )
    .orderBy('l.id', 'desc')
    .limit(400)
    .execute()
  const link = ({ id, number, name, status }: (typeof linked)[number]) => ({ id, number, name, status })
  const find = (id: string | null) => {
    const found = id === null ? undefined : linked.find(other => other.id === id)
    return found ? link(found) : null
  }
  return {
    group: find(row.group_id),
    mergedInto: find(row.merged_into),
    mergedFrom: linked
      .filter(other => other.merged_into === row.id)
      .map(link)
      .slice(0, 200),
    registeredFrom: linked
      .filter(other => other.group_id === row.id && other.id !== row.id)
      .map(link)
      .slice(0, 200),
  }
}
