import { type ErrfCase, type ErrfPhotograph, errfDay } from './case.ts'
import { type ErrfCode, type ErrfPlace, ErrfProblem } from './problem.ts'
import type { ErrfVersion } from './schema.ts'

/** Relationship code of the principal applicant. */
const PRINCIPAL = 'PA'
/** Bytes of a photograph that receivers still take. */
const PHOTO_BYTES = 50 * 1024 * 1024

/** First bytes of JPEG, PNG, GIF, BMP, TIFF and WebP, in base64. */
const IMAGE = /^(?:\/9j\/|iVBORw0KGgo|R0lGOD|Qk|SUkqA|TU0AK|UklGR)/

export interface CheckOptions {
  readonly version: ErrfVersion
  readonly placeOf: (key: keyof ErrfCase, index: number) => ErrfPlace
  /** ISO day after which a birth or an arrival lies in the future. */
  readonly today?: string | undefined
}

type Report = (code: ErrfCode, key: keyof ErrfCase, index: number, details?: Record<string, string | number>) => void

/** Records that belong to a person, and how their own ids are called in a problem. */
const OWNED = [
  'memberships',
  'addresses',
  'aliases',
  'education',
  'employment',
  'contacts',
  'relatives',
  'languages',
  'photographs',
  'vulnerabilities',
  'documents',
] as const

function photoFault(photograph: ErrfPhotograph): ErrfCode | undefined {
  const { photo } = photograph
  if (photo === '') return 'errf.blank-photo'
  if (photo.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(photo)) return 'errf.photo-not-base64'
  if (photo.length * 0.75 > PHOTO_BYTES) return 'errf.photo-too-large'
  return IMAGE.test(photo) ? undefined : 'errf.photo-not-image'
}

/** How a record names its person: by GUID since v4. */
function personKey(item: ErrfCase, version: ErrfVersion): (index: number) => string {
  return index => (version === 'v3.1' ? item.individuals[index]?.id : item.individuals[index]?.guid) ?? ''
}

function checkPeople(item: ErrfCase, keyOf: (index: number) => string, report: Report): void {
  const guids = new Set<string>()
  const ids = new Set<string>()
  for (const [index, person] of item.individuals.entries()) {
    const key = keyOf(index)
    if (key !== '' && guids.has(key)) report('errf.duplicate-id', 'individuals', index, { id: key })
    else if (person.id !== '' && ids.has(person.id))
      report('errf.duplicate-id', 'individuals', index, { id: person.id })
    guids.add(key)
    ids.add(person.id)
    if (!item.memberships.some(member => member.individual === key)) report('errf.no-membership', 'individuals', index)
    if (!item.languages.some(language => language.individual === key)) report('errf.no-language', 'individuals', index)
  }
  if (item.group.size !== undefined && item.group.size !== item.individuals.length) {
    report('errf.size-mismatch', 'group', 0, { stated: item.group.size, found: item.individuals.length })
  }
}

function checkOwners(item: ErrfCase, known: ReadonlySet<string>, report: Report): void {
  for (const key of OWNED) {
    const seen = new Set<string>()
    for (const [index, record] of item[key].entries()) {
      if (record.individual !== '' && !known.has(record.individual)) {
        report('errf.unknown-individual', key, index, { individual: record.individual })
      }
      const guid = 'guid' in record ? record.guid : undefined
      if (guid === undefined || guid === '') continue
      if (seen.has(guid)) report('errf.duplicate-id', key, index, { id: guid })
      seen.add(guid)
    }
  }
  const owner = item.resettlement?.individual
  if (owner && !known.has(owner)) report('errf.unknown-individual', 'resettlement', 0, { individual: owner })
}

function checkPrincipal(item: ErrfCase, keyOf: (index: number) => string, report: Report): void {
  const principals = item.memberships.filter(member => member.relationship === PRINCIPAL)
  if (principals.length === 0) report('errf.missing-pa', 'group', 0)
  const second = principals[1]
  if (second) report('errf.several-pa', 'memberships', item.memberships.indexOf(second), { count: principals.length })
  const key = principals[0]?.individual
  const index = item.individuals.findIndex((_, at) => keyOf(at) === key)
  const person = item.individuals[index]
  if (!person) return
  if (!person.registrationDate || !person.arrivalDate) report('errf.pa-dates', 'individuals', index)
  const current = item.addresses.filter(a => a.individual === key && a.type.toUpperCase() === 'COA').length
  if (current !== 1) report('errf.pa-address', 'individuals', index, { count: current })
}

function checkReferences(item: ErrfCase, report: Report): void {
  const links = new Set<string>()
  for (const [index, reference] of item.crossReferences.entries()) {
    const link = `${reference.fromNumber}\n${reference.toNumber}`
    if (links.has(link)) {
      report('errf.duplicate-cross-reference', 'crossReferences', index, {
        from: reference.fromNumber,
        to: reference.toNumber,
      })
    }
    links.add(link)
  }
  for (const [index, member] of item.memberships.entries()) {
    if (member.group !== undefined && member.group !== item.group.guid) report('errf.wrong-group', 'memberships', index)
  }
  const needs = new Set<string>()
  for (const [index, need] of item.vulnerabilities.entries()) {
    const entry = `${need.individual}\n${need.code}`
    if (needs.has(entry))
      report('errf.duplicate-vulnerability', 'vulnerabilities', index, { code: need.code.slice(0, 20) })
    needs.add(entry)
  }
  for (const [index, address] of item.addresses.entries()) {
    if (address.type === 'TEL' && !address.level6) report('errf.phone-missing', 'addresses', index)
  }
}

/** Dates that are each on the calendar and yet cannot be true together. */
function checkDates(item: ErrfCase, today: string | undefined, report: Report): void {
  for (const [index, person] of item.individuals.entries()) {
    const born = errfDay(person.dateOfBirth)
    const days = [born, errfDay(person.arrivalDate), errfDay(person.registrationDate)]
    if (today !== undefined && days.some(day => day !== undefined && day > today)) {
      report('errf.date-in-future', 'individuals', index)
    }
    if (born !== undefined && days.some(day => day !== undefined && day < born)) {
      report('errf.dates-reversed', 'individuals', index)
    }
  }
  for (const [index, relative] of item.relatives.entries()) {
    const born = errfDay(relative.dateOfBirth)
    const died = errfDay(relative.deceasedDate)
    if (born !== undefined && died !== undefined && died < born) report('errf.dates-reversed', 'relatives', index)
  }
}

/**
 * What is wrong with a case beyond its elements: who belongs to whom, the principal applicant, doubles, photographs, dates.
 * The rules are those that receiving States' validation tools apply.
 */
export function checkErrfCase(item: ErrfCase, options: CheckOptions): ErrfProblem[] {
  const problems: ErrfProblem[] = []
  const report: Report = (code, key, index, details) => {
    problems.push(new ErrfProblem(code, options.placeOf(key, index), details))
  }
  const keyOf = personKey(item, options.version)
  checkPeople(item, keyOf, report)
  checkOwners(item, new Set(item.individuals.map((_, index) => keyOf(index))), report)
  checkPrincipal(item, keyOf, report)
  checkReferences(item, report)
  checkDates(item, options.today, report)
  for (const [index, photograph] of item.photographs.entries()) {
    const fault = photoFault(photograph)
    if (fault) report(fault, 'photographs', index)
  }
  return problems
}
