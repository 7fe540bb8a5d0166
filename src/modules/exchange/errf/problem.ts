import { type Details, defineProblems, Problem } from '../../../kernel/problems/problem.ts'

/**
 * What can be wrong with a resettlement referral file. `fatal` ends the reading and is thrown. `error` means that the case
 * cannot be taken as it stands; `warning` that it can, after a look. Words are under `problem.<code>`.
 */
export const ERRF_CODES = {
  'errf.truncated': 'fatal',
  'errf.malformed': 'fatal',
  'errf.wrong-root': 'fatal',
  'errf.wrong-namespace': 'fatal',
  'errf.dtd-refused': 'fatal',
  'errf.entity-refused': 'fatal',
  'errf.encoding': 'fatal',
  'errf.too-large': 'fatal',
  'errf.no-case': 'fatal',
  'errf.missing-element': 'error',
  'errf.out-of-order': 'error',
  'errf.repeated-element': 'error',
  'errf.unexpected-attribute': 'error',
  'errf.stray-text': 'error',
  'errf.bad-value': 'error',
  'errf.impossible-date': 'error',
  'errf.blank': 'error',
  'errf.blank-text': 'warning',
  'errf.blank-code': 'warning',
  'errf.missing-pa': 'error',
  'errf.several-pa': 'error',
  'errf.no-membership': 'error',
  'errf.wrong-group': 'error',
  'errf.unknown-individual': 'error',
  'errf.duplicate-id': 'error',
  'errf.duplicate-case': 'error',
  'errf.duplicate-cross-reference': 'error',
  'errf.size-mismatch': 'error',
  'errf.not-in-version': 'error',
  'errf.illegal-character': 'error',
  'errf.unknown-element': 'warning',
  'errf.unknown-code': 'warning',
  'errf.date-in-future': 'warning',
  'errf.dates-reversed': 'warning',
  'errf.batch-mismatch': 'warning',
  'errf.duplicate-vulnerability': 'warning',
  'errf.blank-photo': 'warning',
  'errf.photo-not-base64': 'warning',
  'errf.photo-not-image': 'warning',
  'errf.photo-too-large': 'warning',
  'errf.pa-address': 'warning',
  'errf.pa-dates': 'warning',
  'errf.no-language': 'warning',
  'errf.phone-missing': 'warning',
} as const

export type ErrfCode = keyof typeof ERRF_CODES
export type ErrfSeverity = (typeof ERRF_CODES)[ErrfCode]

const STATUS = 422

defineProblems(Object.fromEntries(Object.keys(ERRF_CODES).map(code => [code, STATUS])))

/** Where in the file: line and column from 1 (just behind the start tag), and the path of the element. */
export interface ErrfPlace {
  readonly line: number
  readonly column: number
  /** Such as `UNHCR_RRF/CASE[2]/dataIndividual[1]/DateofBirth`; counted from 1. */
  readonly path: string
}

/** One thing wrong with a referral file, at its place. `details` holds the arguments of the words. */
export class ErrfProblem extends Problem {
  declare readonly code: ErrfCode
  readonly severity: ErrfSeverity
  readonly place: ErrfPlace

  constructor(code: ErrfCode, place: ErrfPlace, details: Details = {}, options: ErrorOptions = {}) {
    const element = place.path.slice(place.path.lastIndexOf('/') + 1)
    super(code, STATUS, { element, ...place, ...details })
    this.name = 'ErrfProblem'
    this.severity = ERRF_CODES[code]
    this.place = place
    if ('cause' in options) this.cause = options.cause
  }
}

/** A value as a problem may show it: enough to find it, never a whole photograph or story. */
export function shown(value: string): string {
  const text = value.trim()
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
