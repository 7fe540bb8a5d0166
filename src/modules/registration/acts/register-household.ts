import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { derivedUuid } from '../../../kernel/derived-id.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { SituationTables } from '../../situation/index.ts'
import { specificNeeds } from '../../vocabulary/index.ts'
import { RegisterHousehold } from '../model/household.ts'
import { problem } from '../problems.ts'
import { checkHousehold } from '../rules/check.ts'
import { checkLevel } from '../rules/levels.ts'
import { proposeNeeds } from '../rules/proposals.ts'
import { displayNames, insertMember } from '../rules/rows.ts'
import type { RegistrationTables } from '../tables.ts'

export const Registered = z.object({
  household: z.string(),
  number: z.string(),
  members: z.array(z.object({ id: z.string(), number: z.string() })),
  /** Needs that the data suggest, for a person to confirm. */
  proposed: z.array(z.object({ individual: z.string(), code: z.string(), rule: z.string() })),
})
export type Registered = z.infer<typeof Registered>

/** `417-26C00001`: office, year of registration, C, number in the situation. */
export function householdNumber(office: string, day: string, serial: number): string {
  return `${office}-${day.slice(2, 4)}C${String(serial).padStart(5, '0')}`
}

/** `417-00000001`: office, number in the situation. */
export function individualNumber(office: string, serial: number): string {
  return `${office}-${String(serial).padStart(8, '0')}`
}

export const registerHousehold = defineAct({
  name: 'registration.registerHousehold',
  summary: 'Registers a household with its members, specific needs and consents.',
  scope: 'situation',
  kind: 'observation',
  input: RegisterHousehold,
  result: Registered,
  sensitivity: 'confidential',
  allow: may('register', 'personal').at((input: RegisterHousehold) => input.site),
  async prepare(context, input) {
    return {
      household: await context.draw('household', 1),
      individual: await context.draw('individual', input.members.length),
    }
  },
  async apply(tx, input, act) {
    const today = act.occurredAt.slice(0, 10)
    const wrong = [...checkHousehold(input, today), ...checkLevel(input, today)]
    if (wrong.length > 0) throw invalid(wrong)
    const { office } = await openSite(tx, act.situation, input.site, today)
    const registeredOn = input.registeredOn ?? today
    const number = householdNumber(office, registeredOn, act.given.household)
    const representative = input.members.find(member => member.relationship === 'PA') ?? input.members[0]
    if (!representative) throw problem('registration.no-representative')
    if (input.group) await closeGroup(tx, act.situation, input.group, today)
    tx.insert('household', {
      situation_id: act.situation,
      id: input.id,
      number,
      external_number: input.externalNumber ?? null,
      level: input.level,
      status: 'active',
      status_on: registeredOn,
      site_id: input.site,
      origin: input.origin,
      arrived_on: input.arrivedOn,
      registered_on: registeredOn,
      size: input.members.length,
      representative_name: displayNames(representative).display,
      address: input.address,
      area_id: input.address.area ?? null,
      phone: input.phone ?? null,
      note: input.note,
      group_id: input.group ?? null,
    })
    const members = input.members.map((member, index) => {
      const setting = {
        situation: act.situation,
        household: input.id,
        number: individualNumber(office, act.given.individual + index),
        site: input.site,
        origin: input.origin,
        arrivedOn: input.arrivedOn,
        registeredOn,
        phone: input.phone,
      }
      insertMember(tx, member, setting)
      return { id: member.id, number: setting.number }
    })
    const proposed = insertProposals(tx, act.situation, input, today)
    tx.insert(
      'consent',
      input.consents.map(consent => ({
        situation_id: act.situation,
        id: consent.id,
        household_id: input.id,
        individual_id: consent.individual ?? null,
        purpose: consent.purpose,
        recipient: consent.recipient,
        decision: consent.decision,
        language: consent.language ?? null,
        decided_at: act.occurredAt,
        expires_on: consent.expiresOn ?? null,
      })),
    )
    tx.about([input.id, ...input.members.map(member => member.id)])
    return { household: input.id, number, members, proposed }
  },
})

interface FoundSite {
  office: string
  closed_on: string | null
}

/** What one transaction found of its sites: an import of a hundred thousand people asks once, not for each household. */
const found = new WeakMap<ActTransaction, Map<string, FoundSite | undefined>>()

/** The site, if people can be registered at it on that day, with the office of its situation. */
export async function openSite(
  tx: ActTransaction,
  situation: number,
  site: string,
  today: string,
): Promise<{ office: string }> {
  const known = found.get(tx) ?? new Map<string, FoundSite | undefined>()
  found.set(tx, known)
  const key = `${situation}|${site}`
  if (!known.has(key)) known.set(key, await readSite(tx, situation, site))
  const read = known.get(key)
  if (!read) throw invalid([{ path: 'site', code: 'registration.site-unknown' }])
  if (read.closed_on !== null && read.closed_on <= today)
    throw invalid([{ path: 'site', code: 'registration.site-closed', details: { closed: read.closed_on } }])
  return { office: read.office }
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

/** People of a pre-registered group become a household of their own; the count of the group is not counted twice. */
async function closeGroup(tx: ActTransaction, situation: number, group: string, today: string): Promise<void> {
  const result = await tx
    .on<RegistrationTables>()
    .updateTable('household')
    .set({ status: 'closed', status_reason: 'registered', status_on: today })
    .where('situation_id', '=', situation)
    .where('id', '=', group)
    .where('level', '=', 'group')
    .where('status', '<>', 'closed')
    .executeTakeFirst()
  if (result.numUpdatedRows !== 1n) throw invalid([{ path: 'group', code: 'registration.group-unknown' }])
}

function insertProposals(tx: ActTransaction, situation: number, input: RegisterHousehold, today: string) {
  const members = input.members.map(member => ({
    id: member.id,
    relationship: member.relationship,
    sex: member.sex,
    birthDate: member.birth.date,
  }))
  const noted = new Set(input.members.flatMap(member => member.needs.map(need => `${member.id}|${need.code}`)))
  const proposals = proposeNeeds(members, today).filter(
    proposal => !noted.has(`${proposal.individual}|${proposal.code}`),
  )
  tx.insert(
    'specific_need',
    proposals.map(proposal => proposalRow(situation, proposal, today)),
  )
  return proposals.map(({ individual, code, rule }) => ({ individual, code, rule }))
}

export function proposalRow(situation: number, proposal: ReturnType<typeof proposeNeeds>[number], today: string) {
  const facts = specificNeeds.facts[proposal.code]
  return {
    situation_id: situation,
    id: derivedUuid(proposal.individual, `proposal|${proposal.code}|${today}`),
    individual_id: proposal.individual,
    code: proposal.code,
    need_group: facts.group,
    urgency: proposal.rule === 'child-alone' || proposal.rule === 'child-headed' ? 'high' : 'medium',
    status: 'proposed',
    rule: proposal.rule,
    identified_on: today,
    sensitivity: facts.sensitivity === 'confidential' ? 4 : 3,
  }
}
