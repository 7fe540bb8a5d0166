/** A generator of believable displaced populations, for demonstrations, tests and measurements. Pure and deterministic. */
export { cultures, type HouseholdType, householdTypes } from './cultures.ts'
export { generatePopulation, usualSites } from './population.ts'
export { Pool, Random } from './random.ts'
export {
  type CultureName,
  cultureNames,
  type GeneratedEvent,
  type GeneratedHousehold,
  type GeneratedPerson,
  type PopulationOptions,
  type Relationship,
  type Sex,
  type SiteSpec,
} from './types.ts'
