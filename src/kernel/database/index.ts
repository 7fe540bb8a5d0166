export { type BackupOptions, type BackupSummary, backup, verifyBackup } from './backup.ts'
export {
  type ConnectionTarget,
  type Database,
  type OpenOptions,
  oldestVersion,
  openDatabase,
  type PoolOptions,
} from './connect.ts'
export { commentColumns, commentTable, ddl, enableRowSecurity } from './ddl.ts'
export { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded.ts'
export {
  type DatabaseError,
  type DatabaseErrorKind,
  databaseError,
  isTransient,
  type RetryOptions,
  withRetry,
} from './errors.ts'
export { appliedMigrations, type Migrated, migrate } from './migrate.ts'
export { queryPrepared } from './prepared.ts'
export { type DatabaseLog, DatabaseProblem, type DatabaseProblemCode, silentLog } from './problem.ts'
export { type RestoreOptions, restore } from './restore.ts'
export { appRole, quoteName, quoteText } from './roles.ts'
export { defineMigrations, type Migration, type Room, type RoomRights } from './rooms.ts'
export type { Settings } from './settings.ts'
