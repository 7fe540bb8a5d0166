import { isAscii, isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import iconv from 'iconv-lite'
import { type Encoding, unfinishedUtf8 } from './decode.ts'
import { PROFILES, type Profile } from './encoding-profiles.ts'

/**
 * How the encoding of a file was found. `certain`: a byte order mark, pure ASCII, or strictly valid UTF-8 with other than
 * ASCII in it. `likely` and `unsure`: guessed from letter frequencies; a person should be shown the guess.
 */
export interface DetectedEncoding {
  readonly encoding: Encoding
  readonly confidence: 'certain' | 'likely' | 'unsure'
}

const SAMPLE = 262_144
const UNREADABLE = -8
const MISPLACED = -4

/** Punctuation that every script uses; it tells nothing. */
const NEUTRAL = /[\u00A0«»،؛؟“”„‘’‚–—…•·№°\u200C-\u200F]/u
const LETTER = /\p{L}|\p{M}/u

/** Whether the byte pairs of a Chinese decoding lie where GB2312 keeps everyday characters. */
function hanWeight(character: string, common: ReadonlySet<string>): number {
  if (common.has(character)) return 3
  const bytes = iconv.encode(character, 'gb18030')
  const lead = bytes[0] ?? 0
  const trail = bytes[1] ?? 0
  if (bytes.length !== 2 || trail < 0xa1 || lead < 0xa1) return -2
  if (lead <= 0xa3) return 1
  if (lead >= 0xb0 && lead <= 0xd7) return 1
  return -1
}

function letterWeight(character: string, profile: Profile, common: ReadonlySet<string>): number {
  if (profile.script === 'han') return hanWeight(character, common)
  if (common.has(character)) return 3
  if (profile.usual.includes(character)) return 2
  if (profile.rare.includes(character)) return 1
  if (NEUTRAL.test(character)) return 0
  return LETTER.test(character) ? -1 : -3
}

const isPlain = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
const isUpper = (character: string): boolean => character !== character.toLowerCase()
const isLower = (character: string): boolean => character !== character.toUpperCase()

/**
 * What the neighbours of a character say. In Latin scripts an accented letter stands among plain ones; Arabic and Cyrillic
 * words are whole in their script; no script has a capital after a small letter within a word.
 */
function neighbourWeight(text: string, at: number, script: Profile['script']): number {
  const character = text.charAt(at)
  if (!LETTER.test(character)) return 0
  const before = at > 0 ? text.charAt(at - 1) : ''
  const after = text.charAt(at + 1)
  const plainBeside = isPlain(before.charCodeAt(0)) || isPlain(after.charCodeAt(0))
  let weight = 0
  if (script === 'latin') {
    const foreign = [before, after, text.charAt(at - 2)].filter(c => c > '\u007f' && LETTER.test(c)).length
    if (foreign >= 2) weight += MISPLACED
  } else if (plainBeside && script !== 'han') weight += MISPLACED
  if (script !== 'han' && isLower(before) && !isUpper(before) && isUpper(character) && !isLower(character))
    weight += MISPLACED
  return weight
}

/** Mean weight of the characters beyond ASCII when the sample is read with a profile's encoding. */
function score(sample: Buffer, profile: Profile): number {
  const text = iconv.decode(sample, profile.encoding)
  const common = new Set(profile.common)
  const weights = new Map<string, number>()
  let sum = 0
  let seen = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    seen++
    // U+FFFD: no such byte. C1 controls: never in a text.
    if (code === 0xfffd || code < 0xa0 || (code >= 0xd800 && code <= 0xf8ff)) {
      sum += UNREADABLE
      continue
    }
    const character = text.charAt(i)
    const known = weights.get(character) ?? letterWeight(character, profile, common)
    weights.set(character, known)
    sum += known + neighbourWeight(text, i, profile.script)
  }
  return seen === 0 ? 0 : sum / seen
}

/** Guesses the encoding of bytes that are neither marked nor valid UTF-8, from how the letters would fall. */
export function guessEncoding(sample: Buffer): DetectedEncoding {
  const ranked = PROFILES.map(profile => ({ encoding: profile.encoding, score: score(sample, profile) })).sort(
    (a, b) => b.score - a.score,
  )
  const best = ranked[0] ?? { encoding: 'windows-1252' as const, score: 0 }
  const second = ranked[1] ?? { score: 0 }
  const confidence = best.score >= 1.5 && best.score - second.score >= 0.5 ? 'likely' : 'unsure'
  return { encoding: best.encoding, confidence }
}

/** UTF-16 without a byte order mark shows itself by zeros on one side of its pairs only. */
function wideWithoutMark(head: Buffer): Encoding | undefined {
  let even = 0
  let odd = 0
  for (let i = 0; i < head.length; i++) if (head[i] === 0) i % 2 === 0 ? even++ : odd++
  if (odd > 0 && even === 0) return 'utf-16le'
  return even > 0 && odd === 0 ? 'utf-16be' : undefined
}

/** The encoding that a byte order mark states. */
export function markedEncoding(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined
}

/** Lines that hold bytes beyond ASCII: what the guess is made from. */
function linesBeyondAscii(chunk: Buffer, room: number): Buffer[] {
  const lines: Buffer[] = []
  let taken = 0
  let start = 0
  while (start < chunk.length && taken < room) {
    const end = chunk.indexOf(10, start)
    const line = chunk.subarray(start, end < 0 ? chunk.length : end + 1)
    if (!isAscii(line)) {
      lines.push(Buffer.from(line))
      taken += line.length
    }
    start += line.length
  }
  return lines
}

/** Reads a text file once, to its end, and says how it is encoded. */
export async function detectEncoding(path: string): Promise<DetectedEncoding> {
  let head: Buffer | undefined
  let rest: Buffer = Buffer.alloc(0)
  let valid = true
  let ascii = true
  const sample: Buffer[] = []
  let sampled = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>) {
    if (!head) {
      head = chunk.subarray(0, 65_536)
      const encoding = markedEncoding(head) ?? wideWithoutMark(head)
      if (encoding) return { encoding, confidence: 'certain' }
    }
    if (rest.length === 0 && isAscii(chunk)) continue
    ascii = false
    if (sampled < SAMPLE) {
      const lines = linesBeyondAscii(chunk, SAMPLE - sampled)
      sample.push(...lines)
      sampled += lines.reduce((sum, line) => sum + line.length, 0)
    }
    if (valid) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      const cut = bytes.length - unfinishedUtf8(bytes)
      valid = isUtf8(bytes.subarray(0, cut))
      rest = Buffer.from(bytes.subarray(cut))
    }
  }
  if (ascii) return { encoding: 'utf-8', confidence: 'certain' }
  if (valid && rest.length === 0) return { encoding: 'utf-8', confidence: 'certain' }
  const bytes = Buffer.concat(sample)
  // UTF-8 with a few broken places is broken UTF-8, not another encoding: reading it will name the line.
  const text = bytes.toString('utf8')
  const lost = text.split('\uFFFD').length - 1
  let beyond = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) beyond++
  if (beyond - lost > lost * 10) return { encoding: 'utf-8', confidence: 'likely' }
  return guessEncoding(bytes)
}
