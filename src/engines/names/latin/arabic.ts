import { arabicFemale, arabicMale, levantFamily, sudanFemale, sudanMale } from '../data/arabic.ts'
import { afghanFamily, dariFemale, dariMale, pashtoMale } from '../data/persian.ts'
import { foldToken, splitWords } from '../fold.ts'

/**
 * Arabic script leaves short vowels out, so a readable Latin form is a lookup first and a guess second. The skeleton keys do not
 * depend on either: they are made from the letters themselves.
 */
let known: Map<string, string> | undefined

function dictionary(): Map<string, string> {
  if (known) return known
  known = new Map<string, string>()
  const tables = [
    arabicMale,
    arabicFemale,
    sudanMale,
    sudanFemale,
    dariMale,
    dariFemale,
    pashtoMale,
    levantFamily,
    afghanFamily,
  ]
  for (const table of tables) {
    for (const { own, latin } of table) {
      const words = splitWords(own).map(foldToken)
      const key = words.join(' ')
      if (!known.has(key)) known.set(key, latin)
      // «عبد الله» is as often typed without its space.
      const joined = words.join('')
      if (words.length > 1 && !known.has(joined))
        known.set(
          joined,
          latin.replace(/[\s-]/g, sign => (sign === '-' ? '' : sign)),
        )
    }
  }
  return known
}

const sounds: Record<string, string> = {
  ب: 'b',
  پ: 'p',
  ت: 't',
  ث: 'th',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'dh',
  ر: 'r',
  ز: 'z',
  ژ: 'zh',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
}

const article = /^ال(?=..)/
/** Words that begin with alef and lam without an article. */
const noArticle = new Set([
  'الياس',
  'الهام',
  'الينا',
  'اليزابت',
  'البرت',
  'السا',
  'الكس',
  'الله',
  'الهي',
  'الهه',
  'الين',
  'اليف',
  'الما',
  'الكوزي',
])

/** Latin form of a name in Arabic script: frequent names by their usual spelling, others with their vowels guessed. */
export function arabicToLatin(text: string): string {
  const table = dictionary()
  const words = splitWords(text).map(foldToken).filter(Boolean)
  const out: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const two = words[at + 1] === undefined ? undefined : table.get(`${word} ${words[at + 1]}`)
    if (two !== undefined) {
      out.push(two)
      at++
      continue
    }
    const one = table.get(word)
    if (one !== undefined) out.push(one)
    else if (hasArticle(word)) out.push(`al-${table.get(word.slice(2)) ?? spell(word.slice(2))}`)
    else out.push(spell(word))
  }
  return out.join(' ')
}

/** Whether a folded Arabic word begins with the article. */
export function hasArticle(word: string): boolean {
  return article.test(word) && word.length > 3 && !noArticle.has(word)
}

function spell(word: string): string {
  if (word === 'الله') return 'allah'
  const letters = [...word]
  let out = ''
  for (const [at, letter] of letters.entries()) {
    const next = letters[at + 1]
    const last = at === letters.length - 1
    const vowelBefore = /[aeiou]$/.test(out)
    if (letter === 'ا') out += vowelBefore ? '' : next === 'ي' && at === 0 ? '' : 'a'
    else if (letter === 'ع') out += isWeak(next) || vowelBefore ? '' : 'a'
    else if (letter === 'و')
      out += at === 0 || next === 'ا' || next === 'ي' || vowelBefore ? `w${shortVowel(at, letters)}` : 'u'
    else if (letter === 'ي') out += at === 0 || next === 'ا' || next === 'و' ? `y${shortVowel(at, letters)}` : 'i'
    else if (letter === 'ه' && last && !/ا$/.test(word.slice(0, -1))) out += vowelBefore ? '' : 'a'
    else out += (sounds[letter] ?? '') + shortVowel(at, letters)
  }
  return out
}

function isWeak(letter: string | undefined): boolean {
  return letter !== undefined && 'اويع'.includes(letter)
}

/** Vowel to write after a consonant: none before a written vowel or at the end; Arabic avoids clusters at either end of a word. */
function shortVowel(at: number, letters: readonly string[]): string {
  const next = letters[at + 1]
  if (next === undefined || isWeak(next) || (next === 'ه' && at + 2 === letters.length)) return ''
  const before = letters[at - 1]
  const nextIsLast = at + 2 === letters.length
  if (before === 'ا' && nextIsLast) return 'i'
  if (at === 0 || nextIsLast) return 'a'
  return before !== undefined && (isWeak(before) || at === 1) ? '' : 'a'
}
