import type pg from 'pg'
import { type Principal, reach } from '../access/principal.ts'
import { rankOf } from '../access/sensitivity.ts'
import { problem } from '../problems/common.ts'
import { parseInput } from '../problems/input.ts'
import { problemOfDatabase } from '../store/failures.ts'
import { RowWriter } from '../store/rows.ts'
import { beginText } from '../store/session.ts'
import type { AnyQuery, QueryDefinition } from './define.ts'
import { Door, type TablePolicies } from './door.ts'

export type RegisteredQuery = QueryDefinition<string, unknown, unknown>

export class QueryRegistry {
  readonly #queries = new Map<string, RegisteredQuery>()

  constructor(queries: readonly AnyQuery[]) {
    for (const query of queries) {
      if (this.#queries.has(query.name)) throw new Error(`query declared twice: ${query.name}`)
      this.#queries.set(query.name, query as unknown as RegisteredQuery)
    }
  }

  get(name: string): RegisteredQuery {
    const query = this.#queries.get(name)
    if (!query) throw problem('query.unknown', { name: name.slice(0, 80) })
    return query
  }

  all(): RegisteredQuery[] {
    return [...this.#queries.values()]
  }
}

export interface QueryRunnerParts {
  readonly pool: pg.Pool
  readonly registry: QueryRegistry
  readonly policies: TablePolicies
  readonly now: () => Date
}

/** Runs queries: look up, check, open the door in one read-only snapshot, log what must be logged, answer. */
export class QueryRunner {
  readonly parts: QueryRunnerParts

  constructor(parts: QueryRunnerParts) {
    this.parts = parts
  }

  async ask(name: string, situation: number, input: unknown, principal: Principal): Promise<unknown> {
    const query = this.parts.registry.get(name)
    if ((query.scope === 'house') !== (situation === 0)) throw problem('record.not-found', { record: 'situation' })
    const { permission, sensitivity } = query.allow
    const rank = reach(principal, situation, permission)
    if (rank < rankOf(sensitivity)) throw problem('access.not-allowed', { permission })
    const parsed = parseInput(query.input, input)
    return this.withDoor({ query: name, situation, permission, principal, rank }, door => query.run(door, parsed))
  }

  /** The same door for work that is not a single answer: exports and reports that read in steps. */
  async withDoor<T>(
    asked: { query: string; situation: number; permission: string; principal: Principal; rank: number },
    work: (door: Door) => Promise<T>,
  ): Promise<T> {
    const { query, situation, permission, principal, rank } = asked
    const client = await this.parts.pool.connect()
    let broken: Error | undefined
    try {
      const begun = client.query(beginText({ situation, sensitivity: rank }, 'read only'))
      begun.catch(() => {})
      const door = new Door({
        client,
        principal,
        situation,
        permission,
        policies: this.parts.policies,
        query,
        now: this.parts.now(),
      })
      const answer = await work(door)
      await begun
      await client.query('COMMIT')
      if (door.reads.length > 0) await this.#log(client, situation, door)
      return answer
    } catch (failure) {
      await client.query('ROLLBACK').catch((lost: Error) => {
        broken = lost
      })
      throw problemOfDatabase(failure) ?? failure
    } finally {
      client.release(broken)
    }
  }

  async #log(client: pg.ClientBase, situation: number, door: Door): Promise<void> {
    const writer = new RowWriter()
    writer.add('access_log', door.reads)
    await client.query(beginText({ situation, sensitivity: 4 }, 'read write'))
    for (const statement of await writer.take(client)) await client.query(statement)
    await client.query('COMMIT')
  }
}
