/** Every way the database ground can refuse, by a stable code. A code is never reused for another meaning. */
export type DatabaseProblemCode =
  | 'database.in-use'
  | 'database.other-version'
  | 'database.folder-foreign'
  | 'database.folder-unreachable'
  | 'database.no-engine'
  | 'database.no-account'
  | 'database.start-failed'
  | 'database.unreachable'
  | 'database.too-old'
  | 'database.unfit'
  | 'database.app-role'
  | 'database.newer-schema'
  | 'database.migration-order'
  | 'database.migration-failed'
  | 'backup.not-empty'
  | 'backup.other-schema'
  | 'backup.not-a-backup'
  | 'backup.altered'
  | 'backup.passphrase-needed'
  | 'backup.wrong-passphrase'
  | 'backup.newer-format'

/** An error whose message tells the operator what to do, and whose `code` a program can rely on. */
export class DatabaseProblem extends Error {
  readonly code: DatabaseProblemCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: DatabaseProblemCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'DatabaseProblem'
    this.code = code
    this.details = details
  }
}

/** The part of a pino logger that this room needs. */
export type DatabaseLog = {
  debug(details: object, message: string): void
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

const nothing = () => undefined

/** A log for callers that do not want one. */
export const silentLog: DatabaseLog = { debug: nothing, info: nothing, warn: nothing, error: nothing }
