import { type CodeOf, plainList } from '../code-list.ts'

/** ISCO-08's ten major groups (one figure) and 43 sub-major groups (two figures), in the order of the standard. */
// biome-ignore format: a line for each major group
export const occupationGroups = plainList('occupation-group', [
  '0', '01', '02', '03',
  '1', '11', '12', '13', '14',
  '2', '21', '22', '23', '24', '25', '26',
  '3', '31', '32', '33', '34', '35',
  '4', '41', '42', '43', '44',
  '5', '51', '52', '53', '54',
  '6', '61', '62', '63',
  '7', '71', '72', '73', '74', '75',
  '8', '81', '82', '83',
  '9', '91', '92', '93', '94', '95', '96',
])
export type OccupationGroupCode = CodeOf<typeof occupationGroups>

/**
 * What is said in place of an occupation. The referral form writes them as None, 1 and U; its 1 is no ISCO code (there
 * 1 is "Managers"), so it is kept out of the occupations and read through these aliases.
 */
export const occupationSpecials = plainList('occupation-special', ['none', 'student', 'unknown'], {
  '1': 'student',
  U: 'unknown',
})
export type OccupationSpecialCode = CodeOf<typeof occupationSpecials>

/** The referral form's codes for what is said in place of an occupation. */
export const occupationSpecialForms = { none: 'None', student: '1', unknown: 'U' } as const satisfies Record<
  OccupationSpecialCode,
  string
>
