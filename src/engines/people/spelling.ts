import { type NamePair, scriptOf } from '../names/index.ts'
import type { Custom } from './naming.ts'
import type { Random } from './random.ts'

type Change = readonly [RegExp, string]

const arabicChanges: readonly Change[] = [
  [/^Mohammed/, 'Mohamed'],
  [/^Moham+ed/, 'Muhammad'],
  [/^Moham+[ae]d/, 'Mohamad'],
  [/^Ahmed/, 'Ahmad'],
  [/^Hussein/, 'Hussain'],
  [/^Abdul(?=[a-z])/, 'Abdel'],
  [/^Abdul(?=[a-z])/, 'Abd al-'],
  [/^Abdul(?=[a-z])/, 'Abdul '],
  [/^Abdullah/, 'Abdallah'],
  [/ullah$/, 'ollah'],
  [/(?<!^Abd)ullah$/, ' Ullah'],
  [/^Al-/, 'El '],
  [/^Al-/, 'Al '],
  [/^Al-([a-z])/i, 'Al$1'],
  [/^Al-/, ''],
  [/ou/, 'oo'],
  [/ou/, 'u'],
  [/u(?=[a-z]$)/, 'ou'],
  [/oo/, 'u'],
  [/ai/, 'ei'],
  [/ei/, 'ai'],
  [/i(?=[a-z]$)/, 'ee'],
  [/e(?=[a-z]$)/, 'i'],
  [/i(?=[a-z]$)/, 'e'],
  [/([sml])\1/, '$1'],
  [/(?<=[aeiou])s(?=[aeiou])/, 'ss'],
  [/a$/, 'ah'],
  [/ia/, 'iya'],
  [/q/i, 'k'],
  [/kh/, 'k'],
  [/dh/, 'z'],
  [/^Ramadan/, 'Ramazan'],
  [/^Fadel/, 'Fazil'],
  [/^Reza/, 'Rida'],
  [/sh/, 'ch'],
  [/th/, 's'],
  [/^J/, 'Dj'],
  [/w/i, 'ou'],
  [/y$/, 'i'],
  [/i$/, 'y'],
]

const cyrillicChanges: readonly Change[] = [
  [/ii$/, 'iy'],
  [/ii$/, 'y'],
  [/iia$/, 'ia'],
  [/^Yu/, 'Iu'],
  [/^Ye/, 'Ie'],
  [/iu/, 'yu'],
  [/ia/, 'ya'],
  [/^Oleksandr/, 'Alexandr'],
  [/ks/, 'x'],
  [/H/, 'G'],
  [/(?<![cskz])h/, 'g'],
  [/y/, 'i'],
  [/kh/, 'h'],
  [/ts/, 'c'],
  [/shch/, 'sch'],
  [/v$/, 'ff'],
]

const ethiopicChanges: readonly Change[] = [
  [/ts/i, 's'],
  [/gn/, 'ny'],
  [/ay/, 'ai'],
  [/ai/, 'aye'],
  [/([^aeiou])e(?=[a-z])/, '$1a'],
  [/i(?=[a-z])/, 'e'],
  [/([lmsbd])(?=[aeiou])/, '$1$1'],
  [/^H/, 'Kh'],
  [/w/, 'u'],
  [/k/i, 'q'],
  [/e$/, 'ie'],
  [/e$/, 'ey'],
]

const burmeseChanges: readonly Change[] = [
  [/\bTun/, 'Htun'],
  [/ht/i, 't'],
  [/\bPh/, 'P'],
  [/\bHs/, 'S'],
  [/oe/, 'o'],
  [/ay/, 'e'],
  [/\bSu\b/, 'Suu'],
  [/ei/, 'ai'],
  [/aung/, 'oung'],
  [/Kh/, 'K'],
  [/ar\b/, 'a'],
  [/w\b/, ''],
]

const withoutAccents: Change = [/[áéíóúñüèêëïîôç]/giu, '']

const spanishChanges: readonly Change[] = [
  withoutAccents,
  [/z/, 's'],
  [/s(?=[aeiou])/, 'z'],
  [/^J(?=[eo])/, 'Y'],
  [/v/, 'b'],
  [/b/, 'v'],
  [/ll/, 'y'],
  [/^H/, ''],
  [/y/, 'i'],
  [/nn/, 'n'],
  [/th/, 't'],
]

const frenchChanges: readonly Change[] = [
  withoutAccents,
  [/ph/, 'f'],
  [/que$/, 'k'],
  [/th/, 't'],
  [/nn/, 'n'],
  [/ie$/, 'y'],
  [/-/, ' '],
  [/y/, 'i'],
  [/tsh/i, 'ch'],
  [/w/, 'u'],
  [/ou/, 'u'],
  [/l(?=[aeiou])/, 'r'],
]

const changes: Record<Custom, readonly Change[]> = {
  levant: arabicChanges,
  nile: arabicChanges,
  afghan: arabicChanges,
  pashtun: arabicChanges,
  rohingya: arabicChanges,
  habesha: ethiopicChanges,
  'habesha-muslim': ethiopicChanges,
  burmese: burmeseChanges,
  ukrainian: cyrillicChanges,
  spanish: spanishChanges,
  congolese: frenchChanges,
  burundian: frenchChanges,
}

/** Another way to write a name in Latin letters, as another clerk would; sometimes the same. */
export function respell(latin: string, custom: Custom, random: Random): string {
  const list = changes[custom]
  const start = random.below(list.length)
  for (let step = 0; step < list.length; step++) {
    const change = list[(start + step) % list.length]
    if (!change?.[0].test(latin)) continue
    const next =
      change === withoutAccents
        ? latin.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
        : latin.replace(change[0], change[1])
    return tidy(next)
  }
  return latin
}

function tidy(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' ? text : trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
}

/** A slip of the hand: two letters swapped, one left out, or one doubled. Never the first letter, never in short names. */
export function mistype(text: string, random: Random): string {
  const letters = [...text]
  if (letters.length < 5) return text
  const at = 1 + random.below(letters.length - 2)
  const one = letters[at] ?? ''
  const two = letters[at + 1] ?? ''
  // Marks belong to the letter before them, and spaces part names: leave both alone.
  if (!/^\p{L}$/u.test(one) || !/^\p{L}$/u.test(two)) return text
  const kind = random.below(3)
  const next = kind === 0 ? [two, one] : kind === 1 ? [two] : [one, one, two]
  return [...letters.slice(0, at), ...next, ...letters.slice(at + 2)].join('')
}

/** The same name in its own script as somebody else would write it: other hamza, ya, ta marbuta; other Ge'ez letters of one sound. */
export function rewrite(own: string, random: Random): string {
  const script = scriptOf(own)
  if (script === 'Arab') {
    if (random.chance(0.3)) return own.replace(/[أإآ]/g, 'ا').replace(/ة(?=\s|$)/g, 'ه')
    if (random.chance(0.3)) return own.replace(/ي(?=\s|$)/g, 'ى')
    if (random.chance(0.5)) return own.replace(/عبد ال/g, 'عبدال')
    return own.replace(/ک/g, 'ك').replace(/ی/g, 'ي')
  }
  if (script === 'Ethi') {
    const from = random.pick(['ሐ', 'ኃ', 'ሀ', 'ሠ', 'ሥ', 'ፀ', 'ጸ', 'ዓ', 'አ'])
    const to: Record<string, string> = { ሐ: 'ሀ', ኃ: 'ሃ', ሀ: 'ሐ', ሠ: 'ሰ', ሥ: 'ስ', ፀ: 'ጸ', ጸ: 'ፀ', ዓ: 'አ', አ: 'ዓ' }
    return own.replaceAll(from, to[from] ?? from)
  }
  return own
}

/** A clerk's hand: the Latin form of each name, the same for the whole household. */
export function clerk(custom: Custom, random: Random, share: number): (pair: NamePair) => string {
  const written = new Map<string, string>()
  return pair => {
    const known = written.get(pair.own)
    if (known !== undefined) return known
    const latin = random.chance(share) ? respell(pair.latin, custom, random) : pair.latin
    written.set(pair.own, latin)
    return latin
  }
}
