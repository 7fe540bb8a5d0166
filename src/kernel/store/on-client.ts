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
import type { Client } from './session.ts'

/**
 * Kysely on one client that is already inside a transaction. `before` runs ahead of each query: an act's gathered rows
 * are written first, so that it reads what it wrote. Transactions belong to the caller, so none can be begun here.
 */
export function kyselyOn<Tables>(client: Client, before: () => Promise<void> = async () => {}): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ClientDriver(client, before),
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

class ClientDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(client: Client, before: () => Promise<void>) {
    this.#connection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        await before()
        const result = await client.query({ text: query.sql, values: [...query.parameters] })
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
