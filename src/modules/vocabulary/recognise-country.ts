import { type CountryCode, countries, fromUnhcr } from './codes/countries.ts'
import { countryName, locales } from './codes/country-names.ts'
import { countryAliases, sharedNames } from './country-aliases.ts'
import { fold, isBlank } from './fold.ts'
import { nationalities } from './nationalities.ts'

/** Which three-letter codes a file uses. They differ for most countries, and for three they name different ones. */
export type CountryCodeSystem = 'iso3' | 'unhcr'

const byAlpha2 = new Map<string, CountryCode>()
for (const code of countries.codes) {
  const { alpha2 } = countries.facts[code]
  if (alpha2) byAlpha2.set(alpha2, code)
}

let names: Map<string, readonly CountryCode[]> | undefined

/** Made at the first use: some 1,500 names are asked of `Intl`, a matter of milliseconds that no page should pay. */
function nameIndex(): Map<string, readonly CountryCode[]> {
  if (names) return names
  const index = new Map<string, readonly CountryCode[]>()
  const add = (name: string, code: CountryCode) => {
    const folded = fold(name)
    const known = index.get(folded) ?? []
    if (folded !== '' && !known.includes(code)) index.set(folded, [...known, code])
  }
  for (const locale of locales) {
    const intl = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })
    for (const code of countries.codes) {
      const { alpha2 } = countries.facts[code]
      add(countryName(code, locale), code)
      add((alpha2 && intl.of(alpha2)) || '', code)
    }
  }
  for (const table of [countryAliases, nationalities]) {
    for (const [code, aliases = []] of Object.entries(table))
      for (const alias of aliases) add(alias, code as CountryCode)
  }
  for (const [name, codes] of sharedNames) index.set(fold(name), codes)
  names = index
  return index
}

function byThreeLetters(letters: string, system: CountryCodeSystem | undefined): readonly CountryCode[] {
  const iso = Object.hasOwn(countries.facts, letters) ? (letters as CountryCode) : undefined
  const unhcr = fromUnhcr(letters)
  const preferred = system === 'iso3' ? (iso ?? unhcr) : system === 'unhcr' ? (unhcr ?? iso) : undefined
  if (preferred) return [preferred]
  return [...new Set([iso, unhcr])].filter(code => code !== undefined)
}

/**
 * Every country that a cell could mean. More than one where the text is ambiguous: `AUS` (Australia to ISO, Austria to
 * UNHCR), `Congo`, `Korea`. None for a blank or for what is not known.
 */
export function countryCandidates(text: string, system?: CountryCodeSystem): readonly CountryCode[] {
  if (isBlank(text)) return []
  const letters = text.trim().toUpperCase()
  const alpha2 = byAlpha2.get(letters)
  if (alpha2) return [alpha2]
  const coded = /^[A-Z]{1,3}$/.test(letters) ? byThreeLetters(letters, system) : []
  return coded.length > 0 ? coded : (nameIndex().get(fold(text)) ?? [])
}

/**
 * The country that a cell of an import means: its ISO code of two or three letters, its UNHCR code, its name in any of
 * the six languages, a former or long name, or an English nationality, whatever the case and accents. Undefined for a
 * blank, for what is not known and for what is ambiguous: `system` says whose three letters the file uses, and
 * `detectCountryCodes` finds it out.
 */
export function recogniseCountry(text: string, system?: CountryCodeSystem): CountryCode | undefined {
  const [only, ...more] = countryCandidates(text, system)
  return more.length === 0 ? only : undefined
}

/**
 * Whose three-letter codes a column uses, told from the values that only one of the two systems knows.
 * Undefined when no value tells, or when some tell one way and some the other.
 */
export function detectCountryCodes(texts: Iterable<string>): CountryCodeSystem | undefined {
  let iso3 = 0
  let unhcr = 0
  for (const text of new Set(texts)) {
    const letters = text.trim().toUpperCase()
    if (!/^[A-Z]{3}$/.test(letters)) continue
    const isIso = Object.hasOwn(countries.facts, letters) && countries.facts[letters as CountryCode].kind === 'country'
    const isUnhcr = fromUnhcr(letters) !== undefined
    if (isIso && !isUnhcr) iso3 += 1
    if (isUnhcr && !isIso) unhcr += 1
  }
  if (iso3 > 0 && unhcr > 0) return undefined
  return iso3 > 0 ? 'iso3' : unhcr > 0 ? 'unhcr' : undefined
}
