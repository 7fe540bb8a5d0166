import { readCsv } from './csv-read.ts'
import { decodeFile, type Encoding, encodingNamed } from './decode.ts'
import { detectDelimiter, statedDelimiter } from './delimiter.ts'
import { type DetectedEncoding, detectEncoding } from './encoding.ts'
import { FORMAT_LIMITS, type FormatLimits } from './limits.ts'
import { FormatProblem } from './problem.ts'
import { findHead, fitRow, HEAD_ROWS, isBlankRow, type RawRow, type TableHead, type TableRow } from './rows.ts'
import { sniffFile } from './sniff.ts'
import { openWorkbook } from './xlsx-read.ts'

export interface ReadTableOptions {
  /** What a person chose instead of the detected encoding (text files). */
  readonly encoding?: string
  /** What a person chose instead of the detected delimiter (text files). */
  readonly delimiter?: string
  /** Name of the sheet to read; the first visible one when left out. */
  readonly sheet?: string
  readonly limits?: Partial<FormatLimits>
}

/** A table in a file. It holds no open file: each call of `rows()` reads the file again from its beginning. */
export interface TableReader {
  readonly format: 'csv' | 'xlsx'
  readonly encoding?: Encoding
  /** How sure the detection is; a person who chose is always right. */
  readonly encodingConfidence?: DetectedEncoding['confidence']
  readonly delimiter?: string
  readonly sheet?: string
  /** All visible sheets, in the order of the workbook. */
  readonly sheets?: readonly string[]
  /** Trimmed; empty texts for unnamed columns, none at the end. */
  readonly header: readonly string[]
  /** The tag row in normal form, one for each column of the header, when the file has one. */
  readonly hxl?: readonly string[]
  /** The filled rows below header and tags. Problems of a single row come with it; `FormatProblem` is thrown for the rest. */
  rows(): AsyncGenerator<TableRow>
}

type RowSource = (head?: boolean) => AsyncGenerator<RawRow[]>

async function readHead(source: RowSource, limits: FormatLimits): Promise<TableHead> {
  const first: RawRow[] = []
  for await (const batch of source(true)) {
    first.push(...batch.slice(0, HEAD_ROWS - first.length))
    if (first.length >= HEAD_ROWS) break
  }
  const head = findHead(first)
  if (!head || head.header.length === 0) throw new FormatProblem('format.empty')
  if (head.header.length > limits.columns) {
    throw new FormatProblem('format.too-wide', { line: first[0]?.line ?? 1, limit: limits.columns })
  }
  return head
}

async function* tableRows(
  source: RowSource,
  head: TableHead,
  strict: boolean,
  limits: FormatLimits,
): AsyncGenerator<TableRow> {
  let skip = head.skip
  for await (const batch of source()) {
    for (const raw of batch) {
      if (skip > 0) skip -= isBlankRow(raw.cells) ? 0 : 1
      else yield fitRow(raw, head.header.length, strict, limits)
    }
  }
}

/** Enough decoded text to see the delimiter in. */
async function sampleOf(path: string, encoding: Encoding): Promise<string> {
  let sample = ''
  for await (const text of decodeFile(path, encoding)) {
    sample += text
    if (sample.length >= 65_536) break
  }
  return sample.slice(0, 65_536)
}

async function openCsv(path: string, options: ReadTableOptions, limits: FormatLimits): Promise<TableReader> {
  const detected: DetectedEncoding = options.encoding
    ? { encoding: encodingNamed(options.encoding), confidence: 'certain' }
    : await detectEncoding(path)
  const { encoding } = detected
  const sample = await sampleOf(path, encoding)
  if (sample.trim() === '') throw new FormatProblem('format.empty')
  const delimiter = options.delimiter ?? statedDelimiter(sample) ?? detectDelimiter(sample)
  const source: RowSource = () => readCsv(path, { encoding, delimiter, limits })
  const head = await readHead(source, limits)
  return {
    format: 'csv',
    encoding,
    encodingConfidence: detected.confidence,
    delimiter,
    header: head.header,
    ...(head.hxl ? { hxl: head.hxl } : {}),
    rows: () => tableRows(source, head, true, limits),
  }
}

async function openXlsx(path: string, options: ReadTableOptions, limits: FormatLimits): Promise<TableReader> {
  const workbook = await openWorkbook(path, limits)
  const sheet = workbook.find(options.sheet)
  const source: RowSource = justHead => workbook.rows(sheet, justHead)
  const head = await readHead(source, limits)
  return {
    format: 'xlsx',
    sheet,
    sheets: workbook.sheets,
    header: head.header,
    ...(head.hxl ? { hxl: head.hxl } : {}),
    rows: () => tableRows(source, head, false, limits),
  }
}

/**
 * Opens a table that lies in a file on disk: CSV with comma, semicolon, tab or bar, or an XLSX workbook, told apart by content
 * and not by name. Memory stays flat whatever the number of rows. Throws `FormatProblem`.
 */
export async function readTable(path: string, options: ReadTableOptions = {}): Promise<TableReader> {
  const limits = { ...FORMAT_LIMITS, ...options.limits }
  const kind = await sniffFile(path)
  return kind === 'zip' ? openXlsx(path, options, limits) : openCsv(path, options, limits)
}
