import { localName, ownText, XmlFault, type XmlHandlers, type XmlPlace } from '../../../kernel/formats/index.ts'
import { type ErrfCode, type ErrfPlace, ErrfProblem, shown } from './problem.ts'
import { ERRF_NAMESPACE, ERRF_ROOT, ERRF_SECTIONS, type ErrfSection } from './schema.ts'

export interface RawField {
  readonly text: string
  readonly place: ErrfPlace
}

/** One record as its texts, by the names of the elements. */
export interface RawRecord {
  readonly section: ErrfSection
  readonly place: ErrfPlace
  readonly fields: ReadonlyMap<string, RawField>
}

export interface RawCase {
  readonly place: ErrfPlace
  readonly records: readonly RawRecord[]
  readonly problems: ErrfProblem[]
}

/** UTF-16 units of one case: some ten photographs of the size that receivers accept. */
const CASE_TEXT = 200_000_000
const LONG = 65_536

interface OpenRecord {
  readonly section: ErrfSection
  readonly place: ErrfPlace
  readonly fields: Map<string, RawField>
}

/** The namespace that a tag's own prefix has, as far as the tag itself says. */
export function statedNamespace(name: string, attributes: Readonly<Record<string, string>>): string | undefined {
  const colon = name.indexOf(':')
  return attributes[colon < 0 ? 'xmlns' : `xmlns:${name.slice(0, colon)}`]
}

const FAULTS: Readonly<Record<XmlFault['kind'], ErrfCode>> = {
  malformed: 'errf.malformed',
  truncated: 'errf.truncated',
  dtd: 'errf.dtd-refused',
  entity: 'errf.entity-refused',
  encoding: 'errf.encoding',
  'too-deep': 'errf.malformed',
  'too-large': 'errf.too-large',
}

/** A fault of the XML as a problem of the file, at the element that was being read. */
export function explainXml(error: unknown, path: string): unknown {
  if (!(error instanceof XmlFault)) return error
  const { line, column } = error
  return new ErrfProblem(FAULTS[error.kind], { line, column, path }, {}, { cause: error })
}

/**
 * Gathers the cases of a file from the events of its XML. It asks for no order and takes elements of every version; what it
 * does not know it leaves out and reports.
 */
export class CaseGatherer implements XmlHandlers {
  /** Cases that are complete; the caller takes them away. */
  cases: RawCase[] = []
  /** Text of `GroupIndividualIndicator`. */
  submission: RawField | undefined

  private readonly names: string[] = []
  private readonly counts: Map<string, number>[] = [new Map()]
  private skipping = 0
  private problems: ErrfProblem[] = []
  private casePlace: ErrfPlace | undefined
  private records: RawRecord[] = []
  private record: OpenRecord | undefined
  private field: ErrfPlace | undefined
  private value = ''
  private size = 0

  /** Path of the element that is open. */
  get path(): string {
    return this.names.join('/')
  }

  open: XmlHandlers['open'] = (tag, at) => {
    const name = localName(tag.name)
    if (this.skipping > 0) {
      this.skipping++
      return
    }
    const depth = this.names.length
    if (depth === 0) this.checkRoot(tag.name, name, tag.attributes, at)
    this.enter(name, depth)
    const place = { line: at.line, column: at.column + 1, path: this.path }
    const known = depth === 0 || this.opened(name, depth, place)
    if (known) return
    this.leave()
    this.skipping = 1
    this.problems.push(new ErrfProblem('errf.unknown-element', place))
  }

  close: XmlHandlers['close'] = () => {
    if (this.skipping > 0) {
      this.skipping--
      return
    }
    const depth = this.names.length
    if (this.field) this.closeField(this.field)
    else if (depth === 3 && this.record) {
      this.records.push(this.record)
      this.record = undefined
    } else if (depth === 2 && this.casePlace) {
      this.cases.push({ place: this.casePlace, records: this.records, problems: this.problems })
      this.casePlace = undefined
      this.records = []
      this.problems = []
      this.size = 0
    }
    this.leave()
  }

  text: NonNullable<XmlHandlers['text']> = (text, at) => {
    if (!this.field || this.skipping > 0) return
    this.value += text
    this.size += text.length
    if (this.size > CASE_TEXT) {
      throw new ErrfProblem('errf.too-large', { line: at.line, column: at.column + 1, path: this.path })
    }
  }

  private checkRoot(tagName: string, name: string, attributes: Readonly<Record<string, string>>, at: XmlPlace): void {
    const place = { line: at.line, column: at.column + 1, path: name }
    if (name !== ERRF_ROOT) throw new ErrfProblem('errf.wrong-root', place, { found: shown(name), expected: ERRF_ROOT })
    const namespace = statedNamespace(tagName, attributes)
    // Some senders leave the namespace out; another one is another format.
    if (namespace !== undefined && namespace !== '' && namespace !== ERRF_NAMESPACE) {
      throw new ErrfProblem('errf.wrong-namespace', place, { found: shown(namespace), expected: ERRF_NAMESPACE })
    }
  }

  private enter(name: string, depth: number): void {
    const siblings = this.counts[depth]
    const number = (siblings?.get(name) ?? 0) + 1
    siblings?.set(name, number)
    this.names.push(depth === 1 || depth === 2 ? `${name}[${number}]` : name)
    this.counts.push(new Map())
  }

  private leave(): void {
    this.names.pop()
    this.counts.pop()
  }

  /** Whether an element is known where it stands; opens what it begins. */
  private opened(name: string, depth: number, place: ErrfPlace): boolean {
    if (depth === 1) {
      if (name === 'CASE') this.casePlace = place
      return name === 'CASE' || name === 'RRFBATCHTYPE'
    }
    if (depth === 2) {
      if (!this.casePlace) {
        if (name === 'GroupIndividualIndicator') this.field = place
        return name === 'GroupIndividualIndicator'
      }
      const section = ERRF_SECTIONS.find(candidate => candidate.element === name)
      if (section) this.record = { section, place, fields: new Map() }
      return section !== undefined
    }
    if (this.field || !this.record?.section.fields.some(candidate => candidate.element === name)) return false
    this.field = place
    return true
  }

  private closeField(place: ErrfPlace): void {
    // A photograph is long enough to be a text of its own.
    const text = this.value.length < LONG ? ownText(this.value) : this.value
    this.field = undefined
    this.value = ''
    if (!this.record) {
      this.submission = { text, place }
      return
    }
    const element = place.path.slice(place.path.lastIndexOf('/') + 1)
    if (this.record.fields.has(element)) this.problems.push(new ErrfProblem('errf.repeated-element', place))
    else this.record.fields.set(element, { text, place })
  }
}
