import { hasArticle } from './latin/arabic.ts'
import { romanise } from './latin/index.ts'
import { remember } from './remember.ts'
import type { Script } from './script.ts'

/**
 * The consonant skeleton: what stays of a name when it is written by another hand, in another script, or by a clerk who heard it.
 * Short vowels go (Arabic does not write them, Latin spells them at will), doubled letters go, and letters that stand for one
 * another become one class:
 *
 *   a  any vowel, kept only at the start (Ahmed, Omar, Ibrahim, Yusuf; ع and ا alike)
 *   b  b p      d  d         f  f ph      g  g gh j (Jamal, Djamal, Gamal)      h  h kh ح خ ه       k  k q c
 *   l m n r     s  s sh ch ts (Rashid, Rachid, Rasid)      t  t th     v  v, and w before a vowel        z  z
 *
 * A letter heard in two ways (ض is d in Syria and z in Afghanistan; г is h in Kyiv and g in Moscow) gives two skeletons. What is
 * kept for a person are the first few, what a searcher types is compared with more of them.
 */
type Unit = readonly string[]

const drop = '.'
const vowel: Unit = ['a']

/** Arabic letters (folded), each with its classes; the first is the likeliest. Weak letters are treated in `abjadUnits`. */
const arabic: Record<string, Unit> = {
  ب: ['b'],
  پ: ['b'],
  ت: ['t'],
  ث: ['t', 's'],
  ج: ['g'],
  چ: ['s'],
  ح: ['h'],
  خ: ['h', 'k'],
  د: ['d'],
  ذ: ['z', 'd'],
  ر: ['r'],
  ز: ['z'],
  ژ: ['z', 'g'],
  س: ['s'],
  ش: ['s'],
  ص: ['s'],
  ض: ['d', 'z'],
  ط: ['t'],
  ظ: ['z', 'd'],
  غ: ['g'],
  ف: ['f'],
  ق: ['k', 'g'],
  ك: ['k'],
  گ: ['g'],
  ل: ['l'],
  م: ['m'],
  ن: ['n'],
  ه: ['h'],
}

const hebrew: Record<string, Unit> = {
  ב: ['b', 'v'],
  ג: ['g'],
  ד: ['d'],
  ה: ['h'],
  ז: ['z'],
  ח: ['h'],
  ט: ['t'],
  כ: ['k', 'h'],
  ל: ['l'],
  מ: ['m'],
  נ: ['n'],
  ס: ['s'],
  פ: ['f', 'b'],
  צ: ['s'],
  ק: ['k'],
  ר: ['r'],
  ש: ['s'],
  ת: ['t'],
}

const weak = /[اويعאויע]/

function abjadUnits(word: string, table: Record<string, Unit>): Unit[] {
  const out: Unit[] = []
  for (let at = 0; at < word.length; at++) {
    const letter = word[at] ?? ''
    const next = word[at + 1] ?? ''
    if (letter === 'و' || letter === 'ו') {
      // Spoken w (or Persian v) at the start and beside an alef or before a ya; else most often a long vowel.
      if (at === 0) out.push(['v'])
      else if (/[اايא]/.test(next) || /[اא]/.test(word[at - 1] ?? '')) out.push(['v', drop])
      else out.push([drop, 'v'])
    } else if (weak.test(letter)) {
      if (at === 0) out.push(vowel)
    } else if (letter === 'ت' && next === 'ش') {
      // How Arabic writes the ch of other languages.
      out.push(['s', 'ts'])
      at++
    } else if (letter === 'ه' && at > 1 && at === word.length - 1 && word[at - 1] === 'ا') {
      out.push([drop, 't']) // شاه, but also حياة as folded
    } else out.push(table[letter] ?? [])
  }
  return out
}

/** Latin letter groups, longest first where they begin alike. `^` marks a group that counts at the start of a word only. */
const groups: readonly (readonly [string, Unit])[] = [
  ['shch', ['s']],
  ['tsch', ['s']],
  ['sch', ['s']],
  ['tch', ['s']],
  ['tsh', ['s']],
  ['dsh', ['g']],
  ['dzh', ['g']],
  ['zgh', ['zh', 'zg']],
  ['chr', ['kr']],
  ['dj', ['g']],
  ['dz', ['z', 'dz']],
  ['kh', ['h', 'k']],
  ['gh', ['g', 'k']],
  ['sh', ['s']],
  ['ch', ['s', 'h']],
  ['ph', ['f', 'b']],
  ['th', ['t', 's', 'z']],
  ['dh', ['d', 'z']],
  ['zh', ['z', 'g']],
  ['ts', ['s', 'ts']],
  ['tz', ['s', 'tz']],
  ['cz', ['s']],
  ['ck', ['k']],
  ['b', ['b']],
  ['d', ['d']],
  ['f', ['f']],
  ['g', ['g']],
  ['h', ['h']],
  ['j', ['g']],
  ['k', ['k']],
  ['l', ['l']],
  ['m', ['m']],
  ['n', ['n']],
  ['p', ['b']],
  ['q', ['k', 'g']],
  ['r', ['r']],
  ['s', ['s']],
  ['t', ['t']],
  ['v', ['v', 'f']],
  ['x', ['ks', 'h']],
  ['z', ['z', 's']],
]

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiouy'.includes(letter)

/** Somali writes ayn as c and ḥ as x: Cabdi, Cali, Xasan, Maxamed. */
const somali = /^c(?=abd|ali|aa?sh|umar|usm|iise|isse|isma|awad|ays)/

function latinUnits(text: string, script: Script, wide: boolean): Unit[] {
  const word = text
    .replace(somali, '')
    .replace(/^h(?=[tpkmnls])/, '') // Burmese Htet, Hla, Hnin: the h is breath
    .replace(/^([ie])sh(?=a+[qkg]$)/, '$1s_h') // Is-haq: two letters here, not sh
    .replace(/^abdh/, 'abd_h')
    .replace(/^kn(?=[aeiou])/, 'n')
    .replace(/^mc|^mac(?=[^eiy])/, 'mk')
    .replace(/([^aeiouy])\1+/g, '$1')
  const out: Unit[] = []
  for (let at = 0; at < word.length; ) {
    const letter = word[at] ?? ''
    const next = word[at + 1]
    if (isVowel(letter)) {
      // French and Arabic-French ou before a vowel is w: Ouattara, Oualid; inside a word it may be either (Souad, Marouane).
      if (letter === 'o' && next === 'u' && isVowel(word[at + 2])) {
        out.push(at === 0 ? ['v', 'a'] : [drop, 'v'])
        at += 2
        continue
      }
      if (at === 0) out.push(vowel)
      at++
      continue
    }
    if (letter === 'w') {
      if (at === 0) out.push(['v'])
      else if (isVowel(next)) out.push(['v', drop])
      at++
      continue
    }
    if (letter === 'c' && next !== 'h' && next !== 'k' && next !== 'z') {
      out.push(next !== undefined && 'eiy'.includes(next) ? ['s', 'k'] : ['k'])
      at++
      continue
    }
    if (letter === 'g' && next !== undefined && 'hn'.includes(next) && word[at + 2] === undefined) {
      out.push(['g'])
      at += 2
      continue
    }
    const group = groups.find(([letters]) => word.startsWith(letters, at))
    if (group) {
      const unit = (wide ? wider[group[0]] : undefined) ?? group[1]
      out.push(script === 'Cyrl' ? cyrillicUnit(group[0], unit, at + group[0].length === word.length) : unit)
      at += group[0].length
    } else at++
  }
  return out
}

/** Further readings of Latin letters that only a search tries: Ramadan and Ramazan, Azizul and Ajijul. */
const wider: Record<string, Unit> = {
  d: ['d', 'z'],
  z: ['z', 's', 'd', 'g'],
  j: ['g', 'z'],
  k: ['k', 'g'],
  g: ['g', 'h', 'k'],
  h: ['h', 'g'],
}

/** Romanised Cyrillic comes with its own doubts: г is g or h, and з is never s. */
function cyrillicUnit(letters: string, unit: Unit, last: boolean): Unit {
  if (letters === 'g') return last ? ['g', drop] : ['g', 'h']
  if (letters === 'h') return ['h', 'g']
  if (letters === 'z') return [letters]
  return unit
}

/** Second words of compounds, before which the article or its assimilated form is skipped: Nasr·ed·din, Abd·ul·Rahman. */
const joinedArticle =
  /(?<=[a-z]{2})(?:[aeiou]l|[aeiou](?=(?:dd|rr|ss)))(?=d+[aei]+n+e?$|r*ra[hk]+[ei]?m|ha[qk]|islam|hamid$|la+h?$|zaman$|huda$)/
const servant =
  /^abd+(?:[aeiou]?(?=l+ahi?$)|[aeiou]l|[aeiou](?=([rsnzdt])\1|rah?|sal|sam|sat|nas|nur|nour|zah|dah|tah))(?=..)/

/** Whether a folded Latin word is a compound of abd- ("servant of"), and what stands after it. */
export function afterServant(latin: string): string | undefined {
  const rest = latin.replace(servant, '')
  return rest === latin || rest.length < 2 ? undefined : rest.replace(/^([a-z])\1/, '$1').replace(/^lahi?$/, 'la')
}

/**
 * Skeletons of one folded word, the likeliest first, at most `limit`; `wide` tries readings that a search affords and a store does
 * not. Latin and other scripts are read letter by letter; Arabic and Hebrew from their own letters, without guessing vowels.
 */
export function skeletons(folded: string, script: Script, limit: number, wide = false): readonly string[] {
  return worked(`${script}${wide ? 'w' : 'n'}${limit} ${folded}`)
}

const worked = remember(100_000, key => {
  const space = key.indexOf(' ')
  return work(key.slice(space + 1), key.slice(0, 4) as Script, Number(key.slice(5, space)), key[4] === 'w')
})

function work(folded: string, script: Script, limit: number, wide: boolean): string[] {
  if (script === 'Arab') {
    const word = folded.replace(/(?<=..)ال(?=دين$|رحمن$|حق$|اسلام$|زمان$|له$)/u, '')
    if (word.startsWith('عبدال') && word.length > 6)
      return expand([['a'], ['b'], ['d'], ...abjadUnits(word.slice(5), arabic)], word, limit)
    if (word === 'الله') return ['al']
    const bare = hasArticle(word) ? word.slice(2) : word.replace(/^ابو(?=..)/u, 'اب')
    return expand(abjadUnits(bare, arabic), word, limit)
  }
  if (script === 'Hebr') return expand(abjadUnits(folded, hebrew), folded, limit)
  const latin =
    script === 'Latn'
      ? folded
      : romanise(folded)
          .toLowerCase()
          .replace(/[^a-z]+/g, '')
  const servantOf = afterServant(latin)
  const text = servantOf === undefined ? latin.replace(joinedArticle, '') : `abd${servantOf}`
  const found = expand(latinUnits(text, script, wide), text, limit)
  // A Latin name with its article written on (Almasri, Elmasry, Elamin) is also looked for without it.
  const bare =
    /^(?:[ae]l(?=[bcdfghjkmnqrstvwz])|ela(?=[mhw][aeim]))/.test(text) && text.length > 5 ? text.slice(2) : undefined
  if (bare === undefined) return found
  return [
    ...new Set([...found.slice(0, Math.max(1, limit - 1)), ...expand(latinUnits(bare, script, wide), bare, 1)]),
  ].slice(0, limit)
}

/** Every choice of classes, those that differ least from the first choices first. */
function expand(all: readonly Unit[], word: string, limit: number): string[] {
  const out: string[] = []
  // A closing h is spelt or not at will (Fatimah, Saleh, Abdullah), and so in every script.
  const closingH = all.length > 1 && all.at(-1)?.[0] === 'h' && /[hهحخהח]$/u.test(word)
  const units = closingH ? all.slice(0, -1) : all
  const add = (choice: readonly number[]) => {
    let text = ''
    for (const [at, unit] of units.entries()) {
      const classes = unit[choice[at] ?? 0] ?? ''
      if (classes !== drop) for (const one of classes) if (!text.endsWith(one)) text += one
    }
    if (text.length === 1) text += weakSound(word)
    if (text !== '' && !out.includes(text)) out.push(text)
  }
  const first = units.map(() => 0)
  add(first)
  // The dentals that Arabic and Persian read differently (Ramadan, Ramazan) come before rarer doubts.
  for (const dental of [true, false]) {
    for (let at = units.length - 1; at >= 0 && out.length < limit; at--) {
      const unit = units[at] ?? []
      if (dental !== isDental(unit)) continue
      for (let choice = 1; choice < unit.length; choice++) add(first.with(at, choice))
    }
  }
  for (let one = 0; one < units.length && out.length < limit; one++) {
    for (let two = one + 1; two < units.length && out.length < limit; two++) {
      if ((units[one]?.length ?? 0) > 1 && (units[two]?.length ?? 0) > 1) add(first.with(one, 1).with(two, 1))
    }
  }
  return out.slice(0, limit)
}

function isDental(unit: Unit): boolean {
  return unit.length > 1 && unit.every(one => one === 'd' || one === 'z' || one === 't' || one === 's')
}

/** A skeleton of one letter says too little; the weak sound after it parts Maya, Mo and Ma. */
function weakSound(word: string): string {
  for (const letter of word.slice(1)) {
    if ('iyيی'.includes(letter)) return 'y'
    if ('uowو'.includes(letter)) return 'w'
  }
  return ''
}
