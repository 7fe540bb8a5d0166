import pg from 'pg'
import { type Uuid, uuidv7 } from '../../src/kernel/ids.ts'

type Values = Record<string, unknown>

/** What one act wrote: each table with its rows, in an order in which they can be written again. */
export type Written = readonly { readonly table: string; readonly rows: readonly Values[] }[]

/**
 * Every row that the transaction of an act wrote, in whatever table: found by the transaction itself, so that nothing can
 * be left out of the comparison. Columns that the database fills by itself are not among the values.
 */
export async function rowsOf(owner: pg.Pool, act: Uuid): Promise<Written> {
  const { rows: columns } = await owner.query<{ table: string; columns: string }>(
    `SELECT c.relname AS table, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attgenerated = '' AND a.attidentity = '' AND a.attname <> 'transaction_id'
     GROUP BY 1`,
  )
  const { rows: own } = await owner.query<{ xmin: string }>('SELECT xmin::text FROM journal_entry WHERE act_id = $1', [
    act,
  ])
  const written: { table: string; rows: Values[] }[] = []
  for (const { table, columns: names } of columns) {
    const { rows } = await owner.query<Values>(`SELECT ${names} FROM ${table} WHERE xmin = $1::text::xid`, [
      own[0]?.xmin,
    ])
    if (rows.length > 0) written.push({ table, rows })
  }
  const { rows: order } = await owner.query<{ child: string; parent: string }>(
    `SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint WHERE contype = 'f'`,
  )
  return inOrder(written, order)
}

function inOrder<T extends { table: string }>(tables: T[], order: { child: string; parent: string }[]): T[] {
  const done: T[] = []
  while (done.length < tables.length) {
    const next = tables.find(
      ({ table }) =>
        !done.some(other => other.table === table) &&
        order.every(
          ({ child, parent }) =>
            child !== table ||
            parent === table ||
            done.some(other => other.table === parent) ||
            tables.every(other => other.table !== parent),
        ),
    )
    if (!next) throw new Error('tables refer to one another in a circle')
    done.push(next)
  }
  return done
}

export interface Statement {
  readonly name: string
  readonly text: string
  readonly values: unknown[]
}

let serial = 0

/** The same rows for a household that is not there yet: new ids, new numbers, new papers; everything else as it was. */
export function again(written: Written): Statement[] {
  const ids = new Map<string, string>()
  const renewed = new Set(['id', 'act_id', 'household_id', 'individual_id', 'subject_id', 'number', 'folded'])
  const renew = (text: string) => {
    let fresh = ids.get(text)
    if (fresh === undefined) {
      fresh = /^[0-9a-f]{8}-/.test(text) ? uuidv7() : `${text}-${(serial++).toString(36)}`
      ids.set(text, fresh)
    }
    return fresh
  }
  return written.map(({ table, rows }) => {
    const names = Object.keys(rows[0] ?? {})
    const places = rows.map(
      (_, row) => `(${names.map((_, column) => `$${row * names.length + column + 1}`).join(', ')})`,
    )
    return {
      name: `${table}_${rows.length}`,
      text: `INSERT INTO ${table} (${names.join(', ')}) VALUES ${places.join(', ')}`,
      values: rows.flatMap(row =>
        names.map(name => {
          const value = row[name]
          if (renewed.has(name) && typeof value === 'string') return renew(value)
          return isJson(value) ? JSON.stringify(value) : value
        }),
      ),
    }
  })
}

/** pg writes arrays as PostgreSQL's arrays, which is right for text[]; json columns need their text. */
function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Buffer) return false
  return !Array.isArray(value) || value.some(item => typeof item === 'object')
}

/** How the statements of one household are sent: each awaited in turn, or all at once with the commit behind them. */
export type Manner = 'in turn' | 'at once'

/** Writes each household in a transaction of its own over so many connections. Answers the seconds that it took. */
export async function writeAll(
  clients: readonly pg.Client[],
  households: readonly Statement[][],
  manner: Manner,
): Promise<number> {
  let next = 0
  const run = async (client: pg.Client) => {
    for (;;) {
      const statements = households[next++]
      if (!statements) return
      if (manner === 'in turn') {
        await client.query('BEGIN')
        for (const statement of statements) await client.query(statement)
        await client.query('COMMIT')
      } else {
        const begin = client.query('BEGIN')
        const sent = statements.map(statement => client.query(statement))
        await Promise.all([begin, ...sent, client.query('COMMIT')])
      }
    }
  }
  const started = performance.now()
  await Promise.all(clients.map(run))
  return (performance.now() - started) / 1000
}

export async function openClients(config: pg.ClientConfig, count: number): Promise<pg.Client[]> {
  const clients = Array.from({ length: count }, () => new pg.Client({ ...config, ...{ pipeline: true } }))
  await Promise.all(clients.map(client => client.connect()))
  return clients
}
