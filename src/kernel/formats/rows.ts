import { isHxlRow, normaliseHxlRow } from './hxl.ts'
import type { FormatLimits } from './limits.ts'
import { FormatProblem } from './problem.ts'

/** One row as a reader finds it, before it is compared with the header. */
export interface RawRow {
  /** Line of the text file, or number of the row in the sheet; from 1. */
  readonly line: number
  readonly cells: string[]
  /** Found while reading; undefined for nearly every row. */
  readonly problems?: FormatProblem[]
}

/** One row of a table. `cells` is never shorter than the header. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
  /** What is wrong with this row alone, empty when nothing is: the caller decides whether to take it. */
  readonly problems: readonly FormatProblem[]
}

/** What stands above the rows. `skip` is the number of filled rows that `rows()` leaves out. */
export interface TableHead {
  readonly header: string[]
  readonly hxl?: string[]
  readonly skip: number
}

/** Rows among which the tag row may stand (HXL standard: "within the first 25 rows"). */
const HXL_DEPTH = 25
const NONE: readonly FormatProblem[] = []
const REPLACEMENT = '\uFFFD'

export const isBlankRow = (cells: readonly string[]): boolean => cells.every(cell => cell === '' || cell.trim() === '')

function trimmedHeader(cells: readonly string[]): string[] {
  const header = cells.map(cell => cell.trim())
  while (header.length > 0 && header.at(-1) === '') header.pop()
  return header
}

/**
 * Finds header and tag row in the first rows. With tags, the header is the row right above them, or the tags themselves when
 * they come first. Undefined when there is no filled row.
 */
export function findHead(first: readonly RawRow[]): TableHead | undefined {
  const filled = first.filter(row => !isBlankRow(row.cells)).slice(0, HXL_DEPTH)
  const tagged = filled.findIndex(row => isHxlRow(row.cells))
  if (tagged >= 0) {
    const hxl = normaliseHxlRow(filled[tagged]?.cells ?? [])
    const header = trimmedHeader(filled[Math.max(0, tagged - 1)]?.cells ?? [])
    while (hxl.length > header.length && hxl.at(-1) === '') hxl.pop()
    while (header.length < hxl.length) header.push(hxl[header.length] ?? '')
    while (hxl.length < header.length) hxl.push('')
    return { header, hxl, skip: tagged + 1 }
  }
  const top = filled[0]
  return top ? { header: trimmedHeader(top.cells), skip: 1 } : undefined
}

/** Rows to look at before the head can be told. */
export const HEAD_ROWS = HXL_DEPTH

/**
 * Fits a row to the header: cells missing at the end become empty, empty ones beyond it are dropped, filled ones beyond it stay
 * and are reported. `strict` says that a missing cell is a fault (text files) and not the format's way of writing (sheets).
 */
export function fitRow(raw: RawRow, width: number, strict: boolean, limits: FormatLimits): TableRow {
  const { line, cells } = raw
  let problems = raw.problems
  const report = (problem: FormatProblem): void => {
    problems = [...(problems ?? []), problem]
  }
  const found = cells.length
  while (cells.length > width && cells.at(-1) === '') cells.pop()
  if (cells.length > width || (strict && found < width)) {
    report(new FormatProblem('format.ragged', { line, expected: width, found }))
  }
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? ''
    if (cell.length > limits.cell) {
      report(new FormatProblem('format.cell-too-long', { line, column: i + 1, limit: limits.cell }))
    }
    if (cell.includes(REPLACEMENT)) report(new FormatProblem('format.lost-characters', { line, column: i + 1 }))
  }
  while (cells.length < width) cells.push('')
  return { line, cells, problems: problems ?? NONE }
}
