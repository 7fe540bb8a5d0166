import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import { nameWhenFrequent } from '../database/prepared.ts'
import type { Client } from './session.ts'

/**
 * Kysely on one client that is already inside a transaction. `before` runs ahead of each query: an act's gathered rows
 * are written first, so that it reads what it wrote. Transactions belong to the caller, so none can be begun here.
 * `prepare`: statements that repeat are planned once for each connection. For reads by a key only: a search's best plan
 * depends on what is searched for.
 */
export function kyselyOn<Tables>(
  client: Client,
  before: () => Promise<void> = async () => {},
  { prepare = false }: { prepare?: boolean } = {},
): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ClientDriver(client, before, prepare),
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

class ClientDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(client: Client, before: () => Promise<void>, prepare: boolean) {
    this.#connection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        await before()
        const name = prepare ? nameWhenFrequent(query.sql) : undefined
        const result = await client.query({
          ...(name === undefined ? {} : { name }),
          text: query.sql,
          values: [...query.parameters],
        })
        return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
      },
      streamQuery() {
        throw new Error('streams run on a connection of their own')
      },
    }
  }

  async init() {}
  async acquireConnection() {
    return this.#connection
  }
  async beginTransaction() {
    throw new Error('an act is one transaction: it cannot begin another')
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}
