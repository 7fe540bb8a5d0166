import type { AnyQuery } from '../../kernel/queries/define.ts'
import { demographics } from './demographics.ts'
import { overview } from './overview.ts'

export { countDemographics, type DemographicsRow } from './demographics.ts'

export const statisticsQueries: readonly AnyQuery[] = [demographics, overview]
