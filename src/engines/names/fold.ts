import { fromZawgyi, isZawgyi } from './zawgyi.ts'

/**
 * Letters that writers of a script use for one another, folded to one of them. Compared and indexed, never shown.
 * Arabic: hamza carriers, alef forms, final ya and ta marbuta, and the Persian, Urdu and Pashto code points of the same letters.
 */
const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ا: 'أإآٱٲٳٵ',
    ي: 'ىیېۍئےێيٸ',
    و: 'ؤۆۇۈۋٶ',
    ك: 'کڪ',
    گ: 'ڳګݢ',
    ه: 'ةھہەۀۂۃ',
    ت: 'ټٹ',
    د: 'ډڈ',
    ر: 'ړڑ',
    ن: 'ڼں',
    ژ: 'ږ',
    ش: 'ښ',
    س: 'څ',
    ز: 'ځ',
    ف: 'ڤڢ',
    כ: 'ך',
    מ: 'ם',
    נ: 'ן',
    פ: 'ף',
    צ: 'ץ',
    е: 'ё',
    г: 'ґ',
    і: 'ї',
    у: 'ў',
    'ာ': 'ါ',
    ဉ: 'ဥ',
  }).flatMap(([to, from]) => [...from].map((character): [string, string] => [character, to])),
)

const latinLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ə: 'e',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ɛ: 'e',
  ɔ: 'o',
  ŧ: 't',
}

/** Ge'ez letters that Amharic pronounces alike: rows of eight syllables, folded to the first row named. */
const geezRows: readonly (readonly [number, number])[] = [
  [0x1210, 0x1200],
  [0x1280, 0x1200],
  [0x12b8, 0x1200],
  [0x1220, 0x1230],
  [0x12d0, 0x12a0],
  [0x1340, 0x1338],
]

const marks = /\p{M}/gu
const arabicUnwritten = /[\u0640\u0621]/g // the stretching stroke, and hamza on the line
const indicNukta = /[\u093c\u09bc\u0a3c\u0abc]/g
/** Letters of Latin and Greek beyond ASCII, or marks that follow an ASCII letter. */
const accented = /[\u00c0-\u024f\u0250-\u02af\u1e00-\u1fff\u0370-\u03ff]|[a-z]\p{M}/u
const apostrophes = /['’‘ʼʻʾʿ`´ˈ′＇]/g

/** One word folded: lower case, marks and look-alike letters merged by the customs of its script. May come out empty. */
export function foldToken(token: string): string {
  let text = token
    .normalize('NFKC')
    .toLowerCase()
    .replace(apostrophes, '')
    .replace(/[\u200b-\u200f\u2060-\u2069\ufeff]/g, '')
  if (isAscii(text)) return text.replace(/[^a-z0-9]+/g, '')
  if (/[\u1000-\u109f]/.test(text)) text = foldBurmese(text)
  if (/[\u0600-\u08ff]/.test(text)) text = text.replace(marks, '').replace(arabicUnwritten, '')
  if (/[\u0590-\u05ff]/.test(text)) text = text.replace(marks, '')
  if (/[\u0900-\u0aff]/.test(text))
    text = text
      .normalize('NFD')
      .replace(indicNukta, '')
      .replace(/\u0901/g, '\u0902')
  if (accented.test(text)) text = foldAccents(text)
  let out = ''
  for (const character of text) out += letters.get(character) ?? latinLetters[character] ?? foldGeez(character)
  return out.replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** A whole text folded word by word; words are parted by single spaces. */
export function foldText(text: string): string {
  return splitWords(text).map(foldToken).filter(Boolean).join(' ')
}

/** Words of a name: parted at spaces, hyphens and signs, but not at apostrophes, dots inside initials, or joiners. */
export function splitWords(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/[\s\-‐-―_/\\(),،;:؛«»"“”|+&.।]+/u)
    .filter(Boolean)
}

function foldAccents(text: string): string {
  // Only marks of Latin and Greek go: taking the breve off Cyrillic й would make it another letter.
  return text.replace(
    /[\u00c0-\u024f\u1e00-\u1eff\u0370-\u03ff\u1f00-\u1fff][\u0300-\u036f]*|[a-z][\u0300-\u036f]+/g,
    letter => letter.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
  )
}

function foldGeez(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x1200 || code > 0x137f) return character
  for (const [from, to] of geezRows) {
    if (code < from || code > from + 7) continue
    // The first and the fourth order of h and of the glottal carrier sound alike; they are told apart below.
    return geezFirst(String.fromCharCode(to + ((code - from) & 7)))
  }
  return geezFirst(character)
}

function geezFirst(character: string): string {
  return character === 'ሃ' ? 'ሀ' : character === 'ኣ' ? 'አ' : character
}

function foldBurmese(text: string): string {
  const unicode = isZawgyi(text) ? fromZawgyi(text) : text
  // Digits zero and seven look like, and are typed for, the letters wa and ra.
  return unicode
    .normalize('NFC')
    .replace(/\u1040(?=[\u1000-\u1021\u102b-\u103e])/g, '\u101d')
    .replace(/\u1047(?=[\u1000-\u1021\u102b-\u103e])/g, '\u101b')
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}
