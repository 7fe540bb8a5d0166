import { createReadStream } from 'node:fs'
import { localName, parseXml, type XmlHandlers } from '../../../kernel/formats/index.ts'
import { explainXml } from './gather.ts'
import { type ErrfCode, type ErrfPlace, ErrfProblem, shown } from './problem.ts'
import { LONGEST_TEXT } from './read.ts'
import {
  ERRF_NAMESPACE,
  ERRF_ROOT,
  ERRF_SECTIONS,
  type ErrfKind,
  type ErrfVersion,
  fieldsIn,
  ruleOf,
  SUBMISSIONS,
} from './schema.ts'
import { isValueOf } from './values.ts'

/** One element that a sequence prescribes, and how often. */
interface Particle {
  readonly element: string
  readonly least: number
  readonly most: number
  readonly type: Type
}

type Type =
  | { readonly sequence: readonly Particle[] }
  | { readonly kind: ErrfKind }
  | { readonly oneOf: readonly string[] }

const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance'

const one = (element: string, type: Type): Particle => ({ element, least: 1, most: 1, type })

const OCCURS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  '1': [1, 1],
  '+': [1, Number.POSITIVE_INFINITY],
  '*': [0, Number.POSITIVE_INFINITY],
}

/** The whole form in one version, as XML Schema would have it. */
function formOf(version: ErrfVersion): Particle {
  const sections = ERRF_SECTIONS.flatMap(section => {
    const occurs = OCCURS[ruleOf(section.in, version)]
    if (!occurs) return []
    const fields = fieldsIn(section, version).map(field => ({
      element: field.element,
      least: ruleOf(field.in, version) === 'r' ? 1 : 0,
      most: 1,
      type: { kind: field.kind },
    }))
    return [{ element: section.element, least: occurs[0], most: occurs[1], type: { sequence: fields } }]
  })
  // The enumeration came with v4; v3.1 holds one case and any text.
  const indicator: Type = version === 'v3.1' ? { kind: 'string' } : { oneOf: Object.values(SUBMISSIONS) }
  const most = version === 'v3.1' ? 1 : Number.POSITIVE_INFINITY
  return one(ERRF_ROOT, {
    sequence: [
      one('RRFBATCHTYPE', { sequence: [one('GroupIndividualIndicator', indicator)] }),
      { element: 'CASE', least: 1, most, type: { sequence: sections } },
    ],
  })
}

/** An element that is open. Without a type, nothing within it is looked at. */
interface Open {
  readonly type: Type | undefined
  readonly place: ErrfPlace
  readonly namespaces: ReadonlyMap<string, string>
  readonly counts: Map<string, number>
  /** Where in the sequence the last child stood. */
  at: number
  text: string
}

class Validator implements XmlHandlers {
  found: ErrfProblem[] = []
  private readonly stack: Open[] = []
  private readonly root: Particle

  constructor(version: ErrfVersion) {
    this.root = formOf(version)
  }

  get path(): string {
    return this.stack.at(-1)?.place.path ?? ''
  }

  open: XmlHandlers['open'] = (tag, at) => {
    const parent = this.stack.at(-1)
    const name = localName(tag.name)
    const number = (parent?.counts.get(name) ?? 0) + 1
    parent?.counts.set(name, number)
    const numbered = this.stack.length === 1 || this.stack.length === 2 ? `${name}[${number}]` : name
    const place = { line: at.line, column: at.column + 1, path: parent ? `${parent.place.path}/${numbered}` : name }
    const namespaces = namespacesWithin(parent, tag.attributes)
    let type: Type | undefined
    if (!parent) type = this.rootType(tag.name, place, namespaces)
    else if (parent.type && !isAny(parent.type)) type = this.childType(parent, tag.name, place, namespaces)
    if (type && !isAny(type)) this.checkAttributes(tag.attributes, place, namespaces)
    this.stack.push({ type, place, namespaces, counts: new Map(), at: 0, text: '' })
  }

  text: NonNullable<XmlHandlers['text']> = text => {
    const open = this.stack.at(-1)
    if (!open?.type || isAny(open.type)) return
    if (!('sequence' in open.type)) open.text += text
    else if (!/^[ \t\r\n]*$/.test(text)) this.report('errf.stray-text', open.place)
  }

  close: XmlHandlers['close'] = () => {
    const open = this.stack.pop()
    if (!open?.type) return
    const { type, place, text } = open
    if ('sequence' in type) {
      for (const particle of type.sequence.slice(open.at)) this.requireEnough(open, particle)
    } else if ('oneOf' in type) {
      if (!type.oneOf.includes(text)) this.report('errf.bad-value', place, { value: shown(text), type: 'code' })
    } else if (!isValueOf(type.kind, text)) {
      const value = { value: shown(text) }
      if (text.trim() === '') this.report('errf.blank', place)
      else if (type.kind === 'date' || type.kind === 'dateTime') this.report('errf.impossible-date', place, value)
      else this.report('errf.bad-value', place, { ...value, type: type.kind === 'boolean' ? 'boolean' : 'number' })
    }
  }

  private rootType(name: string, place: ErrfPlace, namespaces: ReadonlyMap<string, string>): Type | undefined {
    if (localName(name) !== ERRF_ROOT) {
      this.report('errf.wrong-root', place, { found: shown(localName(name)), expected: ERRF_ROOT })
      return undefined
    }
    if (namespaceOf(name, namespaces) !== ERRF_NAMESPACE) {
      this.report('errf.wrong-namespace', place, {
        found: shown(namespaceOf(name, namespaces)),
        expected: ERRF_NAMESPACE,
      })
    }
    return this.root.type
  }

  /** Finds the place of a child in its parent's sequence and moves on to it. */
  private childType(
    parent: Open,
    name: string,
    place: ErrfPlace,
    namespaces: ReadonlyMap<string, string>,
  ): Type | undefined {
    if (!parent.type || !('sequence' in parent.type)) {
      this.report('errf.unknown-element', place)
      return undefined
    }
    const { sequence } = parent.type
    const local = localName(name)
    // Within a root that is itself in no namespace, one report is enough.
    if (namespaceOf(name, namespaces) !== ERRF_NAMESPACE && namespaceOf(name, parent.namespaces) === ERRF_NAMESPACE) {
      this.report('errf.wrong-namespace', place, {
        found: shown(namespaceOf(name, namespaces)),
        expected: ERRF_NAMESPACE,
      })
      return undefined
    }
    const index = sequence.findIndex((particle, at) => at >= parent.at && particle.element === local)
    const particle = sequence[index]
    if (!particle) {
      const known = sequence.some(candidate => candidate.element === local)
      this.report(known ? 'errf.out-of-order' : 'errf.unknown-element', place)
      return sequence.find(candidate => candidate.element === local)?.type
    }
    for (const skipped of sequence.slice(parent.at, index)) this.requireEnough(parent, skipped)
    parent.at = index
    if ((parent.counts.get(local) ?? 0) > particle.most) this.report('errf.repeated-element', place)
    return particle.type
  }

  private requireEnough(parent: Open, particle: Particle): void {
    if ((parent.counts.get(particle.element) ?? 0) >= particle.least) return
    this.report('errf.missing-element', parent.place, { missing: particle.element })
  }

  private checkAttributes(
    attributes: Readonly<Record<string, string>>,
    place: ErrfPlace,
    namespaces: ReadonlyMap<string, string>,
  ): void {
    for (const attribute of Object.keys(attributes)) {
      if (attribute === 'xmlns' || attribute.startsWith('xmlns:')) continue
      const local = localName(attribute)
      const located = local === 'schemaLocation' || local === 'noNamespaceSchemaLocation'
      if (located && attribute.includes(':') && namespaceOf(attribute, namespaces) === SCHEMA_INSTANCE) continue
      this.report('errf.unexpected-attribute', place, { attribute: shown(attribute) })
    }
  }

  private report(code: ErrfCode, place: ErrfPlace, details: Record<string, string> = {}): void {
    this.found.push(new ErrfProblem(code, place, details))
  }
}

function isAny(type: Type): boolean {
  return 'kind' in type && type.kind === 'any'
}

const NO_NAMESPACES: ReadonlyMap<string, string> = new Map()

/** Prefixes in force within an element; `''` is the default. */
function namespacesWithin(
  parent: Open | undefined,
  attributes: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const outer = parent?.namespaces ?? NO_NAMESPACES
  const own = Object.keys(attributes).filter(name => name === 'xmlns' || name.startsWith('xmlns:'))
  if (own.length === 0) return outer
  return new Map([...outer, ...own.map(name => [name.slice(6), attributes[name] ?? ''] as const)])
}

function namespaceOf(name: string, namespaces: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':')
  return namespaces.get(colon < 0 ? '' : name.slice(0, colon)) ?? ''
}

/**
 * Holds a file against the structure of one version of the form: order, number, types of all elements, namespace, attributes.
 * Where the published schema calls a file valid, this finds nothing, save for two things that no sender needs and that are
 * reported: `xsi:type` and `xsi:nil`. A file that is no XML ends with its one `fatal` problem; nothing is thrown for it.
 */
export async function* validateErrf(path: string, version: ErrfVersion = 'v4.1'): AsyncGenerator<ErrfProblem> {
  const validator = new Validator(version)
  try {
    for await (const _ of parseXml(createReadStream(path), validator, { longest: LONGEST_TEXT })) {
      yield* validator.found
      validator.found = []
    }
  } catch (error) {
    const problem = explainXml(error, validator.path)
    if (!(problem instanceof ErrfProblem)) throw problem
    yield* validator.found
    yield problem
  }
}
