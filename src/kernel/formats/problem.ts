import { type Details, defineProblems, Problem } from '../problems/problem.ts'

/**
 * Every way a table file can disappoint. A code is stable and never reused; its words are in `words/*.json` under
 * `problem.<code>`, with the details as ICU arguments. Details never hold the content of a cell, so that a problem can be
 * logged without leaking a name.
 */

/** Problems that end the reading: no row can be trusted after one. */
export const FATAL_FORMAT_CODES = [
  'format.empty',
  'format.not-a-table',
  'format.encoding',
  'format.unknown-encoding',
  'format.unclosed-quote',
  'format.too-wide',
  'format.record-too-large',
  'format.too-large',
  'format.zip-bomb',
  'format.xml-dtd',
  'format.damaged',
  'format.encrypted',
  'format.no-such-sheet',
  'format.write-cell-too-long',
] as const

/** Problems of one row: the row is still given, with the problem beside it, and reading goes on. */
export const ROW_FORMAT_CODES = [
  'format.ragged',
  'format.cell-too-long',
  'format.stray-quote',
  'format.lost-characters',
  'format.cell-error',
  'format.formula-without-value',
] as const

export const FORMAT_CODES = [...FATAL_FORMAT_CODES, ...ROW_FORMAT_CODES] as const

export type FormatCode = (typeof FORMAT_CODES)[number]

/** The file can be read by nobody as it is, and by us once it is mended: it is the input that is wrong. */
const STATUS = 422

defineProblems(Object.fromEntries(FORMAT_CODES.map(code => [code, STATUS])))

/** Arguments of the words: `line` and `column` count from 1, as a spreadsheet shows them. */
export type FormatDetails = Details & { readonly line?: number; readonly column?: number }

/** What went wrong with a table file. It is a `Problem` like any other, so a route may let it pass as it is. */
export class FormatProblem extends Problem {
  declare readonly code: FormatCode
  declare readonly details: FormatDetails

  constructor(code: FormatCode, details: FormatDetails = {}, options: ErrorOptions = {}) {
    super(code, STATUS, details)
    this.name = 'FormatProblem'
    if ('cause' in options) this.cause = options.cause
  }
}
