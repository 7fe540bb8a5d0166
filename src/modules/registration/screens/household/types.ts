import type { OutputOf } from '../../../workspace/screens/index.ts'
import type { getHousehold } from '../../queries/get-household.ts'

export type HouseholdAnswer = OutputOf<typeof getHousehold>
export type Member = HouseholdAnswer['members'][number]
export type MemberNeed = NonNullable<HouseholdAnswer['needs']>[number]
export type MemberConsent = HouseholdAnswer['consents'][number]
