import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import type { Database } from './connect.ts'
import { DatabaseProblem } from './problem.ts'
import { grantRights } from './rights.ts'
import type { Room } from './rooms.ts'

/** What a run of `migrate` did: the names it applied now, in order. */
export type Migrated = { applied: string[] }

/** The lock every migrating process takes; any fixed number that nothing else in this database uses. */
const lockKey = 7_253_648_109

type Ledger = { nansen_migration: { name: string; applied_at: string } }

/**
 * Brings the schema up to what the rooms declare, then sets the application's rights.
 * Several processes may call it at once: each migration is applied by one of them. Throws `database.newer-schema` when the
 * database knows migrations that this program does not, `database.migration-order` when one is missing in the middle, and
 * `database.migration-failed` with the cause when one fails; those before it stay applied.
 */
export async function migrate(database: Database, rooms: readonly Room[]): Promise<Migrated> {
  const steps = rooms.flatMap(room => room.migrations)
  const only = new Set(steps.map(step => step.name))
  if (only.size !== steps.length) throw new TypeError('Two migrations have the same name')
  const migrated = await migrateTo(database, rooms, only)
  const db = database.ownerDb.withTables<Ledger>()
  await locked(db, transaction => grantRights(transaction as unknown as Kysely<unknown>, rooms))
  return migrated
}

/**
 * Applies only the migrations named in `only`, and sets no rights: a restore first needs the schema of its backup.
 * `migrate` has to follow.
 */
export async function migrateTo(
  database: Database,
  rooms: readonly Room[],
  only: ReadonlySet<string>,
): Promise<Migrated> {
  const db = database.ownerDb.withTables<Ledger>()
  await locked(db, prepareLedger)
  const applied: string[] = []
  const done = await appliedMigrations(database)
  refuseUnknown(done, rooms)
  for (const room of rooms) {
    for (const { name, run } of room.migrations) {
      if (!only.has(name)) continue
      const ran = await locked(db, async transaction => {
        const row = await transaction.selectFrom('nansen_migration').select('name').where('name', '=', name).execute()
        if (row.length > 0) return false
        await run(transaction as unknown as Kysely<unknown>)
        await transaction
          .insertInto('nansen_migration')
          .values({ name, applied_at: new Date().toISOString() })
          .execute()
        return true
      }).catch(cause => {
        throw failed(name, cause)
      })
      if (ran) applied.push(name)
    }
  }
  return { applied }
}

/** The names of the migrations that a database has, in the order in which they were applied; empty for a new one. */
export async function appliedMigrations(database: {
  owner: Pick<pg.ClientBase, 'query'> | pg.Pool
}): Promise<string[]> {
  const there = await database.owner.query<{ there: boolean }>(
    "SELECT to_regclass('public.nansen_migration') IS NOT NULL AS there",
  )
  if (!there.rows[0]?.there) return []
  const { rows } = await database.owner.query<{ name: string }>(
    'SELECT name FROM public.nansen_migration ORDER BY position',
  )
  return rows.map(row => row.name)
}

async function locked<T>(db: Kysely<Ledger>, work: (transaction: Kysely<Ledger>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async transaction => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(lockKey)})`.execute(transaction)
    return work(transaction)
  })
}

async function prepareLedger(db: Kysely<Ledger>): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`
    SELECT to_regclass('public.nansen_migration') IS NOT NULL AS there`.execute(db)
  if (rows[0]?.there) return
  await sql`CREATE TABLE public.nansen_migration (
    name text PRIMARY KEY,
    applied_at timestamptz NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY
  )`.execute(db)
  await sql`COMMENT ON TABLE public.nansen_migration IS 'Migrations applied to this database'`.execute(db)
  await sql`COMMENT ON COLUMN public.nansen_migration.name IS 'Room and name of the migration'`.execute(db)
  await sql`COMMENT ON COLUMN public.nansen_migration.applied_at IS 'When it was applied'`.execute(db)
  await sql`COMMENT ON COLUMN public.nansen_migration.position IS 'Order of application'`.execute(db)
}

function refuseUnknown(done: readonly string[], rooms: readonly Room[]): void {
  const known = new Set(rooms.flatMap(room => room.migrations.map(step => step.name)))
  const unknown = done.filter(name => !known.has(name))
  if (unknown.length > 0) {
    throw new DatabaseProblem(
      'database.newer-schema',
      `The database was changed by a newer Nansen (${unknown.join(', ')}). Start that version or a later one; ` +
        'to go back, restore a backup that was made before the upgrade.',
      { unknown },
    )
  }
  const have = new Set(done)
  for (const { migrations } of rooms) {
    const last = migrations.findLastIndex(step => have.has(step.name))
    const gap = migrations.slice(0, Math.max(0, last)).find(step => !have.has(step.name))
    if (gap) {
      throw new DatabaseProblem(
        'database.migration-order',
        `The migration ${gap.name} is not in the database, but a later one of its room is. ` +
          'A new migration goes to the end of its room.',
        { missing: gap.name },
      )
    }
  }
}

function failed(name: string, cause: unknown): DatabaseProblem {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DatabaseProblem(
    'database.migration-failed',
    `The migration ${name} failed and was undone: ${reason}. The migrations before it stay applied.`,
    { migration: name, reason },
    { cause },
  )
}
