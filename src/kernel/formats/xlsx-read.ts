import type { FormatLimits } from './limits.ts'
import { FormatProblem } from './problem.ts'
import { HEAD_ROWS, isBlankRow, type RawRow } from './rows.ts'
import { type Book, parsePart, readBook, type SheetPart } from './xlsx-book.ts'
import { type PendingRow, SheetParser } from './xlsx-sheet.ts'
import { StringStore } from './xlsx-strings.ts'
import { unescapeText } from './xlsx-values.ts'
import { localName, ownText, type XmlHandlers } from './xml.ts'
import { ZipReader } from './zip.ts'

export interface Workbook {
  /** Names of the visible sheets; of all sheets when none is visible. */
  readonly sheets: readonly string[]
  /** The name of the sheet to read. Throws `format.no-such-sheet`. */
  find(name: string | undefined): string
  /** The filled rows of a sheet in batches. With `head`, only those among which the header may be, without reading more. */
  rows(sheet: string, head?: boolean): AsyncGenerator<RawRow[]>
}

/** Gathers shared strings: the runs of each `si` joined, phonetic guides left out. */
function stringHandlers(store: StringStore): XmlHandlers {
  let text = ''
  let taking = false
  let phonetic = 0
  return {
    open: tag => {
      const name = localName(tag.name)
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic++
      else if (name === 't') taking = phonetic === 0
    },
    text: part => {
      if (taking) text += part
    },
    close: qualified => {
      const name = localName(qualified)
      if (name === 't') taking = false
      else if (name === 'rPh') phonetic--
      else if (name === 'si') store.add(unescapeText(ownText(text)))
    },
  }
}

/** Loads the shared strings, all of them or those up to the number that is needed. */
async function loadStrings(zip: ZipReader, book: Book, limits: FormatLimits, last = Infinity): Promise<StringStore> {
  const store = new StringStore(limits)
  try {
    if (book.stringsPart !== undefined) {
      for await (const _ of parsePart(zip, book.stringsPart, stringHandlers(store), limits)) {
        await store.settle()
        if (store.count > last) break
      }
    }
    await store.settle(true)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

async function resolve(row: PendingRow, store: StringStore): Promise<RawRow> {
  const { line, cells, problems } = row
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    if (typeof cell !== 'number') continue
    let text = store.get(cell)
    if (text instanceof Promise) text = await text
    if (text === undefined) throw new FormatProblem('format.damaged', { line, column: i + 1 })
    cells[i] = text
  }
  const texts = cells as string[]
  return problems ? { line, cells: texts, problems } : { line, cells: texts }
}

async function resolveAll(rows: readonly PendingRow[], store: StringStore): Promise<RawRow[]> {
  const resolved: RawRow[] = []
  for (const row of rows) {
    const done = await resolve(row, store)
    if (!isBlankRow(done.cells) || done.problems) resolved.push(done)
  }
  return resolved
}

/** Rows among which the head may be; some of them may turn out to be blank. */
async function firstRows(zip: ZipReader, book: Book, sheet: SheetPart, limits: FormatLimits): Promise<RawRow[]> {
  const parser = new SheetParser(book, limits)
  for await (const _ of parsePart(zip, sheet.part, parser, limits)) if (parser.rows.length >= HEAD_ROWS * 2) break
  const rows = parser.rows.slice(0, HEAD_ROWS * 2)
  const last = rows.reduce(
    (max, row) => row.cells.reduce<number>((m, c) => (typeof c === 'number' ? Math.max(m, c) : m), max),
    -1,
  )
  const store = await loadStrings(zip, last < 0 ? { ...book, stringsPart: undefined } : book, limits, last)
  try {
    return await resolveAll(rows, store)
  } finally {
    await store.close()
  }
}

async function* allRows(zip: ZipReader, book: Book, sheet: SheetPart, limits: FormatLimits): AsyncGenerator<RawRow[]> {
  const store = await loadStrings(zip, book, limits)
  try {
    const parser = new SheetParser(book, limits)
    for await (const _ of parsePart(zip, sheet.part, parser, limits)) {
      const rows = parser.rows
      parser.rows = []
      if (rows.length > 0) yield await resolveAll(rows, store)
    }
  } finally {
    await store.close()
  }
}

/** Reads what a workbook says about itself. Throws `FormatProblem`; leaves no file open. */
export async function openWorkbook(path: string, limits: FormatLimits): Promise<Workbook> {
  const first = await ZipReader.open(path, limits)
  let book: Book
  try {
    book = await readBook(first, limits)
  } finally {
    first.close()
  }
  const visible = book.sheets.filter(sheet => !sheet.hidden)
  const sheets = (visible.length > 0 ? visible : book.sheets).map(sheet => sheet.name)
  return {
    sheets,
    find: name => {
      const found = name === undefined ? sheets[0] : book.sheets.find(sheet => sheet.name === name)?.name
      if (found === undefined)
        throw new FormatProblem('format.no-such-sheet', { sheet: name ?? '', sheets: sheets.join(', ') })
      return found
    },
    rows: async function* (name, head = false) {
      const sheet = book.sheets.find(candidate => candidate.name === name)
      if (!sheet) throw new FormatProblem('format.no-such-sheet', { sheet: name ?? '', sheets: sheets.join(', ') })
      const zip = await ZipReader.open(path, limits)
      try {
        if (head) yield await firstRows(zip, book, sheet, limits)
        else yield* allRows(zip, book, sheet, limits)
      } finally {
        zip.close()
      }
    },
  }
}
