import { type PersonName, spokenParts } from './part.ts'
import { jaroWinkler } from './similarity.ts'
import { type NameToken, nameTokens, tokenSkeletons } from './token.ts'

/** How two words were found alike: equal in their own script, alike in it, alike in Latin, by skeleton, or as a beginning. */
export type MatchedHow = 'exact' | 'own-script' | 'latin' | 'skeleton' | 'prefix'

/** One word of the query and the word of the name it met. */
export type MatchedToken = { token: string; on: string; how: MatchedHow; score: number }

export type NameRank = { score: number; matched: MatchedToken[] }

/** A word pair less alike than this is no match and counts as missing. */
const leastAlike = 0.78

/**
 * How well a name answers what a searcher typed, 0..1, with the reason. Words may stand in any order and script; each word of the
 * name answers one word of the query. Words of the name that were not asked for cost little (people type two of four names), words
 * asked for and not found cost in full.
 */
export function rankName(query: string, parts: PersonName): NameRank {
  const asked = nameTokens(query)
  if (asked.length === 0) return { score: 0, matched: [] }
  const names = candidates(parts)
  const pairs: { ask: number; name: number; order: number; how: MatchedHow; score: number }[] = []
  for (const [ask, token] of asked.entries()) {
    const unfinished = ask === asked.length - 1
    for (const [name, candidate] of names.entries()) {
      const like = alike(token, candidate.token, unfinished)
      if (like.score >= leastAlike) pairs.push({ ask, name, order: candidate.word, ...like })
    }
  }
  pairs.sort((one, other) => other.score - one.score || one.ask - other.ask || one.name - other.name)
  const found = new Map<number, (typeof pairs)[number]>()
  const used = new Set<number>()
  for (const pair of pairs) {
    if (found.has(pair.ask) || used.has(pair.order)) continue
    found.set(pair.ask, pair)
    used.add(pair.order)
  }
  let total = 0
  let weights = 0
  const matched: MatchedToken[] = []
  for (const [ask, token] of asked.entries()) {
    const weight = 1 + Math.min(token.latin.length, 10) / 10
    weights += weight
    const pair = found.get(ask)
    if (!pair) continue
    total += weight * pair.score
    const on = names[pair.name]?.token.text ?? ''
    matched.push({ token: token.text, on, how: pair.how, score: round(pair.score) })
  }
  const wordsOfName = new Set(names.filter(name => name.spoken).map(name => name.word)).size
  const unasked = Math.max(0, wordsOfName - used.size)
  const inOrder =
    matched.length > 1 &&
    [...found.entries()]
      .sort(([one], [two]) => one - two)
      .every(([, pair], at, list) => at === 0 || pair.order > (list[at - 1]?.[1].order ?? 0))
  const score = (total / weights) * (1 - 0.02 * Math.min(unasked, 5)) - (matched.length > 1 && !inOrder ? 0.01 : 0)
  return { score: round(Math.max(0, score)), matched }
}

type Candidate = { token: NameToken; word: number; spoken: boolean }

/** Words of the name, own script and Latin form; the two forms of one word share its number, so that it answers once. */
function candidates(parts: PersonName): Candidate[] {
  const spoken = new Set(spokenParts(parts))
  const out: Candidate[] = []
  let word = 0
  for (const part of parts) {
    const own = nameTokens(part.text)
    const latin = part.latin === undefined ? [] : nameTokens(part.latin)
    for (const [at, token] of own.entries()) out.push({ token, word: word + at, spoken: spoken.has(part) })
    for (const [at, token] of latin.entries()) out.push({ token, word: word + at, spoken: spoken.has(part) })
    word += Math.max(own.length, latin.length)
  }
  return out
}

function alike(token: NameToken, name: NameToken, unfinished: boolean): { score: number; how: MatchedHow } {
  if (token.folded === name.folded) return { score: 1, how: 'exact' }
  let best: { score: number; how: MatchedHow } = { score: 0, how: 'latin' }
  const better = (score: number, how: MatchedHow) => {
    if (score > best.score) best = { score, how }
  }
  if (token.script === name.script) better(jaroWinkler(token.folded, name.folded), 'own-script')
  if (token.script !== name.script || token.script === 'Latn') {
    // A guessed Latin form is weaker evidence than the letters somebody wrote.
    better(jaroWinkler(token.latin, name.latin) * (token.script === name.script ? 1 : 0.98), 'latin')
  }
  if (best.score < 0.95) better(skeletonScore(token, name), 'skeleton')
  if (unfinished && best.score < 0.9) better(prefixScore(token, name), 'prefix')
  return best
}

function skeletonScore(token: NameToken, name: NameToken): number {
  const asked = tokenSkeletons(token, 4)
  const held = tokenSkeletons(name, 4)
  const shared = asked.findIndex(skeleton => held.includes(skeleton))
  if (shared < 0) return 0
  const length = asked[shared]?.length ?? 0
  // Two letters agree by chance; four hardly do. A second reading is worth less than the first.
  return Math.min(0.95, 0.72 + 0.06 * length) - (shared > 0 ? 0.03 : 0)
}

function prefixScore(token: NameToken, name: NameToken): number {
  const begins =
    (token.folded.length > 0 && name.folded.startsWith(token.folded)) ||
    (token.latin.length > 0 && name.latin.startsWith(token.latin))
  return begins ? 0.8 + 0.1 * Math.min(1, token.folded.length / Math.max(1, name.folded.length)) : 0
}

function round(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
