import { iso6393 } from 'iso-639-3'
import { commonLanguages, languageName } from './codes/common-languages.ts'
import { locales } from './codes/country-names.ts'
import formTable from './codes/data/form-languages.json' with { type: 'json' }
import { fold, isBlank } from './fold.ts'

// Loaded on demand (`loadLanguages`): about 7,900 languages.

export interface Language {
  /** ISO 639-3, lower case. */
  readonly code: string
  /** The standard's reference name, English. */
  readonly name: string
  readonly scope: 'individual' | 'macrolanguage' | 'special'
}

/** Every language of ISO 639-3. */
export const languages: readonly Language[] = iso6393.map(({ iso6393: code, name, scope }) => ({ code, name, scope }))

const byCode = new Map(languages.map(language => [language.code, language]))

/** Whether `code` is a language of ISO 639-3, in lower case. */
export function isLanguage(code: string): boolean {
  return byCode.has(code)
}

/** The name in the reader's language where there is one, else the standard's English name, else the code itself. */
export function fullLanguageName(code: string, locale: string): string {
  return languageName(code, locale) ?? byCode.get(code)?.name ?? code
}

/** A code of the referral form: what it means there, and the same language in ISO 639-3 where we are sure of it. */
export interface FormLanguage {
  readonly code: string
  readonly name: string
  readonly iso: string | null
}

// ISO languages that the form has no code for under the same letters.
const absent = new Set(formTable.absent.split(' '))
// Codes of the form that are not ISO's, or mean something else there, or whose sameness is not certain: [ISO, name].
const other = new Map(Object.entries(formTable.other as unknown as Record<string, [string, string]>))

// Where several codes of the form are one ISO language, the one to write.
const preferred: Readonly<Record<string, string>> = { ckb: 'SO1', lus: 'LSI', nya: 'NYJ', ymm: 'QMA' }

// A language that the form only has as one of its varieties, or under a wider one: the code a caseworker would choose.
// biome-ignore format: pairs
const nearest: Readonly<Record<string, string>> = {
  ara: 'ABV', aze: 'AZE', bos: 'SRC', fas: 'PES', hrv: 'SRC', msa: 'MLI', nep: 'NEP', srp: 'SRC',
  swh: 'SWA', twi: 'TWS', uzb: 'UZB', zho: 'CHN',
}

const toForm = new Map<string, string>()
for (const [code, [iso]] of other) if (iso !== '' && !toForm.has(iso)) toForm.set(iso, code)
for (const { code } of languages)
  if (!absent.has(code) && !other.has(code.toUpperCase())) toForm.set(code, code.toUpperCase())
for (const table of [preferred, nearest]) for (const [iso, code] of Object.entries(table)) toForm.set(iso, code)

/**
 * The referral form's code for an ISO 639-3 language; undefined where the form has none or we are not sure.
 * The form's codes look like ISO's in capitals and are an older system: ISO `fas` is Persian, FAS there is a language of
 * Papua New Guinea and Persian is PES. Never build a form code by capitals.
 */
export function languageToForm(iso: string): string | undefined {
  return toForm.get(iso)
}

/** What a code of the referral form means, whatever its case; undefined if the form's table does not have it. */
export function languageFromForm(code: string): FormLanguage | undefined {
  const letters = code.trim().toUpperCase()
  const own = other.get(letters)
  if (own) return { code: letters, name: own[1], iso: own[0] === '' ? null : own[0] }
  const iso = letters.toLowerCase()
  const language = byCode.get(iso)
  return language && !absent.has(iso) ? { code: letters, name: language.name, iso } : undefined
}

// Names in everyday use that no table has.
// biome-ignore format: pairs
const everyday: readonly (readonly [string, string])[] = [
  ['Farsi', 'fas'], ['فارسی', 'fas'], ['فارسي', 'fas'], ['Kurmanji', 'kmr'], ['Sorani', 'ckb'], ['Pashtu', 'pus'],
  ['پښتو', 'pus'], ['Kiswahili', 'swa'], ['Afaan Oromo', 'orm'], ['Mandarin', 'cmn'], ['Kirundi', 'run'],
  ['Kikongo', 'kon'], ['Tshiluba', 'lua'], ['Chichewa', 'nya'], ['Burmese', 'mya'], ['Tigrigna', 'tir'],
]

let names: Map<string, ReadonlySet<string>> | undefined

function nameIndex(): Map<string, ReadonlySet<string>> {
  if (names) return names
  const index = new Map<string, Set<string>>()
  const add = (name: string | undefined, code: string) => {
    const folded = fold(name ?? '')
    if (folded !== '') index.set(folded, (index.get(folded) ?? new Set()).add(code))
  }
  for (const { code, name } of languages) {
    add(name, code)
    // "Aja (Benin)" is also written "Aja"; two of them then share the word, and neither is read from it.
    add(name.replace(/\s*\(.*\)$/, ''), code)
  }
  for (const [, [iso, name]] of other) if (iso !== '') add(name, iso)
  // A common language takes the word from a rarer namesake: "Tigrinya", "Luo", "Malay" mean what most people mean.
  for (const code of commonLanguages) {
    const own = new Set([
      byCode.get(code)?.name,
      byCode.get(code)?.name.replace(/\s*\(.*\)$/, ''),
      ...locales.map(locale => languageName(code, locale)),
    ])
    for (const name of own) index.delete(fold(name ?? ''))
  }
  for (const code of commonLanguages) {
    add(byCode.get(code)?.name, code)
    add(byCode.get(code)?.name.replace(/\s*\(.*\)$/, ''), code)
    for (const locale of locales) add(languageName(code, locale), code)
  }
  for (const [name, code] of everyday) index.set(fold(name), new Set([code]))
  names = index
  return index
}

/** Whose letters a file uses: ISO 639 (two or three letters) or the referral form's. */
export type LanguageCodeSystem = 'iso' | 'form'

/**
 * The language (ISO 639-3) that a cell of an import means: by its ISO code of two or three letters, its code in the
 * referral form, or its name (the common ones in six languages, all in English). `system` says whose three letters the
 * file uses. Without it, letters that differ between the two (`FAS`, `ARA`) are not read. Undefined also for a blank,
 * for what is not known, and for a name that several languages share.
 */
export function recogniseLanguage(text: string, system?: LanguageCodeSystem): string | undefined {
  if (isBlank(text)) return undefined
  const letters = text.trim().toLowerCase()
  const shared = nameIndex().get(fold(text)) ?? new Set<string>()
  const named = shared.size === 1 ? [...shared][0] : undefined
  if (/^[a-z]{2}$/.test(letters)) return iso6393.find(({ iso6391 }) => iso6391 === letters)?.iso6393 ?? named
  if (!/^[a-z][a-z0-9]{2}$/.test(letters)) return named

  const iso = byCode.has(letters) ? letters : undefined
  const form = languageFromForm(letters)
  if (system === 'iso') return iso ?? named
  if (system === 'form') return form ? (form.iso ?? undefined) : named
  // "Lao" and "Fur" are names; LAO and lao are somebody's codes.
  if (shared.size > 0 && /^\p{Lu}\p{Ll}/u.test(text.trim())) return named
  if (iso && form) return form.iso === iso ? iso : undefined
  return iso ?? form?.iso ?? named
}
