import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { isAllowed, type Principal } from '../../../kernel/access/principal.ts'
import type { Sensitivity } from '../../../kernel/access/sensitivity.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { problem as common } from '../../../kernel/problems/common.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import { RegisterHousehold } from '../model/household.ts'
import { problem } from '../problems.ts'
import { papersOf, takenOf } from '../records/documents.ts'
import { openSite } from '../records/lock.ts'
import { insertMember, sensitivityOfNeed } from '../records/new-member.ts'
import { photosOf, requirePhotos } from '../records/photos.ts'
import { proposalRow, toProposed } from '../records/proposals.ts'
import { displayNames } from '../records/search-keys.ts'
import { checkHousehold } from '../rules/check.ts'
import { checkLevel } from '../rules/levels.ts'
import { householdNumber, individualNumber } from '../rules/numbers.ts'
import { proposeNeeds } from '../rules/proposals.ts'
import { consentRow } from './record-consent.ts'

export const ProposedNeeds = z.array(z.object({ individual: z.string(), code: z.string(), rule: z.string() }))

export const Registered = z.object({
  household: z.string(),
  number: z.string(),
  members: z.array(z.object({ id: z.string(), number: z.string() })),
  /** Needs that the data suggest, for a person to confirm. */
  proposed: ProposedNeeds,
})
export type Registered = z.infer<typeof Registered>

export const registerHousehold = defineAct({
  name: 'registration.registerHousehold',
  summary: 'Registers a household with its members, specific needs and consents.',
  scope: 'situation',
  kind: 'observation',
  input: RegisterHousehold,
  result: Registered,
  sensitivity: 'confidential',
  sensitivityOf: sensitivityOfMembers,
  allow: {
    ...may('register', 'personal').at<RegisterHousehold, ActTransaction>(input => input.site),
    also(principal, situation, input) {
      const decided = input.members.some(member => member.needs.some(need => !need.pendingReview))
      if (decided) requireReviewer(principal, situation, input.site)
    },
  },
  // Papers are not looked up before: imports write many thousand households in one go, and the constraint knows.
  async explain(db, found, input, situation) {
    return found.code === 'registration.document-number-taken' ? takenOf(db, situation, papersOf(input.members)) : []
  },
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
    await requirePhotos(tx, act.situation, photosOf(input.members))
    const registeredOn = input.registeredOn ?? today
    const number = householdNumber(office, registeredOn, act.given.household)
    const representative = input.members.find(member => member.relationship === 'PA')
    if (!representative) throw problem('registration.no-representative')
    if (input.group) await takeFromGroup(tx, act.situation, input.group, input.members.length, today)
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
      input.consents.map(consent => consentRow(act, input.id, consent)),
    )
    tx.about([input.id, ...input.members.map(member => member.id), ...(input.group ? [input.group] : [])])
    return { household: input.id, number, members, proposed }
  },
})

/** What a registration tells is as closely held as the most closely held need in it. */
export function sensitivityOfMembers(input: { members: RegisterHousehold['members'] }): Sensitivity {
  const needs = input.members.flatMap(member => member.needs)
  if (needs.some(need => sensitivityOfNeed(need) === 4)) return 'confidential'
  const sensitive = needs.length > 0 || input.members.some(member => member.ethnicity || member.religion)
  return sensitive ? 'sensitive' : 'personal'
}

/** A need that nobody shall look at again is a decision: it takes the right to review, or to import what others decided. */
export function requireReviewer(principal: Principal, situation: number, site: string | undefined): void {
  const may = (permission: string) => isAllowed(principal, situation, permission, site, 'sensitive')
  if (!may('review-needs') && !may('import')) throw common('access.not-allowed', { permission: 'review-needs' })
}

/**
 * People who were counted in a group are now registered one by one, so the group has so many fewer who wait. It is closed
 * when nobody is left. More may come out of a group than were counted at the border; that is no reason to refuse them.
 */
async function takeFromGroup(
  tx: ActTransaction,
  situation: number,
  group: string,
  people: number,
  today: string,
): Promise<void> {
  const taken = await sql`UPDATE household SET
      size = greatest(size - ${people}::int, 0),
      status = CASE WHEN size <= ${people}::int THEN 'closed' ELSE status END,
      status_reason = CASE WHEN size <= ${people}::int AND status <> 'closed' THEN 'registered' ELSE status_reason END,
      status_on = CASE WHEN size <= ${people}::int AND status <> 'closed' THEN ${today}::date ELSE status_on END
    WHERE situation_id = ${situation} AND id = ${group} AND level = 'group' AND (status <> 'closed' OR status_reason = 'registered')`.execute(
    tx.on(),
  )
  if (taken.numAffectedRows !== 1n) throw invalid([{ path: 'group', code: 'registration.group-unknown' }])
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
  return proposals.map(toProposed)
}
