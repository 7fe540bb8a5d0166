import { type CodeOf, plainList } from '../code-list.ts'

/** The referral form's table holds both PT and P for a partnership; P is read as PT. */
export const maritalStatuses = plainList('marital-status', ['SN', 'EG', 'MA', 'CL', 'PT', 'SR', 'DV', 'WD', 'U'], {
  P: 'PT',
})
export type MaritalStatusCode = CodeOf<typeof maritalStatuses>
