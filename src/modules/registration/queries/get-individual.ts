import { z } from 'zod'
import { defineQuery } from '../../../kernel/queries/define.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import { Uuid } from '../model/individual.ts'
import type { RegistrationTables } from '../tables.ts'
import { maySeeNeeds, needsOf } from './closely-held.ts'
import { membersOf } from './get-household.ts'
import { Consent, Document, Need, Person, toConsents, toPerson } from './shapes.ts'

export const getIndividual = defineQuery({
  name: 'registration.getIndividual',
  summary: 'One person with documents, household, consents and, where the asker may see them, specific needs.',
  scope: 'situation',
  input: z.strictObject({ id: Uuid }),
  output: z.object({
    person: Person,
    household: z.object({
      id: z.string(),
      number: z.string(),
      level: z.string(),
      status: z.string(),
      representativeName: z.string(),
      phone: z.string().nullable(),
    }),
    /** Everybody in the household, this person too. */
    members: z.array(Person),
    documents: z.array(Document),
    /** null: the asker may not see needs here. */
    needs: z.array(Need).nullable(),
    /** null: the asker may not see it here. */
    sensitive: z.object({ ethnicity: z.string().nullable(), religion: z.string().nullable() }).nullable(),
    /** Of this person, and those that the representative gave for the household. */
    consents: z.array(Consent),
    /** Records that were found to be the same person. */
    mergedFrom: z.array(z.object({ id: z.string(), number: z.string() })),
  }),
  allow: { permission: 'read-people', sensitivity: 'personal' },
  async run(door, { id }) {
    const row = await door
      .on<RegistrationTables>()
      .selectFrom('individual as i')
      .selectAll()
      .where(door.scope('individual', 'i'))
      .where('i.id', '=', id)
      .executeTakeFirst()
    if (!row) return door.notFound('individual')
    const household = await door
      .on<RegistrationTables>()
      .selectFrom('household as h')
      .select(['h.id', 'h.number', 'h.level', 'h.status', 'h.representative_name as representativeName', 'h.phone'])
      .where(door.scope('household', 'h'))
      .where('h.id', '=', row.household_id)
      .executeTakeFirst()
    if (!household) return door.notFound('household')
    const documents = await door
      .on<RegistrationTables>()
      .selectFrom('identity_document as d')
      .select(['d.id', 'd.kind', 'd.country', 'd.number'])
      .where(door.scope('identity_document', 'd'))
      .where('d.individual_id', '=', id)
      .orderBy('d.kind')
      .orderBy('d.number')
      .execute()
    const consents = await door
      .on<RegistrationTables>()
      .selectFrom('consent as c')
      .selectAll()
      .where(door.scope('consent', 'c'))
      .where('c.household_id', '=', row.household_id)
      .where(eb => eb.or([eb('c.individual_id', 'is', null), eb('c.individual_id', '=', id)]))
      .execute()
    const mergedFrom = await door
      .on<RegistrationTables>()
      .selectFrom('individual as m')
      .select(['m.id', 'm.number'])
      .where(door.scope('individual', 'm'))
      .where('m.merged_into', '=', id)
      .execute()
    return {
      person: toPerson(row),
      household,
      members: await membersOf(door, row.household_id),
      documents,
      needs: await needsOf(door, row.site_id, [id]),
      sensitive: await sensitiveOf(door, row.site_id, id),
      consents: toConsents(consents),
      mergedFrom,
    }
  },
})

async function sensitiveOf(door: Door, site: string, individual: string) {
  if (!maySeeNeeds(door, site)) return null
  const found = await door
    .on<RegistrationTables>()
    .selectFrom('individual_sensitive as s')
    .innerJoin('individual as i', join =>
      join.onRef('i.situation_id', '=', 's.situation_id').onRef('i.id', '=', 's.individual_id'),
    )
    .select(['s.ethnicity', 's.religion'])
    .where(door.scopeAt('individual_sensitive', 's', 'i.site_id', 'read-needs'))
    .where('s.individual_id', '=', individual)
    .executeTakeFirst()
  return found ?? { ethnicity: null, religion: null }
}
