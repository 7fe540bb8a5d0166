import type { AnyQuery } from '../../../kernel/queries/define.ts'
import { findIndividuals } from './find-individuals.ts'
import { getHousehold } from './get-household.ts'
import { getIndividual } from './get-individual.ts'
import { listHouseholds } from './list-households.ts'
import { needsQueue, needsSummary } from './needs-queue.ts'
import { timeline } from './timeline.ts'

export const registrationQueries = [
  findIndividuals,
  getIndividual,
  getHousehold,
  listHouseholds,
  timeline,
  needsQueue,
  needsSummary,
] as const satisfies readonly AnyQuery[]
