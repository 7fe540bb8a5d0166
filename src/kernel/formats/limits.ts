/** Bounds of what is read. They keep memory flat and time finite whatever the file holds. */
export interface FormatLimits {
  /** Columns of a table. */
  readonly columns: number
  /** UTF-16 units of one cell: the bound of spreadsheet programs. A longer cell is reported with its row. */
  readonly cell: number
  /** Bytes of one record, and UTF-16 units of one text inside a workbook. A larger one ends the reading. */
  readonly record: number
  /** Entries of a workbook's zip archive. */
  readonly zipEntries: number
  /** Bytes that all parts of a workbook may inflate to, counted while inflating. */
  readonly inflated: number
  /** Inflated bytes for each compressed byte of one part, looked at once `ratioFrom` bytes came out. */
  readonly ratio: number
  readonly ratioFrom: number
  /** UTF-16 units of shared strings held in memory; what is above goes to a temporary file. */
  readonly stringsInMemory: number
  /** UTF-16 units of shared strings altogether; above it the workbook is refused. */
  readonly strings: number
}

export const FORMAT_LIMITS: FormatLimits = {
  columns: 500,
  cell: 32_767,
  record: 1_048_576,
  zipEntries: 10_000,
  inflated: 8 * 1024 ** 3,
  ratio: 300,
  ratioFrom: 64 * 1024 ** 2,
  stringsInMemory: 8_000_000,
  strings: 500_000_000,
}
