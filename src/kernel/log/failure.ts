// Every class of errors is called one, by this project and by the libraries it uses.
const CLASS = /^(?=.{5,64}$)[A-Za-z0-9]*(?:Error|Exception|Failure|Fault|Problem)$/
// PostgreSQL's codes hold a digit; Node's and the libraries' are E…, or capitals with an underscore; ours have a dot.
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/
const ERROR_CODE = /^(?:E[A-Z]{3,20}|[A-Z]+(?:_[A-Z0-9]+)+|[a-z]+(?:[.-][a-z]+)*\.[a-z]+(?:-[a-z]+)*)$/
const NAME_IN_SCHEMA = /^[a-z][a-z0-9_]{0,62}$/
const FRAME = /^ {4}at (?:(?:async |new )*[\w$.<>[\] #]+ \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^?\s()]*:\d+:\d+\)?$/
const MOST_FRAMES = 20
const MOST_CAUSES = 3

/** An error as the log may hold it: no message and no detail, for they quote values (`Key (name)=(…) already exists`). */
export interface Failure {
  class: string
  code?: string
  /** Of a database error. */
  table?: string
  constraint?: string
  stack?: string[]
  cause?: Failure
}

/** What may be logged of anything thrown. Never throws itself, whatever the getters of the thrown thing do. */
export function describeFailure(thrown: unknown, depth = 0): Failure {
  if (!(thrown instanceof Error)) return { class: 'NotAnError' }
  const own = (name: string, form: RegExp): string | undefined => {
    const value = read(thrown, name)
    return typeof value === 'string' && form.test(value) ? value : undefined
  }
  const failure: Failure = { class: classOf(thrown) }
  const sqlState = own('code', SQLSTATE)
  const code = sqlState ?? own('code', ERROR_CODE)
  // Only the database's own errors have these from the schema.
  const table = sqlState && own('table', NAME_IN_SCHEMA)
  const constraint = sqlState && own('constraint', NAME_IN_SCHEMA)
  const stack = framesOf(thrown)
  const cause = depth < MOST_CAUSES ? (read(thrown, 'cause') ?? firstOf(read(thrown, 'errors'))) : undefined
  if (code !== undefined) failure.code = code
  if (table !== undefined) failure.table = table
  if (constraint !== undefined) failure.constraint = constraint
  if (stack.length > 0) failure.stack = stack
  if (cause !== undefined) failure.cause = describeFailure(cause, depth + 1)
  return failure
}

// `name` can be set to anything by whoever throws; the class is in the code.
function classOf(error: Error): string {
  const name = read(read(error, 'constructor'), 'name')
  return typeof name === 'string' && CLASS.test(name) ? name : 'Error'
}

/**
 * Where it happened. The stack begins with the message, and a message may hold lines that look like frames, so it is cut
 * off first; where it no longer is the stack's beginning (changed after the throw), the stack cannot be trusted.
 */
function framesOf(error: Error): string[] {
  const stack = read(error, 'stack')
  const message = read(error, 'message')
  if (typeof stack !== 'string' || typeof message !== 'string') return []
  const firstLine = stack.slice(0, (stack.indexOf('\n') + 1 || stack.length + 1) - 1)
  const at = message === '' ? firstLine.length : stack.indexOf(message)
  // The message stands right after the name and `: `, or is the whole header.
  if (message !== '' && (at < 0 || at > firstLine.length || !/^(?:[\w.]*(?: \[\w+\])?: )?$/.test(stack.slice(0, at))))
    return []
  return stack
    .slice(message === '' ? at : at + message.length)
    .split('\n')
    .filter(line => FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .map(line => line.trim())
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined
}

function read(from: unknown, name: string): unknown {
  try {
    return (from as Record<string, unknown> | undefined)?.[name]
  } catch {
    return undefined
  }
}
