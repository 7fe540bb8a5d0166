import { type CodeList, type CodeOf, factList, plainList } from '../code-list.ts'

/**
 * Where an individual or a household stands in registration: active; on hold while something is cleared; inactive
 * (not seen, thought to have left on their own); closed, always with a reason.
 */
export const processStatuses = plainList('process-status', ['active', 'hold', 'inactive', 'closed'])
export type ProcessStatusCode = CodeOf<typeof processStatuses>

/** From each status, where it may go. A closed record reopens only where its reason allows: see `mayReopen`. */
export const processTransitions = {
  active: ['hold', 'inactive', 'closed'],
  hold: ['active', 'inactive', 'closed'],
  inactive: ['active', 'hold', 'closed'],
  closed: ['active'],
} as const satisfies Record<ProcessStatusCode, readonly ProcessStatusCode[]>

export interface ClosureReason {
  /** Whether the record may become active again (someone came back; a closure was a mistake). */
  readonly reopens: boolean
}

const reasons = {
  // Reopened only as a correction of a mistaken report: the person is then owed their record back.
  deceased: { reopens: true },
  resettled: { reopens: true },
  repatriated: { reopens: true },
  naturalised: { reopens: true },
  'spontaneous-departure': { reopens: true },
  // A merged record lives on in the other one; taking the merge back is its own act, with its own history.
  merged: { reopens: false },
  'not-of-concern': { reopens: true },
  withdrew: { reopens: true },
  error: { reopens: true },
} as const satisfies Record<string, ClosureReason>

export type ClosureReasonCode = keyof typeof reasons

/** Why a record was closed. */
export const closureReasons: CodeList<'closure-reason', ClosureReasonCode, ClosureReason> = factList(
  'closure-reason',
  reasons,
)

/** Whether a record closed for `reason` may become active again by a change of status. */
export function mayReopen(reason: ClosureReasonCode): boolean {
  return closureReasons.facts[reason].reopens
}

/** Whether a record may go from one status to another. Staying where it is, is no change and not allowed. */
export function mayMove(from: ProcessStatusCode, to: ProcessStatusCode): boolean {
  return (processTransitions[from] as readonly ProcessStatusCode[]).includes(to)
}
