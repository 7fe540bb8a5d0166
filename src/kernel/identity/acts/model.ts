import { z } from 'zod'
import { isUuid } from '../../ids.ts'

export const Uuid = z
  .string()
  .refine(isUuid, { params: { problem: 'input.bad-format' } })
  .meta({ format: 'uuid' })

/** A person's name as colleagues read it, without control characters. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]*$/u)

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())
export const LocaleCode = z.enum(['ar', 'en', 'es', 'fr', 'ru', 'zh'])

export const CreateAccount = z.strictObject({
  account: Uuid,
  name: PersonName,
  email: Email,
  locale: LocaleCode.nullable().default(null),
})
export type CreateAccount = z.infer<typeof CreateAccount>

export const ChangeAccount = z.strictObject({
  account: Uuid,
  name: PersonName.optional(),
  email: Email.optional(),
})
export type ChangeAccount = z.infer<typeof ChangeAccount>

export const OneAccount = z.strictObject({ account: Uuid })
export type OneAccount = z.infer<typeof OneAccount>

export const RenewPassword = z.strictObject({
  account: Uuid,
  /** For who has lost the authenticator and the codes: the authenticator and all passkeys are taken off. */
  removeSecondFactor: z.boolean().default(false),
})
export type RenewPassword = z.infer<typeof RenewPassword>

const grant = {
  grant: Uuid,
  account: Uuid,
  role: z.string().min(1).max(60),
  placeKind: z.enum(['situation', 'area', 'site']).default('situation'),
  /** Areas or sites; none for the whole situation. */
  places: z.array(Uuid).max(1000).default([]),
  /** Lowers the most closely held data that the role sees; null leaves it. */
  sensitivity: z.enum(['public', 'internal', 'personal', 'sensitive', 'confidential']).nullable().default(null),
  endsAt: z.iso.datetime({ offset: true }).nullable().default(null),
} as const

/** In one situation, by who manages its staff. */
export const GrantSituationRole = z.strictObject(grant)
export type GrantSituationRole = z.infer<typeof GrantSituationRole>

/** Anywhere, by an administrator; situation 0 is the house. */
export const GrantRole = z.strictObject({ ...grant, situation: z.number().int().min(0).max(2_000_000_000) })
export type GrantRole = z.infer<typeof GrantRole>

export const RevokeGrant = z.strictObject({ grant: Uuid })
export type RevokeGrant = z.infer<typeof RevokeGrant>
