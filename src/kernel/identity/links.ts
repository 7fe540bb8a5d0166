import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type Uuid, uuidv7 } from '../ids.ts'
import type { Auth } from './auth.ts'
import { checkPassword } from './passwords.ts'
import { hashOf } from './principals.ts'
import { problem } from './problems.ts'
import type { LinkPurpose } from './tables.ts'

const day = 24 * 3600 * 1000
const lifetime: Readonly<Record<LinkPurpose, number>> = { first: day, invite: 7 * day, reset: day }

export interface LinkParts {
  readonly pool: pg.Pool
  readonly auth: Auth
  readonly now: () => Date
}

export interface OpenLink {
  readonly purpose: LinkPurpose
  readonly account: Uuid | null
  readonly name: string | null
  readonly email: string | null
}

/**
 * One-time links. Only the hash of a token is kept; a new link of the same kind for the same account makes the older
 * ones void.
 */
export class Links {
  readonly #parts: LinkParts

  constructor(parts: LinkParts) {
    this.#parts = parts
  }

  /** Answers the token that goes into the address. */
  async make(
    purpose: LinkPurpose,
    account: Uuid | null,
    madeBy: Uuid | null,
  ): Promise<{ token: string; expiresAt: string }> {
    const token = randomBytes(32).toString('base64url')
    const now = this.#parts.now()
    const expiresAt = new Date(now.getTime() + lifetime[purpose]).toISOString()
    await this.#parts.pool.query(
      `WITH older AS (
         DELETE FROM account_link WHERE account_id IS NOT DISTINCT FROM $3 AND used_at IS NULL
       ) INSERT INTO account_link (token_hash, purpose, account_id, made_by, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
      [hashOf(token), purpose, account, madeBy, now.toISOString(), expiresAt],
    )
    return { token, expiresAt }
  }

  /** What a link is for. Throws `access.link-void` where it is unknown, used, too old, or of a closed account. */
  async look(token: string): Promise<OpenLink> {
    const { rows } = await this.#parts.pool.query<OpenLink>(
      `SELECT l.purpose, l.account_id AS account, a.name, a.email
       FROM account_link l LEFT JOIN account a ON a.id = l.account_id
       WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2
         AND (l.account_id IS NULL OR a.disabled_at IS NULL)`,
      [hashOf(token), this.#parts.now().toISOString()],
    )
    const link = rows[0]
    if (!link) throw problem('access.link-void')
    return link
  }

  /**
   * Sets the password of the link's account and ends its sessions. Throws `access.link-void`, or what `checkPassword`
   * throws; then the link can be used again.
   */
  async choosePassword(token: string, password: string): Promise<Uuid> {
    const link = await this.look(token)
    if (link.account === null) throw problem('access.link-void')
    checkPassword(password, link.email ?? '')
    const context = await this.#parts.auth.$context
    const hash = await context.password.hash(password)
    await this.#spend(token, link.account, hash)
    return link.account
  }

  /** Takes the first administrator's link. Throws `access.link-void` where somebody was quicker. */
  async spendFirst(token: string): Promise<void> {
    const { rowCount } = await this.#parts.pool.query(
      `UPDATE account_link SET used_at = $2 WHERE token_hash = $1 AND purpose = 'first' AND used_at IS NULL AND expires_at > $2`,
      [hashOf(token), this.#parts.now().toISOString()],
    )
    if (rowCount !== 1) throw problem('access.link-void')
  }

  /** Gives the first link back: the account could not be made. */
  async restoreFirst(token: string): Promise<void> {
    await this.#parts.pool.query(`UPDATE account_link SET used_at = NULL WHERE token_hash = $1 AND purpose = 'first'`, [
      hashOf(token),
    ])
  }

  /** Writes a password for an account that has none yet: the first administrator, the demonstration. */
  async setPassword(account: Uuid, password: string): Promise<void> {
    const context = await this.#parts.auth.$context
    const hash = await context.password.hash(password)
    await writePassword(this.#parts.pool, account, hash, this.#parts.now().toISOString())
  }

  async #spend(token: string, account: Uuid, hash: string): Promise<void> {
    const now = this.#parts.now().toISOString()
    const client = await this.#parts.pool.connect()
    let broken: Error | undefined
    try {
      await client.query('BEGIN')
      const spent = await client.query(
        'UPDATE account_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2',
        [hashOf(token), now],
      )
      if (spent.rowCount !== 1) throw problem('access.link-void')
      await writePassword(client, account, hash, now)
      await client.query('DELETE FROM account_session WHERE user_id = $1', [account])
      await client.query('UPDATE account SET email_verified = true, updated_at = $2 WHERE id = $1', [account, now])
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
}

async function writePassword(on: Pick<pg.ClientBase, 'query'> | pg.Pool, account: Uuid, hash: string, now: string) {
  await on.query(
    `INSERT INTO account_login (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES ($1, $2::text, 'credential', ($2::text)::uuid, $3, $4, $4)
     ON CONFLICT (provider_id, account_id) DO UPDATE SET password = excluded.password, updated_at = excluded.updated_at`,
    [uuidv7(), account, hash, now],
  )
}
