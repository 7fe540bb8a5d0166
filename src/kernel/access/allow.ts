import { problem } from '../problems/common.ts'
import { isAllowed, type Principal } from './principal.ts'
import type { Sensitivity } from './sensitivity.ts'

/**
 * Where an act happens. Some inputs say it (`input.site`); for a record that exists the database knows it. Several
 * places mean that every one of them must be allowed.
 */
export type PlaceOf<Input, Reader> = (
  input: Input,
  read: Reader,
  situation: number,
) =>
  | string
  | undefined
  | readonly (string | undefined)[]
  | Promise<string | undefined | readonly (string | undefined)[]>

export interface Allow<Input, Reader> {
  readonly permission: string
  readonly sensitivity: Sensitivity | ((input: Input) => Sensitivity)
  readonly place: PlaceOf<Input, Reader> | '*'
  /** A further rule that depends on who asks: nobody gives away more than they hold. Throws a problem. */
  readonly also?: (principal: Principal, situation: number, input: Input, read: Reader) => void | Promise<void>
}

/**
 * `may('register').at(input => input.site)`: the permission is needed at that place.
 * `may('manage-sites').anywhere()`: the permission is needed for the whole situation.
 */
export function may(permission: string, sensitivity: Sensitivity = 'internal') {
  return {
    at<Input, Reader>(place: PlaceOf<Input, Reader>, level?: (input: Input) => Sensitivity): Allow<Input, Reader> {
      return { permission, sensitivity: level ?? sensitivity, place }
    },
    anywhere<Input, Reader>(): Allow<Input, Reader> {
      return { permission, sensitivity, place: '*' }
    },
  }
}

/** Throws `access.not-allowed` unless the rule holds. The answer is the same whether or not the record exists. */
export async function requireAllowed<Input, Reader>(
  rule: Allow<Input, Reader>,
  principal: Principal,
  situation: number,
  input: Input,
  read: Reader,
): Promise<readonly (string | undefined)[]> {
  const sensitivity = typeof rule.sensitivity === 'function' ? rule.sensitivity(input) : rule.sensitivity
  // The permission is looked at before any record is: a stranger learns nothing from how long the answer takes.
  if (!principal.grants.some(grant => grant.situation === situation && grant.permissions.has(rule.permission))) {
    throw problem('access.not-allowed', { permission: rule.permission })
  }
  const found = rule.place === '*' ? [undefined] : await rule.place(input, read, situation)
  const places = Array.isArray(found) ? (found as readonly (string | undefined)[]) : [found as string | undefined]
  for (const place of places) {
    if (!isAllowed(principal, situation, rule.permission, place, sensitivity)) {
      throw problem('access.not-allowed', { permission: rule.permission })
    }
  }
  await rule.also?.(principal, situation, input, read)
  return places
}
