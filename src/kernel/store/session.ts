import type pg from 'pg'

/**
 * The settings that row-level security reads, for one transaction. They are written with SET LOCAL and checked
 * integers, because set_config() does not reach the workers of a sharded database.
 */
export interface SessionScope {
  readonly situation: number
  /** Highest sensitivity rank (0 … 4) that rows may have. */
  readonly sensitivity: number
}

export function beginText(scope: SessionScope, mode: 'read write' | 'read only'): string {
  const situation = checked(scope.situation, 2 ** 31 - 1)
  const sensitivity = checked(scope.sensitivity, 4)
  const begin = mode === 'read only' ? 'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN'
  return `${begin}; SET LOCAL nansen.situation = '${situation}'; SET LOCAL nansen.sensitivity = '${sensitivity}'`
}

function checked(value: number, maximum: number): number {
  if (!Number.isInteger(value) || value < 0 || value > maximum)
    throw new RangeError('a session setting is not a small whole number')
  return value
}

/** What the store needs of a pg client: the subset that Kysely and the row writer use. */
export type Client = Pick<pg.ClientBase, 'query'>
