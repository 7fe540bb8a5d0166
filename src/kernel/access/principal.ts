import type { Uuid } from '../ids.ts'
import type { Sensitivity } from './sensitivity.ts'
import { rankOf } from './sensitivity.ts'

/** All places of a situation, or exactly these. */
export type Places = '*' | ReadonlySet<string>

/**
 * One right to act: a role, in a situation, at places, up to a sensitivity. `permissions` is what the role may do,
 * resolved from the table of roles when the principal is loaded.
 */
export interface Grant {
  readonly role: string
  readonly situation: number
  readonly places: Places
  readonly sensitivity: Sensitivity
  readonly permissions: ReadonlySet<string>
}

/** Who asks. `grants` is everything this principal may do: what is not there is refused. */
export interface Principal {
  readonly id: Uuid
  readonly kind: 'person' | 'program' | 'device' | 'system'
  readonly grants: readonly Grant[]
  /** For programs: the token, so that the journal can tell it from the person who made it. */
  readonly token?: Uuid
}

/** The grants of a situation that hold a permission; grants of situation 0 (the house) do not reach into situations. */
export function grantsFor(principal: Principal, situation: number, permission: string): Grant[] {
  return principal.grants.filter(grant => grant.situation === situation && grant.permissions.has(permission))
}

/** May this principal use the permission at this place, on something this closely held? The one rule; all doors call it. */
export function isAllowed(
  principal: Principal,
  situation: number,
  permission: string,
  place: string | undefined,
  sensitivity: Sensitivity,
): boolean {
  return grantsFor(principal, situation, permission).some(
    grant =>
      rankOf(grant.sensitivity) >= rankOf(sensitivity) &&
      (grant.places === '*' || (place !== undefined && grant.places.has(place))),
  )
}

/** The highest sensitivity rank that any grant of the situation gives for the permission; -1 where there is none. */
export function reach(principal: Principal, situation: number, permission: string): number {
  let highest = -1
  for (const grant of grantsFor(principal, situation, permission))
    highest = Math.max(highest, rankOf(grant.sensitivity))
  return highest
}

/** The program itself: migrations, replay, the sealer, the demonstration. Holds exactly the grants it is made with. */
export function systemPrincipal(situation: number, permissions: Iterable<string>): Principal {
  return {
    id: '00000000-0000-8000-8000-000000000000',
    kind: 'system',
    grants: [
      { role: 'system', situation, places: '*', sensitivity: 'confidential', permissions: new Set(permissions) },
    ],
  }
}
