import type pg from 'pg'
import { quoteName } from './roles.ts'

/** A table as a backup knows it: without generated columns, which the database computes again. */
export type BackupTable = { schema: string; name: string; columns: string[] }

export type BackupSequence = { schema: string; name: string; last: string; called: boolean }

/** Schemas that a backup holds. Jobs (pgboss) are not records: they are made anew by what needs them. */
export const backupSchemas = ['public', 'auth']

/** A table that every database has of its own; its content is the list of migrations in the backup. */
const ledger = 'nansen_migration'

export const qualified = ({ schema, name }: { schema: string; name: string }): string =>
  `${quoteName(schema)}.${quoteIdentifier(name)}`

export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** All tables with records, parents before children as far as foreign keys allow. */
export async function listTables(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable & { oid: number; parents: number[] }>(
    `SELECT c.oid::int8 AS oid, n.nspname AS schema, c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
         ORDER BY a.attname) AS columns,
       ARRAY(SELECT f.confrelid::int8 FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f') AS parents
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND NOT (n.nspname = 'public' AND c.relname = $2)
       AND NOT EXISTS (SELECT FROM pg_depend d
         WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     ORDER BY n.nspname, c.relname`,
    [backupSchemas, ledger],
  )
  const ordered: typeof rows = []
  const placed = new Set<number>()
  const place = (table: (typeof rows)[number]) => {
    if (placed.has(table.oid)) return
    placed.add(table.oid)
    for (const parent of rows) if (table.parents.includes(parent.oid)) place(parent)
    ordered.push(table)
  }
  for (const table of rows) place(table)
  return ordered.map(({ schema, name, columns }) => ({ schema, name, columns }))
}

export async function listSequences(client: pg.ClientBase): Promise<BackupSequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($1) AND c.relkind = 'S'
       AND NOT EXISTS (SELECT FROM pg_depend d
         WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass
           AND (d.deptype = 'e' OR (d.refclassid = 'pg_class'::regclass AND d.refobjid = to_regclass('public.' || $2))))
     ORDER BY n.nspname, c.relname`,
    [backupSchemas, ledger],
  )
  const sequences: BackupSequence[] = []
  for (const sequence of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${qualified(sequence)}`,
    )
    for (const { last, called } of state.rows) sequences.push({ ...sequence, last, called })
  }
  return sequences
}

/** Tables that hold at least one row. */
export async function listFilled(client: pg.ClientBase, tables: readonly BackupTable[]): Promise<BackupTable[]> {
  const filled: BackupTable[] = []
  for (const table of tables) {
    const { rows } = await client.query<{ filled: boolean }>(
      `SELECT EXISTS (SELECT FROM ${qualified(table)}) AS filled`,
    )
    if (rows[0]?.filled) filled.push(table)
  }
  return filled
}
