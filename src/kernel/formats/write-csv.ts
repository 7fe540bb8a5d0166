import { Readable } from 'node:stream'
import { type Cell, type Column, cellText, type Rows, tagRow } from './columns.ts'
import { guardText } from './guard.ts'

export interface WriteCsvOptions {
  /** Writes the row of tags under the header. */
  readonly hxl?: boolean
  /** A byte order mark, which spreadsheet programs need to see that the file is UTF-8. Written unless `false`. */
  readonly bom?: boolean
  readonly delimiter?: ',' | ';' | '\t'
}

const BATCH = 65_536
const NUMERIC = /^-?\d+(?:\.\d+)?$/

/** Text that a spreadsheet program could run gets its guard; what is a number stays one. */
function safeText(cell: Cell, column: Column | undefined): string {
  const text = cellText(cell)
  if (typeof cell !== 'string') return text
  return column?.kind === 'number' && NUMERIC.test(text) ? text : guardText(text)
}

/**
 * Writes a table as CSV (RFC 4180, UTF-8), row by row as it is read from. Texts that begin like a formula get a leading
 * apostrophe, which `readTable` takes away again.
 */
export function writeCsv(columns: readonly Column[], rows: Rows, options: WriteCsvOptions = {}): Readable {
  const delimiter = options.delimiter ?? ','
  const special = delimiter === ',' ? /[",\r\n]/ : delimiter === ';' ? /[";\r\n]/ : /["\t\r\n]/
  const quoted = (text: string): string => {
    const edge = text !== '' && (text.charCodeAt(0) === 32 || text.charCodeAt(text.length - 1) === 32)
    return edge || special.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const line = (texts: readonly string[]): string => {
    // A row of one empty cell must not look like an empty line.
    const joined = texts.map(quoted).join(delimiter)
    return `${joined === '' ? '""' : joined}\r\n`
  }
  async function* lines(): AsyncGenerator<Buffer> {
    let batch = options.bom === false ? '' : '\uFEFF'
    batch += line(columns.map(column => guardText(column.header)))
    const tags = tagRow(columns, options.hxl)
    if (tags) batch += line(tags)
    for await (const row of rows) {
      batch += line(columns.map((column, at) => safeText(row[at], column)))
      if (batch.length < BATCH) continue
      yield Buffer.from(batch)
      batch = ''
    }
    yield Buffer.from(batch)
  }
  return Readable.from(lines(), { objectMode: false })
}
