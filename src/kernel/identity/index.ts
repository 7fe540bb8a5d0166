export { identityActs } from './acts/index.ts'
export { type AskedGrant, mayGive } from './escalation.ts'
export {
  hashOf,
  neverByToken,
  type PrincipalParts,
  Principals,
  type SitesBelow,
  type TokenPrincipal,
} from './principals.ts'
export { problem as identityProblem } from './problems.ts'
export { identityQueries } from './queries.ts'
export { identityPolicies, identityRoom } from './room.ts'
export type { IdentityTables, LinkPurpose, PlaceKind } from './tables.ts'
