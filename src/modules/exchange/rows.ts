import { asciiDigits, parsePartialDate } from '../../engines/calendar/index.ts'
import { educationLevels, isBlank, legalStatuses, maritalStatuses, relationships } from '../vocabulary/index.ts'
import type { ImportFieldName, Mapping } from './fields.ts'
import { type CellReaders, type CountryField, separators } from './readers.ts'
import type { RowProblem, StagedRow } from './staged.ts'

export interface RowSetting {
  /** The day on which nothing may lie in the future. */
  readonly today: string
  readonly header: readonly string[]
  readonly mapping: Mapping
  readonly read: CellReaders
  /** Folded code or name → id of the situation's open sites. */
  readonly sites: ReadonlyMap<string, string>
  /** Taken where the file says nothing. */
  readonly defaults: {
    readonly site?: string | undefined
    readonly origin?: string | undefined
    readonly arrivedOn?: string | undefined
  }
  readonly calendar?: 'gregory' | 'islamic-umalqura' | 'persian' | 'ethiopic' | undefined
  readonly dayOrder?: 'dmy' | 'mdy' | undefined
}

export function foldSite(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
}

export type ReadRow = (line: number, cells: readonly string[]) => { row: StagedRow; problems: RowProblem[] }

/** Understands rows of one file. Every cell that cannot be understood is a problem of its own; the row is then not used. */
export function rowReader(setting: RowSetting): ReadRow {
  const position = new Map<ImportFieldName, number>()
  setting.mapping.forEach((field, index) => {
    if (field) position.set(field, index)
  })
  return (line, cells) => readRow(line, cells, setting, position)
}

function readRow(
  line: number,
  cells: readonly string[],
  setting: RowSetting,
  position: ReadonlyMap<ImportFieldName, number>,
): { row: StagedRow; problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const { read } = setting
  const text = (field: ImportFieldName) => {
    const index = position.get(field)
    const cell = index === undefined ? '' : (cells[index] ?? '').trim()
    return isBlank(cell) ? undefined : cell
  }
  const wrong = (field: ImportFieldName, code: string, details: RowProblem['details'] = {}) => {
    problems.push({ line, column: setting.header[position.get(field) ?? -1] ?? field, code, details })
  }
  const coded = <T>(field: ImportFieldName, read: (cell: string) => T | undefined): T | undefined => {
    const cell = text(field)
    if (cell === undefined) return undefined
    const value = read(cell)
    if (value === undefined) wrong(field, 'exchange.not-recognised', { value: shorten(cell) })
    return value
  }
  const day = (field: ImportFieldName) => {
    const cell = text(field)
    if (cell === undefined) return undefined
    const parsed = parsePartialDate(cell, setting.today, dateOptions(setting))
    if (parsed.ok && parsed.birth.precision === 'day') return parsed.birth.date
    wrong(field, parsed.ok ? 'exchange.day-needed' : `exchange.date-${parsed.problem}`, { value: shorten(cell) })
    return undefined
  }
  const site = coded('site', cell => setting.sites.get(foldSite(cell))) ?? setting.defaults.site
  const country = (field: CountryField) => coded(field, cell => read.country(field, cell))
  const origin = country('origin') ?? setting.defaults.origin
  const nationality = country('nationality')
  const occupation = coded('occupation', cell => read.occupation(asciiDigits(cell)))
  const documentNumber = text('documentNumber')
  const phone = text('phone')
  const member: Record<string, unknown> = defined({
    relationship:
      coded('relationship', cell => read.code(relationships, cell)) ??
      (position.has('relationship') ? undefined : 'PA'),
    names: names(text),
    latinName: text('latinName'),
    motherName: text('motherName'),
    sex: coded('sex', read.sex) ?? 'U',
    birth: birth(text, wrong, setting),
    nationality: nationality ?? origin,
    birthCountry: country('birthCountry'),
    birthPlace: text('birthPlace'),
    legalStatus: coded('legalStatus', cell => read.code(legalStatuses, cell)),
    maritalStatus: coded('maritalStatus', cell => read.code(maritalStatuses, cell)),
    phone: phone === undefined ? undefined : asciiDigits(phone),
    languages: list(text('language')).flatMap(cell => {
      const language = read.language(cell)
      if (!language) wrong('language', 'exchange.not-recognised', { value: shorten(cell) })
      return language ? [{ language }] : []
    }),
    education: educationOf(coded('education', cell => read.code(educationLevels, cell))),
    employment: occupation ? [{ occupation }] : undefined,
    documents:
      documentNumber === undefined
        ? undefined
        : [
            {
              kind: documentKind(text('documentKind')),
              country: country('documentCountry') ?? nationality ?? origin ?? 'UNK',
              number: documentNumber,
            },
          ],
    needs: [
      ...new Set(
        list(text('needs')).flatMap(cell => {
          const code = read.need(cell)
          if (!code) wrong('needs', 'exchange.not-recognised', { value: shorten(cell) })
          return code ? [code] : []
        }),
      ),
    ].map(code => ({ code, pendingReview: true })),
  })
  const household = defined({
    site,
    origin,
    arrivedOn: day('arrivedOn') ?? setting.defaults.arrivedOn,
    registeredOn: day('registeredOn'),
    address: text('address'),
    note: text('note'),
  }) as StagedRow['household']
  const reference = text('household') ?? (position.has('household') ? '' : `line ${line}`)
  if (reference === '') wrong('household', 'exchange.household-missing')
  return { row: { line, reference: reference.slice(0, 60), household, member }, problems }
}

type TextOf = (field: ImportFieldName) => string | undefined

function names(text: TextOf) {
  const parts = (
    [
      ['given', text('givenName')],
      ['father', text('fatherName')],
      ['grandfather', text('grandfatherName')],
      ['family', text('familyName')],
    ] as const
  ).flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, text: value }]))
  const full = text('fullName')
  return parts.length === 0 && full !== undefined ? [{ kind: 'full', text: full }] : parts
}

function birth(
  text: TextOf,
  wrong: (field: ImportFieldName, code: string, details?: RowProblem['details']) => void,
  setting: RowSetting,
) {
  const date = text('birthDate')
  const age = text('age')
  if (date === undefined && age === undefined) return undefined
  const parsed =
    date === undefined
      ? parsePartialDate(`${asciiDigits(age ?? '').replace(/[^\d.]/g, '') || age} years`, setting.today)
      : parsePartialDate(date, setting.today, dateOptions(setting))
  if (!parsed.ok) {
    wrong(date === undefined ? 'age' : 'birthDate', `exchange.date-${parsed.problem}`, {
      value: shorten(date ?? age ?? ''),
    })
    return undefined
  }
  const estimated = /^(1|y|yes|true|oui|si|sí|да|نعم|是)$/i.test(text('birthEstimated') ?? '')
  return { ...parsed.birth, estimated: parsed.birth.estimated || estimated }
}

function dateOptions(setting: RowSetting) {
  return {
    ...(setting.calendar ? { calendar: setting.calendar } : {}),
    ...(setting.dayOrder ? { order: setting.dayOrder } : {}),
  }
}

function educationOf(level: string | undefined) {
  return level === undefined ? undefined : { level }
}

const documentKinds: readonly (readonly [RegExp, string])[] = [
  [/pass/i, 'passport'],
  [/birth|naiss|nacim|рожд|ميلاد|出生/i, 'birth-certificate'],
  [/family|famil|семей|عائل|户口/i, 'family-book'],
  [/driv|condu|водит|قيادة|驾/i, 'driving-licence'],
  [/milit|воен|عسكري|军/i, 'military-card'],
  [/travel|voyage|viaje|проезд|سفر|旅行/i, 'travel-document'],
  [/national|identit|identidad|удостовер|هوية|身份/i, 'national-id'],
]

function documentKind(text: string | undefined): string {
  return (text !== undefined && documentKinds.find(([pattern]) => pattern.test(text))?.[1]) || 'other'
}

function list(text: string | undefined): string[] {
  return text === undefined
    ? []
    : text
        .split(separators)
        .map(item => item.trim())
        .filter(item => item !== '')
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

function defined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
