import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { decoderFor, type Encoding, encodingNamed, type StreamDecoder } from './decode.ts'
import { markedEncoding } from './encoding.ts'
import { FormatProblem } from './problem.ts'

/** Why an XML stream could not be read on. `line` and `column` count from 1. */
export class XmlFault extends Error {
  readonly kind: 'malformed' | 'truncated' | 'dtd' | 'entity' | 'encoding' | 'too-deep' | 'too-large'
  readonly line: number
  readonly column: number

  constructor(kind: XmlFault['kind'], line: number, column: number, options?: ErrorOptions) {
    super(`xml ${kind} at ${line}:${column}`, options)
    this.name = 'XmlFault'
    this.kind = kind
    this.line = line
    this.column = column
  }
}

export interface XmlHandlers {
  open(tag: SaxesTagPlain, at: XmlPlace): void
  close(name: string, at: XmlPlace): void
  text?(text: string, at: XmlPlace): void
}

/** Where the parser stands: just behind the construct that it reports. */
export interface XmlPlace {
  readonly line: number
  readonly column: number
}

export interface XmlOptions {
  /** UTF-16 units of one text, tag, comment or attribute: the parser holds each whole. */
  readonly longest: number
  readonly deepest?: number
}

/** The five names that XML itself defines, without a prototype: `&constructor;` is an unknown entity like any other. */
const ENTITIES: Record<string, string> = Object.assign(Object.create(null), {
  amp: '&',
  gt: '>',
  lt: '<',
  quot: '"',
  apos: "'",
})

/** The name without a namespace prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/**
 * A text of its own. What the parser hands out may be a view into a whole chunk of the file: to keep one id would be to keep the
 * chunk, and to keep one of every row would be to keep the file.
 */
export function ownText(text: string): string {
  return text.length < SHORTEST_VIEW ? text : Buffer.from(text).toString()
}

/** V8 copies shorter pieces instead of pointing into the long text. */
const SHORTEST_VIEW = 13

/** The encoding of an XML file from its mark or its declaration. */
function xmlEncoding(head: Buffer): Encoding {
  const marked = markedEncoding(head)
  if (marked) return marked
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le'
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be'
  const stated = /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(
    head.subarray(0, 256).toString('latin1'),
  )?.[1]
  return encodingNamed(stated ?? 'utf-8')
}

/**
 * Reads XML from a stream. Refuses a document type and thereby entities of its own, so that nothing can be expanded or fetched;
 * bounds depth and the size of each piece, as the parser itself has no limits. After every chunk it yields, so that the caller
 * can take what its handlers gathered. Throws `XmlFault`.
 */
export async function* parseXml(
  chunks: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  options: XmlOptions,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false })
  const deepest = options.deepest ?? 64
  let depth = 0
  let silent = 0
  let seenRoot = false
  const fault = (kind: XmlFault['kind'], cause?: unknown): XmlFault =>
    new XmlFault(kind, parser.line, parser.column + 1, cause === undefined ? undefined : { cause })
  parser.ENTITIES = ENTITIES
  parser.on('doctype', () => {
    throw fault('dtd')
  })
  parser.on('error', error => {
    throw fault(/entity/.test(error.message) ? 'entity' : 'malformed', error)
  })
  parser.on('opentag', tag => {
    silent = 0
    seenRoot = true
    depth++
    if (depth > deepest) throw fault('too-deep')
    handlers.open(tag, parser)
  })
  parser.on('closetag', tag => {
    silent = 0
    depth--
    handlers.close(tag.name, parser)
  })
  const onText = (text: string): void => {
    silent = 0
    if (text.length > options.longest) throw fault('too-large')
    handlers.text?.(text, parser)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  let decoder: StreamDecoder | undefined
  const decode = (chunk: Uint8Array | undefined): string => {
    try {
      if (!chunk) return decoder?.end() ?? ''
      decoder ??= decoderFor(xmlEncoding(Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, 512))))
      return decoder.write(chunk)
    } catch (error) {
      // The decoder is ahead of the parser: its line is that of the byte.
      const line = error instanceof FormatProblem ? error.details.line : undefined
      throw line === undefined ? fault('encoding', error) : new XmlFault('encoding', line, 1, { cause: error })
    }
  }
  const feed = (text: string): void => {
    // A chunk that brings no event was swallowed whole into one piece.
    silent += text.length
    parser.write(text)
    if (silent > options.longest) throw fault('too-large')
  }
  for await (const chunk of chunks) {
    feed(decode(chunk))
    yield
  }
  feed(decode(undefined))
  if (depth > 0 || !seenRoot) throw fault('truncated')
  parser.close()
  yield
}
