import type * as form from './case.ts'
import { ERRF_CODE_CHECKS, type ErrfCodeCheck, type ErrfCodeList, NOT_STATED } from './codes.ts'
import type { RawCase, RawField, RawRecord } from './gather.ts'
import { type ErrfPlace, ErrfProblem, shown } from './problem.ts'
import {
  ERRF_SECTIONS,
  ERRF_VERSIONS,
  type ErrfField,
  type ErrfSection,
  type ErrfVersion,
  fieldsIn,
  ruleOf,
  SUBMISSIONS,
  V3_PHOTO,
  V3_RELATIONSHIP,
} from './schema.ts'
import { isValueOf } from './values.ts'

export type CodeChecks = Readonly<Partial<Record<ErrfCodeList, ErrfCodeCheck>>>

/** A case with where its records stood. `placeOf` counts from 0 and knows `group` and `resettlement` by 0. */
export interface BuiltCase {
  readonly case: form.ErrfCase
  readonly version: ErrfVersion
  readonly placeOf: (key: keyof form.ErrfCase, index: number) => ErrfPlace
}

type Value = string | number | boolean
type Plain = Record<string, Value>

/** How badly a case fits a version: elements it lacks, and elements that the version does not have. */
function misfit(raw: RawCase, version: ErrfVersion): number {
  let faults = 0
  for (const section of ERRF_SECTIONS) {
    const rule = ruleOf(section.in, version)
    const records = raw.records.filter(record => record.section === section)
    if (rule === '-') faults += records.length
    else if (records.length === 0 && rule !== '*') faults++
    for (const { fields } of records) {
      const known = fieldsIn(section, version)
      faults += known.filter(field => ruleOf(field.in, version) === 'r' && !fields.has(field.element)).length
      for (const [element, { text }] of fields) {
        const field = known.find(candidate => candidate.element === element)
        if (!field || !isValueOf(field.kind, text)) faults++
      }
    }
  }
  // The two forms of v4.2 spell one criterion differently and have one group of needs between them.
  const says = (element: string, code: string): boolean =>
    raw.records.some(r => r.fields.get(element)?.text.trim() === code)
  if (version !== 'v4.2.8' && (says('ResettlementCriteriaCode', 'LAS') || says('VulnerabilityCode', 'PG'))) faults++
  return faults
}

/** The version that a case fits best; the older one where several fit as well. */
export function versionOf(raw: RawCase): ErrfVersion {
  // v4.1 is the schema that receivers publish, so it comes first among equals.
  const order: readonly ErrfVersion[] = ['v4.1', ...ERRF_VERSIONS.filter(version => version !== 'v4.1')]
  const ranked = order.map(version => ({ version, faults: misfit(raw, version) }))
  return ranked.reduce((best, next) => (next.faults < best.faults ? next : best)).version
}

function isStated(value: string): boolean {
  return value !== '' && value !== NOT_STATED
}

/** Without these nobody can tell whom or what a record is about. */
const VITAL = new Set(['guid', 'id', 'individual', 'group', 'number', 'fromNumber', 'toNumber', 'familyName'])

function blankCode(field: ErrfField): 'errf.blank' | 'errf.blank-text' | 'errf.blank-code' {
  if (VITAL.has(field.key)) return 'errf.blank'
  return field.list ? 'errf.blank-code' : 'errf.blank-text'
}

const isText = (field: ErrfField): boolean => field.kind === 'string' || field.kind === 'any'

class RecordBuilder {
  private readonly version: ErrfVersion
  private readonly checks: CodeChecks
  private readonly problems: ErrfProblem[]

  constructor(version: ErrfVersion, checks: CodeChecks, problems: ErrfProblem[]) {
    this.version = version
    this.checks = { ...ERRF_CODE_CHECKS, ...checks }
    this.problems = problems
  }

  build(record: RawRecord): Plain {
    const built: Plain = {}
    for (const field of record.section.fields) {
      const rule = ruleOf(field.in, this.version)
      const raw = record.fields.get(field.element)
      if (!raw) {
        if (rule === 'r')
          this.problems.push(new ErrfProblem('errf.missing-element', record.place, { missing: field.element }))
        if (rule === 'r' && isText(field) && !(field.key in built)) built[field.key] = ''
        continue
      }
      const value = this.value(field, raw)
      // Two versions may name one thing differently; a file holds one of the names.
      if (value !== undefined && (built[field.key] === undefined || built[field.key] === '')) built[field.key] = value
    }
    return built
  }

  private value(field: ErrfField, raw: RawField): Value | undefined {
    const text = field.element === V3_PHOTO ? raw.text.replace(/\s+/g, '') : raw.text.trim()
    if (field.element === V3_PHOTO) return text
    if (text === '') return this.blank(field, raw.place)
    switch (field.kind) {
      case 'boolean':
        if (isValueOf('boolean', text)) return text === '1' || text === 'true'
        return this.refuse('errf.bad-value', raw, { type: 'boolean' })
      case 'short':
      case 'byte':
        if (isValueOf(field.kind, text)) return Number(text)
        return this.refuse('errf.bad-value', raw, { type: 'number' })
      case 'date':
      case 'dateTime':
        if (isValueOf('dateTime', text) || isValueOf('date', text)) return text
        return this.refuse('errf.impossible-date', raw, {})
      default:
        this.checkCode(field, text, raw.place)
        return text
    }
  }

  private blank(field: ErrfField, place: ErrfPlace): string | undefined {
    // v3.1 requires nearly every element and leaves most of them empty: what v4 lets go is no fault there.
    const needed = ruleOf(field.in, this.version) === 'r' && ruleOf(field.in, 'v4.1') !== 'o'
    if (!needed) return ruleOf(field.in, this.version) === 'r' && field.kind === 'string' ? '' : undefined
    if (field.element !== 'ResettlementCriteriaCode2') {
      this.problems.push(new ErrfProblem(blankCode(field), place))
    }
    return field.kind === 'string' ? '' : undefined
  }

  private refuse(
    code: 'errf.bad-value' | 'errf.impossible-date',
    raw: RawField,
    details: { type?: string },
  ): undefined {
    this.problems.push(new ErrfProblem(code, raw.place, { value: shown(raw.text), ...details }))
    return undefined
  }

  private checkCode(field: ErrfField, code: string, place: ErrfPlace): void {
    const check = field.list && this.checks[field.list]
    if (!check || !isStated(code) || check(code)) return
    this.problems.push(new ErrfProblem('errf.unknown-code', place, { code: shown(code) }))
  }
}

/** v3.1 has the relationship and the photograph within the individual; both become records, as in v4. */
function liftFromIndividuals(built: Map<string, Plain[]>, raw: RawCase): void {
  const memberships: Plain[] = []
  const photographs: Plain[] = []
  for (const [index, record] of raw.records.filter(r => r.section.key === 'individuals').entries()) {
    const person = built.get('individuals')?.[index]
    if (!person) continue
    const { relationship, photo, ...rest } = person
    built.get('individuals')?.splice(index, 1, rest)
    const individual = person.id ?? ''
    if (record.fields.has(V3_RELATIONSHIP)) memberships.push({ individual, relationship: relationship ?? '' })
    if (record.fields.has(V3_PHOTO)) photographs.push({ individual, photo: photo ?? '' })
  }
  built.set('memberships', memberships)
  built.set('photographs', photographs)
}

/** Turns the texts of a case into the case, and says on the way what is missing, empty or no value. */
export function buildCase(raw: RawCase, submission: RawField | undefined, checks: CodeChecks): BuiltCase {
  const version = versionOf(raw)
  const builder = new RecordBuilder(version, checks, raw.problems)
  const built = new Map<string, Plain[]>()
  const places = new Map<string, ErrfPlace[]>()
  for (const section of ERRF_SECTIONS) {
    const records = raw.records.filter(record => record.section === section)
    reportCount(section, version, records, raw)
    built.set(
      section.key,
      records.map(record => builder.build(record)),
    )
    places.set(
      section.key,
      records.map(record => record.place),
    )
  }
  if (version === 'v3.1') {
    liftFromIndividuals(built, raw)
    const individuals = places.get('individuals') ?? []
    places.set('memberships', individuals)
    places.set('photographs', individuals)
  }
  const all: Record<string, unknown> = Object.fromEntries(built)
  const first = (key: string): unknown => built.get(key)?.[0]
  const assembled = {
    ...all,
    submission: submission?.text.trim() === SUBMISSIONS.group ? 'group' : 'single',
    group: first('group') ?? { number: '' },
    resettlement: first('resettlement'),
  }
  return {
    // The tables of `schema.ts` give each record its keys, and `build` each key its type.
    case: assembled as unknown as form.ErrfCase,
    version,
    placeOf: (key, index) => places.get(key)?.[index] ?? raw.place,
  }
}

function reportCount(section: ErrfSection, version: ErrfVersion, records: readonly RawRecord[], raw: RawCase): void {
  const rule = ruleOf(section.in, version)
  if (records.length === 0 && (rule === '1' || rule === '+')) {
    raw.problems.push(new ErrfProblem('errf.missing-element', raw.place, { missing: section.element }))
  }
  const second = records[1]
  // v3.1 prescribes one address, yet its own sample files hold several.
  if (second && rule === '1' && section.key !== 'addresses') {
    raw.problems.push(new ErrfProblem('errf.repeated-element', second.place))
  }
}
