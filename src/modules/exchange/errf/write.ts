import { Readable } from 'node:stream'
import type { ErrfCase } from './case.ts'
import { type ErrfCode, ErrfProblem, shown } from './problem.ts'
import {
  ERRF_NAMESPACE,
  ERRF_ROOT,
  ERRF_SECTIONS,
  type ErrfField,
  type ErrfVersion,
  fieldsIn,
  ruleOf,
  SUBMISSIONS,
} from './schema.ts'
import { isValueOf } from './values.ts'

export interface WriteErrfOptions {
  /** Which form to write; v4.1 is the one whose schema receivers publish. v3.1 is read but never written. */
  readonly version?: Exclude<ErrfVersion, 'v3.1'>
}

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

/** Characters that XML 1.0 cannot hold in any way (2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u

type Plain = Readonly<Record<string, unknown>>

/** Writes one case; knows where it is, so that what cannot be written is named by its path. */
class CaseWriter {
  private readonly version: ErrfVersion
  private readonly root: string

  constructor(version: ErrfVersion, number: number) {
    this.version = version
    this.root = `${ERRF_ROOT}/CASE[${number}]`
  }

  /** The XML of the case, record by record. */
  *texts(item: ErrfCase): Generator<string> {
    yield '  <CASE>\n'
    for (const section of ERRF_SECTIONS) {
      const rule = ruleOf(section.in, this.version)
      const records = recordsOf(item, section.key)
      const path = `${this.root}/${section.element}`
      if (rule === '-' && records.length > 0)
        throw this.problem('errf.not-in-version', `${path}[1]`, { version: this.version })
      if (rule === '-') continue
      if (records.length === 0 && rule !== '*')
        throw this.problem('errf.missing-element', this.root, { missing: section.element })
      const fields = fieldsIn(section, this.version)
      const foreign = section.fields.filter(field => !fields.some(known => known.key === field.key))
      for (const [index, record] of records.entries()) {
        const place = `${path}[${index + 1}]`
        for (const field of foreign) {
          if (isPresent(record[field.key]))
            throw this.problem('errf.not-in-version', `${place}/${field.element}`, { version: this.version })
        }
        yield `    <${section.element}>\n${fields.map(field => this.element(field, record[field.key], place)).join('')}    </${section.element}>\n`
      }
    }
    yield '  </CASE>\n'
  }

  private element(field: ErrfField, value: unknown, place: string): string {
    const path = `${place}/${field.element}`
    if (value === undefined || value === null) {
      if (ruleOf(field.in, this.version) === 'r')
        throw this.problem('errf.missing-element', place, { missing: field.element })
      return ''
    }
    const text = lexical(field, value)
    if (text === undefined || !isValueOf(field.kind, text)) {
      const date = field.kind === 'date' || field.kind === 'dateTime'
      const type = field.kind === 'boolean' ? 'boolean' : 'number'
      throw this.problem(date ? 'errf.impossible-date' : 'errf.bad-value', path, { value: shown(String(value)), type })
    }
    if (ILLEGAL.test(text)) throw this.problem('errf.illegal-character', path)
    return `      <${field.element}>${text.replace(/[&<>\r]/g, found => MARKUP[found] ?? found)}</${field.element}>\n`
  }

  private problem(code: ErrfCode, path: string, details: Record<string, string> = {}): ErrfProblem {
    // A file that is not written has no lines.
    return new ErrfProblem(code, { line: 0, column: 0, path }, details)
  }
}

const isPresent = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

function recordsOf(item: ErrfCase, key: keyof ErrfCase): readonly Plain[] {
  const value: unknown = item[key]
  if (Array.isArray(value)) return value
  return typeof value === 'object' && value !== null ? [value as Plain] : []
}

/** The text of a value in the form; undefined when it is of another type than the field. */
function lexical(field: ErrfField, value: unknown): string | undefined {
  if (typeof value === 'boolean') return field.kind === 'boolean' ? (value ? '1' : '0') : undefined
  if (typeof value === 'number') return field.kind === 'short' ? String(value) : undefined
  if (typeof value !== 'string') return undefined
  const date = value.trim()
  // A register knows days; the form wants a time of day, which is midnight of no zone.
  if (field.kind === 'dateTime') return date.length === 10 && isValueOf('date', date) ? `${date}T00:00:00` : date
  if (field.kind === 'date') return isValueOf('dateTime', date) ? date.slice(0, 10) : date
  return value
}

/**
 * Writes cases as a resettlement referral file (eRRF), each when it is asked for. The file is valid against the schema of its
 * version. A case that could not be valid ends the stream with an `ErrfProblem` (`errf.missing-element`, `errf.bad-value`,
 * `errf.impossible-date`, `errf.illegal-character`, `errf.not-in-version`): what receivers refuse must not leave half written,
 * so write to a temporary place first.
 */
export function writeErrf(
  cases: AsyncIterable<ErrfCase> | Iterable<ErrfCase>,
  options: WriteErrfOptions = {},
): Readable {
  const version = options.version ?? 'v4.1'
  async function* texts(): AsyncGenerator<string> {
    let number = 0
    let held: ErrfCase | undefined
    const head = (group: boolean): string =>
      `<?xml version="1.0" encoding="utf-8"?>\n<${ERRF_ROOT} xmlns="${ERRF_NAMESPACE}">\n  <RRFBATCHTYPE>\n    <GroupIndividualIndicator>${group ? SUBMISSIONS.group : SUBMISSIONS.single}</GroupIndividualIndicator>\n  </RRFBATCHTYPE>\n`
    // The head says whether there is more than one case, so the first waits for the second.
    for await (const item of cases) {
      if (number === 1) yield head(true)
      if (held) yield* new CaseWriter(version, number).texts(held)
      held = item
      number++
    }
    if (!held) throw new ErrfProblem('errf.no-case', { line: 0, column: 0, path: ERRF_ROOT })
    if (number === 1) yield head(false)
    yield* new CaseWriter(version, number).texts(held)
    yield `</${ERRF_ROOT}>\n`
  }
  return Readable.from(texts(), { objectMode: false })
}
