import { defineProblems } from '../../kernel/problems/problem.ts'
import { defineConstraints } from '../../kernel/store/failures.ts'

/** What may be wrong with a registration. Words: `words/*.json`, keys `problem.<code>`. */
export const problem = defineProblems({
  'registration.control-character': 422,
  'registration.name-empty': 422,
  'registration.name-too-long': 422,
  'registration.name-control-character': 422,
  'registration.name-emoji': 422,
  'registration.name-no-letter': 422,
  'registration.name-mixed-script': 422,
  'registration.birth-in-future': 422,
  'registration.birth-too-old': 422,
  'registration.arrival-in-future': 422,
  'registration.arrival-before-birth': 422,
  'registration.registered-in-future': 422,
  'registration.no-representative': 422,
  'registration.two-representatives': 422,
  'registration.parent-younger-than-child': 422,
  'registration.relationship-sex': 422,
  'registration.same-id-twice': 422,
  'registration.consent-stranger': 422,
  'registration.site-closed': 422,
  'registration.site-unknown': 422,
  'registration.level-incomplete': 422,
  'registration.group-unknown': 422,
  'registration.group-empty': 422,
  'registration.document-number-taken': 409,
  'registration.already-registered': 409,
  'registration.external-number-taken': 409,
  'registration.need-already-open': 409,
  'registration.household-not-active': 409,
  'registration.individual-not-active': 409,
  'registration.status-not-possible': 409,
  'registration.reason-needed': 422,
  'registration.photo-unknown': 422,
})

defineConstraints({
  identity_document_number_key: { code: 'registration.document-number-taken', status: 409 },
  household_pkey: { code: 'registration.already-registered', status: 409 },
  individual_pkey: { code: 'registration.already-registered', status: 409 },
  household_external_number_key: { code: 'registration.external-number-taken', status: 409 },
  specific_need_once: { code: 'registration.need-already-open', status: 409 },
  household_site_fkey: { code: 'registration.site-unknown', status: 422 },
  household_group_fkey: { code: 'registration.group-unknown', status: 422 },
  individual_one_representative: { code: 'registration.two-representatives', status: 422 },
})
