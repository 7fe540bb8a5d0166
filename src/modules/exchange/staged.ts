import type { Details } from '../../kernel/problems/problem.ts'

/** One wrong cell or row of a file. `column` is the file's own header, so that the person finds it. */
export interface RowProblem {
  readonly line: number
  readonly column: string
  readonly code: string
  readonly details?: Details
  /** Something to look at; it does not keep the file from being taken in. */
  readonly warning?: true
}

/** One row of a table after its cells were understood: a member, and what it says of its household. */
export interface StagedRow {
  readonly line: number
  /** What the file calls the household; rows with the same are one household. */
  readonly reference: string
  readonly household: {
    readonly site?: string
    readonly origin?: string
    readonly arrivedOn?: string
    readonly registeredOn?: string
    readonly phone?: string
    readonly address?: string
    readonly note?: string
  }
  /** As `NewMember` of the registration module wants it, without ids. */
  readonly member: Record<string, unknown>
}

/** The input of `registration.registerHousehold` as a file gives it: not yet checked by the registration's own schema. */
export interface ImportedHousehold {
  readonly reference: string
  readonly lines: readonly number[]
  /** How the file calls the members, where it has no rows for them. */
  readonly people?: readonly string[]
  readonly input: Record<string, unknown>
}

/** A household of a referral file, which comes whole: one row for all its members. */
export interface StagedCase {
  readonly line: number
  readonly reference: string
  readonly whole: ImportedHousehold
}

/** What stands in one row between check and acceptance. */
export type Staged = StagedRow | StagedCase
