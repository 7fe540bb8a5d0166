import type { FormatLimits } from './limits.ts'
import { FormatProblem } from './problem.ts'
import type { Book } from './xlsx-book.ts'
import { columnOf, numberText, unescapeText } from './xlsx-values.ts'
import { localName, ownText, type XmlHandlers } from './xml.ts'

/** A row whose shared strings are still numbers. */
export interface PendingRow {
  readonly line: number
  readonly cells: (string | number)[]
  readonly problems: FormatProblem[] | undefined
}

/** Texts of one row together, in units of the bound of one text. */
const ROW_TEXTS = 32

/**
 * Gathers the filled rows of a sheet from the events of its XML. Cells and rows may leave their references out (then they
 * follow the one before); a formula is its last computed value.
 */
export class SheetParser implements XmlHandlers {
  /** Rows that are complete; the caller takes them away. */
  rows: PendingRow[] = []

  private readonly book: Pick<Book, 'date1904' | 'styles'>
  private readonly limits: FormatLimits
  private inData = false
  private line = 0
  private cells: (string | number)[] = []
  private problems: FormatProblem[] | undefined
  private filled = false
  private size = 0
  private column = 0
  private type = 'n'
  private style = 0
  private formula = false
  private inline = false
  private phonetic = 0
  private taking = false
  private value = ''

  constructor(book: Pick<Book, 'date1904' | 'styles'>, limits: FormatLimits) {
    this.book = book
    this.limits = limits
  }

  open: XmlHandlers['open'] = tag => {
    const name = localName(tag.name)
    if (!this.inData) {
      this.inData = name === 'sheetData'
      return
    }
    if (name === 'c') this.openCell(tag.attributes)
    else if (name === 'v') this.taking = true
    else if (name === 't') this.taking = this.inline && this.phonetic === 0
    else if (name === 'row') this.openRow(tag.attributes.r)
    else if (name === 'f') this.formula = true
    else if (name === 'is') this.inline = true
    else if (name === 'rPh') this.phonetic++
  }

  close: XmlHandlers['close'] = qualified => {
    if (!this.inData) return
    const name = localName(qualified)
    if (name === 'c') this.closeCell()
    else if (name === 'v' || name === 't') this.taking = false
    else if (name === 'row') this.closeRow()
    else if (name === 'is') this.inline = false
    else if (name === 'rPh') this.phonetic--
    else if (name === 'sheetData') this.inData = false
  }

  text: NonNullable<XmlHandlers['text']> = text => {
    if (!this.taking) return
    this.value += text
    this.size += text.length
    if (this.size > this.limits.record * ROW_TEXTS) {
      throw new FormatProblem('format.record-too-large', { line: this.line, limit: this.limits.record * ROW_TEXTS })
    }
  }

  private openRow(number: string | undefined): void {
    const stated = Number(number)
    this.line = Number.isInteger(stated) && stated > 0 ? stated : this.line + 1
    this.cells = []
    this.problems = undefined
    this.filled = false
    this.size = 0
    this.column = 0
  }

  private openCell(attributes: Record<string, string>): void {
    this.column = columnOf(attributes.r ?? '') || this.column + 1
    this.type = attributes.t ?? 'n'
    this.style = Number(attributes.s ?? 0)
    this.formula = false
    this.value = ''
  }

  private closeCell(): void {
    const cell = this.cellText()
    if (cell === '') return
    if (this.column > this.limits.columns) {
      throw new FormatProblem('format.too-wide', { line: this.line, limit: this.limits.columns })
    }
    while (this.cells.length < this.column - 1) this.cells.push('')
    this.cells[this.column - 1] = cell
    this.filled = true
  }

  private cellText(): string | number {
    const raw = this.value
    const { line, column } = this
    if (raw === '') {
      if (this.formula && this.type !== 'str')
        this.report(new FormatProblem('format.formula-without-value', { line, column }))
      return ''
    }
    switch (this.type) {
      case 's': {
        const number = Number(raw)
        if (!Number.isInteger(number) || number < 0) throw new FormatProblem('format.damaged', { line, column })
        return number
      }
      case 'str':
      case 'inlineStr':
        return unescapeText(ownText(raw))
      case 'b':
        return raw.trim() === '1' || raw.trim() === 'true' ? 'true' : 'false'
      case 'e':
        this.report(new FormatProblem('format.cell-error', { line, column, error: raw.slice(0, 20) }))
        return raw
      case 'd':
        return raw.trim().replace(/T00:00:00(?:\.0+)?Z?$/, '')
      default:
        return numberText(raw.trim(), this.book.styles[this.style] ?? 'number', this.book.date1904)
    }
  }

  private closeRow(): void {
    if (this.filled || this.problems) this.rows.push({ line: this.line, cells: this.cells, problems: this.problems })
  }

  private report(problem: FormatProblem): void {
    this.problems = [...(this.problems ?? []), problem]
  }
}
