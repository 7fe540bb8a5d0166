import anyAscii from 'any-ascii'
import { type PersonName, spokenParts } from '../part.ts'
import { scriptOf } from '../script.ts'
import { fromZawgyi, isZawgyi } from '../zawgyi.ts'
import { arabicToLatin } from './arabic.ts'
import { burmeseToLatin } from './burmese.ts'
import { cyrillicToLatin } from './cyrillic.ts'
import { ethiopicToLatin } from './ethiopic.ts'

/**
 * A readable Latin form of a name in any script, each word capitalised: a default for display and for Latin-only systems, which
 * the bearer may correct. Latin text comes back unchanged. It is not a reversible transliteration.
 */
export function toLatin(text: string): string {
  if (scriptOf(text) === 'Latn' || scriptOf(text) === 'Zyyy') return text.normalize('NFC')
  return capitalise(romanise(text))
}

/** As `toLatin`, without capitals. Words in different scripts are each read by the rules of their own. */
export function romanise(text: string): string {
  const words = text.normalize('NFKC').split(/\s+/u).filter(Boolean)
  const out: string[] = []
  for (let at = 0; at < words.length; ) {
    const script = scriptOf(words[at] ?? '')
    let end = at + 1
    while (end < words.length && scriptOf(words[end] ?? '') === script) end++
    const run = words.slice(at, end).join(' ')
    if (script === 'Arab') out.push(arabicToLatin(run))
    else if (script === 'Ethi') out.push(ethiopicToLatin(run))
    else if (script === 'Cyrl') out.push(cyrillicToLatin(run))
    else if (script === 'Mymr') out.push(burmeseToLatin(isZawgyi(run) ? fromZawgyi(run) : run))
    else out.push(anyAscii(run))
    at = end
  }
  return out.join(' ').trim()
}

/** The Latin form of a whole name: the bearer's own Latin spelling of a part where there is one, else `toLatin`. */
export function latinName(parts: PersonName): string {
  return spokenParts(parts)
    .map(part => part.latin || toLatin(part.text))
    .join(' ')
}

function capitalise(text: string): string {
  return text
    .replace(/(^|[\s-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .normalize('NFC')
}
