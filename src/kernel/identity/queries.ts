import { z } from 'zod'
import { sensitivityOf } from '../access/sensitivity.ts'
import { defineQuery } from '../queries/define.ts'
import type { Door } from '../queries/door.ts'
import { Email, Uuid } from './acts/model.ts'
import type { IdentityTables } from './tables.ts'

const GrantLine = z.object({
  id: z.string(),
  role: z.string(),
  situation: z.number(),
  placeKind: z.string(),
  places: z.array(z.string()),
  sensitivity: z.string().nullable(),
  grantedAt: z.string(),
  endsAt: z.string().nullable(),
})

const AccountLine = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  disabledAt: z.string().nullable(),
  createdAt: z.string(),
  twoFactor: z.boolean(),
  /** Whether the person has chosen a password, added a passkey or come through the identity provider. */
  canSignIn: z.boolean(),
  grants: z.array(GrantLine),
})

const Page = z.strictObject({
  /** Part of a name or an address. */
  text: z.string().trim().max(200).optional(),
  after: Uuid.optional(),
  limit: z.number().int().min(1).max(200).default(100),
})

export const listAccounts = defineQuery({
  name: 'access.listAccounts',
  summary: 'All accounts with the roles they hold, newest first.',
  scope: 'house',
  input: Page,
  output: z.object({ accounts: z.array(AccountLine), next: z.string().nullable() }),
  allow: { permission: 'manage-accounts', sensitivity: 'internal' },
  async run(door, input) {
    door.reference('account')
    let query = lines(door)
      .orderBy('a.id', 'desc')
      .limit(input.limit + 1)
    if (input.after) query = query.where('a.id', '<', input.after)
    if (input.text) {
      const like = `%${input.text.replace(/[\\%_]/g, '\\$&')}%`
      query = query.where(eb => eb.or([eb('a.name', 'ilike', like), eb('a.email', 'ilike', like)]))
    }
    const rows = await query.execute()
    const page = rows.slice(0, input.limit)
    return {
      accounts: await withGrants(door, page),
      next: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
    }
  },
})

export const listStaff = defineQuery({
  name: 'access.listStaff',
  summary: 'Who holds which role in this situation.',
  scope: 'situation',
  input: z.strictObject({}),
  output: z.object({ accounts: z.array(AccountLine) }),
  allow: { permission: 'manage-staff', sensitivity: 'internal' },
  async run(door) {
    const rows = await lines(door)
      .where('a.id', 'in', eb =>
        eb
          .selectFrom('access_grant as g')
          .select('g.account_id')
          .where(door.scope('access_grant', 'g'))
          .where('g.revoked_at', 'is', null),
      )
      .orderBy('a.name')
      .orderBy('a.id')
      .limit(1000)
      .execute()
    return { accounts: await withGrants(door, rows) }
  },
})

export const findAccount = defineQuery({
  name: 'access.findAccount',
  summary: 'The account of a colleague by the whole e-mail address, to give a role in this situation.',
  scope: 'situation',
  input: z.strictObject({ email: Email }),
  output: z.object({ account: z.object({ id: z.string(), name: z.string() }).nullable() }),
  allow: { permission: 'manage-staff', sensitivity: 'internal' },
  async run(door, input) {
    door.reference('account')
    const found = await door
      .on<IdentityTables>()
      .selectFrom('account')
      .select(['id', 'name'])
      .where('email', '=', input.email)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    return { account: found ?? null }
  },
})

export const identityQueries = [listAccounts, listStaff, findAccount] as const

function lines(door: Door) {
  return door
    .on<IdentityTables>()
    .selectFrom('account as a')
    .select(eb => [
      'a.id',
      'a.name',
      'a.email',
      'a.disabled_at',
      'a.created_at',
      'a.two_factor_enabled',
      eb
        .or([
          eb.exists(eb.selectFrom('account_login as l').select('l.id').whereRef('l.user_id', '=', 'a.id')),
          eb.exists(eb.selectFrom('account_passkey as k').select('k.id').whereRef('k.user_id', '=', 'a.id')),
        ])
        .as('can_sign_in'),
    ])
}

async function withGrants(door: Door, rows: Awaited<ReturnType<ReturnType<typeof lines>['execute']>>) {
  if (rows.length === 0) return []
  let query = door
    .on<IdentityTables>()
    .selectFrom('access_grant as g')
    .selectAll()
    .where('g.revoked_at', 'is', null)
    .where(
      'g.account_id',
      'in',
      rows.map(row => row.id),
    )
    .orderBy('g.id')
  // The house sees every grant; a situation sees its own.
  if (door.situation !== 0) query = query.where(door.scope('access_grant', 'g'))
  const grants = await query.execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    email: row.email,
    disabledAt: row.disabled_at,
    createdAt: row.created_at,
    twoFactor: row.two_factor_enabled === true,
    canSignIn: row.can_sign_in === true,
    grants: grants
      .filter(grant => grant.account_id === row.id)
      .map(grant => ({
        id: grant.id,
        role: grant.role,
        situation: grant.situation_id,
        placeKind: grant.place_kind,
        places: grant.place_ids,
        sensitivity: grant.sensitivity === null ? null : sensitivityOf(grant.sensitivity),
        grantedAt: grant.granted_at,
        endsAt: grant.ends_at,
      })),
  }))
}
