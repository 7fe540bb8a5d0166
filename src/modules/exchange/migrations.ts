import { defineMigrations } from '../../kernel/database/index.ts'
import { createTables, guardBySituation } from '../../kernel/migrations.ts'
import { exchangeComments, exchangeDdl } from './tables.ts'

export const exchangeMigrations = defineMigrations('exchange', {
  '001-exchange': async db => {
    await createTables(db, exchangeDdl, exchangeComments)
    for (const table of ['import_run', 'import_row', 'import_problem']) await guardBySituation(db, table)
  },
})
