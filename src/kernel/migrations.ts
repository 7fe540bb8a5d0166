import type { Kysely } from 'kysely'
import { commentColumns, commentTable, ddl, defineMigrations, enableRowSecurity, type Room } from './database/index.ts'
import { journalComments, journalDdl } from './journal/tables.ts'

type Comments = Readonly<Record<string, readonly [table: string, columns: Record<string, string>]>>

/** Creates a room's tables with their comments; one statement a call, as a sharded database wants it. */
export async function createTables(
  db: Kysely<unknown>,
  statements: readonly string[],
  comments: Comments,
): Promise<void> {
  for (const statement of statements) await ddl(db, statement)
  for (const [table, [text, columns]] of Object.entries(comments)) {
    await commentTable(db, table, text)
    await commentColumns(db, table, columns)
  }
}

const inSituation = `situation_id = nullif(current_setting('nansen.situation', true), '')::int`
const withinReach = `sensitivity <= nullif(current_setting('nansen.sensitivity', true), '')::int`

/** The second wall: rows of another situation do not exist for this transaction, whatever a statement says. */
export async function guardBySituation(db: Kysely<unknown>, table: string): Promise<void> {
  await enableRowSecurity(db, table, { by_situation: `USING (${inSituation}) WITH CHECK (${inSituation})` })
}

/**
 * The second wall for rows that carry a sensitivity: they can be added by whoever may write in the situation (a registrar
 * notes what only protection staff may read), and read or changed only within reach.
 */
export async function guardBySensitivity(db: Kysely<unknown>, table: string): Promise<void> {
  await enableRowSecurity(db, table, {
    read_within_reach: `FOR SELECT USING (${inSituation} AND ${withinReach})`,
    add_in_situation: `FOR INSERT WITH CHECK (${inSituation})`,
    change_within_reach: `FOR UPDATE USING (${inSituation} AND ${withinReach}) WITH CHECK (${inSituation})`,
    remove_within_reach: `FOR DELETE USING (${inSituation} AND ${withinReach})`,
  })
}

export const kernelMigrations: Room = defineMigrations(
  'kernel',
  {
    '001-journal': async db => {
      await createTables(db, journalDdl, journalComments)
      for (const table of ['journal_entry', 'journal_subject', 'journal_leaf', 'journal_checkpoint', 'number_block'])
        await guardBySituation(db, table)
      for (const table of ['journal_payload', 'held_act', 'access_log']) await guardBySensitivity(db, table)
    },
  },
  {
    noAccess: ['journal_key'],
    appendOnly: [
      'journal_entry',
      'journal_payload',
      'journal_subject',
      'journal_leaf',
      'journal_checkpoint',
      'access_log',
    ],
  },
)
