import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkServer, type Database, openDatabase } from './connect.ts'
import { ddl } from './ddl.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { queryPrepared } from './prepared.ts'
import { defineMigrations } from './rooms.ts'
import { cloneDatabase } from './testing.ts'

const problem = async (work: Promise<unknown>) =>
  (await work.catch((error: unknown) => error)) as { code?: string; message: string; details: Record<string, unknown> }

/** A server of their own, because roles and databases belong to a whole server. */
describe('a connection', () => {
  let folder: string
  let server: Embedded
  const urlOf = (database: string, user = server.user, password = server.password, more = '') =>
    `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(server.host)}${more}`
  const asOwner = async (text: string, database = 'nansen') => {
    const client = new pg.Client({ connectionString: urlOf(database) })
    await client.connect()
    await client.query(text).finally(() => client.end())
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nansen-connect-'))
    await chmod(folder, 0o755)
    server = await startEmbedded({ folder: join(folder, 'data'), durable: false, ephemeral: true })
  })
  afterAll(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('by address works for the owner and, under another role, for the application', async () => {
    const db = await openDatabase({ url: urlOf('nansen') })
    expect([db.kind, db.version]).toEqual(['external', 18])
    const who = 'SELECT session_user AS session, current_user AS me'
    expect((await db.owner.query(who)).rows).toEqual([{ session: 'nansen', me: 'nansen' }])
    expect((await db.app.query(who)).rows).toEqual([{ session: 'nansen', me: 'nansen_app' }])
    await db.close()
    await db.close()
  })

  it('of the application does not fall back to the owner on RESET ROLE or RESET ALL', async () => {
    const db = await openDatabase({ url: urlOf('nansen') })
    const client = await db.app.connect()
    for (const reset of ['RESET ROLE', 'RESET ALL', 'DISCARD ALL']) {
      await client.query(reset)
      expect((await client.query('SELECT current_user AS me')).rows).toEqual([{ me: 'nansen_app' }])
    }
    client.release()
    await db.close()
  })

  it('keeps the options that the address itself has', async () => {
    const db = await openDatabase({ url: urlOf('nansen', undefined, undefined, '&options=-c%20work_mem%3D7MB') })
    const { rows } = await db.app.query("SELECT current_setting('work_mem') AS mem, current_user AS me")
    expect(rows).toEqual([{ mem: '7MB', me: 'nansen_app' }])
    await db.close()
  })

  it('works for a plain user who may become the application, and says what is missing for one who may not', async () => {
    await asOwner("CREATE ROLE plain LOGIN PASSWORD 'p'; CREATE DATABASE plain OWNER plain").catch(async () => {
      // CREATE DATABASE does not run beside another statement
      await asOwner("CREATE ROLE plain LOGIN PASSWORD 'p'")
      await asOwner('CREATE DATABASE plain OWNER plain')
    })
    const refused = await problem(openDatabase({ url: urlOf('plain', 'plain', 'p') }))
    expect(refused).toMatchObject({ code: 'database.app-role' })
    expect(refused.message).toContain('GRANT nansen_app TO')
    await asOwner('GRANT nansen_app TO plain')
    const db = await openDatabase({ url: urlOf('plain', 'plain', 'p') })
    expect((await db.app.query('SELECT current_user AS me')).rows).toEqual([{ me: 'nansen_app' }])
    await db.close()
  })

  it('is refused while the role of the application could pass the access rules or owns something', async () => {
    await asOwner('ALTER ROLE nansen_app BYPASSRLS')
    const refused = await problem(openDatabase({ url: urlOf('nansen') }))
    expect(refused).toMatchObject({ code: 'database.app-role' })
    expect(refused.message).toContain('NOBYPASSRLS')
    await asOwner('ALTER ROLE nansen_app NOBYPASSRLS; CREATE TABLE loot (id int); ALTER TABLE loot OWNER TO nansen_app')
    const owning = await problem(openDatabase({ url: urlOf('nansen') }))
    expect(owning).toMatchObject({ code: 'database.app-role' })
    expect(owning.message).toContain('table loot')
    await asOwner('DROP TABLE loot')
    await (await openDatabase({ url: urlOf('nansen') })).close()
  })

  it('is refused where names in Arabic could not be searched', async () => {
    await asOwner("CREATE DATABASE plain_c LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
    expect(await problem(openDatabase({ url: urlOf('plain_c') }))).toMatchObject({
      code: 'database.unfit',
      details: { ctype: 'C' },
    })
  })

  it('that cannot be made says why', async () => {
    const wrong = await problem(openDatabase({ url: urlOf('nansen', 'nansen', 'wrong') }))
    expect(wrong).toMatchObject({ code: 'database.unreachable' })
    expect(wrong.message).toContain('password authentication failed')
    const nowhere = await problem(openDatabase({ url: 'postgres://x:y@127.0.0.1:1/z' }))
    expect(nowhere).toMatchObject({ code: 'database.unreachable' })
    expect(nowhere.message).not.toContain(':y@')
  })

  it('to a PostgreSQL before 15 is refused', () => {
    const facts = { encoding: 'UTF8', ctype: 'C.UTF-8' }
    expect(checkServer({ number: '150018', version: '15.18', ...facts })).toBe(15)
    expect(() => checkServer({ number: '140022', version: '14.22', ...facts })).toThrow(
      expect.objectContaining({ code: 'database.too-old', details: { version: '14.22' } }),
    )
  })
})

describe('a database', () => {
  let db: Database
  beforeAll(async () => {
    db = await cloneDatabase([
      defineMigrations('numbers', { '001-number': d => ddl(d, 'CREATE TABLE number (n int PRIMARY KEY)') }),
    ])
    await db.owner.query('INSERT INTO number SELECT generate_series(1, 1000)')
  })
  afterAll(() => db.close())

  it('hands over values without losing any of them', async () => {
    const { rows } = await db.app.query(
      `SELECT 9007199254740991::int8 AS big, count(*) AS count, 1.10::numeric AS exact, '2026-02-28'::date AS day,
         '2026-02-28 23:59:59.123456+05:30'::timestamptz AS moment, '2026-02-28 01:02:03+00'::timestamptz AS whole,
         '0044-03-15 10:00:00+00 BC'::timestamptz AS ides, 'infinity'::timestamptz AS forever,
         '2026-02-28 10:00:00'::timestamp AS local, ARRAY[1, NULL]::int8[] AS bigs, ARRAY[[1.50]]::numeric[] AS exacts,
         ARRAY['2026-01-01']::date[] AS days, ARRAY['2026-01-01T00:00:00.5Z']::timestamptz[] AS moments,
         '{"a": 1}'::jsonb AS json, true AS yes, 'x'::text AS text`,
    )
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        count: 1,
        exact: '1.10',
        day: '2026-02-28',
        moment: '2026-02-28T18:29:59.123Z',
        whole: '2026-02-28T01:02:03.000Z',
        ides: '-000043-03-15T10:00:00.000Z',
        forever: 'infinity',
        local: '2026-02-28 10:00:00',
        bigs: [1, null],
        exacts: [['1.50']],
        days: ['2026-01-01'],
        moments: ['2026-01-01T00:00:00.500Z'],
        json: { a: 1 },
        yes: true,
        text: 'x',
      },
    ])
  })

  it('refuses an integer that a number cannot hold, and the connection stays usable', async () => {
    await expect(db.app.query('SELECT 9007199254740993::int8')).rejects.toThrow(RangeError)
    expect((await db.app.query('SELECT 1::int8 AS one')).rows).toEqual([{ one: 1 }])
  })

  it('reads moments the same in a session of another time zone', async () => {
    const client = await db.app.connect()
    await client.query("SET timezone = 'Asia/Kathmandu'")
    const { rows } = await client.query("SELECT '2026-01-01T00:00:00.25Z'::timestamptz AS at")
    expect(rows).toEqual([{ at: '2026-01-01T00:00:00.250Z' }])
    client.release(true)
  })

  it('prepares by name the statements that repeat, and gives the same answers', async () => {
    const read = (n: number) => sql<{ n: number }>`SELECT n FROM number WHERE n = ${n} AND 'often' <> ''`
    await db.appDb.connection().execute(async connection => {
      for (let n = 1; n <= 12; n++) expect((await read(n).execute(connection)).rows).toEqual([{ n }])
      await sql`SELECT n FROM number WHERE n = ${1} AND 'once' <> ''`.execute(connection)
      const prepared = await sql<{ statement: string; calls: number }>`
        SELECT statement, generic_plans + custom_plans AS calls FROM pg_prepared_statements`.execute(connection)
      const found = prepared.rows.filter(row => row.statement.includes("'often'"))
      expect(found).toHaveLength(1)
      expect(Number(found[0]?.calls)).toBeGreaterThan(5)
      expect(prepared.rows.some(row => row.statement.includes("'once'"))).toBe(false)
    })
  })

  it('runs a statement prepared by name on a pool or in a transaction', async () => {
    const text = 'SELECT n FROM number WHERE n = $1'
    expect((await queryPrepared(db.app, text, [7])).rows).toEqual([{ n: 7 }])
    const client = await db.app.connect()
    expect((await queryPrepared(client, text, [8])).rows).toEqual([{ n: 8 }])
    expect((await queryPrepared(client, text, [9])).rows).toEqual([{ n: 9 }])
    client.release()
  })

  it('streams rows through a cursor', async () => {
    let sum = 0
    for await (const { n } of db.appDb
      .withTables<{ number: { n: number } }>()
      .selectFrom('number')
      .select('n')
      .stream(100)) {
      sum += n
    }
    expect(sum).toBe(500_500)
  })

  it('undoes a transaction that fails, among others that do not', async () => {
    const work = Array.from({ length: 10 }, (_, i) =>
      db.appDb
        .transaction()
        .execute(async transaction => {
          await sql`INSERT INTO number VALUES (${2000 + i})`.execute(transaction)
          if (i % 2 === 1) throw new Error('no')
        })
        .catch(() => undefined),
    )
    await Promise.all(work)
    const { rows } = await db.app.query('SELECT n FROM number WHERE n >= 2000 ORDER BY n')
    expect(rows).toEqual([{ n: 2000 }, { n: 2002 }, { n: 2004 }, { n: 2006 }, { n: 2008 }])
  })
})

describe('a cloned database', () => {
  const room = defineMigrations('clones', { '001-thing': d => ddl(d, 'CREATE TABLE thing (id int)') })

  it('has the schema, is separate from its siblings, and is gone once closed', async () => {
    const [one, two] = await Promise.all([cloneDatabase([room]), cloneDatabase([room])])
    await one.app.query('INSERT INTO thing VALUES (1)')
    expect((await two.app.query('SELECT * FROM thing')).rows).toEqual([])
    const name = (await one.app.query('SELECT current_database() AS name')).rows[0].name
    await one.close()
    const { rows } = await two.owner.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    expect(rows).toEqual([])
    await two.close()
  })

  it('may have a copy of its template made while another is being made', async () => {
    const other = defineMigrations('clones', { '001-thing': d => ddl(d, 'CREATE TABLE other_thing (id int)') })
    const all = await Promise.all([1, 2, 3, 4].map(() => cloneDatabase([other])))
    for (const db of all) {
      expect((await db.app.query("SELECT to_regclass('other_thing') IS NOT NULL AS there")).rows[0].there).toBe(true)
      await db.close()
    }
  })
})
