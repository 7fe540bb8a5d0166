import { type CodeList, type CodeOf, factList, plainList } from '../code-list.ts'

/** NR normal, UG urgent, EM emergency, U unknown. */
export const resettlementPriorities = plainList('resettlement-priority', ['NR', 'UG', 'EM', 'U'])
export type ResettlementPriorityCode = CodeOf<typeof resettlementPriorities>

export interface ResettlementCriterion {
  /** Read on import, not offered for entry. */
  readonly legacy?: true
  /** For a legacy code, the code of today with the same meaning, where there is one. */
  readonly mapsTo?: 'LAS'
  /** Version of the electronic referral form (v4) that spells the criterion with this code. */
  readonly form?: '2.7' | '2.8'
}

const criteria = {
  LPN: {},
  SVT: {},
  MED: {},
  AWR: {},
  FAM: {},
  CHL: {},
  // One criterion, two spellings: form 2.7 writes LFDS, 2.8 writes LAS. We record LAS.
  LAS: { form: '2.8' },
  LFDS: { legacy: true, mapsTo: 'LAS', form: '2.7' },
  OLD: { legacy: true },
  RLI: { legacy: true },
} as const satisfies Record<string, ResettlementCriterion>

export type ResettlementCriterionCode = keyof typeof criteria

/** Submission categories. The form's `N/A` (no second category) is a blank, not a code: see `isBlank`. */
export const resettlementCriteria: CodeList<
  'resettlement-criterion',
  ResettlementCriterionCode,
  ResettlementCriterion
> = factList('resettlement-criterion', criteria)
