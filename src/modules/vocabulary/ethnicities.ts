import table from './codes/data/ethnicities.json' with { type: 'json' }
import { fold, isBlank } from './fold.ts'

// Loaded on demand (`loadEthnicities`): 749 codes.

/**
 * A code of the referral form for an ethnic group. SENSITIVE: people are killed for what this field says. It is optional,
 * has a permission of its own, and belongs in no list, card or export that does not need it. The names are those that
 * the form's table uses, mended where they were misspelt; they are not a judgement on who is a people.
 */
export interface Ethnicity {
  readonly code: string
  /** English or the group's own name. */
  readonly name: string
  /** Other spellings and names, some of them no longer used with respect: read on import, never shown. */
  readonly otherNames: readonly string[]
}

/** All codes, by name. */
export const ethnicities: readonly Ethnicity[] = Object.entries(table)
  .map(([code, [name = code, ...otherNames]]) => ({ code, name, otherNames }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.code < b.code ? -1 : 1))

const byCode = new Map(ethnicities.map(ethnicity => [ethnicity.code, ethnicity]))

/** The group of a code. The form's table writes some with and some without leading zeros (`1`, `001`): both are read. */
export function findEthnicity(code: string): Ethnicity | undefined {
  const letters = code.trim().toUpperCase()
  return byCode.get(/^\d{1,3}$/.test(letters) ? letters.padStart(3, '0') : letters)
}

let names: Map<string, Ethnicity | null> | undefined

function nameIndex(): Map<string, Ethnicity | null> {
  if (names) return names
  const index = new Map<string, Ethnicity | null>()
  for (const ethnicity of ethnicities) {
    for (const name of ethnicity.otherNames) {
      const taken = index.get(fold(name))
      index.set(fold(name), taken === undefined || taken === ethnicity ? ethnicity : null)
    }
  }
  const main = new Map<string, Ethnicity>()
  // The table has a few names twice, under two codes; the lower code stands for both.
  for (const ethnicity of ethnicities) if (!main.has(fold(ethnicity.name))) main.set(fold(ethnicity.name), ethnicity)
  names = new Map<string, Ethnicity | null>([...index, ...main])
  return names
}

/** The group that a cell of an import means, by code or name. Undefined for a blank, an unknown or a shared name. */
export function recogniseEthnicity(text: string): Ethnicity | undefined {
  if (isBlank(text)) return undefined
  return findEthnicity(text) ?? nameIndex().get(fold(text)) ?? undefined
}
