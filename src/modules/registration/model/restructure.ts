import { z } from 'zod'
import { fieldIssue } from '../../../kernel/problems/input.ts'
import { type ClosureReasonCode, closureReasons, processStatuses, relationships } from '../../vocabulary/index.ts'
import { Address } from './household.ts'
import { Day, LongText, NewMember, Phone, Uuid } from './individual.ts'

/** What somebody is to the representative. The representative alone is PA, and is named apart. */
export const Tie = z.strictObject({
  individual: Uuid,
  relationship: z.enum(relationships.codes).refine(code => code !== 'PA', {
    params: { problem: 'registration.two-representatives' },
  }),
})
export type Tie = z.infer<typeof Tie>
const Ties = z.array(Tie).max(60).default([])

/** Who becomes the representative, and what the others are to them where that does not follow from what was known. */
export const NewRepresentative = z.strictObject({ individual: Uuid, relationships: Ties })
export type NewRepresentative = z.infer<typeof NewRepresentative>

export const AddMember = z.strictObject({
  household: Uuid,
  /** birth: born here; arrival: came after the others; missed: was there and was not registered. */
  event: z.enum(['birth', 'arrival', 'missed']),
  registeredOn: Day.optional(),
  member: NewMember,
  note: LongText.default(''),
})
export type AddMember = z.infer<typeof AddMember>

/** Why a record is on hold, inactive or closed. Closing as merged is what a merge does, and nobody says by hand. */
export const statusReasons = {
  active: [],
  hold: ['identity-check', 'duplicate-check', 'document-check', 'eligibility-check'],
  inactive: ['not-seen', 'missed-verification', 'no-contact'],
  closed: [
    ...closureReasons.codes.filter((code): code is Exclude<ClosureReasonCode, 'merged'> => code !== 'merged'),
    'registered',
  ],
} as const satisfies Record<(typeof processStatuses.codes)[number], readonly string[]>

export const ChangeStatus = z
  .strictObject({
    household: Uuid,
    /** Whose status changes; absent: everybody's. */
    individuals: z.array(Uuid).min(1).max(60).optional(),
    status: z.enum(processStatuses.codes),
    reason: z.string().max(40).optional(),
    /** The day from which it holds. */
    on: Day,
    note: LongText.default(''),
    /** Needed when the representative leaves and others stay. */
    representative: NewRepresentative.optional(),
  })
  .check(context => {
    const { status, reason } = context.value
    const allowed: readonly string[] = statusReasons[status]
    const fits = allowed.length === 0 ? reason === undefined : reason !== undefined && allowed.includes(reason)
    if (fits) return
    const found =
      allowed.length === 0
        ? fieldIssue('registration.reason-not-needed', { status }, ['reason'])
        : fieldIssue('registration.reason-needed', { status, allowed }, ['reason'])
    context.issues.push({ ...found, input: reason })
  })
export type ChangeStatus = z.infer<typeof ChangeStatus>

export const ChangeRepresentative = z.strictObject({
  household: Uuid,
  representative: NewRepresentative,
  note: LongText.default(''),
})
export type ChangeRepresentative = z.infer<typeof ChangeRepresentative>

export const SplitHousehold = z.strictObject({
  household: Uuid,
  newHousehold: Uuid,
  /** Who becomes the representative of the new household; the others who leave say what they are to them. */
  newRepresentative: Uuid,
  others: Ties,
  on: Day,
  address: Address.default({}),
  phone: Phone.optional(),
  note: LongText.default(''),
  /** Needed when the representative is among those who leave. */
  representative: NewRepresentative.optional(),
})
export type SplitHousehold = z.infer<typeof SplitHousehold>

export const MergeHouseholds = z.strictObject({
  /** The household that ends. */
  from: Uuid,
  /** The household that takes its members in. */
  into: Uuid,
  /** What each who comes is to the representative of the household that stays. */
  relationships: Ties,
  on: Day,
  note: LongText.default(''),
})
export type MergeHouseholds = z.infer<typeof MergeHouseholds>

export const MoveMember = z.strictObject({
  individual: Uuid,
  /** The household that the person joins. */
  to: Uuid,
  relationship: Tie.shape.relationship,
  on: Day,
  note: LongText.default(''),
  /** Needed when the person is the representative of the household that is left. */
  representative: NewRepresentative.optional(),
})
export type MoveMember = z.infer<typeof MoveMember>

export const TransferHousehold = z.strictObject({
  household: Uuid,
  /** Where it goes. */
  site: Uuid,
  on: Day,
  /** At the new site; the old address does not go with them. */
  address: Address.default({}),
  note: LongText.default(''),
})
export type TransferHousehold = z.infer<typeof TransferHousehold>
