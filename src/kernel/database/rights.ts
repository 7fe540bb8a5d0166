import { type Kysely, sql } from 'kysely'
import { appRole, quoteName } from './roles.ts'
import type { Room } from './rooms.ts'

type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE' | 'REFERENCES' | 'TRIGGER'

const allRights: readonly Right[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']

type Held = { name: string; kind: string; partition: boolean } & Record<Lowercase<Right>, boolean>

/**
 * Gives the application its rights on everything in schema public, and takes those it should not have.
 * Changes only what differs, so that an ordinary start writes nothing.
 */
export async function grantRights(db: Kysely<unknown>, rooms: readonly Room[]): Promise<void> {
  await closeDatabase(db)
  const listed = (names: (room: Room) => readonly string[]) => new Set(rooms.flatMap(names))
  const appendOnly = listed(room => room.appendOnly)
  const readOnly = listed(room => room.readOnly).add('nansen_migration')
  const noAccess = listed(room => room.noAccess)

  const wanted = ({ name, kind, partition }: Held): readonly Right[] => {
    // a partition is reached through its parent, whose rights count; a grant of its own would be a way around them
    if (noAccess.has(name) || partition) return []
    if (readOnly.has(name) || kind === 'v' || kind === 'm') return ['SELECT']
    if (appendOnly.has(name)) return ['SELECT', 'INSERT']
    return ['SELECT', 'INSERT', 'UPDATE', 'DELETE']
  }
  const tables = await heldRights(db)
  const missing = [...appendOnly, ...readOnly, ...noAccess].filter(name => !tables.some(table => table.name === name))
  if (missing.length > 0) throw new TypeError(`Rights are declared for tables that do not exist: ${missing.join(', ')}`)

  for (const table of tables) {
    const want = wanted(table)
    const has = (right: Right) => table[right.toLowerCase() as Lowercase<Right>]
    const give = want.filter(right => !has(right))
    const take = allRights.filter(right => has(right) && !want.includes(right))
    const on = `ON public.${quoteName(table.name)}`
    if (take.length > 0) await sql.raw(`REVOKE ${take.join(', ')} ${on} FROM ${appRole}, PUBLIC`).execute(db)
    if (give.length > 0) await sql.raw(`GRANT ${give.join(', ')} ${on} TO ${appRole}`).execute(db)
  }
  await grantSequences(db)
}

async function heldRights(db: Kysely<unknown>): Promise<Held[]> {
  const held = allRights
    .map(right => `has_table_privilege('${appRole}', c.oid, '${right}') AS "${right.toLowerCase()}"`)
    .join(', ')
  const { rows } = await sql
    .raw<Held>(
      `SELECT c.relname AS name, c.relkind AS kind, c.relispartition AS partition, ${held} FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
         AND NOT EXISTS (SELECT FROM pg_depend d
           WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
       ORDER BY c.relname`,
    )
    .execute(db)
  return rows
}

/** Serial columns need their sequence; identity columns do not. */
async function grantSequences(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql
    .raw<{ name: string }>(
      // CASE, because the planner may otherwise ask for the privilege of things that are no sequences
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
         AND CASE WHEN relkind = 'S' THEN NOT has_sequence_privilege('${appRole}', oid, 'USAGE') ELSE false END`,
    )
    .execute(db)
  for (const { name } of rows) {
    await sql.raw(`GRANT USAGE, SELECT ON SEQUENCE public.${quoteName(name)} TO ${appRole}`).execute(db)
  }
}

/** The application makes no objects, not even temporary ones, which could hide real tables from a query. */
async function closeDatabase(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql
    .raw<{ name: string; creates: boolean; temporary: boolean; uses: boolean }>(
      `SELECT current_database() AS name, has_schema_privilege('${appRole}', 'public', 'CREATE') AS creates,
         has_schema_privilege('${appRole}', 'public', 'USAGE') AS uses,
         has_database_privilege('${appRole}', current_database(), 'TEMPORARY') AS temporary`,
    )
    .execute(db)
  const now = rows[0]
  if (!now) return
  if (now.creates) await sql.raw(`REVOKE CREATE ON SCHEMA public FROM ${appRole}, PUBLIC`).execute(db)
  if (!now.uses) await sql.raw(`GRANT USAGE ON SCHEMA public TO ${appRole}`).execute(db)
  if (now.temporary) {
    await sql
      .raw(`REVOKE TEMPORARY ON DATABASE ${`"${now.name.replaceAll('"', '""')}"`} FROM ${appRole}, PUBLIC`)
      .execute(db)
  }
}
