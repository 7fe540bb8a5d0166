import { guardText } from '../../../../kernel/formats/guard.ts'
import type { Column, ExportPage } from './types.ts'

/** One line of RFC 4180; cells that a spreadsheet would run as a formula are guarded. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell => quote(guardText(cell))).join(',')}\r\n`
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

interface ExportParts<Row> {
  readonly columns: readonly Column<Row>[]
  readonly page: (after: string | undefined, signal: AbortSignal) => Promise<ExportPage<Row>>
  readonly signal: AbortSignal
  readonly onProgress: (rows: number) => void
}

/** Every page as one CSV file in UTF-8, with the mark by which spreadsheet programs know it. */
export async function exportCsv<Row>({ columns, page, signal, onProgress }: ExportParts<Row>): Promise<Blob> {
  const parts: string[] = ['\ufeff', csvLine(columns.map(column => column.header))]
  let done = 0
  let after: string | undefined
  do {
    const { rows, next } = await page(after, signal)
    parts.push(rows.map(row => csvLine(columns.map(column => column.text(row)))).join(''))
    done += rows.length
    onProgress(done)
    after = next ?? undefined
  } while (after !== undefined)
  return new Blob(parts, { type: 'text/csv;charset=utf-8' })
}

/** Hands a file to the browser's own saving. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
