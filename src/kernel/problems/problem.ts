/** What a problem may carry: short facts that its message needs. Never a whole record, never a secret. */
export type Details = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** One wrong place in the input. `path` is dotted: `members.0.birth.date`. `code` has words under `problem.<code>`. */
export interface FieldProblem {
  readonly path: string
  readonly code: string
  readonly details?: Details
}

/**
 * The one kind of error that reaches a person: a stable code from the catalogue, an HTTP status, typed details and the
 * fields concerned. Its words are looked up by code (`problem.<code>`), so this class holds no sentence.
 */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly details: Details
  readonly fields: readonly FieldProblem[]

  constructor(code: string, status: number, details: Details = {}, fields: readonly FieldProblem[] = []) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.details = details
    this.fields = fields
  }

  toJSON(): StoredProblem {
    return { code: this.code, status: this.status, details: this.details, fields: this.fields }
  }

  static from(stored: StoredProblem): Problem {
    return new Problem(stored.code, stored.status, stored.details, stored.fields)
  }
}

export interface StoredProblem {
  readonly code: string
  readonly status: number
  readonly details: Details
  readonly fields: readonly FieldProblem[]
}

const catalogue = new Map<string, number>()

/**
 * Declares a room's problems, code to HTTP status, and returns the maker of them. A code is never reused for another
 * meaning; declaring one twice is a fault of the program.
 */
export function defineProblems<const Codes extends Record<string, number>>(
  codes: Codes,
): (code: keyof Codes & string, details?: Details, fields?: readonly FieldProblem[]) => Problem {
  for (const [code, status] of Object.entries(codes)) {
    if (catalogue.has(code)) throw new Error(`problem code declared twice: ${code}`)
    catalogue.set(code, status)
  }
  return (code, details, fields) => new Problem(code, codes[code] ?? 500, details, fields)
}

/** Every declared problem with its HTTP status; the docs page and the words test read it. */
export function problemCatalogue(): ReadonlyMap<string, number> {
  return catalogue
}
