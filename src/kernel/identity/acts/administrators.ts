import type { Roles } from '../../access/roles.ts'
import type { ActTransaction } from '../../acts/define.ts'
import type { IdentityTables } from '../tables.ts'

/**
 * Whether an open account other than this one, or by another grant than this one, can still manage accounts. Locks the
 * grants it counts, so that two administrators who remove each other at once do not both succeed.
 */
export async function administratorsBut(
  tx: ActTransaction,
  roles: Roles,
  except: { account?: string; grant?: string },
): Promise<boolean> {
  const managing = Object.keys(roles).filter(name => roles[name]?.permissions.includes('manage-accounts'))
  if (managing.length === 0) return false
  const rows = await tx
    .on<IdentityTables>()
    .selectFrom('access_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .select(['g.id', 'g.account_id'])
    .where('g.situation_id', '=', 0)
    .where('g.role', 'in', managing)
    .where('g.revoked_at', 'is', null)
    .where('a.disabled_at', 'is', null)
    // One that ends by itself does not keep the house open.
    .where('g.ends_at', 'is', null)
    .orderBy('g.id')
    .forUpdate(['g', 'a'])
    .execute()
  const left = rows.filter(row => row.account_id !== except.account && row.id !== except.grant)
  // Where the account or grant in question is no administrator's, nothing is taken away.
  return left.length > 0 || left.length === rows.length
}
