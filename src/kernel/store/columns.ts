import type { Client } from './session.ts'

/** Column name → SQL type, in the table's order, read once from the database's own catalogue. */
export type Columns = ReadonlyMap<string, string>

const known = new Map<string, Promise<Columns>>()

/**
 * The columns of a table. The cache is for the life of the process: tables change only by migrations, which run before
 * the server opens.
 */
export function columnsOf(client: Client, table: string): Promise<Columns> {
  let columns = known.get(table)
  if (!columns) {
    columns = readColumns(client, table)
    known.set(table, columns)
    columns.catch(() => known.delete(table))
  }
  return columns
}

async function readColumns(client: Client, table: string): Promise<Columns> {
  const { rows } = await client.query<{ name: string; type: string }>({
    text: `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type
           FROM pg_attribute a
           WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
           ORDER BY a.attnum`,
    values: [table],
  })
  return new Map(rows.map(row => [row.name, row.type]))
}
