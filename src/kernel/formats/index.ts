export type { Cell, Column, Rows } from './columns.ts'
export { decodeFile, ENCODINGS, type Encoding } from './decode.ts'
export { DELIMITERS } from './delimiter.ts'
export type { DetectedEncoding } from './encoding.ts'
export { type HxlTag, isHxlRow, normaliseHxlRow, parseHxlTag } from './hxl.ts'
export { FORMAT_LIMITS, type FormatLimits } from './limits.ts'
export {
  FATAL_FORMAT_CODES,
  FORMAT_CODES,
  type FormatCode,
  type FormatDetails,
  FormatProblem,
  ROW_FORMAT_CODES,
} from './problem.ts'
export type { TableRow } from './rows.ts'
export { type ReadTableOptions, readTable, type TableReader } from './table.ts'
export { type WriteCsvOptions, writeCsv } from './write-csv.ts'
export { type WriteXlsxOptions, writeXlsx } from './write-xlsx.ts'
export { localName, ownText, parseXml, XmlFault, type XmlHandlers, type XmlOptions, type XmlPlace } from './xml.ts'
