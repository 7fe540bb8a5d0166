import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import type { Principal } from '../access/principal.ts'
import { type Uuid, uuidv7 } from '../ids.ts'
import { hashOf, neverByToken } from './principals.ts'
import { problem } from './problems.ts'

const longestDays = 366
const mostTokens = 50

export const MakeToken = z.strictObject({
  /** What the token is for, so that one knows it again in the list. */
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]*$/u),
  permissions: z.array(z.string().min(1).max(60)).min(1).max(60),
  situations: z.array(z.number().int().min(0).max(2_000_000_000)).min(1).max(200),
  readOnly: z.boolean().default(true),
  expiresAt: z.iso.datetime({ offset: true }),
})
export type MakeToken = z.infer<typeof MakeToken>

export const TokenLine = z.object({
  id: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  situations: z.array(z.number()),
  readOnly: z.boolean(),
  madeAt: z.string(),
  expiresAt: z.string(),
  lastUsedOn: z.string().nullable(),
})
export type TokenLine = z.infer<typeof TokenLine>

/**
 * Makes a token. The answer's `secret` is shown this once; only its hash is kept. Throws `access.token-lifetime`,
 * `access.token-beyond-account`, `access.too-many-tokens`.
 */
export async function makeToken(
  pool: pg.Pool,
  owner: Principal,
  asked: MakeToken,
  now: Date,
): Promise<{ id: Uuid; secret: string; expiresAt: string }> {
  const expires = new Date(asked.expiresAt)
  const days = (expires.getTime() - now.getTime()) / 86_400_000
  if (!(days > 0 && days <= longestDays)) throw problem('access.token-lifetime', { days: longestDays })
  const beyond = asked.permissions.filter(
    name =>
      neverByToken.has(name) ||
      !owner.grants.some(grant => grant.permissions.has(name) && asked.situations.includes(grant.situation)),
  )
  if (beyond.length > 0) throw problem('access.token-beyond-account', { permissions: beyond.slice(0, 10) })
  const counted = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM access_token WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2',
    [owner.id, now.toISOString()],
  )
  if ((counted.rows[0]?.count ?? 0) >= mostTokens) throw problem('access.too-many-tokens', { maximum: mostTokens })
  const id = uuidv7()
  const secret = `nsn_${randomBytes(32).toString('base64url')}`
  await pool.query(
    `INSERT INTO access_token (id, account_id, name, secret_hash, permissions, situations, read_only, made_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      owner.id,
      asked.name,
      hashOf(secret),
      [...new Set(asked.permissions)],
      [...new Set(asked.situations)],
      asked.readOnly,
      now.toISOString(),
      expires.toISOString(),
    ],
  )
  return { id, secret, expiresAt: expires.toISOString() }
}

/** The tokens of an account that were not taken back, newest first; expired ones too, so that one sees what stopped. */
export async function listTokens(pool: pg.Pool, account: Uuid): Promise<TokenLine[]> {
  const { rows } = await pool.query<TokenLine>(
    `SELECT id, name, permissions, situations, read_only AS "readOnly", made_at AS "madeAt", expires_at AS "expiresAt",
       last_used_on AS "lastUsedOn"
     FROM access_token WHERE account_id = $1 AND revoked_at IS NULL ORDER BY id DESC`,
    [account],
  )
  return rows
}

/** Whether there was such a token of this account to take back. */
export async function revokeToken(pool: pg.Pool, account: Uuid, token: Uuid, now: Date): Promise<boolean> {
  const { rowCount } = await pool.query(
    'UPDATE access_token SET revoked_at = $3 WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL',
    [account, token, now.toISOString()],
  )
  return rowCount === 1
}
