import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { isAllowed } from '../../../kernel/access/principal.ts'
import { sensitivityOf } from '../../../kernel/access/sensitivity.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { problem as common } from '../../../kernel/problems/common.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import { withWholeSight } from '../../../kernel/store/whole-sight.ts'
import { urgencies } from '../../vocabulary/index.ts'
import { RecordNeed, ResolveNeed, ReviewNeed } from '../model/closely-held.ts'
import { problem } from '../problems.ts'
import { isOpen, lockMember, siteOfIndividual } from '../records/lock.ts'
import { needRow, sensitivityOfNeed } from '../records/new-member.ts'
import type { RegistrationTables } from '../tables.ts'
import { requireReviewer } from './register-household.ts'

const Done = z.object({})
const openStatuses = ['proposed', 'pending-review', 'confirmed'] as const

export const recordNeed = defineAct({
  name: 'registration.recordNeed',
  summary: 'Notes a specific need of a person, for protection staff to confirm.',
  scope: 'situation',
  kind: 'observation',
  input: RecordNeed,
  result: Done,
  sensitivity: 'confidential',
  sensitivityOf: input => sensitivityOf(sensitivityOfNeed(input.need)),
  allow: {
    ...may('note-needs', 'personal').at((input: RecordNeed, tx: ActTransaction, situation) =>
      siteOfIndividual(tx, situation, input.individual),
    ),
    async also(principal, situation, input, tx) {
      if (input.need.pendingReview) return
      requireReviewer(principal, situation, await siteOfIndividual(tx, situation, input.individual))
    },
  },
  async apply(tx, { individual, need }, act) {
    const today = act.occurredAt.slice(0, 10)
    if (need.identifiedOn && need.identifiedOn > today) {
      throw invalid([{ path: 'need.identifiedOn', code: 'registration.change-in-future', details: { today } }])
    }
    const { person, household } = await lockMember(tx, act.situation, individual)
    if (!isOpen(person)) throw problem('registration.individual-not-active', { status: person.status })
    const row = needRow(act.situation, individual, need, today)
    // Who notes a need may not see those that are there, and must not learn of them from the answer. So what is noted of a
    // need that is open already is added to it.
    await withWholeSight(tx.on(), async () => {
      const known = await tx
        .on<RegistrationTables>()
        .selectFrom('specific_need')
        .selectAll()
        .where('situation_id', '=', act.situation)
        .where('individual_id', '=', individual)
        .where('code', '=', need.code)
        .where('status', 'in', openStatuses)
        .executeTakeFirst()
      if (known) await update(tx, known, joined(known, row))
      else tx.insert('specific_need', row)
    })
    tx.about([individual, household.id])
    return {}
  },
})

export const reviewNeed = defineAct({
  name: 'registration.reviewNeed',
  summary: 'Confirms or rejects a need that was proposed by a rule or noted by somebody.',
  scope: 'situation',
  kind: 'decision',
  input: ReviewNeed,
  result: z.object({ status: z.string() }),
  sensitivity: 'confidential',
  allow: allowNeed<ReviewNeed>(),
  async apply(tx, input, act) {
    const need = await getNeed(tx, act.situation, input.need)
    if (need.status !== 'proposed' && need.status !== 'pending-review') {
      throw problem('registration.need-not-open', { status: need.status })
    }
    const status = input.decision === 'confirm' ? 'confirmed' : 'rejected'
    await update(tx, need, {
      status,
      urgency: input.urgency ?? need.urgency,
      reviewed_on: act.occurredAt.slice(0, 10),
      reviewed_by: act.actor,
      review_note: input.note,
    })
    await aboutPerson(tx, act.situation, need.individual_id)
    return { status }
  },
})

export const resolveNeed = defineAct({
  name: 'registration.resolveNeed',
  summary: 'Notes that a need is met or no longer there.',
  scope: 'situation',
  kind: 'decision',
  input: ResolveNeed,
  result: z.object({ status: z.string() }),
  sensitivity: 'confidential',
  allow: allowNeed<ResolveNeed>(),
  async apply(tx, input, act) {
    const today = act.occurredAt.slice(0, 10)
    if (input.on > today) throw invalid([{ path: 'on', code: 'registration.change-in-future', details: { today } }])
    const need = await getNeed(tx, act.situation, input.need)
    if (need.status !== 'confirmed' && need.status !== 'pending-review') {
      throw problem('registration.need-not-open', { status: need.status })
    }
    await update(tx, need, {
      status: 'resolved',
      reviewed_on: input.on,
      reviewed_by: act.actor,
      review_note: input.note,
    })
    await aboutPerson(tx, act.situation, need.individual_id)
    return { status: 'resolved' }
  },
})

type NeedRow = RegistrationTables['specific_need']

/** Needs are reviewed by who may see them where the person is: what is more closely held does not exist for the asker. */
function allowNeed<Input extends { readonly need: string }>() {
  return {
    ...may('review-needs', 'sensitive').at<Input, ActTransaction>(async (input, tx, situation) => {
      const need = await findNeed(tx, situation, input.need)
      return need && siteOfIndividual(tx, situation, need.individual_id)
    }),
    async also(principal: Parameters<typeof isAllowed>[0], situation: number, input: Input, tx: ActTransaction) {
      const need = await getNeed(tx, situation, input.need)
      const site = await siteOfIndividual(tx, situation, need.individual_id)
      if (!isAllowed(principal, situation, 'review-needs', site, sensitivityOf(need.sensitivity))) {
        throw common('record.not-found', { record: 'need' })
      }
    },
  }
}

async function findNeed(tx: ActTransaction, situation: number, id: string): Promise<NeedRow | undefined> {
  return tx
    .on<RegistrationTables>()
    .selectFrom('specific_need')
    .selectAll()
    .where('situation_id', '=', situation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

async function getNeed(tx: ActTransaction, situation: number, id: string): Promise<NeedRow> {
  const need = await findNeed(tx, situation, id)
  if (!need) throw common('record.not-found', { record: 'need' })
  return need
}

/** Two notes of one need: the more urgent and the more closely held of both, and all that was said. */
function joined(known: NeedRow, noted: ReturnType<typeof needRow>): Partial<NeedRow> {
  const order: readonly string[] = urgencies.codes
  const urgency = order.indexOf(noted.urgency) < order.indexOf(known.urgency) ? noted.urgency : known.urgency
  const confirmed = known.status === 'confirmed' || noted.status === 'confirmed'
  return {
    urgency,
    status: confirmed ? 'confirmed' : 'pending-review',
    sensitivity: Math.max(known.sensitivity, noted.sensitivity),
    note: [known.note, noted.note].filter(Boolean).join('\n'),
  }
}

async function update(tx: ActTransaction, need: NeedRow, values: Partial<NeedRow>): Promise<void> {
  await tx
    .on<RegistrationTables>()
    .updateTable('specific_need')
    .set(values)
    .where('situation_id', '=', need.situation_id)
    .where('id', '=', need.id)
    .execute()
}

async function aboutPerson(tx: ActTransaction, situation: number, individual: string): Promise<void> {
  const row = await tx
    .on<RegistrationTables>()
    .selectFrom('individual')
    .select('household_id')
    .where('situation_id', '=', situation)
    .where('id', '=', individual)
    .executeTakeFirst()
  tx.about([individual, ...(row ? [row.household_id] : [])])
}
