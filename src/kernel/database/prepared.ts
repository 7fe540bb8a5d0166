import { createHash } from 'node:crypto'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** A statement that comes this often is worth planning once per connection. */
const worthPreparing = 5
/** Each name costs memory in each connection, so there is an end to them. */
const mostNames = 400
const mostCounted = 2_000

/** Statement texts seen, with how often; a text that reached the threshold keeps its name for good. */
const counts = new Map<string, number>()
const names = new Map<string, string>()

/** The name under which a text is prepared: the same in every process, so that a pooler may share it. */
export const statementName = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 32)

/**
 * Runs a statement prepared by name: parsed and planned once per connection. For statements with a fixed text that run
 * often; values go in `values`, never into the text.
 */
export function queryPrepared<Row extends pg.QueryResultRow>(
  on: Pick<pg.ClientBase, 'query'> | pg.Pool,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult<Row>> {
  return on.query<Row>({ name: statementName(text), text, values: [...values] })
}

/** The pool as Kysely sees it: statements that repeat are prepared by name without the caller doing anything. */
export function preparing(pool: pg.Pool): PostgresPool {
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      let known = wrapped.get(client)
      if (!known) {
        known = wrap(client)
        wrapped.set(client, known)
      }
      return known
    },
  }
}

function wrap(client: pg.PoolClient): PostgresPoolClient {
  const query = (statement: unknown, values?: readonly unknown[]) => {
    // a cursor passes through as it is
    if (typeof statement !== 'string') return client.query(statement as pg.Submittable)
    const name = values && values.length > 0 ? nameWhenFrequent(statement) : undefined
    return client.query({ ...(name === undefined ? {} : { name }), text: statement, values: [...(values ?? [])] })
  }
  return Object.assign(Object.create(client) as object, {
    query,
    release: (destroy?: boolean) => client.release(destroy),
  }) as PostgresPoolClient
}

/** The name under which a statement is worth preparing, once it has come often enough. */
export function nameWhenFrequent(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames) return known
  const seen = (counts.get(text) ?? 0) + 1
  if (seen < worthPreparing) {
    if (counts.size >= mostCounted) counts.clear()
    counts.set(text, seen)
    return undefined
  }
  counts.delete(text)
  const name = statementName(text)
  names.set(text, name)
  return name
}
