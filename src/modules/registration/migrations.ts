import { defineMigrations } from '../../kernel/database/index.ts'
import { createTables, guardBySensitivity, guardBySituation } from '../../kernel/migrations.ts'
import { registrationComments } from './comments.ts'
import { registrationDdl } from './tables.ts'

export const registrationMigrations = defineMigrations('registration', {
  '001-registration': async db => {
    await createTables(db, registrationDdl, registrationComments)
    for (const table of ['household', 'individual', 'identity_document', 'consent', 'presence', 'search_key', 'photo'])
      await guardBySituation(db, table)
    for (const table of ['individual_sensitive', 'specific_need']) await guardBySensitivity(db, table)
  },
})
