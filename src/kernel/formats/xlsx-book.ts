import { posix } from 'node:path'
import type { FormatLimits } from './limits.ts'
import { FormatProblem } from './problem.ts'
import { kindOfFormat, type NumberKind } from './xlsx-values.ts'
import { localName, parseXml, XmlFault, type XmlHandlers } from './xml.ts'
import type { ZipReader } from './zip.ts'

export interface SheetPart {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

/** What a workbook says about itself: its sheets, its calendar, and where strings and styles lie. */
export interface Book {
  readonly sheets: readonly SheetPart[]
  readonly date1904: boolean
  readonly stringsPart: string | undefined
  /** By the number that cells give as their style. */
  readonly styles: readonly NumberKind[]
}

interface Relation {
  readonly kind: string
  readonly target: string
}

/** Turns what went wrong in a part into a problem of the file. */
export function explainPart(error: unknown, part: string): unknown {
  if (!(error instanceof XmlFault)) return error
  if (error.kind === 'dtd') return new FormatProblem('format.xml-dtd', { part }, { cause: error })
  if (error.kind === 'too-large') return new FormatProblem('format.too-large', { part }, { cause: error })
  return new FormatProblem('format.damaged', { part, line: error.line, column: error.column }, { cause: error })
}

/** Parses one part; the caller is given a turn after each chunk. */
export async function* parsePart(
  zip: ZipReader,
  part: string,
  handlers: XmlHandlers,
  limits: FormatLimits,
): AsyncGenerator<void> {
  try {
    yield* parseXml(zip.read(part), handlers, { longest: limits.record })
  } catch (error) {
    throw explainPart(error, part)
  }
}

async function parseWhole(
  zip: ZipReader,
  part: string,
  open: XmlHandlers['open'],
  limits: FormatLimits,
): Promise<void> {
  for await (const _ of parsePart(zip, part, { open, close: () => undefined }, limits)) void _
}

async function readRelations(zip: ZipReader, owner: string, limits: FormatLimits): Promise<Map<string, Relation>> {
  const folder = posix.dirname(owner)
  const part = posix.join(folder, '_rels', `${posix.basename(owner)}.rels`)
  const found = new Map<string, Relation>()
  if (!zip.has(part)) return found
  await parseWhole(
    zip,
    part,
    tag => {
      const { Id, Type, Target, TargetMode } = tag.attributes
      if (localName(tag.name) !== 'Relationship' || !Id || !Target || TargetMode === 'External') return
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      found.set(Id, { kind: Type?.slice(Type.lastIndexOf('/') + 1) ?? '', target })
    },
    limits,
  )
  return found
}

/** Names what a zip archive is that is no workbook. */
async function refuseArchive(zip: ZipReader): Promise<never> {
  let kind = 'zip'
  if (zip.has('xl/workbook.bin')) kind = 'xlsb'
  else if (zip.has('word/document.xml')) kind = 'docx'
  else if (zip.has('ppt/presentation.xml')) kind = 'pptx'
  else if (zip.has('mimetype')) {
    for await (const chunk of zip.read('mimetype')) {
      const type = Buffer.from(chunk).toString('latin1')
      if (type.includes('opendocument')) kind = type.includes('spreadsheet') ? 'ods' : 'odt'
      break
    }
  }
  throw new FormatProblem('format.not-a-table', { kind })
}

async function workbookPart(zip: ZipReader, limits: FormatLimits): Promise<string> {
  const roots = await readRelations(zip, '', limits)
  const part = [...roots.values()].find(relation => relation.kind === 'officeDocument')?.target ?? 'xl/workbook.xml'
  return zip.has(part) && part.endsWith('.xml') && !part.startsWith('word/') && !part.startsWith('ppt/')
    ? part
    : refuseArchive(zip)
}

async function readStyles(zip: ZipReader, part: string | undefined, limits: FormatLimits): Promise<NumberKind[]> {
  const styles: NumberKind[] = []
  if (part === undefined || !zip.has(part)) return styles
  const codes = new Map<number, string>()
  let inCells = false
  await parseWhole(
    zip,
    part,
    tag => {
      const name = localName(tag.name)
      if (name === 'numFmt') codes.set(Number(tag.attributes.numFmtId), tag.attributes.formatCode ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'cellStyles' || name === 'cellStyleXfs' || name === 'dxfs') inCells = false
      else if (name === 'xf' && inCells) {
        const id = Number(tag.attributes.numFmtId ?? 0)
        styles.push(kindOfFormat(id, codes.get(id)))
      }
    },
    limits,
  )
  return styles
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on'

/** Reads the parts of a workbook that are small. Throws `format.not-a-table`, `format.damaged`, `format.xml-dtd`. */
export async function readBook(zip: ZipReader, limits: FormatLimits): Promise<Book> {
  const main = await workbookPart(zip, limits)
  const relations = await readRelations(zip, main, limits)
  const sheets: SheetPart[] = []
  let date1904 = false
  await parseWhole(
    zip,
    main,
    tag => {
      const name = localName(tag.name)
      if (name === 'workbookPr') date1904 = isTrue(tag.attributes.date1904)
      if (name !== 'sheet') return
      const id = Object.entries(tag.attributes).find(([key]) => localName(key) === 'id' && key !== 'id')?.[1]
      const relation = id === undefined ? undefined : relations.get(id)
      if (relation?.kind !== 'worksheet') return
      const state = tag.attributes.state
      sheets.push({
        name: tag.attributes.name ?? '',
        part: relation.target,
        hidden: state === 'hidden' || state === 'veryHidden',
      })
    },
    limits,
  )
  if (sheets.length === 0) throw new FormatProblem('format.empty')
  const partOf = (kind: string): string | undefined => [...relations.values()].find(r => r.kind === kind)?.target
  const strings = partOf('sharedStrings')
  return {
    sheets,
    date1904,
    stringsPart: strings !== undefined && zip.has(strings) ? strings : undefined,
    styles: await readStyles(zip, partOf('styles'), limits),
  }
}
