import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { DATE_STYLES, NUMBER_STYLES, TIME_STYLES } from './format.ts'
import type { Cases, CompiledMessage, MessagePart } from './message.ts'

// The ICU parser returns the plural's `#` and a text `#` alike; a mark on texts keeps them apart.
const TEXT_MARK = '\u0001'

/**
 * Compiles an ICU MessageFormat text. Known: `{name}`, `{n, number[, integer|percent|compact]}`,
 * `{d, date[, short|long|full|month|year|::skeleton]}`, `{t, time[, short|long]}`, `plural` (with `=n` and `offset:`),
 * `selectordinal`, `select`. A single quote is written `''`.
 * Not for the browser: it brings the ICU parser. The build compiles what browsers get.
 * @throws Error with a sentence naming what is wrong.
 */
export function compileMessage(text: string): CompiledMessage {
  return text === ''
    ? []
    : compileParts(
        compileMessageOrThrow(text, content => TEXT_MARK + content),
        false,
      )
}

/** The names of the values a message needs, each with the ways it is used (`value`, `plural`, `date`…). */
export function argumentsOf(
  message: CompiledMessage,
  found = new Map<string, Set<string>>(),
): Map<string, Set<string>> {
  for (const part of message) {
    if (typeof part === 'string' || part[0] === '#') continue
    const uses = found.get(part[1]) ?? new Set()
    found.set(part[1], uses.add(part[0]))
    if (part[0] === 'plural' || part[0] === 'ordinal' || part[0] === 'select') {
      for (const branch of Object.values(part[2])) argumentsOf(branch, found)
    }
  }
  return found
}

type LinguiMessage = ReturnType<typeof compileMessageOrThrow>

function compileParts(parts: LinguiMessage, counting: boolean): CompiledMessage {
  return parts.map(part => compilePart(part, counting))
}

function compilePart(part: LinguiMessage[number], counting: boolean): MessagePart {
  if (typeof part === 'string') {
    if (part.startsWith(TEXT_MARK)) return part.slice(1)
    if (!counting) throw new Error('# outside of a plural')
    return ['#']
  }
  const [name, kind, detail] = part
  switch (kind) {
    case undefined:
      return ['value', name]
    case 'plural':
    case 'selectordinal': {
      const { offset = 0, ...cases } = detail as { offset?: number } & Record<string, LinguiMessage>
      const word = kind === 'plural' ? 'plural' : 'ordinal'
      return [word, name, compileCases(name, cases, true, key => (/^\d+$/.test(key) ? `=${key}` : key)), Number(offset)]
    }
    case 'select': {
      const { offset: _absent, ...cases } = detail as Record<string, LinguiMessage>
      return ['select', name, compileCases(name, cases, counting, key => key)]
    }
    case 'number':
      return ['number', name, styleOf(NUMBER_STYLES, detail ?? 'plain', kind)]
    case 'date':
      return [
        'date',
        name,
        typeof detail === 'object' && detail ? detail : styleOf(DATE_STYLES, detail ?? 'short', kind),
      ]
    case 'time':
      return ['time', name, styleOf(TIME_STYLES, detail ?? 'short', kind)]
    default:
      throw new Error(`{${name}, ${kind}} is not a known format`)
  }
}

function compileCases(
  name: string,
  cases: Readonly<Record<string, LinguiMessage>>,
  counting: boolean,
  rename: (key: string) => string,
): Cases {
  if (cases.other === undefined) throw new Error(`{${name}} has no "other" case`)
  return Object.fromEntries(Object.entries(cases).map(([key, parts]) => [rename(key), compileParts(parts, counting)]))
}

function styleOf<Styles extends object>(styles: Styles, wanted: unknown, kind: string): keyof Styles {
  if (typeof wanted === 'string' && Object.hasOwn(styles, wanted)) return wanted as keyof Styles
  throw new Error(`${kind} has no style "${String(wanted)}"; it has ${Object.keys(styles).join(', ')}`)
}
