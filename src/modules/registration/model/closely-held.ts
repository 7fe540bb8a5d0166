import { z } from 'zod'
import { urgencies } from '../../vocabulary/index.ts'
import { NewConsent } from './household.ts'
import { Day, IdentityDocument, LongText, NewNeed, SensitiveCode, Uuid } from './individual.ts'

export const RecordNeed = z.strictObject({ individual: Uuid, need: NewNeed })
export type RecordNeed = z.infer<typeof RecordNeed>

export const ReviewNeed = z.strictObject({
  need: Uuid,
  decision: z.enum(['confirm', 'reject']),
  /** Where it should be another than was noted. */
  urgency: z.enum(urgencies.codes).optional(),
  note: LongText.default(''),
})
export type ReviewNeed = z.infer<typeof ReviewNeed>

export const ResolveNeed = z.strictObject({ need: Uuid, on: Day, note: LongText.default('') })
export type ResolveNeed = z.infer<typeof ResolveNeed>

export const RecordConsent = z.strictObject({ household: Uuid, consent: NewConsent })
export type RecordConsent = z.infer<typeof RecordConsent>

const change = z.strictObject({ from: SensitiveCode.nullable(), to: SensitiveCode.nullable() }).optional()
export const RecordSensitive = z.strictObject({
  individual: Uuid,
  changes: z
    .strictObject({ ethnicity: change, religion: change })
    .refine(changes => changes.ethnicity !== undefined || changes.religion !== undefined, {
      params: { problem: 'input.required' },
    }),
  note: LongText.default(''),
})
export type RecordSensitive = z.infer<typeof RecordSensitive>

export const AttachPhoto = z.strictObject({
  individual: Uuid,
  /** The photo in use as the sender saw it, and the one that takes its place; null: none. */
  from: Uuid.nullable(),
  photo: Uuid.nullable(),
})
export type AttachPhoto = z.infer<typeof AttachPhoto>

export const RecordDocument = z.strictObject({ individual: Uuid, document: IdentityDocument })
export type RecordDocument = z.infer<typeof RecordDocument>

export const RemoveDocument = z.strictObject({ individual: Uuid, document: Uuid, note: LongText.default('') })
export type RemoveDocument = z.infer<typeof RemoveDocument>
