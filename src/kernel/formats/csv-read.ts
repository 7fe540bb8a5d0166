import { CsvError, type InfoRecord, parse } from 'csv-parse'
import { decodeFile, type Encoding } from './decode.ts'
import { statedDelimiter } from './delimiter.ts'
import { unguardText } from './guard.ts'
import type { FormatLimits } from './limits.ts'
import { FormatProblem } from './problem.ts'
import { isBlankRow, type RawRow } from './rows.ts'

interface CsvOptions {
  readonly encoding: Encoding
  readonly delimiter: string
  readonly limits: FormatLimits
}

/** A record that was given up after so many lines is taken for one with a quote that never closes. */
const RUNAWAY_LINES = 20

/**
 * Follows the line numbers. csv-parse counts the line breaks it passed, but a CRLF inside a quoted cell twice; a record begins
 * as many lines before its end as it holds line breaks.
 */
class LineCounter {
  private end = 0
  private blank = 0
  private doubled = 0

  begin(record: readonly string[], info: InfoRecord): number {
    let inside = 0
    for (const cell of record) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue
      const breaks = cell.match(/\r\n|\n|\r/g) ?? []
      inside += breaks.length
      this.doubled += breaks.filter(found => found === '\r\n').length
    }
    this.blank = info.empty_lines
    this.end = info.lines - this.doubled
    return this.end - inside
  }

  /** Line on which the record begins that could not be finished. */
  unfinished(blankNow: number): number {
    return this.end + 1 + Math.max(0, blankNow - this.blank)
  }
}

function toRow(cells: string[], info: InfoRecord, lines: LineCounter, limits: FormatLimits): RawRow {
  const line = lines.begin(cells, info)
  if (cells.length > limits.columns) throw new FormatProblem('format.too-wide', { line, limit: limits.columns })
  let problems: FormatProblem[] | undefined
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? ''
    const first = cell.charCodeAt(0)
    // A quoted cell that did not end properly keeps its opening quote; across a line break it has swallowed a neighbour.
    if (first === 34 && cell.includes('\n'))
      problems = [new FormatProblem('format.stray-quote', { line, column: i + 1 })]
    if (first === 39) cells[i] = unguardText(cell)
  }
  return problems ? { line, cells, problems } : { line, cells }
}

const numberIn = (error: object, name: string): number => {
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'number' ? value : 0
}

function explain(error: Error, lines: LineCounter, limits: FormatLimits): Error {
  if (!(error instanceof CsvError)) return error
  const line = lines.unfinished(numberIn(error, 'empty_lines'))
  const runaway = numberIn(error, 'lines') - line > RUNAWAY_LINES
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || (error.code === 'CSV_MAX_RECORD_SIZE' && runaway)) {
    return new FormatProblem('format.unclosed-quote', { line }, { cause: error })
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new FormatProblem('format.record-too-large', { line, limit: limits.record }, { cause: error })
  }
  return error
}

/**
 * The filled rows of a delimited text, in batches of one chunk of the file. Quotes follow RFC 4180; a quote inside an unquoted
 * cell is taken as it stands. Throws `format.encoding`, `format.unclosed-quote`, `format.too-wide`, `format.record-too-large`.
 */
export async function* readCsv(path: string, options: CsvOptions): AsyncGenerator<RawRow[]> {
  const { limits } = options
  const lines = new LineCounter()
  let rows: RawRow[] = []
  let skip = 0
  const parser = parse({
    bom: false,
    delimiter: options.delimiter,
    max_record_size: limits.record,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // Records are taken here, while `write` runs, and never enter the parser's own queue: `write` is then all it takes.
    on_record: (record: string[], info: InfoRecord) => {
      const row = toRow(record, info, lines, limits)
      if (skip > 0) skip--
      else if (!isBlankRow(row.cells)) rows.push(row)
      return undefined
    },
  })
  let failure: Error | undefined
  const ended = new Promise<void>(resolve => {
    parser.once('error', error => {
      failure = error
      resolve()
    })
    parser.once('end', () => resolve())
  })
  parser.resume()
  try {
    let first = true
    for await (const text of decodeFile(path, options.encoding)) {
      if (first && statedDelimiter(text) !== undefined) skip = 1
      first = false
      parser.write(text)
      if (parser.errored) break
      if (rows.length > 0) yield rows
      rows = []
    }
    if (!parser.errored) parser.end()
    await ended
    if (rows.length > 0) yield rows
    if (failure) throw explain(failure, lines, limits)
  } finally {
    parser.destroy()
  }
}
