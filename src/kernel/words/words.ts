import {
  type DateStyle,
  type DateValue,
  formatDate,
  formatList,
  formatNumber,
  formatRelative,
  formatTime,
  type NumberStyle,
  type TimeStyle,
} from './format.ts'
import { isolateIn } from './isolate.ts'
import { DEFAULT_LOCALE, directionOf, type Locale } from './locales.ts'
import { type CompiledMessage, type MessageFault, type WordValues, writeMessage } from './message.ts'

/** Key → compiled message. */
export type CompiledCatalog = Readonly<Record<string, CompiledMessage>>

/** Key → ICU MessageFormat text, as translators write it. */
export type SourceCatalog = Readonly<Record<string, string>>

/**
 * One language's words. `Key` narrows what may be asked: a room takes `Words<keyof typeof en>`, and the application's
 * `Words` (any key) fits everywhere.
 */
export interface Words<Key extends string = string> {
  readonly locale: Locale
  readonly direction: 'ltr' | 'rtl'
  /** The message in this language; names and numbers of the other direction inside it are isolated. */
  readonly t: (key: Key, values?: WordValues) => string
  /** As `t`, in pieces, for values that are not text, such as a link inside a sentence. */
  readonly parts: <Extra>(key: Key, values: WordValues<Extra>) => Array<string | Extra>
  readonly has: (key: string) => boolean
  readonly number: (value: number | bigint, style?: NumberStyle | Intl.NumberFormatOptions) => string
  readonly date: (value: DateValue, style?: DateStyle | Intl.DateTimeFormatOptions) => string
  readonly time: (value: DateValue, style?: TimeStyle) => string
  /** «a, b and c»; each item is isolated where its direction differs. */
  readonly list: (items: readonly string[], type?: 'and' | 'or') => string
  readonly relative: (instant: Date | number, now?: Date | number) => string
}

export interface WordsFault {
  locale: Locale
  key: string
  fault: MessageFault
  /** The value at fault; the key itself when the key is missing. */
  name: string
}

interface Options {
  /** IANA zone in which instants are shown; calendar days ignore it. Default `UTC`. */
  timeZone?: string
  /** Told of a missing key or value: a log on the server, a failure in tests. */
  onFault?: (fault: WordsFault) => void
}

/** The compiler is only needed, and only shipped, where catalogs are sources: on the server and in tests. */
type Source =
  | { catalogs: Partial<Record<Locale, CompiledCatalog>>; compile?: never }
  | { catalogs: Partial<Record<Locale, SourceCatalog>>; compile: (text: string) => CompiledMessage }

/**
 * Makes the words of one or more languages. Sources are compiled at first use and kept.
 * A key missing in a language is taken from English where loaded, else shown as the key; both are reported.
 * @returns `in(locale, timeZone?)`; it throws where that language's catalog was not given.
 */
export function createWords(
  { catalogs, compile }: Source,
  { timeZone = 'UTC', onFault = () => {} }: Options = {},
): { in: (locale: Locale, zone?: string) => Words } {
  const compiled = new Map<string, CompiledMessage>()
  const made = new Map<string, Words>()

  const find = (locale: Locale, key: string): CompiledMessage | undefined => {
    const catalog = catalogs[locale]
    const message = catalog && Object.hasOwn(catalog, key) ? catalog[key] : undefined
    if (message === undefined || compile === undefined) return message as CompiledMessage | undefined
    const id = `${locale}|${key}`
    const known = compiled.get(id) ?? compile(message as string)
    compiled.set(id, known)
    return known
  }

  const make = (locale: Locale, zone: string): Words => {
    if (catalogs[locale] === undefined) throw new Error(`The words of "${locale}" are not loaded`)
    const direction = directionOf(locale)
    const parts = <Extra>(key: string, values: WordValues<Extra>): Array<string | Extra> => {
      const report = (fault: MessageFault, name: string) => onFault({ locale, key, fault, name })
      const own = find(locale, key)
      if (own === undefined) report('missing-key', key)
      const message = own ?? find(DEFAULT_LOCALE, key)
      if (message === undefined) return [key]
      const language = own === undefined ? DEFAULT_LOCALE : locale
      return writeMessage(message, values, { locale: language, timeZone: zone, onFault: report })
    }
    return {
      locale,
      direction,
      parts,
      t: (key, values = {}) => parts<never>(key, values).join(''),
      has: key => find(locale, key) !== undefined,
      number: (value, style) => formatNumber(locale, value, style),
      date: (value, style) => formatDate(locale, value, style, zone),
      time: (value, style) => formatTime(locale, value, style, zone),
      list: (items, type) =>
        formatList(
          locale,
          items.map(item => isolateIn(direction, item)),
          type,
        ),
      relative: (instant, now) => formatRelative(locale, instant, now),
    }
  }

  return {
    in: (locale, zone = timeZone) => {
      const id = `${locale}|${zone}`
      const words = made.get(id) ?? make(locale, zone)
      made.set(id, words)
      return words
    },
  }
}
