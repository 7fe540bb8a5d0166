import { type Kysely, sql } from 'kysely'
import { quoteName, quoteText } from './roles.ts'

/** Runs one DDL statement as it is written. One statement per call: clusters distribute each on its own. */
export async function ddl(db: Kysely<unknown>, text: string): Promise<void> {
  await sql.raw(text).execute(db)
}

/** Says in the database itself what a table is for. */
export function commentTable(db: Kysely<unknown>, table: string, text: string): Promise<void> {
  return ddl(db, `COMMENT ON TABLE ${quoteName(table)} IS ${quoteText(text)}`)
}

/** Says what each column holds, by column name. */
export async function commentColumns(
  db: Kysely<unknown>,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [column, text] of Object.entries(columns)) {
    await ddl(db, `COMMENT ON COLUMN ${quoteName(table)}.${quoteName(column)} IS ${quoteText(text)}`)
  }
}

/**
 * Turns row-level security on with the given policies: name → what follows `CREATE POLICY name ON table`, for example
 * `USING (situation_id = current_setting('nansen.situation', true)::int)`. Without a policy no row is seen. The owner is not
 * bound by it, and the application owns nothing.
 */
export async function enableRowSecurity(
  db: Kysely<unknown>,
  table: string,
  policies: Readonly<Record<string, string>>,
): Promise<void> {
  await ddl(db, `ALTER TABLE ${quoteName(table)} ENABLE ROW LEVEL SECURITY`)
  for (const [name, text] of Object.entries(policies)) {
    await ddl(db, `CREATE POLICY ${quoteName(name)} ON ${quoteName(table)} ${text}`)
  }
}
