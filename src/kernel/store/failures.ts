import { databaseError, isTransient } from '../database/errors.ts'
import { problem } from '../problems/common.ts'
import { Problem } from '../problems/problem.ts'

const constraints = new Map<string, { code: string; status: number }>()

/**
 * Says which problem a broken constraint means: the invariant stands in the database, its words in the catalogue.
 * The name is the constraint's, without the suffix that a sharded database adds.
 */
export function defineConstraints(meanings: Readonly<Record<string, { code: string; status: number }>>): void {
  for (const [name, meaning] of Object.entries(meanings)) constraints.set(name, meaning)
}

/** The problem that a database failure means for the person, or undefined where it is a fault of the program. */
export function problemOfDatabase(failure: unknown): Problem | undefined {
  const found = databaseError(failure)
  const meaning = found.constraint === undefined ? undefined : constraints.get(found.constraint)
  if (meaning) return new Problem(meaning.code, meaning.status)
  if (found.kind === 'unique') return problem('act.duplicate-record', { constraint: found.constraint ?? '' })
  if (found.kind === 'foreign-key') return problem('input.unknown-reference', { constraint: found.constraint ?? '' })
  if (found.kind === 'invalid-text') return problem('input.not-storable')
  return undefined
}

export function isTransientFailure(failure: unknown): boolean {
  return !(failure instanceof Problem) && isTransient(failure)
}
