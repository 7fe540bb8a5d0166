import { asciiDigits } from '../../engines/calendar/index.ts'
import type { TableReader } from '../../kernel/formats/index.ts'
import { isBlank } from '../vocabulary/index.ts'
import { type AreaColumns, areaColumns } from './area-columns.ts'
import { namedUuid } from './ids.ts'
import { problem } from './problems.ts'
import type { RowProblem } from './staged.ts'

/** An area as `situation.importAreas` takes it. */
export interface ReadArea {
  readonly id: string
  readonly pcode: string
  readonly level: number
  readonly name: string
  readonly parentPcode: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly hostPopulation: number | null
}

type Found = Omit<ReadArea, 'id' | 'level'> & { readonly line: number; level: number | undefined }

/**
 * Administrative areas from a table: either a row for each smallest area with codes and names of all levels above it (as
 * the common operational datasets come), or a row for each area with its parent's code. Known by HXL tags or headers.
 * Areas come level by level, parents first; an area's id follows from the situation and its code, so the same table twice
 * is the same. Throws `exchange.area-columns` where no such columns are.
 */
export async function readAreas(
  reader: Pick<TableReader, 'header' | 'hxl' | 'rows'>,
  situation: number,
): Promise<{ areas: ReadArea[]; problems: RowProblem[] }> {
  const columns = areaColumns(reader.header, reader.hxl)
  if (!columns) throw problem('exchange.area-columns')
  const found = new Map<string, Found>()
  const problems: RowProblem[] = []
  for await (const { line, cells, problems: faults } of reader.rows()) {
    problems.push(...faults.map(fault => ({ line, column: '', code: fault.code, details: fault.details })))
    const wrong = (column: number, code: string, details: RowProblem['details'] = {}) =>
      problems.push({ line, column: reader.header[column] ?? '', code, details })
    for (const { column, ...area } of areasOfRow(line, cells, columns, wrong)) {
      const before = found.get(area.pcode)
      if (before && (before.name !== area.name || before.parentPcode !== area.parentPcode))
        wrong(column, 'exchange.area-name-differs', { pcode: area.pcode, first: before.line })
      if (!before) found.set(area.pcode, area)
    }
  }
  const areas: ReadArea[] = []
  if (columns.kind === 'parents' && columns.level === undefined) tellLevels(found)
  for (const { line, level, ...area } of found.values()) {
    if (level === undefined) problems.push({ line, column: '', code: 'exchange.area-level-unknown' })
    else areas.push({ id: namedUuid(Date.UTC(2000, 0, 1), `area|${situation}|${area.pcode}`), level, ...area })
  }
  areas.sort((a, b) => a.level - b.level)
  return { areas, problems }
}

type Wrong = (column: number, code: string, details?: RowProblem['details']) => void

function* areasOfRow(
  line: number,
  cells: readonly string[],
  columns: AreaColumns,
  wrong: Wrong,
): Generator<Found & { column: number }> {
  const text = (column: number | undefined) => {
    const cell = column === undefined ? '' : (cells[column] ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
    return isBlank(cell) ? undefined : cell
  }
  const code = (column: number | undefined) => {
    const cell = text(column)
    if (cell === undefined || column === undefined) return undefined
    if (/^[A-Za-z0-9_.-]{2,30}$/.test(cell)) return cell
    wrong(column, 'exchange.not-recognised', { value: cell.slice(0, 40) })
    return undefined
  }
  const number = (column: number | undefined, least: number, most: number) => {
    const cell = text(column)
    if (cell === undefined || column === undefined) return null
    const value = Number(
      asciiDigits(cell)
        .replace(/^(-?\d+),(\d+)$/, '$1.$2')
        .replace(/[ \u00a0\u202f]/g, ''),
    )
    if (value >= least && value <= most) return value
    wrong(column, 'exchange.not-recognised', { value: cell.slice(0, 40) })
    return null
  }
  const facts = () => {
    const people = number(columns.population, 0, 2_000_000_000)
    return {
      latitude: number(columns.latitude, -90, 90),
      longitude: number(columns.longitude, -180, 180),
      hostPopulation: people === null ? null : Math.round(people),
    }
  }
  const nowhere = { latitude: null, longitude: null, hostPopulation: null }
  const nameOf = (column: number | undefined, pcode: string) => (text(column) ?? pcode).slice(0, 200)
  if (columns.kind === 'parents') {
    const pcode = code(columns.code)
    if (pcode === undefined) return
    const level = columns.level === undefined ? undefined : (number(columns.level, 0, 5) ?? undefined)
    const name = nameOf(columns.name, pcode)
    yield { line, pcode, level, name, parentPcode: code(columns.parent) ?? null, ...facts(), column: columns.code }
    return
  }
  // What the row says of a place, it says of its smallest area.
  const levels = columns.levels.flatMap(one => {
    const pcode = code(one.code)
    return pcode === undefined ? [] : [{ ...one, pcode }]
  })
  for (const [index, { level, pcode, code: column, name }] of levels.entries()) {
    const parentPcode = levels[index - 1]?.pcode ?? null
    const more = index === levels.length - 1 ? facts() : nowhere
    yield { line, pcode, level, name: nameOf(name, pcode), parentPcode, ...more, column }
  }
}

/** Levels from the parents alone: a single area without a parent is the country, several are its first division. */
function tellLevels(found: Map<string, Found>): void {
  const tops = [...found.values()].filter(area => area.parentPcode === null)
  let here = tops
  for (let level = tops.length === 1 ? 0 : 1; here.length > 0 && level <= 5; level++) {
    for (const area of here) area.level = level
    const above = new Set(here.map(area => area.pcode))
    here = [...found.values()].filter(area => area.parentPcode !== null && above.has(area.parentPcode))
  }
}
