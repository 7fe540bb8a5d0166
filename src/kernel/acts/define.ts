import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Allow } from '../access/allow.ts'
import type { Sensitivity } from '../access/sensitivity.ts'
import type { Uuid } from '../ids.ts'
import type { JobRequest } from '../jobs/define.ts'
import type { FieldProblem, Problem, StoredProblem } from '../problems/problem.ts'
import type { Row } from '../store/rows.ts'

/** An act as it travels: the same from a screen, an import, the field app, the API and the command line. */
export interface ActEnvelope {
  /** UUIDv7, made where the act was made. The same id twice is one act. */
  readonly id: Uuid
  readonly name: string
  /** 0 is the house itself: situations, people's accounts. */
  readonly situation: number
  /** When it happened, by the device's word. ISO 8601 with zone. Absent: now. */
  readonly occurredAt?: string | undefined
  readonly device?: string | undefined
  readonly input: unknown
  /** The refused or held act that this one mends. */
  readonly mends?: Uuid | undefined
  /** false: the sender keeps a refused entry itself (a form on a screen), so the server does not. */
  readonly keep?: boolean | undefined
}

/** What an act knows of itself while it is applied. Ids and times come from here, never from the database's clock. */
export interface ActContext<Given> {
  readonly id: Uuid
  readonly name: string
  readonly situation: number
  readonly actor: Uuid
  readonly occurredAt: string
  readonly recordedAt: string
  /** `YYYY-MM-DD` of recordedAt in UTC. */
  readonly today: string
  /** What the server drew for the act (numbers), kept in the journal so that replay gives the same. */
  readonly given: Given
}

/** The act's hand on the database: one transaction, closed by row-level security to the act's situation. */
export interface ActTransaction {
  /** Gathers rows; they are written together, before the next query or at the end. */
  insert(table: string, rows: Row | readonly Row[]): void
  /** Kysely on this transaction, typed by the caller's tables. Gathered rows are written first. */
  on<Tables>(): Kysely<Tables>
  /** Marks the records that the act is about: their timelines show it. */
  about(subject: Uuid | readonly Uuid[]): void
  /** A job that starts when, and only when, the act commits. */
  job(request: JobRequest): void
}

export interface PrepareContext {
  readonly situation: number
  readonly actor: Uuid
  readonly occurredAt: string
  readonly recordedAt: string
  /** Draws the next `count` numbers of a counter from a reserved block; gaps are possible, repeats are not. */
  draw(counter: string, count: number): Promise<number>
}

/** `Sent` is the input as it is sent: what has a default may be left out. */
export interface ActDefinition<
  Name extends string = string,
  Input = unknown,
  Result = unknown,
  Given = unknown,
  Sent = unknown,
> {
  readonly name: Name
  /** One English sentence for the API's page. */
  readonly summary: string
  readonly scope: 'situation' | 'house'
  /**
   * observation: a fact seen; merges with what others saw. decision: spends, allocates, numbers or changes a legal
   * status; has a precondition, checked at the server.
   */
  readonly kind: 'observation' | 'decision'
  readonly input: z.ZodType<Input, Sent>
  readonly result: z.ZodType<Result>
  readonly allow: Allow<Input, ActTransaction>
  /** How closely the journal's copy of the input is held, at most. */
  readonly sensitivity: Sensitivity
  /** Less closely, where this input says less than the act could. */
  readonly sensitivityOf?: (input: Input) => Sensitivity
  /** A place worth keeping in the journal's line. Default: the first place of `allow`. */
  readonly prepare?: (context: PrepareContext, input: Input) => Promise<Given>
  readonly apply: (tx: ActTransaction, input: Input, act: ActContext<Given>) => Promise<Result>
  /**
   * The places in the input that a broken constraint of the database is about. Asked only once it broke, in a transaction
   * of its own, so that acts which go through never pay for it.
   */
  readonly explain?: (
    db: Kysely<unknown>,
    found: Problem,
    input: Input,
    situation: number,
  ) => Promise<readonly FieldProblem[]>
}

/** Any act, whatever its types: what lists of acts hold. The registry gives it its working shape. */
export type AnyAct = Pick<ActDefinition, 'name' | 'summary' | 'scope' | 'kind' | 'sensitivity'>

/**
 * Declares an act. From this one definition come the route, the OpenAPI entry, the typed client, the permission table
 * and the journal's line.
 */
export function defineAct<const Name extends string, Input, Result, Given = Record<string, never>, Sent = unknown>(
  definition: ActDefinition<Name, Input, Result, Given, Sent>,
): ActDefinition<Name, Input, Result, Given, Sent> {
  if (!/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(definition.name))
    throw new Error(`not an act's name: ${definition.name}`)
  return definition
}

/** What a sender hears. Nothing that a person entered is dropped: `needs-review` and `refused` acts can be mended. */
export type ActAnswer<Result = unknown> =
  | {
      readonly id: Uuid
      readonly answer: 'accepted' | 'already-accepted'
      readonly recordedAt: string
      readonly result: Result
    }
  | {
      readonly id: Uuid
      readonly answer: 'needs-review' | 'refused'
      readonly recordedAt: string
      readonly problem: StoredProblem
      readonly kept: boolean
    }

/** Thrown by `apply` when a fact collides with another that somebody saw meanwhile: a person decides. */
export class NeedsReview extends Error {
  readonly problem: StoredProblem
  constructor(problem: StoredProblem) {
    super(problem.code)
    this.problem = problem
  }
}
