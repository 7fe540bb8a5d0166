export { situationActs } from './acts.ts'
export { situationMigrations } from './migrations.ts'
export { type listAreas, type listSites, situationPolicies, situationQueries } from './queries.ts'
export type { SituationTables } from './tables.ts'
