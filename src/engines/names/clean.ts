import { foldText } from './fold.ts'
import { mixesScripts, scriptOfCharacter } from './script.ts'
import { fromZawgyi, isZawgyi } from './zawgyi.ts'

/** Longest part of a name, in characters. Longer ones are two cells or a pasted page, and are refused rather than cut. */
export const longestNamePart = 120

export type NameRefusal = 'empty' | 'too-long' | 'control-character' | 'emoji' | 'no-letter' | 'mixed-script'

/** `detail` names what was found (a code point such as `U+0007`, a length, scripts such as `Latn+Cyrl`); it is no sentence. */
export type CleanedName =
  | { ok: true; text: string; folded: string }
  | { ok: false; reason: NameRefusal; detail: string }

const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\p{Variation_Selector}/gu
const joiners = /[\u200c\u200d]/g
/** Persian, Pashto and the Indic scripts spell with joiners; elsewhere they are invisible noise. */
const scriptsWithJoiners = new Set([
  'Arab',
  'Syrc',
  'Mong',
  'Deva',
  'Beng',
  'Guru',
  'Gujr',
  'Orya',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Sinh',
  'Khmr',
  'Mymr',
])
const pictures = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u20e3]/u
const controls = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u{e0000}-\u{e007f}\ufff9-\ufffd]/u
/** No orthography stacks more marks than this on a letter (Burmese reaches six); more is a prank that covers other lines. */
const heaped = /\p{M}{9,}/u

/**
 * One part of a name as it should be kept: NFC, trimmed, single spaces, no invisible direction marks (they can make one name
 * look like another), Zawgyi turned into Unicode. Apostrophes, hyphens, dots and digits beside letters stay.
 * `folded` is for comparing, never for display.
 */
export function cleanName(text: string): CleanedName {
  if (text.length > longestNamePart * 20) return { ok: false, reason: 'too-long', detail: String(text.length) }
  let cleaned = text.replace(invisible, '').replace(/\s+/gu, ' ').normalize('NFC')
  cleaned = cleaned.replace(joiners, (joiner, at: number) => (joinsLetters(cleaned, at) ? joiner : '')).trim()
  if (cleaned === '') return { ok: false, reason: 'empty', detail: '' }
  // Before control characters: a sequence with a picture also holds joiners and unassigned code points of newer emoji.
  const picture = pictures.exec(cleaned)
  if (picture) return { ok: false, reason: 'emoji', detail: codePoint(picture[0]) }
  const control = controls.exec(cleaned) ?? heaped.exec(cleaned)
  if (control) return { ok: false, reason: 'control-character', detail: codePoint(control[0]) }
  if (isZawgyi(cleaned)) cleaned = fromZawgyi(cleaned)
  const length = [...cleaned].length
  if (length > longestNamePart) return { ok: false, reason: 'too-long', detail: String(length) }
  if (!/\p{L}/u.test(cleaned)) return { ok: false, reason: 'no-letter', detail: '' }
  for (const word of cleaned.split(/[\s\-‐-―/()]+/u)) {
    const scripts = mixesScripts(word)
    if (scripts) return { ok: false, reason: 'mixed-script', detail: scripts.join('+') }
  }
  return { ok: true, text: cleaned, folded: foldText(cleaned) }
}

function joinsLetters(text: string, at: number): boolean {
  const before = text[at - 1]
  const after = text[at + 1]
  if (before === undefined || after === undefined) return false
  const script = scriptOfCharacter(before)
  return scriptsWithJoiners.has(script) && scriptOfCharacter(after) === script
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
