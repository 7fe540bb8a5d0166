export { identityActs } from './acts/index.ts'
export { type Auth, type AuthOptions, cookieNames, type OidcOptions, oidcProvider, openAuth } from './auth.ts'
export { type AskedGrant, mayGive } from './escalation.ts'
export {
  choosePassword,
  hasAccounts,
  lookAtLink,
  type MadeLink,
  makeFirstLink,
  makeLink,
  type OpenLink,
  restoreFirstLink,
  setPassword,
  spendFirstLink,
} from './links.ts'
export { checkPassword } from './passwords.ts'
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
export { listTokens, MakeToken, makeToken, revokeToken, TokenLine } from './tokens.ts'
