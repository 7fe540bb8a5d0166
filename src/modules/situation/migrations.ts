import { defineMigrations } from '../../kernel/database/index.ts'
import { createTables, guardBySituation } from '../../kernel/migrations.ts'
import { situationComments, situationDdl } from './tables.ts'

export const situationMigrations = defineMigrations('situation', {
  '001-situation': async db => {
    await createTables(db, situationDdl, situationComments)
    for (const table of ['area', 'site', 'organisation']) await guardBySituation(db, table)
  },
})
