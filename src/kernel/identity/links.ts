import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { type Uuid, uuidv7 } from '../ids.ts'
import { checkPassword } from './passwords.ts'
import { hashOf } from './principals.ts'
import { problem } from './problems.ts'
import type { LinkPurpose } from './tables.ts'

const day = 24 * 3600 * 1000
const lifetime: Readonly<Record<LinkPurpose, number>> = { first: day, invite: 7 * day, reset: day }

export interface MadeLink {
  /** The path of the page that takes the link: `/first/<token>` or `/invitation/<token>`. */
  readonly path: string
  readonly expiresAt: string
}

export interface OpenLink {
  readonly purpose: LinkPurpose
  readonly account: Uuid | null
  readonly name: string | null
  readonly email: string | null
}

type Queryable = Pick<pg.ClientBase, 'query'> | pg.Pool

/**
 * Makes a one-time link. Only the hash of its token is kept, and older links of the same account (or older first ones)
 * become void.
 */
export async function makeLink(
  pool: pg.Pool,
  now: Date,
  purpose: LinkPurpose,
  account: Uuid | null,
  madeBy: Uuid | null,
): Promise<MadeLink> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + lifetime[purpose]).toISOString()
  await pool.query(
    `WITH older AS (
       DELETE FROM account_link WHERE account_id IS NOT DISTINCT FROM $3 AND used_at IS NULL
     ) INSERT INTO account_link (token_hash, purpose, account_id, made_by, made_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
    [hashOf(token), purpose, account, madeBy, now.toISOString(), expiresAt],
  )
  return { path: `/${purpose === 'first' ? 'first' : 'invitation'}/${token}`, expiresAt }
}

/** The link for the first administrator; undefined where somebody can sign in already. */
export async function makeFirstLink(pool: pg.Pool, now: Date): Promise<MadeLink | undefined> {
  return (await hasAccounts(pool)) ? undefined : makeLink(pool, now, 'first', null, null)
}

/** Whether anybody can sign in already. */
export async function hasAccounts(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>('SELECT EXISTS (SELECT 1 FROM account_login) AS found')
  return rows[0]?.found === true
}

/** What a link is for. Throws `access.link-void` where it is unknown, used, too old, or of a closed account. */
export async function lookAtLink(pool: pg.Pool, now: Date, token: string): Promise<OpenLink> {
  const { rows } = await pool.query<OpenLink>(
    `SELECT l.purpose, l.account_id AS account, a.name, a.email
     FROM account_link l LEFT JOIN account a ON a.id = l.account_id
     WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2
       AND (l.account_id IS NULL OR a.disabled_at IS NULL)`,
    [hashOf(token), now.toISOString()],
  )
  const link = rows[0]
  if (!link) throw problem('access.link-void')
  return link
}

/**
 * Sets the password of the link's account and ends its sessions. Throws `access.link-void`, or what `checkPassword`
 * throws; then the link can be used again.
 */
export async function choosePassword(pool: pg.Pool, now: Date, token: string, password: string): Promise<OpenLink> {
  const link = await lookAtLink(pool, now, token)
  const { account } = link
  if (account === null) throw problem('access.link-void')
  checkPassword(password, link.email ?? '')
  const hash = await hashPassword(password)
  await inTransaction(pool, async client => {
    await spend(client, now, token)
    await writePassword(client, now, account, hash)
    await client.query('DELETE FROM account_session WHERE user_id = $1', [account])
    // Whoever has the link has it from the administrator or by the address: the address is proved.
    const proved = 'UPDATE account SET email_verified = true, updated_at = $2 WHERE id = $1'
    await client.query(proved, [account, now.toISOString()])
  })
  return link
}

/** Uses the first administrator's link up. Throws `access.link-void` where somebody was quicker or there are accounts. */
export async function spendFirstLink(pool: pg.Pool, now: Date, token: string): Promise<void> {
  if (await hasAccounts(pool)) throw problem('access.link-void')
  const link = await lookAtLink(pool, now, token)
  if (link.purpose !== 'first') throw problem('access.link-void')
  await spend(pool, now, token)
}

/** Gives the first link back: the account could not be made. */
export async function restoreFirstLink(pool: pg.Pool, token: string): Promise<void> {
  await pool.query(`UPDATE account_link SET used_at = NULL WHERE token_hash = $1 AND purpose = 'first'`, [
    hashOf(token),
  ])
}

/** Sets the password of an account, whatever it was. Throws what `checkPassword` throws. */
export async function setPassword(pool: pg.Pool, now: Date, account: Uuid, password: string): Promise<void> {
  checkPassword(password)
  await writePassword(pool, now, account, await hashPassword(password))
}

async function spend(on: Queryable, now: Date, token: string): Promise<void> {
  const { rowCount } = await on.query(
    'UPDATE account_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2',
    [hashOf(token), now.toISOString()],
  )
  if (rowCount !== 1) throw problem('access.link-void')
}

async function writePassword(on: Queryable, now: Date, account: Uuid, hash: string): Promise<void> {
  await on.query(
    `INSERT INTO account_login (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES ($1, $2::text, 'credential', ($2::text)::uuid, $3, $4, $4)
     ON CONFLICT (provider_id, account_id) DO UPDATE SET password = excluded.password, updated_at = excluded.updated_at`,
    [uuidv7(), account, hash, now.toISOString()],
  )
}

async function inTransaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    await work(client)
    await client.query('COMMIT')
  } catch (failure) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw failure
  } finally {
    client.release(broken)
  }
}
