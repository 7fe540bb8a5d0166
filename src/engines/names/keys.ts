import { type PersonName, spokenParts } from './part.ts'
import { skeletons } from './skeleton.ts'
import { type NameToken, nameTokens, tokenSkeletons } from './token.ts'

/** At most this many keys are kept for one person, and a key is at most this long with its type. */
export const mostKeys = 16
export const longestKey = 24

/** Skeletons kept for one word of a name; a searcher's word is expanded further, since that costs no storage. */
const keptSkeletons = 2
const askedSkeletons = 8

/**
 * Exact-match keys under which a person is found, for a table `(situation, key, person)`; ASCII, deduplicated, in order of worth.
 *
 * - `s:mhmd` the consonant skeleton of a word: the same for محمد, Mohammed, Muhamad, Мухаммад, መሐመድ.
 * - `t:mohammed` a word in folded Latin letters, for what a searcher has typed so far (`key LIKE 't:moha%'`).
 */
export function searchKeys(parts: PersonName): string[] {
  const kept = new Set<string>()
  const tokens = personTokens(parts)
  const skeletonLists = tokens.map(token => tokenSkeletons(token, keptSkeletons))
  // Round by round, so that a long name loses its variants before it loses a word.
  for (const list of skeletonLists) add(kept, 's', list[0])
  for (const token of tokens) add(kept, 't', token.latin)
  for (let round = 1; skeletonLists.some(list => round < list.length); round++) {
    for (const list of skeletonLists) add(kept, 's', list[round])
  }
  for (const token of tokens) for (const part of token.within) add(kept, 't', part.latin)
  return [...kept].slice(0, mostKeys)
}

export type QueryToken = {
  /** The word as typed. */
  token: string
  /** Keys any of which finds the person. */
  keys: string[]
  /** Key prefix for the same word unfinished: Latin letters for Latin, the skeleton for other scripts. */
  prefix: string
  /** All prefixes worth trying for an unfinished word: both of the above, where they are not too short to be useful. */
  prefixes: string[]
}

/**
 * What to look up for what a searcher typed, one entry a word, in any order and script. Persons who have a key for every entry come
 * first; the last word may be unfinished, and is then looked up by its prefix. Order the hits with `rankName`.
 */
export function queryKeys(text: string): QueryToken[] {
  return nameTokens(text).map(token => {
    const keys = new Set<string>()
    for (const skeleton of tokenSkeletons(token, askedSkeletons, true)) add(keys, 's', skeleton)
    if (token.latin !== '') add(keys, 't', token.latin)
    const prefixes = queryPrefixes(token)
    return { token: token.text, keys: [...keys], prefix: prefixes[0] ?? '', prefixes }
  })
}

function queryPrefixes(token: NameToken): string[] {
  // "abdulr" is on its way to Abdulrahman, whose key leaves the article out.
  const typed = token.latin.replace(/^abd+[aeiou]l?([a-z]?)$/, 'abd$1')
  const latin = typed === '' ? [] : [`t:${typed}`.slice(0, longestKey)]
  const skeleton = openSkeleton(token, typed)
  const stem = skeleton.length > 1 ? [`s:${skeleton}`.slice(0, longestKey)] : []
  return token.script === 'Latn' ? [...latin, ...stem] : [...stem, ...latin]
}

/** Skeleton of an unfinished word: an h at its end will not be the last letter, so it is not dropped as closing. */
function openSkeleton(token: NameToken, typed: string): string {
  const [whole = ''] = token.script === 'Latn' ? skeletons(typed, 'Latn', 1) : tokenSkeletons(token, 1)
  return /(?:h|ه|ح|خ)$/u.test(token.folded) && token.folded.length > 2 ? `${whole}h` : whole
}

/**
 * Tokens of the name as it is said, then of other names. The words of one name are read together, so that a compound split over
 * two parts (Abdul | Rahman) is met as a searcher writes it. The mother's name comes last: it names another person.
 */
function personTokens(parts: PersonName): NameToken[] {
  const spoken = spokenParts(parts)
  const others = parts.filter(part => !spoken.includes(part) && part.kind !== 'mother')
  const mothers = parts.filter(part => !spoken.includes(part) && part.kind === 'mother')
  return [spoken, ...others.map(part => [part]), ...mothers.map(part => [part])].flatMap(group => {
    const own = nameTokens(group.map(part => part.text).join(' '))
    if (group.every(part => part.latin === undefined)) return own
    return [...own, ...nameTokens(group.map(part => part.latin ?? part.text).join(' '))]
  })
}

function add(keys: Set<string>, type: 's' | 't', value: string | undefined): void {
  if (value !== undefined && value !== '') keys.add(`${type}:${value}`.slice(0, longestKey))
}
