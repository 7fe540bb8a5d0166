import type { AnyQuery } from '../../kernel/queries/define.ts'
import { demographics } from './demographics.ts'
import { overview } from './overview.ts'

export { countDemographics, type DemographicsRow } from './demographics.ts'

export const statisticsQueries = [demographics, overview] as const satisfies readonly AnyQuery[]
