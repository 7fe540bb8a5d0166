import type { AnyAct } from '../../kernel/acts/define.ts'
import type { Room } from '../../kernel/database/index.ts'
import { identityActs, identityPolicies, identityQueries, identityRoom } from '../../kernel/identity/index.ts'
import { journalActs } from '../../kernel/journal/acts.ts'
import { journalPolicies, journalQueries } from '../../kernel/journal/queries.ts'
import { kernelMigrations } from '../../kernel/migrations.ts'
import type { AnyQuery } from '../../kernel/queries/define.ts'
import type { TablePolicies } from '../../kernel/queries/door.ts'
import { exchangeActs, exchangeMigrations, exchangePolicies, exchangeQueries } from '../../modules/exchange/index.ts'
import {
  registrationActs,
  registrationMigrations,
  registrationPolicies,
  registrationQueries,
} from '../../modules/registration/index.ts'
import {
  situationActs,
  situationMigrations,
  situationPolicies,
  situationQueries,
} from '../../modules/situation/index.ts'
import { statisticsQueries } from '../../modules/statistics/index.ts'
import { roles } from './roles.ts'

/** Everything that the modules bring, put together once. Rooms are in the order in which their tables depend on each other. */
export const rooms: readonly Room[] = [
  kernelMigrations,
  identityRoom,
  situationMigrations,
  registrationMigrations,
  exchangeMigrations,
]
export const acts: readonly AnyAct[] = [
  ...identityActs(roles),
  ...journalActs,
  ...situationActs,
  ...registrationActs,
  ...exchangeActs,
]
export const queries: readonly AnyQuery[] = [
  ...situationQueries,
  ...registrationQueries,
  ...statisticsQueries,
  ...exchangeQueries,
  ...journalQueries,
  ...identityQueries,
]
export const policies: TablePolicies = {
  ...journalPolicies,
  ...identityPolicies,
  ...situationPolicies,
  ...registrationPolicies,
  ...exchangePolicies,
}
