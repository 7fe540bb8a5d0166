import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type BackupSummary, type Manifest, verifyBackup, visitBackup } from './backup.ts'
import { type BackupTable, backupSchemas, listFilled, listTables, qualified, quoteIdentifier } from './backup-tables.ts'
import type { Database } from './connect.ts'
import { appliedMigrations, migrate, migrateTo } from './migrate.ts'
import { DatabaseProblem } from './problem.ts'
import { quoteText } from './roles.ts'
import type { Room } from './rooms.ts'

export type RestoreOptions = {
  passphrase?: string | undefined
  /**
   * The program's schema. With it, an entirely new database gets the schema of the backup first and the newer migrations
   * afterwards, so that a backup of an older version can be restored; and tables that migrations fill are replaced.
   */
  rooms?: readonly Room[]
}

/**
 * Fills an empty database from a backup file: all of it or, after any error, nothing. The whole file is checked before the
 * first row is written. Throws a DatabaseProblem: what `verifyBackup` throws, `backup.not-empty` or `backup.other-schema`.
 */
export async function restore(database: Database, file: string, options: RestoreOptions = {}): Promise<BackupSummary> {
  const { passphrase, rooms = [] } = options
  const checked = await verifyBackup(file, passphrase)
  await prepareSchema(database, checked.migrations, rooms)
  const seeded = new Set(rooms.flatMap(room => room.seeded))
  const client = await database.owner.connect()
  try {
    await client.query('BEGIN')
    await client.query(
      `SET LOCAL row_security = off; SET LOCAL search_path = ''; SET LOCAL statement_timeout = 0;
       SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`,
    )
    const finish = await prepareTables(client, seeded)
    const summary = await visitBackup(file, passphrase, {
      manifest: manifest => compareTables(client, manifest),
      rows: (table, pieces) => load(client, table, pieces),
      async sequences(sequences) {
        for (const { last, called, ...sequence } of sequences) {
          await client.query('SELECT setval($1::regclass, $2, $3)', [qualified(sequence), last, called])
        }
      },
    })
    await finish()
    await client.query('COMMIT')
    await client.query('ANALYZE')
    client.release()
    if (rooms.length > 0) await migrate(database, rooms)
    return summary
  } catch (error) {
    // closing the connection undoes the transaction, whatever state it is in
    client.release(true)
    throw error
  }
}

async function prepareSchema(database: Database, wanted: readonly string[], rooms: readonly Room[]): Promise<void> {
  const known = new Set(rooms.flatMap(room => room.migrations.map(step => step.name)))
  let have = await appliedMigrations(database)
  if (have.length === 0 && wanted.every(name => known.has(name))) {
    await migrateTo(database, rooms, new Set(wanted))
    have = await appliedMigrations(database)
  }
  const missing = wanted.filter(name => !have.includes(name))
  const extra = have.filter(name => !wanted.includes(name))
  if (missing.length === 0 && extra.length === 0) return
  throw new DatabaseProblem(
    'backup.other-schema',
    missing.length > 0
      ? `The backup was made by a newer or another Nansen (it has ${missing.join(', ')}). Restore it with that version.`
      : `The backup is of an older version (it lacks ${extra.join(', ')}) and this database was already brought up to date. ` +
          'Restore into an entirely new database or data folder: the schema is then brought up to date after the restore.',
    { missing, extra },
  )
}

/**
 * Locks all tables, checks that they are empty, and takes off what would hinder loading: foreign keys (which are checked
 * once at the end, also those of a table to itself or in a circle) and triggers. Returns what puts all of it back.
 */
async function prepareTables(client: pg.ClientBase, seeded: ReadonlySet<string>): Promise<() => Promise<void>> {
  const tables = await listTables(client)
  if (tables.length > 0) {
    await client.query(`LOCK TABLE ${tables.map(qualified).join(', ')} IN ACCESS EXCLUSIVE MODE`)
  }
  const isSeeded = (table: BackupTable) => seeded.has(table.name) || seeded.has(`${table.schema}.${table.name}`)
  const filled = await listFilled(client, tables)
  const occupied = filled.filter(table => !isSeeded(table)).map(table => `${table.schema}.${table.name}`)
  if (occupied.length > 0) {
    throw new DatabaseProblem(
      'backup.not-empty',
      `A backup is only restored into an empty database, and this one has records in ${occupied.join(', ')}. ` +
        'Give a new data folder with NANSEN_DATA, or a new database with DATABASE_URL.',
      { tables: occupied },
    )
  }
  const foreignKeys = await takeForeignKeys(client)
  const triggers = await disableTriggers(client)
  for (const table of filled) await client.query(`DELETE FROM ${qualified(table)}`)
  return async () => {
    await run(client, triggers)
    await run(client, foreignKeys)
    await refreshViews(client)
  }
}

/** Drops every foreign key; returns the statements that make them again. */
async function takeForeignKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string; comment: string | null }>(
    `SELECT f.conrelid::regclass::text AS "table", f.conname AS name, pg_get_constraintdef(f.oid) AS definition,
       obj_description(f.oid, 'pg_constraint') AS comment
     FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE f.contype = 'f' AND f.conparentid = 0 AND n.nspname = ANY($1)
     ORDER BY f.conrelid::regclass::text, f.conname`,
    [backupSchemas],
  )
  await run(
    client,
    rows.map(({ table, name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${quoteIdentifier(name)}`),
  )
  return rows.flatMap(({ table, name, definition, comment }) => [
    `ALTER TABLE ${table} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`,
    ...(comment === null
      ? []
      : [`COMMENT ON CONSTRAINT ${quoteIdentifier(name)} ON ${table} IS ${quoteText(comment)}`]),
  ])
}

async function disableTriggers(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `SELECT t.tgrelid::regclass::text AS "table", t.tgname AS name
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled = 'O' AND n.nspname = ANY($1)`,
    [backupSchemas],
  )
  const each = (verb: string) =>
    rows.map(({ table, name }) => `ALTER TABLE ${table} ${verb} TRIGGER ${quoteIdentifier(name)}`)
  await run(client, each('DISABLE'))
  return each('ENABLE')
}

async function refreshViews(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ view: string }>(
    `SELECT c.oid::regclass::text AS view FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'm' AND n.nspname = ANY($1) ORDER BY c.oid`,
    [backupSchemas],
  )
  await run(
    client,
    rows.map(({ view }) => `REFRESH MATERIALIZED VIEW ${view}`),
  )
}

async function compareTables(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  const describe = (tables: BackupTable[]) =>
    new Set(tables.map(table => `${table.schema}.${table.name}(${table.columns.join(', ')})`))
  const here = describe(await listTables(client))
  const there = describe(manifest.tables)
  const different = [...here, ...there].filter(table => !here.has(table) || !there.has(table))
  if (different.length > 0) {
    throw new DatabaseProblem(
      'backup.other-schema',
      `The tables of the backup differ from those of this database: ${different.join('; ')}.`,
      { different },
    )
  }
}

async function load(client: pg.ClientBase, table: BackupTable, pieces: AsyncIterable<Buffer>): Promise<number> {
  const columns = table.columns.map(quoteIdentifier).join(', ')
  const copy = client.query(copyFrom(`COPY ${qualified(table)} (${columns}) FROM STDIN`))
  await pipeline(Readable.from(pieces, { objectMode: false }), copy)
  return copy.rowCount
}

async function run(client: pg.ClientBase, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.query(statement)
}
