/** A column of a table that is written. */
export interface Column {
  readonly header: string
  /** Its tag in the tag row, such as `#adm1+name`. */
  readonly hxl?: string
  /** What its cells are; `text` when left out. Ids and telephone numbers are text, however many digits they have. */
  readonly kind?: 'text' | 'number' | 'date' | 'boolean'
  /** Width in characters, for workbooks. */
  readonly width?: number
}

/** One value. A `date` column also takes ISO texts: `1990-02-03` becomes a date, `1990` or `1990-02` stays as it is. */
export type Cell = string | number | bigint | boolean | Date | null | undefined

export type Rows = AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>

/** A value as plain text: ISO for dates (with the time, in UTC, when it is not midnight), nothing for what is missing. */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return ''
    const text = cell.toISOString()
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text
  }
  return String(cell)
}

/** The row of tags, when it is asked for and any column has one. */
export function tagRow(columns: readonly Column[], asked: boolean | undefined): string[] | undefined {
  return asked && columns.some(column => column.hxl) ? columns.map(column => column.hxl ?? '') : undefined
}
