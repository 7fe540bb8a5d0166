import { defineProblems } from '../problems/problem.ts'
import { defineConstraints } from '../store/failures.ts'

/** What may be wrong with accounts, grants, sign-in and tokens. Words: `words/*.json`, keys `problem.<code>`. */
export const problem = defineProblems({
  'access.account-unknown': 422,
  'access.account-disabled': 403,
  'access.email-taken': 409,
  'access.role-unknown': 422,
  'access.role-elsewhere': 422,
  'access.places-needed': 422,
  'access.more-than-own': 403,
  'access.grant-ended': 409,
  'access.last-administrator': 409,
  'access.link-void': 410,
  'access.password-short': 422,
  'access.password-long': 422,
  'access.password-common': 422,
  'access.wrong-credentials': 401,
  'access.wrong-code': 401,
  'access.sign-in-failed': 400,
  'access.session-too-old': 403,
  'access.token-lifetime': 422,
  'access.token-beyond-account': 422,
  'access.token-by-token': 403,
  'access.too-many-tokens': 409,
})

defineConstraints({
  account_email_key: { code: 'access.email-taken', status: 409 },
  account_pkey: { code: 'act.duplicate-record', status: 409 },
  access_grant_account_id_fkey: { code: 'access.account-unknown', status: 422 },
})
