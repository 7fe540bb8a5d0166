import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Grant, Principal } from '../access/principal.ts'
import type { Role, Roles } from '../access/roles.ts'
import { rankOf, sensitivityOf } from '../access/sensitivity.ts'
import type { Uuid } from '../ids.ts'
import { problem } from '../problems/common.ts'
import type { PlaceKind } from './tables.ts'

/** The sites below these areas; where sites and areas stand is no matter of this room. */
export type SitesBelow = (situation: number, areas: readonly Uuid[]) => Promise<readonly Uuid[]>

export interface PrincipalParts {
  readonly pool: pg.Pool
  readonly roles: Roles
  readonly sitesBelow: SitesBelow
  readonly now: () => Date
}

/** Who a program's token speaks for, and how far. */
export interface TokenPrincipal {
  readonly principal: Principal
  readonly account: Uuid
  readonly readOnly: boolean
}

interface GrantRow {
  role: string
  situation_id: number
  place_kind: PlaceKind
  place_ids: string[]
  sensitivity: number | null
}

interface TokenRow {
  id: string
  account_id: string
  permissions: string[]
  situations: number[]
  read_only: boolean
  expires_at: string
  last_used_on: string | null
  revoked_at: string | null
}

/** How long a grant that another process took back may still work here. */
const keptFor = 5000
const mostKept = 10_000

/**
 * What tokens never hold, whoever makes them: a stolen token must not be able to make accounts or give out roles.
 */
export const neverByToken: ReadonlySet<string> = new Set(['manage-accounts', 'manage-staff'])

/** Resolves accounts and tokens to principals. Remembers them for at most five seconds, and forgets when told to. */
export class Principals {
  readonly #parts: PrincipalParts
  readonly #known = new Map<Uuid, { until: number; principal: Promise<Principal | undefined> }>()

  constructor(parts: PrincipalParts) {
    this.#parts = parts
  }

  /** The principal of an account; undefined where there is none or it is closed. */
  of(account: Uuid): Promise<Principal | undefined> {
    const now = Date.now()
    const known = this.#known.get(account)
    if (known && known.until > now) return known.principal
    if (this.#known.size >= mostKept) this.#known.clear()
    const principal = this.#load(account)
    this.#known.set(account, { until: now + keptFor, principal })
    principal.catch(() => this.#known.delete(account))
    return principal
  }

  /** To be called after any change of accounts or grants. */
  forget(): void {
    this.#known.clear()
  }

  /**
   * The principal of a token: the token's scope within what its account may do now. Throws `access.token-expired`;
   * undefined where there is no such token or it was taken back.
   */
  async ofToken(secret: string): Promise<TokenPrincipal | undefined> {
    if (!/^nsn_[A-Za-z0-9_-]{43}$/.test(secret)) return undefined
    const { rows } = await this.#parts.pool.query<TokenRow>({
      name: 'token_by_hash',
      text: `SELECT id, account_id, permissions, situations, read_only, expires_at, last_used_on, revoked_at
             FROM access_token WHERE secret_hash = $1`,
      values: [hashOf(secret)],
    })
    const token = rows[0]
    if (!token || token.revoked_at !== null) return undefined
    const now = this.#parts.now()
    if (Date.parse(token.expires_at) <= now.getTime()) throw problem('access.token-expired')
    const owner = await this.of(token.account_id)
    if (!owner) return undefined
    await this.#markUsed(token, now.toISOString().slice(0, 10))
    const grants = owner.grants.flatMap(grant => narrowed(grant, token))
    return {
      principal: { id: owner.id, kind: 'program', grants, token: token.id },
      account: token.account_id,
      readOnly: token.read_only,
    }
  }

  async #markUsed(token: TokenRow, today: string): Promise<void> {
    if (token.last_used_on === today) return
    await this.#parts.pool.query('UPDATE access_token SET last_used_on = $2 WHERE id = $1', [token.id, today])
  }

  async #load(account: Uuid): Promise<Principal | undefined> {
    const { rows } = await this.#parts.pool.query<{ id: string } & (GrantRow | { role: null })>({
      name: 'principal_grants',
      text: `SELECT a.id, g.role, g.situation_id, g.place_kind, g.place_ids, g.sensitivity
             FROM account a LEFT JOIN access_grant g
               ON g.account_id = a.id AND g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > $2)
             WHERE a.id = $1 AND a.disabled_at IS NULL ORDER BY g.id`,
      values: [account, this.#parts.now().toISOString()],
    })
    if (rows.length === 0) return undefined
    const grants: Grant[] = []
    for (const row of rows) {
      const role = row.role === null ? undefined : this.#parts.roles[row.role]
      // A role that this version no longer has gives nothing.
      if (row.role !== null && role) grants.push(await this.#grantOf(row, role))
    }
    return { id: account, kind: 'person', grants }
  }

  async #grantOf(row: GrantRow, role: Role): Promise<Grant> {
    const places =
      row.place_kind === 'area' ? await this.#parts.sitesBelow(row.situation_id, row.place_ids) : row.place_ids
    const highest = rankOf(role.sensitivity)
    return {
      role: row.role,
      situation: row.situation_id,
      places: row.place_kind === 'situation' ? '*' : new Set(places),
      sensitivity: sensitivityOf(Math.min(highest, row.sensitivity ?? highest)),
      permissions: new Set(role.permissions),
    }
  }
}

function narrowed(grant: Grant, token: TokenRow): Grant[] {
  if (!token.situations.includes(grant.situation)) return []
  const permissions = token.permissions.filter(name => grant.permissions.has(name) && !neverByToken.has(name))
  return permissions.length === 0 ? [] : [{ ...grant, permissions: new Set(permissions) }]
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
