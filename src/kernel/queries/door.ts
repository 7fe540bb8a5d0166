import { type Kysely, type RawBuilder, sql } from 'kysely'
import { grantsFor, isAllowed, type Principal } from '../access/principal.ts'
import { rankOf, type Sensitivity } from '../access/sensitivity.ts'
import { type Uuid, uuidv7 } from '../ids.ts'
import { problem } from '../problems/common.ts'
import { kyselyOn } from '../store/on-client.ts'
import type { Row } from '../store/rows.ts'
import type { Client } from '../store/session.ts'

/**
 * How a table is guarded. `place`: the column that holds the place (null: the table belongs to the whole situation and
 * whoever may ask may see it). `sensitivity`: of the table; `rowSensitivity`: a column that holds the rank of each row.
 */
export interface TablePolicy {
  readonly place: string | null
  readonly sensitivity: Sensitivity
  readonly rowSensitivity?: string
}

export type TablePolicies = Readonly<Record<string, TablePolicy>>

export interface DoorParts {
  readonly client: Client
  readonly principal: Principal
  readonly situation: number
  readonly permission: string
  readonly policies: TablePolicies
  readonly query: string
  readonly now: Date
}

/**
 * The one door to data. A query names its tables through `scope`, which gives back the condition that keeps it inside
 * the situation, the places and the sensitivity of who asks; a statement that was run without any is refused, so a
 * handler cannot forget. A table without a policy cannot be reached at all.
 */
export class Door {
  readonly #parts: DoorParts
  readonly #kysely: Kysely<unknown>
  #scoped = 0
  readonly reads: Row[] = []

  constructor(parts: DoorParts) {
    this.#parts = parts
    this.#kysely = kyselyOn<unknown>(parts.client, async () => {
      if (this.#scoped === 0) throw new Error(`${parts.query} reads without a scope`)
    })
  }

  get situation(): number {
    return this.#parts.situation
  }

  get principal(): Principal {
    return this.#parts.principal
  }

  get now(): Date {
    return this.#parts.now
  }

  /** `YYYY-MM-DD` in UTC. */
  get today(): string {
    return this.#parts.now.toISOString().slice(0, 10)
  }

  on<Tables>(): Kysely<Tables> {
    return this.#kysely as Kysely<Tables>
  }

  /**
   * The condition for one table of a statement, to be put into its WHERE under the alias used there. `permission` says
   * under which permission the table is read, where it is not the query's own.
   */
  scope(table: string, alias: string = table, permission: string = this.#parts.permission): RawBuilder<boolean> {
    return this.#condition(this.#policyOf(table), alias, permission)
  }

  /**
   * As `scope`, for rows whose place stands in another table of the statement: a need is where its person is, so
   * `scopeAt('specific_need', 'n', 'i.site_id')`.
   */
  scopeAt(
    table: string,
    alias: string,
    place: string,
    permission: string = this.#parts.permission,
  ): RawBuilder<boolean> {
    return this.#condition(this.#policyOf(table), alias, permission, place)
  }

  /**
   * The condition for a statement that only counts rows: nobody can be told from the answer's rows, so the table's own
   * sensitivity does not matter, but situation, place and the rank of each row do. Never select a person's fields under it.
   */
  countScope(table: string, alias: string, permission: string): RawBuilder<boolean> {
    return this.#condition({ ...this.#policyOf(table), sensitivity: 'internal' }, alias, permission)
  }

  #policyOf(table: string): TablePolicy {
    const policy = this.#parts.policies[table]
    if (!policy) throw new Error(`no policy for table ${table}`)
    return policy
  }

  #condition(policy: TablePolicy, alias: string, permission: string, elsewhere?: string): RawBuilder<boolean> {
    this.#scoped++
    const situation = sql<boolean>`${sql.ref(`${alias}.situation_id`)} = ${this.#parts.situation}`
    const grants = grantsFor(this.#parts.principal, this.#parts.situation, permission).filter(
      grant => rankOf(grant.sensitivity) >= rankOf(policy.sensitivity),
    )
    const { rowSensitivity } = policy
    const place = elsewhere ?? (policy.place === null ? null : `${alias}.${policy.place}`)
    const choices = grants.map(grant => {
      const level = rowSensitivity
        ? sql`${sql.ref(`${alias}.${rowSensitivity}`)} <= ${rankOf(grant.sensitivity)}`
        : undefined
      if (place === null || grant.places === '*') return level ?? sql`true`
      const here = sql`${sql.ref(place)} = ANY(${[...grant.places]}::uuid[])`
      return level ? sql`(${here} AND ${level})` : here
    })
    if (choices.length === 0) return sql<boolean>`(${situation} AND false)`
    const whole = grants.some(grant => (place === null || grant.places === '*') && !rowSensitivity)
    return whole ? sql<boolean>`(${situation})` : sql<boolean>`(${situation} AND (${sql.join(choices, sql` OR `)}))`
  }

  /** For a table of the whole house that holds nothing of a situation (vocabularies, the list of situations). */
  reference(table: string): void {
    const policy = this.#parts.policies[table]
    if (policy?.sensitivity !== 'public') throw new Error(`${table} is not a reference table`)
    this.#scoped++
  }

  may(permission: string, place: string | undefined, sensitivity: Sensitivity): boolean {
    return isAllowed(this.#parts.principal, this.#parts.situation, permission, place, sensitivity)
  }

  /** The places at which the permission is held; '*' for all of the situation. */
  places(permission: string = this.#parts.permission): '*' | Set<string> {
    const all = new Set<string>()
    for (const grant of grantsFor(this.#parts.principal, this.#parts.situation, permission)) {
      if (grant.places === '*') return '*'
      for (const place of grant.places) all.add(place)
    }
    return all
  }

  /** Notes that closely held data of a person was read; written before the answer leaves. */
  logRead(subject: Uuid | null, sensitivity: Sensitivity): void {
    this.reads.push({
      situation_id: this.#parts.situation,
      id: uuidv7(),
      actor_id: this.#parts.principal.id,
      actor_kind: this.#parts.principal.kind,
      subject_id: subject,
      query: this.#parts.query,
      sensitivity: rankOf(sensitivity),
      at: this.#parts.now.toISOString(),
    })
  }

  /** What to answer where a record is not there, or not for this asker: the two must look the same. */
  notFound(record: string): never {
    throw problem('record.not-found', { record })
  }
}
