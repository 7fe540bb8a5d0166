import type { TableReader } from '../../kernel/formats/index.ts'
import {
  type CodeList,
  type CodeOf,
  type CountryCodeSystem,
  currentNeed,
  isBlank,
  type LanguageCodeSystem,
  loadLanguages,
  loadOccupations,
  loadRecogniser,
  occupationGroups,
  occupationSpecials,
  type SpecificNeedCode,
  sexes,
  specificNeeds,
} from '../vocabulary/index.ts'
import { recordedCountry } from './country-codes.ts'
import type { ImportFieldName, Mapping } from './fields.ts'

const countryFields = ['origin', 'nationality', 'birthCountry', 'documentCountry'] as const
export type CountryField = (typeof countryFields)[number]

/** What the cells of one file mean: each reader answers undefined for what it does not know or cannot tell. */
export interface CellReaders {
  country(field: CountryField, cell: string): string | undefined
  sex(cell: string): string | undefined
  code<List extends CodeList>(list: List, cell: string): CodeOf<List> | undefined
  /** ISO 639-3 in capitals, as registrations hold it. */
  language(cell: string): string | undefined
  need(cell: string): SpecificNeedCode | undefined
  /** The code of an occupation; `''` for a word that says there is none. */
  occupation(cell: string): string | undefined
}

/** Rows that are looked at before the first is read: enough to tell whose codes a column uses. */
const firstLook = 5000
/** A column with more different texts than this is no column of letters. */
const mostLetters = 100

/**
 * Looks through the beginning of a file, because some cells can only be read beside the others: three-letter countries of
 * two systems, languages of two systems, and a sex column of H and M.
 */
export async function cellReaders(
  reader: Pick<TableReader, 'rows'>,
  mapping: Mapping,
  rows: number = firstLook,
): Promise<CellReaders> {
  const wanted = new Map<ImportFieldName, { index: number; texts: Set<string> }>()
  for (const field of [...countryFields, 'sex', 'language'] as const) {
    const index = mapping.indexOf(field)
    if (index >= 0) wanted.set(field, { index, texts: new Set() })
  }
  let seen = 0
  if (wanted.size > 0) {
    for await (const { cells } of reader.rows()) {
      for (const { index, texts } of wanted.values()) texts.add(cells[index] ?? '')
      if (++seen >= rows) break
    }
  }
  return readersOf(new Map([...wanted].map(([field, { texts }]) => [field, texts])))
}

/** The readers of a file whose columns hold these texts. */
export async function readersOf(columns: ReadonlyMap<ImportFieldName, Iterable<string>>): Promise<CellReaders> {
  const { recognise, recogniseColumn, recogniseCountry, detectCountryCodes } = await loadRecogniser()
  const { recogniseLanguage, isLanguage, languageFromForm } = await loadLanguages()
  const { recogniseOccupation } = await loadOccupations()
  const countryTexts = countryFields.map(field => [...(columns.get(field) ?? [])])
  // A column that does not tell by itself is written by the same hand as the others.
  const common = detectCountryCodes(countryTexts.flat())
  const systems = new Map<CountryField, CountryCodeSystem | undefined>(
    countryFields.map((field, index) => [field, detectCountryCodes(countryTexts[index] ?? []) ?? common]),
  )
  const languages = languageSystem(columns.get('language') ?? [], isLanguage, code => languageFromForm(code)?.iso)
  const lists = new Map<CodeList, (cell: string) => string | undefined>()
  const plain = (list: CodeList) => {
    let read = lists.get(list)
    if (!read) {
      read = remembered(cell => recognise(list, cell))
      lists.set(list, read)
    }
    return read
  }
  const countries = Object.fromEntries(
    countryFields.map(field => [
      field,
      remembered(cell => {
        const code = recogniseCountry(cell, systems.get(field))
        return code && recordedCountry(code)
      }),
    ]),
  ) as Record<CountryField, (cell: string) => string | undefined>
  return {
    country: (field, cell) => countries[field](cell),
    sex: sexReader(columns.get('sex') ?? [], texts => recogniseColumn(sexes, texts)),
    code: (list, cell) => plain(list)(cell) as CodeOf<typeof list> | undefined,
    language: remembered(cell => recogniseLanguage(cell, languages)?.toUpperCase()),
    need: remembered(cell => {
      const code = recognise(specificNeeds, cell)
      return code && (currentNeed(code) ?? code)
    }),
    occupation: remembered(cell => {
      // Codes of a table are ISCO-08's unless only the older edition knows them.
      const found = recogniseOccupation(cell, 'isco08') ?? recogniseOccupation(cell)
      if (found) return found.code
      if (/^\s*\d/.test(cell)) return undefined
      return recognise(occupationGroups, cell) ?? (recognise(occupationSpecials, cell) ? '' : undefined)
    }),
  }
}

/**
 * Whose three letters a column of languages uses. ISO's where nothing tells: that is what our own tables hold; undefined
 * where some cells are only ISO's and some only the referral form's, so that what differs is not read at all.
 */
function languageSystem(
  texts: Iterable<string>,
  isIso: (code: string) => boolean,
  ofForm: (code: string) => string | null | undefined,
): LanguageCodeSystem | undefined {
  let iso = 0
  let form = 0
  for (const text of new Set([...texts].flatMap(cell => cell.split(separators)))) {
    const code = text.trim().toLowerCase()
    if (!/^[a-z][a-z0-9]{2}$/.test(code)) continue
    if (isIso(code) && ofForm(code) === undefined) iso++
    if (!isIso(code) && ofForm(code)) form++
  }
  if (iso > 0 && form > 0) return undefined
  return form > 0 ? 'form' : 'iso'
}

/** Between several values in one cell. */
export const separators = /[;,،、|/]+/

/**
 * Reads letters by the whole column. A letter that turns up late and would change what earlier rows were read as is not
 * read: somebody has to look.
 */
function sexReader(
  texts: Iterable<string>,
  readAll: (texts: Iterable<string>) => Map<string, string | undefined>,
): (cell: string) => string | undefined {
  const known = readAll([...texts].filter(text => !isBlank(text)).map(text => text.trim()))
  return cell => {
    if (known.has(cell)) return known.get(cell)
    if (known.size > mostLetters) return readAll([cell]).get(cell)
    const together = readAll([...known.keys(), cell])
    const changed = [...known].some(([text, meaning]) => together.get(text) !== meaning)
    const meaning = changed ? undefined : together.get(cell)
    known.set(cell, meaning)
    return meaning
  }
}

const mostRemembered = 20_000

/** Columns repeat themselves: most cells of a file were read before. */
function remembered<T>(read: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>()
  return cell => {
    const before = known.get(cell)
    if (before !== undefined || known.has(cell)) return before as T
    const meaning = read(cell)
    if (known.size >= mostRemembered) known.clear()
    known.set(cell, meaning)
    return meaning
  }
}
