import table from './codes/data/occupations.json' with { type: 'json' }
import { fold, isBlank } from './fold.ts'

// Loaded on demand (`loadOccupations`): 619 groups of ISCO-08 and some 400 older codes.

/**
 * `isco08`: the International Standard Classification of Occupations, 2008. `older`: codes that the referral form still
 * holds from ISCO-88 and from mistakes of its own, where they mean something else than ISCO-08's or do not exist there.
 */
export type OccupationEdition = 'isco08' | 'older'

export interface Occupation {
  readonly code: string
  readonly edition: OccupationEdition
  /** English. */
  readonly title: string
  /** 1 major, 2 sub-major, 3 minor, 4 unit group, by the number of figures. */
  readonly level: 1 | 2 | 3 | 4
  /** The group one level up in ISCO-08; null for a major group and for older codes. */
  readonly parent: string | null
}

function read(edition: OccupationEdition): Occupation[] {
  return Object.entries(table[edition])
    .map(([code, title]) => ({
      code,
      edition,
      title,
      level: code.length as Occupation['level'],
      parent: edition === 'isco08' && code.length > 1 ? code.slice(0, -1) : null,
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** All of ISCO-08, by code: a major group stands before its parts. The list to offer for entry. */
export const occupations: readonly Occupation[] = read('isco08')

/** Codes of the referral form with an older meaning: read on import, not offered. */
export const olderOccupations: readonly Occupation[] = read('older')

const byCode: Readonly<Record<OccupationEdition, ReadonlyMap<string, Occupation>>> = {
  isco08: new Map(occupations.map(occupation => [occupation.code, occupation])),
  older: new Map(olderOccupations.map(occupation => [occupation.code, occupation])),
}

/** The occupation of a code in one edition; undefined if that edition does not have it. */
export function findOccupation(code: string, edition: OccupationEdition = 'isco08'): Occupation | undefined {
  return byCode[edition].get(code.trim())
}

/** The groups one level below a code of ISCO-08; the ten major groups for null. */
export function occupationsUnder(parent: string | null): readonly Occupation[] {
  return occupations.filter(occupation => occupation.parent === parent)
}

/**
 * Everything that a code can mean in a referral form, where ISCO-08 and ISCO-88 stand in one table without a mark:
 * 2221 is nurses in the one and doctors in the other.
 */
export function occupationMeanings(code: string): readonly Occupation[] {
  return [findOccupation(code, 'isco08'), findOccupation(code, 'older')].filter(meaning => meaning !== undefined)
}

let titles: Map<string, Occupation> | undefined

function titleIndex(): Map<string, Occupation> {
  if (titles) return titles
  const index = new Map<string, Occupation>()
  // Older titles first, broad groups before narrow ones: the last written is the unit group of ISCO-08.
  for (const occupation of [...olderOccupations, ...[...occupations].sort((a, b) => a.level - b.level)])
    index.set(fold(occupation.title), occupation)
  titles = index
  return index
}

/**
 * The occupation that a cell of an import means, by code or by English title. A code with two meanings is read only
 * when `edition` is given. Undefined for a blank and for what is not known; "student" and "none" are
 * `occupationSpecials`.
 */
export function recogniseOccupation(text: string, edition?: OccupationEdition): Occupation | undefined {
  if (isBlank(text)) return undefined
  if (!/^\s*\d{1,4}\s*$/.test(text)) return titleIndex().get(fold(text))
  const [only, ...more] = edition ? [findOccupation(text, edition)] : occupationMeanings(text.trim())
  return more.length === 0 ? only : undefined
}
