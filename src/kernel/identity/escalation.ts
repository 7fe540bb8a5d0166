import { grantsFor, type Principal } from '../access/principal.ts'
import type { Roles } from '../access/roles.ts'
import { rankOf } from '../access/sensitivity.ts'
import type { Uuid } from '../ids.ts'
import type { PlaceKind } from './tables.ts'

/** A grant as it is asked for. */
export interface AskedGrant {
  readonly account: Uuid
  readonly role: string
  readonly situation: number
  readonly placeKind: PlaceKind
  readonly places: readonly Uuid[]
  /** Rank that lowers the role's own; null leaves it. */
  readonly sensitivity: number | null
}

/**
 * Whether a principal may give out, or take back, this grant by `manage-staff`: each permission of the role is held by
 * the giver at those places and up to that sensitivity. Where a role of the giver's says that it `appoints` the role,
 * it may be given beyond that too, but not to oneself.
 */
export function mayGive(giver: Principal, roles: Roles, asked: AskedGrant): boolean {
  const role = roles[asked.role]
  if (!role) return false
  const rank = asked.sensitivity ?? rankOf(role.sensitivity)
  const holds = (permission: string) =>
    grantsFor(giver, asked.situation, permission).some(
      grant =>
        rankOf(grant.sensitivity) >= rank &&
        (grant.places === '*' || (asked.placeKind === 'site' && isInside(asked.places, grant.places))),
    )
  if (role.permissions.every(holds)) return true
  const appoints = giver.grants.some(
    grant =>
      grant.situation === asked.situation &&
      grant.places === '*' &&
      grant.permissions.has('manage-staff') &&
      (roles[grant.role]?.appoints ?? []).includes(asked.role),
  )
  return appoints && asked.account !== giver.id
}

function isInside(asked: readonly Uuid[], held: ReadonlySet<string>): boolean {
  return asked.every(place => held.has(place))
}
