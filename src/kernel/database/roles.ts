import type pg from 'pg'
import { DatabaseProblem } from './problem.ts'

/** The role under which everything but migrations runs: it owns nothing and row-level security binds it. */
export const appRole = 'nansen_app'

/** The quoted form of an identifier; a dotted name is taken as schema and table. */
export const quoteName = (name: string): string =>
  name
    .split('.')
    .map(part => `"${part.replaceAll('"', '""')}"`)
    .join('.')

export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/**
 * Makes the application's role if it is missing, and checks that it is as weak as it must be.
 * With a password the role logs in itself; without one, the owner is made a member so that it can become it.
 */
export async function prepareAppRole(owner: pg.ClientBase, password?: string): Promise<void> {
  const { rows } = await owner.query<{ weak: boolean; member: boolean; super: boolean }>(
    `SELECT NOT (app.rolsuper OR app.rolbypassrls OR app.rolcreaterole OR app.rolcreatedb OR app.rolreplication) AS weak,
       pg_has_role(current_user, app.oid, 'MEMBER') AS member,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super
     FROM pg_roles app WHERE app.rolname = $1`,
    [appRole],
  )
  const role = rows[0]
  if (role && !role.weak) {
    throw unfit(`ALTER ROLE ${appRole} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION`)
  }
  if (!role) await owner.query(`CREATE ROLE ${appRole} NOINHERIT`).catch(acceptExisting)
  if (password !== undefined) {
    await owner.query(`ALTER ROLE ${appRole} LOGIN PASSWORD ${quoteText(password)}`)
  } else if (!role?.member && !role?.super) {
    await owner.query(`GRANT ${appRole} TO CURRENT_USER`).catch(refuseOrThrow)
  }
  const owned = await owner.query<{ thing: string }>(
    `SELECT pg_describe_object(classid, objid, objsubid) AS thing FROM pg_shdepend
     WHERE deptype = 'o' AND refclassid = 'pg_authid'::regclass AND refobjid = $1::regrole
       AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) LIMIT 1`,
    [appRole],
  )
  const thing = owned.rows[0]?.thing
  if (thing !== undefined) throw unfit(`REASSIGN OWNED BY ${appRole} TO CURRENT_USER`, `it owns ${thing}`)
}

function acceptExisting(error: { code?: string }): void {
  // 42710 and 23505: another process made it at the same moment
  if (error.code === '42710' || error.code === '23505') return
  refuseOrThrow(error)
}

function refuseOrThrow(error: { code?: string }): never {
  if (error.code !== '42501') throw error
  throw new DatabaseProblem(
    'database.app-role',
    `The user of DATABASE_URL may not create or become the role ${appRole}. Let the administrator of the database run: ` +
      `CREATE ROLE ${appRole} NOLOGIN NOINHERIT; GRANT ${appRole} TO <that user>;`,
    {},
    { cause: error },
  )
}

const unfit = (remedy: string, why = 'it has rights that would let it pass the access rules') =>
  new DatabaseProblem(
    'database.app-role',
    `The role ${appRole} cannot be used, because ${why}. Let the administrator of the database run: ${remedy};`,
    { remedy },
  )
