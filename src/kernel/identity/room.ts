import { commentColumns, commentTable, ddl, defineMigrations, enableRowSecurity } from '../database/index.ts'
import type { TablePolicies } from '../queries/door.ts'
import { identityComments } from './comments.ts'
import { grantPolicies, identityDdl } from './tables.ts'

/** The tables of accounts, grants and tokens. Comes before every room that grants anything. */
export const identityRoom = defineMigrations('identity', {
  '001-accounts': async db => {
    for (const statement of identityDdl) await ddl(db, statement)
    await enableRowSecurity(db, 'access_grant', grantPolicies)
    for (const [table, [text, columns]] of Object.entries(identityComments)) {
      await commentTable(db, table, text)
      await commentColumns(db, table, columns)
    }
  },
})

/**
 * The list of staff belongs to the whole house, so it counts as a reference table; the permission of each query that
 * reads it (`manage-accounts`, `manage-staff`) is its guard.
 */
export const identityPolicies: TablePolicies = {
  access_grant: { place: null, sensitivity: 'internal' },
  account: { place: null, sensitivity: 'public' },
}
