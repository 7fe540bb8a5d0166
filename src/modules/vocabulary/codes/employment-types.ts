import { type CodeOf, plainList } from '../code-list.ts'

/** E an occupation held, NE not employed, S a skill without employment. */
export const employmentTypes = plainList('employment-type', ['E', 'NE', 'S'])
export type EmploymentTypeCode = CodeOf<typeof employmentTypes>
