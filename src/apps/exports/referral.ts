import { Readable } from 'node:stream'
import { z } from 'zod'
import { isAllowed, reach } from '../../kernel/access/principal.ts'
import { rankOf } from '../../kernel/access/sensitivity.ts'
import { isUuid } from '../../kernel/ids.ts'
import { problem } from '../../kernel/problems/common.ts'
import {
  caseMaker,
  exchangeProblem,
  type ReferralConsent,
  type ReferralHousehold,
  type ReferralPerson,
  refuseWithoutConsent,
  writeErrf,
} from '../../modules/exchange/index.ts'
import type { RegistrationTables } from '../../modules/registration/index.ts'
import { countries, resettlementCriteria, resettlementPriorities } from '../../modules/vocabulary/index.ts'
import { type Asked, type ExportDefinition, noteExport, siteCodes } from './define.ts'

const Uuid = z.string().refine(isUuid, { params: { problem: 'input.bad-format' } })

/** `households`: ids, one parameter each or separated by commas. `recipient`: the country that will receive the file. */
export const Referral = z.strictObject({
  households: z
    .union([z.string(), z.array(z.string())])
    .transform(given => [given].flat().flatMap(text => text.split(',')))
    .pipe(z.array(Uuid).min(1).max(100)),
  recipient: z.enum(countries.codes).optional(),
  criterion: z.enum(resettlementCriteria.codes).default('LPN'),
  secondCriterion: z.enum(resettlementCriteria.codes).optional(),
  priority: z.enum(resettlementPriorities.codes).default('NR'),
})
type Referral = z.infer<typeof Referral>

type Person = Omit<ReferralPerson, 'ethnicity' | 'religion' | 'needGroups' | 'photo'> & {
  status: string
  photo: string | null
  site: string
}

interface Record {
  household: Omit<ReferralHousehold, 'people' | 'siteName'> & { origin: string; site: string }
  members: Person[]
  needs: { individual: string; group: string; status: string; sensitivity: string }[] | null
  consents: ReferralConsent[]
}

const name = 'referral.xml'

/**
 * Households as a resettlement referral file. The whole file is made before a byte of it leaves: a refusal, or something
 * that the form cannot hold, never leaves half a family behind.
 */
export const referralExports: Readonly<{ [name: string]: ExportDefinition }> = {
  [name]: {
    permission: 'export',
    input: () => Referral,
    async make(asked) {
      const input = asked.input as Referral
      const { recipient } = input
      if (recipient === undefined) throw exchangeProblem('exchange.no-recipient')
      const { house, situation, principal } = asked
      if (reach(principal, situation, 'export') < rankOf('sensitive')) throw notAllowed()
      const { country } = (await house.queries.ask('situation.getSituation', situation, {}, principal)) as {
        country: string
      }
      const sites = await siteCodes(asked)
      const make = await caseMaker()
      const today = house.now().toISOString().slice(0, 10)
      const cases = []
      const people: { id: string; confidential: boolean }[] = []
      for (const id of new Set(input.households)) {
        const record = await recordOf(asked, id)
        const { household } = record
        const members = record.members.filter(member => member.status === 'active')
        if (members.length === 0) throw problem('record.not-found', { record: 'household' })
        refuseWithoutConsent({
          recipient,
          origin: household.origin,
          people: members,
          consents: record.consents,
          today,
        })
        const whole: ReferralPerson[] = []
        for (const member of members) whole.push(await personOf(asked, member, record))
        const siteName = sites.get(household.site)?.name ?? ''
        cases.push(make({ ...household, siteName, people: whole }, { ...input, asylum: country }))
        const confidential = new Set(
          (record.needs ?? []).filter(need => need.sensitivity === 'confidential').map(need => need.individual),
        )
        people.push(...members.map(member => ({ id: member.id, confidential: confidential.has(member.id) })))
      }
      let xml = ''
      for await (const part of writeErrf(cases)) xml += part
      for (const closely of [false, true]) {
        const read = people.filter(({ confidential }) => confidential === closely).map(person => person.id)
        if (read.length > 0) await noteExport(asked, name, closely ? 'confidential' : 'sensitive', read)
      }
      return {
        fileName: `referral-${recipient}-${today}.xml`,
        mediaType: 'application/xml; charset=utf-8',
        stream: Readable.from([Buffer.from(xml)]),
      }
    },
  },
}

function notAllowed() {
  return problem('access.not-allowed', { permission: 'export' })
}

async function recordOf({ house, situation, principal }: Asked, id: string): Promise<Record> {
  const record = (await house.queries.ask('registration.getHousehold', situation, { id }, principal)) as Record
  if (!isAllowed(principal, situation, 'export', record.household.site, 'sensitive')) throw notAllowed()
  return record
}

async function personOf(asked: Asked, person: Person, record: Record): Promise<ReferralPerson> {
  const { house, situation, principal } = asked
  const { sensitive } = (await house.queries.ask(
    'registration.getIndividual',
    situation,
    { id: person.id },
    principal,
  )) as { sensitive: { ethnicity: string | null; religion: string | null } | null }
  const needs = record.needs?.filter(need => need.individual === person.id && need.status === 'confirmed') ?? []
  return {
    ...person,
    ethnicity: sensitive?.ethnicity ?? null,
    religion: sensitive?.religion ?? null,
    needGroups: needs.map(need => need.group),
    photo: person.photo === null ? null : await photoOf(asked, person.photo),
  }
}

async function photoOf({ house, situation, principal }: Asked, photo: string): Promise<Uint8Array | null> {
  const permission = 'read-people'
  const rank = reach(principal, situation, permission)
  const found = await house.queries.withDoor(
    { query: `export:${name}`, situation, permission, principal, rank },
    async door =>
      door
        .on<RegistrationTables>()
        .selectFrom('photo as p')
        .innerJoin('individual as i', join =>
          join.onRef('i.situation_id', '=', 'p.situation_id').onRef('i.photo_id', '=', 'p.id'),
        )
        .select('p.bytes')
        .where(door.scope('photo', 'p'))
        .where(door.scope('individual', 'i'))
        .where('p.id', '=', photo)
        .limit(1)
        .executeTakeFirst(),
  )
  return found?.bytes ?? null
}
