import pg from 'pg'
import type { Client } from './session.ts'

export interface Statement {
  readonly name: string
  readonly text: string
  /** As PostgreSQL writes values of the parameters' types. */
  readonly values: readonly (string | null)[]
}

/** The parts of pg's connection that a submittable works with; its own types leave most of them out. */
interface Wire {
  readonly stream: { cork?: () => void; uncork?: () => void }
  readonly parsedStatements: Record<string, string>
  readonly submittedNamedStatements: Record<string, string>
  parse(message: { name: string; text: string }): void
  bind(message: { portal: string; statement: string; values: readonly unknown[] }): void
  execute(message: { portal: string; rows: number }): void
  close(message: { type: 'S'; name: string }): void
  sync(): void
}

/** `COMMIT` as the end of a batch. */
export const commit: Statement = { name: '', text: 'COMMIT', values: [] }

/**
 * Sends prepared statements whose answers nobody looks into, and waits for them once: one write, one answer, instead of one
 * for each. After the first that fails the database leaves out the rest, so a commit at the end happens only if all went
 * well. Answers the command tags; throws the failure.
 */
export function sendBatch(client: Client, statements: readonly Statement[]): Promise<string[]> {
  if (statements.length === 0) return Promise.resolve([])
  return new Promise((resolve, reject) => {
    client.query(new Batch(statements, resolve, reject))
  })
}

/**
 * What pg calls while the batch is the connection's active query. It is one of pg's own queries, because pg lets no others
 * onto a connection that does not wait for answers: they might keep a portal open, which a batch does not.
 */
class Batch extends pg.Query {
  readonly #statements: readonly Statement[]
  readonly #resolve: (tags: string[]) => void
  readonly #reject: (failure: Error) => void
  readonly #tags: string[] = []
  #wire: Wire | undefined

  constructor(statements: readonly Statement[], resolve: (tags: string[]) => void, reject: (failure: Error) => void) {
    // The callback only tells pg that somebody waits.
    super('batch', () => {})
    this.#statements = statements
    this.#resolve = resolve
    this.#reject = reject
  }

  override submit = (connection: pg.Connection): void => {
    const wire = connection as unknown as Wire
    this.#wire = wire
    wire.stream.cork?.()
    try {
      const here = new Set<string>()
      for (const { name, text, values } of this.#statements) {
        if (name === '' || !(here.has(name) || wire.parsedStatements[name] || wire.submittedNamedStatements[name])) {
          // An earlier batch may have failed between parsing it and telling us so; closing what is not there is no error.
          if (name !== '') wire.close({ type: 'S', name })
          wire.parse({ name, text })
          here.add(name)
        }
        wire.bind({ portal: '', statement: name, values })
        wire.execute({ portal: '', rows: 0 })
      }
      wire.sync()
    } finally {
      wire.stream.uncork?.()
    }
  }

  handleCommandComplete(message: { text: string }): void {
    const done = this.#statements[this.#tags.length]
    if (done && done.name !== '' && this.#wire) this.#wire.parsedStatements[done.name] = done.text
    this.#tags.push(message.text)
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#tags)
  }

  handleError(failure: Error): void {
    this.#reject(failure)
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}
