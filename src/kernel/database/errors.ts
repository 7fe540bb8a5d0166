import { setTimeout as sleep } from 'node:timers/promises'

export type DatabaseErrorKind =
  | 'unique'
  | 'foreign-key'
  | 'check'
  | 'not-null'
  | 'exclusion'
  | 'serialization'
  | 'deadlock'
  | 'connection-lost'
  | 'row-security'
  | 'forbidden'
  | 'invalid-text'
  | 'timeout'
  | 'other'

/** What a database error means. The names are those of the schema, without the number that a shard adds to them. */
export type DatabaseError = {
  kind: DatabaseErrorKind
  constraint?: string
  table?: string
  column?: string
}

const kinds: Readonly<Record<string, DatabaseErrorKind>> = {
  '23505': 'unique',
  '23503': 'foreign-key',
  '23514': 'check',
  '23502': 'not-null',
  '23P01': 'exclusion',
  '40001': 'serialization',
  '40P01': 'deadlock',
  '42501': 'forbidden',
  '22P02': 'invalid-text',
  '22021': 'invalid-text',
  '22007': 'invalid-text',
  '22008': 'invalid-text',
  '22P05': 'invalid-text',
  '57014': 'timeout',
  '55P03': 'timeout',
  '57P01': 'connection-lost',
  '57P02': 'connection-lost',
  '57P03': 'connection-lost',
  '57P05': 'connection-lost',
  '53300': 'connection-lost',
  '25P03': 'connection-lost',
}

/** Errors of the socket itself; ENOENT is a Unix socket whose server is being started again. */
const lostCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])

/** pg gives these no code. */
const lostMessage =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|Connection ended)/

type Fields = Partial<
  Record<'code' | 'message' | 'detail' | 'constraint' | 'table' | 'column' | 'syscall', unknown> & { cause: unknown }
>

/**
 * Translates any error thrown by a query, in one place for every kind of server. A sharded server leaves the fields empty
 * and names the shard's constraint in the message, so the message is read where a field is missing.
 */
export function databaseError(error: unknown): DatabaseError {
  const fields: Fields = typeof error === 'object' && error !== null ? error : {}
  const code = typeof fields.code === 'string' ? fields.code : ''
  const message = typeof fields.message === 'string' ? fields.message : ''
  const kind = kindOf(code, message, fields)
  if (!kind) return fields.cause === undefined ? { kind: 'other' } : databaseError(fields.cause)

  const names = namesIn(kind, message)
  const constraint = text(fields.constraint) ?? names.constraint
  const table = text(fields.table) ?? names.table
  const column = text(fields.column) ?? names.column
  return {
    kind,
    ...(constraint === undefined ? {} : { constraint: withoutShard(constraint) }),
    ...(table === undefined ? {} : { table: withoutShard(table) }),
    ...(column === undefined ? {} : { column }),
  }
}

function kindOf(code: string, message: string, fields: Fields): DatabaseErrorKind | undefined {
  if (code === '42501' && message.includes('row-level security')) return 'row-security'
  const kind = kinds[code]
  if (kind) return kind
  if (code.startsWith('08')) return 'connection-lost'
  // ENOENT of a file is no lost connection
  if (lostCodes.has(code) && (code !== 'ENOENT' || fields.syscall === 'connect')) return 'connection-lost'
  if (code === '' && lostMessage.test(message)) return 'connection-lost'
  return /^[0-9A-Z]{5}$/.test(code) ? 'other' : undefined
}

function namesIn(kind: DatabaseErrorKind, message: string): { constraint?: string; table?: string; column?: string } {
  const find = (pattern: RegExp) => pattern.exec(message)?.[1]
  const constraint = find(/constraint "([^"]+)"/)
  const column = kind === 'not-null' ? find(/column "([^"]+)"/) : undefined
  const table = find(/(?:relation|on table|for table) "([^"]+)"/) ?? find(/(?:denied for|owner of) table (\S+)/)
  return {
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    ...(column === undefined ? {} : { column }),
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Shard numbers begin at 102008; a name of our own never ends in six digits or more. */
const withoutShard = (name: string): string => name.replace(/_\d{6,}$/, '')

/** Whether the same work may succeed when it is simply done again. */
export function isTransient(error: unknown): boolean {
  const { kind } = databaseError(error)
  return kind === 'serialization' || kind === 'deadlock' || kind === 'connection-lost'
}

export type RetryOptions = {
  /** How often work that collides with other work is done at most. */
  attempts?: number
  /** How long an absent server is waited for, from the first failure on. */
  patienceMs?: number
  /** The longest first pause; each later one may be twice as long, up to a second. */
  firstPauseMs?: number
}

/**
 * Does work again after a serialization failure, a deadlock or a lost connection. The work must be a whole transaction and
 * safe to repeat: a connection lost at commit leaves unknown whether it was done, so it needs an idempotency key (the act's id).
 * By default it bears ten collisions, and 30 seconds without a server, in which a crashed one has recovered.
 */
export async function withRetry<T>(work: (attempt: number) => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const { attempts = 10, patienceMs = 30_000, firstPauseMs = 20 } = options
  let collisions = 0
  let end: number | undefined
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt)
    } catch (error) {
      if (!isTransient(error)) throw error
      if (databaseError(error).kind === 'connection-lost') {
        end ??= Date.now() + patienceMs
        if (Date.now() >= end) throw error
      } else if (++collisions >= attempts) {
        throw error
      }
      // a random share of the pause keeps two that collided from colliding again
      await sleep(Math.min(1000, firstPauseMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2))
    }
  }
}
