import { type CodeOf, plainList } from '../code-list.ts'

/**
 * How soon a need should be followed up. Each situation sets its own time limits; child-protection practice reads
 * high as 24 to 48 hours, medium as one to two weeks, low as two to four weeks.
 */
export const urgencies = plainList('urgency', ['high', 'medium', 'low'])
export type UrgencyCode = CodeOf<typeof urgencies>
