import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActContext, type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import {
  type ClosureReasonCode,
  closureReasons,
  mayMove,
  mayReopen,
  type ProcessStatusCode,
  processTransitions,
} from '../../vocabulary/index.ts'
import { ChangeStatus } from '../model/restructure.ts'
import { problem } from '../problems.ts'
import {
  checkDay,
  type HouseholdRow,
  type IndividualRow,
  isOpen,
  lockHousehold,
  pickMembers,
  readMembers,
  siteOfHousehold,
} from '../records/lock.ts'
import { beginPresence, endPresence, isCounted } from '../records/presence.ts'
import { refreshProposals } from '../records/proposals.ts'
import { type Changed, installRepresentative, updateHousehold } from '../records/representative.ts'
import type { RegistrationTables } from '../tables.ts'
import { ChangedFields } from './correct-individual.ts'
import { ProposedNeeds } from './register-household.ts'

export const changeStatus = defineAct({
  name: 'registration.changeStatus',
  summary:
    'Puts people or a whole household on hold, makes them inactive, closes or reopens their records, with reason and day.',
  scope: 'situation',
  kind: 'decision',
  input: ChangeStatus,
  result: z.object({ status: z.string(), size: z.number(), changed: ChangedFields, proposed: ProposedNeeds }),
  sensitivity: 'personal',
  allow: may('change-status', 'personal').at((input: ChangeStatus, tx: ActTransaction, situation) =>
    siteOfHousehold(tx, situation, input.household),
  ),
  async apply(tx, input, act) {
    const household = await lockHousehold(tx, act.situation, input.household)
    if (household.level === 'group') return changeGroup(tx, household, input, act)
    if (input.reason === 'registered') throw invalid([{ path: 'reason', code: 'registration.only-for-groups' }])
    if (household.merged_into !== null) throw problem('registration.household-not-active', { status: 'closed' })
    const before = await readMembers(tx, act.situation, household.id)
    const chosen = input.individuals
      ? pickMembers(before, input.individuals, index => `individuals.${index}`)
      : everybody(household, before, input.status)
    requirePossible(chosen, input)
    checkDay(input.on, act.occurredAt.slice(0, 10), chosen)
    await write(tx, chosen, input)

    const reason = input.reason ?? null
    const members = before.map(member =>
      chosen.includes(member)
        ? { ...member, status: input.status, status_reason: reason, status_on: input.on }
        : member,
    )
    const changed: Changed[] = chosen.map(member => ({
      record: member.id,
      field: 'status',
      from: member.status,
      to: input.status,
    }))
    changed.push(...(await succeed(tx, household, members, chosen, input)))
    const next = statusOf(members)
    if (next.status !== household.status) {
      changed.push({ record: household.id, field: 'status', from: household.status, to: next.status })
      Object.assign(next, { status_on: input.on })
    }
    const size = members.filter(isOpen).length
    await updateHousehold(tx, household, { ...(next.status === household.status ? {} : next), size })
    tx.about([household.id, ...chosen.map(member => member.id)])
    const proposed = await refreshProposals(tx, act.situation, household.id, act.occurredAt.slice(0, 10))
    return { status: next.status, size, changed, proposed }
  },
})

/** The whole household: all who can move; of a closed one, those who were closed together with it. */
function everybody(household: HouseholdRow, members: readonly IndividualRow[], to: ProcessStatusCode): IndividualRow[] {
  const together = (member: IndividualRow) =>
    member.status_reason === household.status_reason && member.status_on === household.status_on
  const concerned = members.filter(member => (isOpen(household) ? isOpen(member) : together(member)))
  return concerned.filter(member => member.status !== to)
}

function requirePossible(chosen: readonly IndividualRow[], { status, individuals }: ChangeStatus): void {
  if (chosen.length === 0) throw problem('registration.status-not-possible', { from: status, to: status, allowed: [] })
  for (const [index, member] of chosen.entries()) {
    const from = member.status as ProcessStatusCode
    if (mayMove(from, status) && (from !== 'closed' || reopens(member))) continue
    const details = { from, to: status, allowed: isOpen(member) || reopens(member) ? processTransitions[from] : [] }
    const fields = individuals
      ? [{ path: `individuals.${index}`, code: 'registration.status-not-possible', details }]
      : []
    throw problem('registration.status-not-possible', details, fields)
  }
}

function reopens(record: { status_reason: string | null; merged_into: string | null }): boolean {
  const reason = closureReasons.codes.find((code): code is ClosureReasonCode => code === record.status_reason)
  return record.merged_into === null && reason !== undefined && mayReopen(reason)
}

async function write(
  tx: ActTransaction,
  chosen: readonly IndividualRow[],
  { status, reason, on }: ChangeStatus,
): Promise<void> {
  const [first] = chosen
  if (!first) return
  await tx
    .on<RegistrationTables>()
    .updateTable('individual')
    .set({ status, status_reason: reason ?? null, status_on: on })
    .where('situation_id', '=', first.situation_id)
    .where(
      'id',
      'in',
      chosen.map(member => member.id),
    )
    .execute()
  const leaving = chosen.filter(member => isCounted(member.status) && !isCounted(status))
  await endPresence(
    tx,
    first.situation_id,
    leaving.map(member => member.id),
    on,
  )
  // Whoever comes back cannot have come back before they left.
  const back = chosen.filter(member => !isCounted(member.status) && isCounted(status))
  for (const member of back) {
    if (on < member.status_on) {
      throw invalid([{ path: 'on', code: 'registration.change-before-last', details: { day: member.status_on } }])
    }
  }
  await beginPresence(tx, first.situation_id, back, on)
}

/** A household whose representative leaves, or which comes back without one, says who it is now. */
async function succeed(
  tx: ActTransaction,
  household: HouseholdRow,
  members: readonly IndividualRow[],
  chosen: readonly IndividualRow[],
  input: ChangeStatus,
): Promise<Changed[]> {
  const open = members.filter(isOpen)
  const led = open.some(member => member.relationship === 'PA')
  if (open.length === 0 || (led && !input.representative)) return []
  if (!input.representative) throw invalid([{ path: 'representative', code: 'registration.representative-leaves' }])
  const concerned = members.filter(
    member => isOpen(member) || (member.relationship === 'PA' && chosen.some(({ id }) => id === member.id)),
  )
  return installRepresentative(tx, household, concerned, input.representative, 'representative')
}

/** A household is what its members are: closed when all are, else as active as the most active of them. */
function statusOf(members: readonly IndividualRow[]) {
  const order: readonly string[] = ['active', 'hold', 'inactive', 'closed']
  const [most] = [...members].sort(
    (a, b) => order.indexOf(a.status) - order.indexOf(b.status) || (a.status_on < b.status_on ? 1 : -1),
  )
  return { status: most?.status ?? 'closed', status_reason: most?.status_reason ?? null }
}

/** A group has no members of its own: its status is its own. */
async function changeGroup(tx: ActTransaction, group: HouseholdRow, input: ChangeStatus, act: ActContext<unknown>) {
  const from = group.status as ProcessStatusCode
  if (input.individuals) throw invalid([{ path: 'individuals.0', code: 'registration.not-a-member' }])
  const reopened = from === 'closed' && (reopens(group) || group.status_reason === 'registered')
  if (!mayMove(from, input.status) || (from === 'closed' && !reopened)) {
    throw problem('registration.status-not-possible', { from, to: input.status, allowed: processTransitions[from] })
  }
  checkDay(input.on, act.occurredAt.slice(0, 10), [group])
  await updateHousehold(tx, group, { status: input.status, status_reason: input.reason ?? null, status_on: input.on })
  tx.about(group.id)
  const changed = [{ record: group.id, field: 'status', from, to: input.status }]
  return { status: input.status, size: group.size, changed, proposed: [] }
}
