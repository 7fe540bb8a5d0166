import { Readable } from 'node:stream'
import { type Cell, type Column, type Rows, tagRow } from './columns.ts'
import { cellXml, columnLetters, STYLE, STYLES, textCell, xmlText } from './xlsx-cells.ts'
import { type PartToWrite, zipBytes } from './zip-write.ts'

export interface WriteXlsxOptions {
  /** Name of the sheet; characters that a sheet cannot have are left out. */
  readonly sheet?: string
  /** Writes the row of tags under the header. */
  readonly hxl?: boolean
  /** Lays the sheet out from right to left, for Arabic. */
  readonly rightToLeft?: boolean
}

/** Rows of one sheet. A longer table goes on in a next sheet with the same header. */
const SHEET_ROWS = 1_048_576
/** UTF-16 units of one sheet's XML, well under the four gigabytes of a part. */
const SHEET_SIZE = 1_000_000_000
const BATCH = 65_536

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Sheet names hold 31 characters at most and none of `[]:*?/\`, nor an apostrophe at an end. */
function sheetName(asked: string | undefined, number: number): string {
  const clean =
    (asked ?? '')
      .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet'
  const suffix = number === 1 ? '' : ` ${number}`
  return (
    [...clean]
      .slice(0, 31 - suffix.length)
      .join('')
      .trim() + suffix
  )
}

/** The rows of a table, asked for one by one by whichever sheet is being written. */
class RowSource {
  private readonly rows: AsyncIterator<readonly Cell[]> | Iterator<readonly Cell[]>
  private ahead: readonly Cell[] | undefined
  ended = false

  constructor(rows: Rows) {
    this.rows = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  }

  async next(): Promise<readonly Cell[] | undefined> {
    if (this.ahead) {
      const row = this.ahead
      this.ahead = undefined
      return row
    }
    if (this.ended) return undefined
    const result = await this.rows.next()
    this.ended = result.done === true
    return result.done ? undefined : result.value
  }

  /** Whether there is a row more; it is kept for the next sheet. */
  async more(): Promise<boolean> {
    this.ahead = await this.next()
    return this.ahead !== undefined
  }

  async close(): Promise<void> {
    if (!this.ended) await this.rows.return?.()
    this.ended = true
  }
}

function sheetStart(columns: readonly Column[], headRows: number, options: WriteXlsxOptions): string {
  const direction = options.rightToLeft ? ' rightToLeft="1"' : ''
  const pane = `<pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`
  const widths = columns.map((column, at) => {
    const width = column.width ?? Math.min(40, Math.max(10, [...column.header].length + 4))
    const style = (column.kind ?? 'text') === 'text' ? ` style="${STYLE.text}"` : ''
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${style}/>`
  })
  const cols = widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${direction}>${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${cols}<sheetData>`
}

async function* sheetTexts(
  columns: readonly Column[],
  letters: readonly string[],
  source: RowSource,
  options: WriteXlsxOptions,
): AsyncGenerator<string> {
  const tags = tagRow(columns, options.hxl)
  const headRows = tags ? 2 : 1
  let batch = sheetStart(columns, headRows, options)
  batch += `<row r="1">${columns.map((column, at) => textCell(`${letters[at]}1`, STYLE.header, column.header)).join('')}</row>`
  if (tags) batch += `<row r="2">${tags.map((tag, at) => textCell(`${letters[at]}2`, STYLE.tag, tag)).join('')}</row>`
  let line = headRows
  let size = 0
  while (line < SHEET_ROWS && size < SHEET_SIZE) {
    const row = await source.next()
    if (!row) break
    line++
    let cells = ''
    for (let at = 0; at < columns.length; at++) cells += cellXml(row[at], columns[at], letters[at] ?? '', line, at)
    batch += `<row r="${line}">${cells}</row>`
    if (batch.length < BATCH) continue
    size += batch.length
    yield batch
    batch = ''
  }
  const last = letters.at(-1)
  const filter = last === undefined ? '' : `<autoFilter ref="A${headRows}:${last}${line}"/>`
  yield `${batch}</sheetData>${filter}</worksheet>`
}

function* closingParts(names: readonly string[]): Generator<PartToWrite> {
  const numbers = names.map((_, at) => at + 1)
  const part = (name: string, text: string): PartToWrite => ({ name, texts: [text] })
  const override = (name: string, kind: string): string =>
    `<Override PartName="${name}" ContentType="${CONTENT}.${kind}+xml"/>`
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${DOCUMENT}/${kind}" Target="${target}"/>`
  yield part('xl/styles.xml', STYLES)
  yield part(
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><bookViews><workbookView/></bookViews><sheets>${numbers
      .map(n => `<sheet name="${xmlText(names[n - 1] ?? '')}" sheetId="${n}" r:id="rId${n}"/>`)
      .join('')}</sheets></workbook>`,
  )
  yield part(
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}">${numbers
      .map(n => relation(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`))
      .join('')}${relation(`rId${names.length + 1}`, 'styles', 'styles.xml')}</Relationships>`,
  )
  yield part(
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
  )
  yield part(
    '[Content_Types].xml',
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', 'sheet.main')}${numbers
      .map(n => override(`/xl/worksheets/sheet${n}.xml`, 'worksheet'))
      .join('')}${override('/xl/styles.xml', 'styles')}</Types>`,
  )
}

/**
 * Writes a table as an XLSX workbook, row by row as it is read from: header style, frozen header, filter, text format for ids.
 * Memory is flat even when the reader is slow. Errors of the stream: `format.write-cell-too-long`, `format.too-large`.
 */
export function writeXlsx(columns: readonly Column[], rows: Rows, options: WriteXlsxOptions = {}): Readable {
  const letters = columns.map((_, at) => columnLetters(at + 1))
  async function* parts(): AsyncGenerator<PartToWrite> {
    const source = new RowSource(rows)
    const names: string[] = []
    try {
      do {
        names.push(sheetName(options.sheet, names.length + 1))
        yield { name: `xl/worksheets/sheet${names.length}.xml`, texts: sheetTexts(columns, letters, source, options) }
      } while (await source.more())
      yield* closingParts(names)
    } finally {
      await source.close()
    }
  }
  return Readable.from(zipBytes(parts()), { objectMode: false })
}
