import { defineProblems } from '../../kernel/problems/problem.ts'
import { defineConstraints } from '../../kernel/store/failures.ts'

export const problem = defineProblems({
  'situation.code-taken': 409,
  'situation.site-code-taken': 409,
  'situation.pcode-taken': 409,
  'situation.organisation-name-taken': 409,
  'situation.area-unknown': 422,
  'situation.parent-unknown': 422,
  'situation.area-circle': 422,
  'situation.site-has-people': 409,
  'situation.site-already-closed': 409,
  'situation.closed-before-opened': 422,
})

defineConstraints({
  situation_code_key: { code: 'situation.code-taken', status: 409 },
  situation_pkey: { code: 'situation.code-taken', status: 409 },
  site_code_key: { code: 'situation.site-code-taken', status: 409 },
  area_pcode_key: { code: 'situation.pcode-taken', status: 409 },
  site_area_fkey: { code: 'situation.area-unknown', status: 422 },
  area_parent_fkey: { code: 'situation.parent-unknown', status: 422 },
  organisation_name_key: { code: 'situation.organisation-name-taken', status: 409 },
  site_closed_after_opened: { code: 'situation.closed-before-opened', status: 422 },
  situation_closed_after_opened: { code: 'situation.closed-before-opened', status: 422 },
})
