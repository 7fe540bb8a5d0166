import { foldToken, splitWords } from './fold.ts'
import { hasArticle } from './latin/arabic.ts'
import { burmeseSyllables } from './latin/burmese.ts'
import { romanise } from './latin/index.ts'
import { closesCompound, openers, withoutParticles } from './particles.ts'
import { remember } from './remember.ts'
import { type Script, scriptOf } from './script.ts'
import { afterServant, skeletons } from './skeleton.ts'
import { fromZawgyi, isZawgyi } from './zawgyi.ts'

/** One word of a name, ready to be compared. */
export type NameToken = {
  /** As typed. */
  text: string
  /** Folded, in its own script; a compound (Abd al-Rahman) is one word. */
  folded: string
  script: Script
  /** Folded Latin form, letters a-z and digits only. */
  latin: string
  /** The parts of a compound, which people also use alone (Rahman; Nasr). */
  within: readonly { latin: string; folded: string; script: Script }[]
}

type Word = { text: string; folded: string; script: Script }

/** The words of a name that carry it, in order, compounds joined, particles left out. */
export const nameTokens: (text: string) => readonly NameToken[] = remember(20_000, text =>
  compounds(withoutParticles(text.split(/\s+/u).flatMap(words))),
)

const words = remember(50_000, (text): readonly Word[] => {
  const out: Word[] = []
  for (const piece of splitWords(text)) {
    const script = scriptOf(piece)
    if (script === 'Mymr') {
      const unicode = isZawgyi(piece) ? fromZawgyi(piece) : piece
      for (const syllable of burmeseSyllables(unicode))
        out.push({ text: syllable, folded: foldToken(syllable), script })
      continue
    }
    const folded = foldToken(piece)
    if (folded !== '') out.push({ text: piece, folded, script })
  }
  return out
})

function compounds(list: readonly Word[]): NameToken[] {
  const out: NameToken[] = []
  for (let at = 0; at < list.length; at++) {
    const word = list[at]
    if (!word) continue
    const next = list[at + 1]
    if (next && next.script === word.script && openers.has(word.folded)) {
      out.push(join(word, next))
      at++
    } else if (
      next &&
      next.script === word.script &&
      word.folded.length > (word.script === 'Arab' ? 1 : 2) &&
      closesCompound(next.folded)
    ) {
      out.push(join(word, next))
      at++
    } else out.push(single(word))
  }
  return out
}

function single(word: Word): NameToken {
  const latin = plainLatin(word)
  const within: { latin: string; folded: string; script: Script }[] = []
  const servantOf = word.script === 'Latn' ? afterServant(latin) : undefined
  if (servantOf !== undefined && servantOf.length > 3)
    within.push({ latin: servantOf, folded: servantOf, script: 'Latn' })
  if (word.script === 'Arab' && /^عبدال..../u.test(word.folded)) {
    const rest = word.folded.slice(5)
    within.push({ latin: plainLatin({ text: rest, folded: rest, script: 'Arab' }), folded: rest, script: 'Arab' })
  }
  return { ...word, latin: servantOf === undefined ? latin : `abd${servantOf}`, within }
}

function join(first: Word, second: Word): NameToken {
  const hadArticle = second.script === 'Arab' && (hasArticle(second.folded) || second.folded === 'الله')
  const bare = hadArticle ? second.folded.slice(2) : second.folded
  const isServant = /^(?:abd|عبد)/u.test(first.folded)
  const script = first.script
  const rest = plainLatin({ text: second.text, folded: bare, script })
  const start = isServant ? 'abd' : plainLatin(first)
  const folded = script === 'Arab' ? first.folded + (isServant || hadArticle ? 'ال' : '') + bare : start + rest
  const within = bare.length > 3 && !closesCompound(bare) ? [{ latin: rest, folded: bare, script }] : []
  if (!isServant && !openers.has(first.folded)) within.push({ latin: start, folded: first.folded, script })
  else if (isServant && bare.length > 3 && within.length === 0) within.push({ latin: rest, folded: bare, script })
  const text = `${first.text} ${second.text}`
  // Frequent compounds in Arabic script have a usual Latin spelling as a whole.
  const usual =
    script === 'Arab' && !isServant ? plainLatin({ text, folded: `${first.folded} ${second.folded}`, script }) : ''
  return { text, folded, script, latin: usual === '' ? start + rest : usual, within }
}

const plainLatinOf = remember(50_000, (folded): string =>
  foldToken(romanise(folded).replace(/(^|[\s-])al-/gi, '$1')).replace(/[^a-z0-9]+/g, ''),
)

function plainLatin(word: Word): string {
  return word.script === 'Latn' ? word.folded.replace(/[^a-z0-9]+/g, '') : plainLatinOf(word.folded)
}

/** Skeletons of a token and of the parts it holds; those of the whole word come first. */
export function tokenSkeletons(token: NameToken, limit: number, wide = false): string[] {
  const latinCompound = token.script !== 'Arab' && token.latin.startsWith('abd')
  const own = skeletons(latinCompound ? token.latin : token.folded, latinCompound ? 'Latn' : token.script, limit, wide)
  const parts = token.within.flatMap(part => skeletons(part.folded, part.script, 1))
  return [...new Set([...own, ...parts])]
}
