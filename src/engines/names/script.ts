/** Scripts told apart, by their ISO 15924 codes; `Zyyy` is "none in particular" (digits, punctuation, nothing). */
const ranges: readonly (readonly [number, number, Script])[] = [
  [0x0041, 0x024f, 'Latn'],
  [0x0250, 0x02af, 'Latn'],
  [0x0370, 0x03ff, 'Grek'],
  [0x0400, 0x052f, 'Cyrl'],
  [0x0530, 0x058f, 'Armn'],
  [0x0590, 0x05ff, 'Hebr'],
  [0x0600, 0x06ff, 'Arab'],
  [0x0700, 0x074f, 'Syrc'],
  [0x0750, 0x077f, 'Arab'],
  [0x0780, 0x07bf, 'Thaa'],
  [0x07c0, 0x07ff, 'Nkoo'],
  [0x0870, 0x08ff, 'Arab'],
  [0x0900, 0x097f, 'Deva'],
  [0x0980, 0x09ff, 'Beng'],
  [0x0a00, 0x0a7f, 'Guru'],
  [0x0a80, 0x0aff, 'Gujr'],
  [0x0b00, 0x0b7f, 'Orya'],
  [0x0b80, 0x0bff, 'Taml'],
  [0x0c00, 0x0c7f, 'Telu'],
  [0x0c80, 0x0cff, 'Knda'],
  [0x0d00, 0x0d7f, 'Mlym'],
  [0x0d80, 0x0dff, 'Sinh'],
  [0x0e00, 0x0e7f, 'Thai'],
  [0x0e80, 0x0eff, 'Laoo'],
  [0x0f00, 0x0fff, 'Tibt'],
  [0x1000, 0x109f, 'Mymr'],
  [0x10a0, 0x10ff, 'Geor'],
  [0x1100, 0x11ff, 'Kore'],
  [0x1200, 0x139f, 'Ethi'],
  [0x1780, 0x17ff, 'Khmr'],
  [0x1800, 0x18af, 'Mong'],
  [0x1c80, 0x1c8f, 'Cyrl'],
  [0x1c90, 0x1cbf, 'Geor'],
  [0x1d00, 0x1dbf, 'Latn'],
  [0x1e00, 0x1eff, 'Latn'],
  [0x1f00, 0x1fff, 'Grek'],
  [0x2c60, 0x2c7f, 'Latn'],
  [0x2d80, 0x2ddf, 'Ethi'],
  [0x3005, 0x3007, 'Hani'],
  [0x3040, 0x30ff, 'Kana'],
  [0x3130, 0x318f, 'Kore'],
  [0x3400, 0x4dbf, 'Hani'],
  [0x4e00, 0x9fff, 'Hani'],
  [0xa640, 0xa69f, 'Cyrl'],
  [0xa720, 0xa7ff, 'Latn'],
  [0xa9e0, 0xa9ff, 'Mymr'],
  [0xaa60, 0xaa7f, 'Mymr'],
  [0xab00, 0xab2f, 'Ethi'],
  [0xab30, 0xab6f, 'Latn'],
  [0xac00, 0xd7af, 'Kore'],
  [0xf900, 0xfaff, 'Hani'],
  [0xfb00, 0xfb06, 'Latn'],
  [0xfb13, 0xfb17, 'Armn'],
  [0xfb1d, 0xfb4f, 'Hebr'],
  [0xfb50, 0xfdff, 'Arab'],
  [0xfe70, 0xfefc, 'Arab'],
  [0xff21, 0xff5a, 'Latn'],
  [0xff66, 0xff9f, 'Kana'],
  [0x10d00, 0x10d3f, 'Rohg'],
  [0x1e900, 0x1e95f, 'Adlm'],
  [0x20000, 0x323af, 'Hani'],
]

export type Script =
  | 'Adlm'
  | 'Arab'
  | 'Armn'
  | 'Beng'
  | 'Cyrl'
  | 'Deva'
  | 'Ethi'
  | 'Geor'
  | 'Grek'
  | 'Gujr'
  | 'Guru'
  | 'Hani'
  | 'Hebr'
  | 'Kana'
  | 'Khmr'
  | 'Knda'
  | 'Kore'
  | 'Laoo'
  | 'Latn'
  | 'Mlym'
  | 'Mong'
  | 'Mymr'
  | 'Nkoo'
  | 'Orya'
  | 'Rohg'
  | 'Sinh'
  | 'Syrc'
  | 'Taml'
  | 'Telu'
  | 'Thaa'
  | 'Thai'
  | 'Tibt'
  | 'Zyyy'

const letter = /[\p{L}\p{M}]/u

/** Script of one character; marks shared by all scripts, digits and signs are `Zyyy`. */
export function scriptOfCharacter(character: string): Script {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a ? 'Latn' : 'Zyyy'
  if (!letter.test(character)) return 'Zyyy'
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range === undefined) break
    if (code < range[0]) high = middle - 1
    else if (code > range[1]) low = middle + 1
    else return range[2]
  }
  return 'Zyyy'
}

/** The scripts of a text, in order of first appearance. */
export function scriptsOf(text: string): Script[] {
  const found = new Set<Script>()
  for (const character of text) {
    const script = scriptOfCharacter(character)
    if (script !== 'Zyyy') found.add(script)
  }
  return [...found]
}

/** The script most of the letters are in; `Zyyy` where there is no letter. Ties go to the script met first. */
export function scriptOf(text: string): Script {
  const counts = new Map<Script, number>()
  for (const character of text) {
    const script = scriptOfCharacter(character)
    if (script !== 'Zyyy') counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  let best: Script = 'Zyyy'
  let most = 0
  for (const [script, count] of counts) {
    if (count > most) {
      best = script
      most = count
    }
  }
  return best
}

const rightToLeft: ReadonlySet<Script> = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'])

/** Writing direction for the `dir` attribute of whatever shows the text. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  return rightToLeft.has(scriptOf(text)) ? 'rtl' : 'ltr'
}

/** Scripts that are rightly mixed inside one word: Japanese writes Han and kana together, Korean Hangul and Han. */
const together: readonly ReadonlySet<Script>[] = [new Set(['Hani', 'Kana']), new Set(['Hani', 'Kore'])]

/** Whether one word mixes scripts that no orthography mixes (a Cyrillic "а" in a Latin name). */
export function mixesScripts(word: string): Script[] | undefined {
  const scripts = scriptsOf(word)
  if (scripts.length < 2) return undefined
  if (together.some(set => scripts.every(script => set.has(script)))) return undefined
  return scripts
}
