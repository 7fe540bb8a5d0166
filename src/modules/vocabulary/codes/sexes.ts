import { type CodeOf, plainList } from '../code-list.ts'

/** F female, M male, U unknown: the three values that resettlement referrals and registration files exchange. */
export const sexes = plainList('sex', ['F', 'M', 'U'])
export type SexCode = CodeOf<typeof sexes>
