import { type Cell, type Column, cellText } from './columns.ts'
import { FORMAT_LIMITS } from './limits.ts'
import { FormatProblem } from './problem.ts'

/** Numbers of the cell styles in `STYLES`, in their order there. */
export const STYLE = { plain: 0, header: 1, text: 2, date: 3, dateTime: 4, tag: 5 } as const

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** A header in white on blue, tags in grey; ids as text, so that no program drops their zeros. */
export const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font><font><i/><sz val="9"/><color rgb="FF666666"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF0B5394"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const xmlText = (text: string): string => text.replace(/[&<>"]/g, found => MARKUP[found] ?? found)

/** What XML cannot hold, CR (which XML changes to LF), and what already looks like the escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|\p{Surrogate}|_(?=x[0-9A-Fa-f]{4}_)/gu

/** Escapes as `_x000D_`, the way of ST_Xstring, and then as XML. */
function sheetText(text: string): string {
  return xmlText(
    text.replace(UNWRITABLE, found => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`),
  )
}

/** Letters of a column from its number, from 1. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** Day 61 is 1 March 1900, the first that all programs count alike. */
const FIRST_SERIAL = 61
const LAST_SERIAL = 2_958_466

/** Serial number of a moment in UTC; undefined where spreadsheets have none, so that the date is written as text. */
function serialOf(moment: Date): number | undefined {
  const serial = moment.getTime() / 86_400_000 + 25_569
  return serial >= FIRST_SERIAL && serial < LAST_SERIAL ? serial : undefined
}

/** A whole ISO date that is on the calendar. */
function dateOf(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? date : undefined
}

export function textCell(reference: string, style: number, text: string): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${sheetText(text)}</t></is></c>`
}

function numberCell(reference: string, style: number, value: number): string {
  return `<c r="${reference}" s="${style}"><v>${value}</v></c>`
}

/** The XML of one cell, nothing for an empty one. Throws `format.write-cell-too-long`. */
export function cellXml(cell: Cell, column: Column | undefined, letters: string, line: number, at: number): string {
  if (cell === null || cell === undefined || cell === '') return ''
  const reference = `${letters}${line}`
  if (typeof cell === 'boolean') return `<c r="${reference}" s="0" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'number' && column?.kind !== 'text') {
    return Number.isFinite(cell) ? numberCell(reference, STYLE.plain, cell) : ''
  }
  if (typeof cell === 'bigint' && Number.isSafeInteger(Number(cell)) && column?.kind !== 'text') {
    return numberCell(reference, STYLE.plain, Number(cell))
  }
  const moment =
    cell instanceof Date ? cell : column?.kind === 'date' && typeof cell === 'string' ? dateOf(cell) : undefined
  const serial = moment && serialOf(moment)
  if (serial !== undefined) return numberCell(reference, Number.isInteger(serial) ? STYLE.date : STYLE.dateTime, serial)
  const text = cellText(cell)
  if (text === '') return ''
  if (text.length > FORMAT_LIMITS.cell) {
    throw new FormatProblem('format.write-cell-too-long', { line, column: at + 1, limit: FORMAT_LIMITS.cell })
  }
  return textCell(reference, STYLE.text, text)
}
