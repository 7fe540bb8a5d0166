import type { AnyAct } from '../../kernel/acts/define.ts'
import type { Room } from '../../kernel/database/index.ts'
import { journalPolicies, journalQueries } from '../../kernel/journal/queries.ts'
import { kernelMigrations } from '../../kernel/migrations.ts'
import type { AnyQuery } from '../../kernel/queries/define.ts'
import type { TablePolicies } from '../../kernel/queries/door.ts'
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

/** Everything that the modules bring, put together once. Rooms are in the order in which their tables depend on each other. */
export const rooms: readonly Room[] = [kernelMigrations, situationMigrations, registrationMigrations]
export const acts: readonly AnyAct[] = [...situationActs, ...registrationActs]
export const queries: readonly AnyQuery[] = [
  ...situationQueries,
  ...registrationQueries,
  ...statisticsQueries,
  ...journalQueries,
]
export const policies: TablePolicies = { ...journalPolicies, ...situationPolicies, ...registrationPolicies }
