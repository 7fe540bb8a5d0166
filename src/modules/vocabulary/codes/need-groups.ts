import { type CodeList, factList } from '../code-list.ts'

export interface NeedGroup {
  /** First version of the electronic referral form (v4) that has the group, where it is not in all of them. */
  readonly form?: '2.8'
}

const groups = {
  CR: {},
  SC: {},
  WR: {},
  ER: {},
  SP: {},
  DS: {},
  SM: {},
  PG: { form: '2.8' },
  FU: {},
  LP: {},
  TR: {},
  SV: {},
} as const satisfies Record<string, NeedGroup>

export type NeedGroupCode = keyof typeof groups

/** The twelve groups of specific needs: the first half of every need code, and the referral form's vulnerability codes. */
export const needGroups: CodeList<'need-group', NeedGroupCode, NeedGroup> = factList('need-group', groups)

/** The referral form calls the same list "vulnerability". */
export const vulnerabilityGroups = needGroups
