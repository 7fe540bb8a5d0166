import { type CodeList, type CodeOf, plainList } from '../code-list.ts'

export interface EducationLevel {
  /** Whole school years completed; undefined where the code does not count years. */
  readonly years?: number
}

// biome-ignore format: the ladder reads as one line
const levels = [
  'NE', 'KG', 'IN', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', 'TC', 'UG', 'PG', 'U',
] as const

export type EducationLevelCode = (typeof levels)[number]

/** Highest level reached: none, kindergarten, informal, years 1 to 14, technical, university, after university. */
export const educationLevels: CodeList<'education-level', EducationLevelCode, EducationLevel> = {
  name: 'education-level',
  codes: levels,
  facts: Object.fromEntries(levels.map(code => [code, /^\d+$/.test(code) ? { years: Number(code) } : {}])) as Record<
    EducationLevelCode,
    EducationLevel
  >,
  aliases: {},
}

/**
 * Highest diploma. The referral form's table holds two codes, Grad and High, for the same thing: a degree after the
 * first one. High sounds like "high school" and is read as Grad.
 */
export const educationDegrees = plainList('education-degree', ['Prim', 'Sec', 'Tech', 'BAC', 'Univ', 'Grad', 'U'], {
  High: 'Grad',
})
export type EducationDegreeCode = CodeOf<typeof educationDegrees>
