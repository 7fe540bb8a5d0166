import { argumentsOf, compileMessage } from '../../src/kernel/words/compile.ts'
import { LOCALES, type Locale } from '../../src/kernel/words/locales.ts'
import type { Cases, CompiledMessage } from '../../src/kernel/words/message.ts'
import type { SourceCatalog } from '../../src/kernel/words/words.ts'
import type { WordUse } from './word-uses.ts'

/**
 * The plural forms a language needs for whole numbers and fractions (CLDR), with the exact numbers that may stand for one.
 * French and Spanish also have `many`, but for exact millions only: it may be left out.
 */
const PLURALS: Record<Locale, { needed: Record<string, string>; allowed?: string[] }> = {
  ar: { needed: { zero: '=0', one: '=1', two: '=2', few: '', many: '', other: '' } },
  en: { needed: { one: '=1', other: '' } },
  es: { needed: { one: '=1', other: '' }, allowed: ['many'] },
  fr: { needed: { one: '', other: '' }, allowed: ['many'] },
  ru: { needed: { one: '', few: '', many: '', other: '' } },
  zh: { needed: { other: '' } },
}

const SCRIPTS: Partial<Record<Locale, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  ru: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
}

/** Written alike in every language: formats, standards, names of products and bodies. */
export const ALIKE = new Set(
  (
    'API CSV DOCX DTM ePub GIS GPS HDX HTML HTTP HXL IATI ICAO ID IOM ISO JSON MFA MRZ Nansen NGO OpenAPI OIDC P-code PDF PNG ' +
    'PostgreSQL QR SD-JWT SMS SQL SVG TOTP UNHCR UNICEF URL UTC UTF-8 VPN WFP WHO XLS XLSX XLSForm XML ZIP'
  ).split(' '),
)

/** All that is wrong with the words; empty when they are complete in six languages. */
export function checkWords(catalogs: Record<Locale, SourceCatalog>, uses: readonly WordUse[]): string[] {
  const faults: string[] = []
  const keys = new Set(LOCALES.flatMap(locale => Object.keys(catalogs[locale])))
  for (const key of keys) {
    const english = compiled(catalogs.en[key])
    for (const locale of LOCALES) {
      const say = (what: string) => faults.push(`${locale} ${key}: ${what}`)
      const text = catalogs[locale][key]
      if (text === undefined) {
        say('is missing')
        continue
      }
      const message = compiled(text)
      if (typeof message === 'string') {
        say(message)
        continue
      }
      if (text.trim() === '') say('is empty')
      if (typeof english !== 'string' && locale !== 'en') compareArguments(english, message, say)
      checkPlurals(message, locale, say)
      checkScript(message, locale, say)
      checkQuotes(message, false, say)
      if (locale !== 'en' && text === catalogs.en[key] && wordsIn(text) >= 4) say('is still in English')
    }
  }
  return [...faults, ...checkUses(uses, catalogs.en, [...keys])]
}

function compiled(text: string | undefined): CompiledMessage | string {
  try {
    return compileMessage(text ?? '')
  } catch (error) {
    return `does not compile: ${(error as Error).message.split('\n', 1)[0]}`
  }
}

function compareArguments(english: CompiledMessage, message: CompiledMessage, say: (what: string) => void): void {
  const [wanted, got] = [argumentsOf(english), argumentsOf(message)]
  for (const name of wanted.keys()) if (!got.has(name)) say(`does not use {${name}}`)
  for (const [name, uses] of got) {
    const known = wanted.get(name)
    if (known === undefined) say(`uses {${name}}, which English has not`)
    else if (kindOf(known) !== kindOf(uses)) say(`uses {${name}} as ${kindOf(uses)}, English as ${kindOf(known)}`)
  }
}

// A language may need a plural where another needs none, and a number stays a number; a date or a choice is another thing.
function kindOf(uses: ReadonlySet<string>): string {
  if (uses.has('date') || uses.has('time')) return 'a date'
  if (uses.has('select')) return 'a choice'
  return uses.has('plural') || uses.has('ordinal') || uses.has('number') ? 'a number' : 'a value'
}

function checkPlurals(message: CompiledMessage, locale: Locale, say: (what: string) => void): void {
  for (const part of message) {
    if (typeof part === 'string' || part[0] === '#') continue
    if (part[0] === 'plural') {
      const { needed, allowed = [] } = PLURALS[locale]
      const given = Object.keys(part[2])
      for (const [form, exact] of Object.entries(needed)) {
        if (!given.includes(form) && !(exact !== '' && given.includes(exact)))
          say(`{${part[1]}} has no form for "${form}"`)
      }
      for (const form of given) {
        if (!form.startsWith('=') && !(form in needed) && !allowed.includes(form))
          say(`{${part[1]}} never takes "${form}"`)
      }
    }
    if (part[0] === 'plural' || part[0] === 'ordinal' || part[0] === 'select') {
      for (const branch of Object.values<CompiledMessage>(part[2] as Cases)) checkPlurals(branch, locale, say)
    }
  }
}

// Branch by branch: one forgotten form among translated ones must not hide.
function checkScript(message: CompiledMessage, locale: Locale, say: (what: string) => void): void {
  const script = SCRIPTS[locale]
  if (script === undefined) return
  const own = message.filter(part => typeof part === 'string').join(' ')
  const foreign = own
    .split(/[\s/()«»“”"'،。，、：:;,.!?…–—·+]+/u)
    .filter(word => /\p{L}/u.test(word) && !ALIKE.has(word))
  if (foreign.length > 0 && !script.test(own)) say(`has no letter of its script: "${own.trim()}"`)
  for (const part of message) {
    if (part[0] === 'plural' || part[0] === 'ordinal' || part[0] === 'select') {
      for (const branch of Object.values<CompiledMessage>(part[2] as Cases)) checkScript(branch, locale, say)
    }
  }
}

// An apostrophe before { or # begins a quotation up to the next apostrophe: «l'{name} d'ici» shows the braces.
function checkQuotes(message: CompiledMessage, counting: boolean, say: (what: string) => void): void {
  for (const part of message) {
    if (typeof part === 'string' && (/[{}]/.test(part) || (counting && part.includes('#')))) {
      say(`shows "${part}" as it stands: write '' for an apostrophe`)
    }
    if (part[0] === 'plural' || part[0] === 'ordinal' || part[0] === 'select') {
      const inside = counting || part[0] !== 'select'
      for (const branch of Object.values<CompiledMessage>(part[2] as Cases)) checkQuotes(branch, inside, say)
    }
  }
}

function wordsIn(text: string): number {
  return text
    .replaceAll(/\{[^{}]*\}/g, '')
    .split(/\s+/)
    .filter(word => /\p{L}/u.test(word)).length
}

// One line for each fault, with all its places: a missing word may be asked for in many.
function checkUses(uses: readonly WordUse[], english: SourceCatalog, keys: readonly string[]): string[] {
  const places = new Map<string, string[]>()
  for (const use of uses) {
    for (const fault of faultsOfUse(use, english, keys)) {
      places.set(fault, [...(places.get(fault) ?? []), `${use.file}:${use.line}`])
    }
  }
  return [...places].map(([fault, where]) => `${fault} (${where.join(', ')})`)
}

function faultsOfUse({ key, values }: WordUse, english: SourceCatalog, keys: readonly string[]): string[] {
  if (key instanceof RegExp) return keys.some(known => key.test(known)) ? [] : [`no key fits ${key.source}`]
  const text = english[key]
  if (text === undefined) return [`there is no "${key}"`]
  const message = compiled(text)
  if (values === undefined || typeof message === 'string') return []
  const missing = [...argumentsOf(message).keys()].filter(name => !values.includes(name))
  return missing.map(name => `"${key}" is not given {${name}}`)
}
