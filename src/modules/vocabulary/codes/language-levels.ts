import { type CodeOf, plainList } from '../code-list.ts'

/** How well someone reads, writes, speaks or understands a language. NO is "not at all", N is "with difficulty". */
export const languageLevels = plainList('language-level', ['E', 'N', 'NO', 'U'])
export type LanguageLevelCode = CodeOf<typeof languageLevels>
