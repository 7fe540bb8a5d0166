import {
  type DateStyle,
  type DateValue,
  formatDate,
  formatNumber,
  formatTime,
  type NumberStyle,
  pluralCategory,
  type TimeStyle,
} from './format.ts'
import { isolateIn } from './isolate.ts'
import { directionOf, type Locale } from './locales.ts'

/** A compiled ICU message: plain JSON, so that a build can ship it and a browser needs no ICU compiler. */
export type CompiledMessage = readonly MessagePart[]

export type Cases = Readonly<Record<string, CompiledMessage>>

/** `#` is the number of the nearest plural, less its offset. Exact plural cases (`=1`) are keyed `=1`. */
export type MessagePart =
  | string
  | readonly ['#']
  | readonly ['value', name: string]
  | readonly ['plural' | 'ordinal', name: string, cases: Cases, offset: number]
  | readonly ['select', name: string, cases: Cases]
  | readonly ['number', name: string, style: NumberStyle]
  | readonly ['date', name: string, style: DateStyle | Intl.DateTimeFormatOptions]
  | readonly ['time', name: string, style: TimeStyle]

export type WordValue = string | number | bigint | boolean | Date

export type WordValues<Extra = never> = Readonly<Record<string, WordValue | Extra>>

export type MessageFault = 'missing-key' | 'missing-value' | 'unfit-value'

export interface MessageContext {
  locale: Locale
  timeZone: string
  onFault: (fault: MessageFault, name: string) => void
}

/**
 * Writes a compiled message, as a list of texts and of the values that are not text (React elements, for instance).
 * A missing or unfit value shows as `{name}`, and is reported: an empty hole in a sentence would go unseen.
 */
export function writeMessage<Extra>(
  message: CompiledMessage,
  values: WordValues<Extra>,
  context: MessageContext,
): Array<string | Extra> {
  const out: Array<string | Extra> = []
  writeParts(message, values, context, undefined, out)
  return out
}

function writeParts<Extra>(
  parts: CompiledMessage,
  values: WordValues<Extra>,
  context: MessageContext,
  counted: number | undefined,
  out: Array<string | Extra>,
): void {
  const { locale } = context
  for (const part of parts) {
    if (typeof part === 'string') {
      out.push(part)
      continue
    }
    if (part[0] === '#') {
      out.push(formatNumber(locale, counted ?? Number.NaN))
      continue
    }
    const name = part[1]
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    const unfit = () => {
      context.onFault(value === undefined || value === null ? 'missing-value' : 'unfit-value', name)
      out.push(`{${name}}`)
    }
    switch (part[0]) {
      case 'value':
        if (value === undefined || value === null) unfit()
        else out.push(writeValue(value, context))
        break
      case 'select': {
        const cases = part[2]
        if (value === undefined || value === null) context.onFault('missing-value', name)
        const chosen = Object.hasOwn(cases, String(value)) ? cases[String(value)] : cases.other
        writeParts(chosen ?? [], values, context, counted, out)
        break
      }
      case 'plural':
      case 'ordinal': {
        const [, , cases, offset] = part
        const count = numberOf(value)
        if (count === undefined) {
          unfit()
          break
        }
        const rest = Number(count) - offset
        const category = pluralCategory(locale, rest, part[0] === 'plural' ? 'cardinal' : 'ordinal')
        writeParts(cases[`=${count}`] ?? cases[category] ?? cases.other ?? [], values, context, rest, out)
        break
      }
      case 'number': {
        const number = numberOf(value)
        if (number === undefined) unfit()
        else out.push(formatNumber(locale, number, part[2]))
        break
      }
      case 'date':
      case 'time':
        try {
          const date = dateOf(value)
          out.push(
            part[0] === 'date'
              ? formatDate(locale, date, part[2], context.timeZone)
              : formatTime(locale, date, part[2], context.timeZone),
          )
        } catch {
          unfit()
        }
        break
      default:
        part satisfies never
    }
  }
}

function writeValue<Extra>(value: WordValue | Extra, { locale, timeZone }: MessageContext): string | Extra {
  if (typeof value === 'number' || typeof value === 'bigint') return formatNumber(locale, value)
  if (value instanceof Date) return formatDate(locale, value, 'short', timeZone)
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? isolateIn(directionOf(locale), value) : value
}

function numberOf(value: unknown): number | bigint | undefined {
  if (typeof value === 'bigint') return value
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function dateOf(value: unknown): DateValue {
  if (value instanceof Date || typeof value === 'number' || typeof value === 'string') return value
  throw new RangeError('Not a date')
}
