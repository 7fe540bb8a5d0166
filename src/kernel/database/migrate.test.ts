import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from './connect.ts'
import { commentColumns, commentTable, ddl, enableRowSecurity } from './ddl.ts'
import { databaseError } from './errors.ts'
import { appliedMigrations, migrate } from './migrate.ts'
import { defineMigrations } from './rooms.ts'
import { cloneDatabase } from './testing.ts'

const places = defineMigrations(
  'places',
  {
    '001-place': async db => {
      await ddl(db, 'CREATE TABLE place (id int PRIMARY KEY, name text NOT NULL)')
      await commentTable(db, 'place', "The town's places")
      await commentColumns(db, 'place', { id: 'Number of the place', name: 'Its name' })
    },
    '002-visit': async db => {
      await ddl(
        db,
        'CREATE TABLE visit (id bigint GENERATED ALWAYS AS IDENTITY, place_id int NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)',
      )
      await ddl(db, "CREATE TABLE visit_2026 PARTITION OF visit FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
      await ddl(db, 'ALTER TABLE visit ADD CONSTRAINT visit_place FOREIGN KEY (place_id) REFERENCES place (id)')
    },
    '003-hidden': async db => {
      await ddl(db, 'CREATE TABLE hidden (id int PRIMARY KEY)')
      await ddl(db, 'CREATE VIEW place_name WITH (security_invoker) AS SELECT name FROM place')
    },
  },
  { appendOnly: ['visit'], noAccess: ['hidden'] },
)

const secrets = defineMigrations('secrets', {
  '001-secret': async db => {
    await ddl(db, 'CREATE TABLE secret (room_id int NOT NULL, id serial, body text, PRIMARY KEY (room_id, id))')
    await enableRowSecurity(db, 'secret', {
      secret_room: "USING (room_id = current_setting('nansen.room', true)::int)",
    })
  },
})

const codeOf = async (work: Promise<unknown>) => (await work.catch((error: unknown) => error)) as { code?: string }

describe('migrations', () => {
  let db: Database
  beforeAll(async () => {
    db = await cloneDatabase([places, secrets])
  })
  afterAll(() => db.close())

  it('are recorded in the order of rooms and of their steps', async () => {
    expect(await appliedMigrations(db)).toEqual([
      'places/001-place',
      'places/002-visit',
      'places/003-hidden',
      'secrets/001-secret',
    ])
  })

  it('do nothing when they were all applied', async () => {
    expect(await migrate(db, [places, secrets])).toEqual({ applied: [] })
  })

  it('put what tables and columns are for into the database', async () => {
    const { rows } = await db.owner.query(
      "SELECT obj_description('place'::regclass) AS t, col_description('place'::regclass, 2) AS c",
    )
    expect(rows).toEqual([{ t: "The town's places", c: 'Its name' }])
  })

  it('let the application read, add, change and delete by default', async () => {
    await db.app.query("INSERT INTO place VALUES (1, 'a')")
    await db.app.query("UPDATE place SET name = 'b' WHERE id = 1")
    expect((await db.app.query('SELECT name FROM place_name')).rows).toEqual([{ name: 'b' }])
    await db.app.query('DELETE FROM place WHERE id = 1')
  })

  it('let nobody but the owner change or delete in an append-only table, nor in its partitions', async () => {
    await db.app.query("INSERT INTO place VALUES (2, 'p')")
    await db.app.query("INSERT INTO visit (place_id, at) VALUES (2, '2026-05-05')")
    expect((await db.app.query('SELECT place_id FROM visit')).rows).toEqual([{ place_id: 2 }])
    for (const statement of [
      'UPDATE visit SET place_id = 2',
      'DELETE FROM visit',
      'TRUNCATE visit',
      'UPDATE visit_2026 SET place_id = 2',
      'DELETE FROM visit_2026',
      'SELECT * FROM visit_2026',
      'SELECT * FROM hidden',
      "INSERT INTO place_name VALUES ('x')",
      "INSERT INTO nansen_migration VALUES ('x', now())",
      'DELETE FROM nansen_migration',
    ]) {
      expect([statement, (await codeOf(db.app.query(statement))).code]).toEqual([statement, '42501'])
    }
  })

  it('leave the application no way to make objects or to gain rights', async () => {
    for (const statement of [
      'CREATE TABLE mine (id int)',
      'CREATE TEMP TABLE mine (id int)',
      'CREATE SCHEMA mine',
      'ALTER TABLE place ADD COLUMN x int',
      'DROP TABLE place',
      'ALTER TABLE secret DISABLE ROW LEVEL SECURITY',
      'DROP POLICY secret_room ON secret',
      'CREATE ROLE another',
      'ALTER ROLE nansen_app BYPASSRLS',
    ]) {
      expect([statement, (await codeOf(db.app.query(statement))).code]).toEqual([statement, '42501'])
    }
  })

  it('bind the application, and not the owner, by row-level security', async () => {
    await db.owner.query("INSERT INTO secret (room_id, body) VALUES (1, 'one'), (2, 'two')")
    const client = await db.app.connect()
    try {
      expect((await client.query('SELECT body FROM secret')).rows).toEqual([])
      await client.query("BEGIN; SET LOCAL nansen.room = '2'")
      expect((await client.query('SELECT body FROM secret')).rows).toEqual([{ body: 'two' }])
      await client.query("INSERT INTO secret (room_id, body) VALUES (2, 'more')")
      const refused = await client.query("INSERT INTO secret (room_id, body) VALUES (1, 'x')").catch(databaseError)
      expect(refused).toMatchObject({ kind: 'row-security', table: 'secret' })
      await client.query('ROLLBACK')
    } finally {
      client.release()
    }
    expect((await db.owner.query('SELECT count(*) AS n FROM secret')).rows).toEqual([{ n: 2 }])
  })

  it('refuse a database that a newer program has changed', async () => {
    const error = await codeOf(migrate(db, [places]))
    expect(error).toMatchObject({ code: 'database.newer-schema', details: { unknown: ['secrets/001-secret'] } })
  })
})

describe('a migration', () => {
  it('that fails is undone alone, and says which one it was', async () => {
    const db = await cloneDatabase()
    const broken = defineMigrations('broken', {
      '001-good': d => ddl(d, 'CREATE TABLE good (id int)'),
      '002-bad': async d => {
        await ddl(d, 'CREATE TABLE half (id int)')
        await ddl(d, 'CREATE TABLE good (id int)')
      },
    })
    try {
      const error = await codeOf(migrate(db, [broken]))
      expect(error).toMatchObject({ code: 'database.migration-failed', details: { migration: 'broken/002-bad' } })
      expect(await appliedMigrations(db)).toEqual(['broken/001-good'])
      expect((await db.owner.query("SELECT to_regclass('half') AS t")).rows).toEqual([{ t: null }])
    } finally {
      await db.close()
    }
  })

  it('is applied once when several processes migrate at the same time', async () => {
    const db = await cloneDatabase()
    const slow = defineMigrations('slow', {
      '001-slow': async d => {
        await ddl(d, 'CREATE TABLE slow (id int)')
        await ddl(d, 'INSERT INTO slow SELECT 1 FROM pg_sleep(0.2)')
      },
      '002-next': d => ddl(d, 'INSERT INTO slow VALUES (2)'),
    })
    try {
      const all = await Promise.all([migrate(db, [slow]), migrate(db, [slow])])
      expect(all.flatMap(one => one.applied).sort()).toEqual(['slow/001-slow', 'slow/002-next'])
      expect((await db.owner.query('SELECT id FROM slow ORDER BY id')).rows).toEqual([{ id: 1 }, { id: 2 }])
    } finally {
      await db.close()
    }
  })

  it('that was put before one already applied is refused', async () => {
    const db = await cloneDatabase([defineMigrations('order', { '002-b': d => ddl(d, 'CREATE TABLE b (id int)') })])
    try {
      const later = defineMigrations('order', {
        '001-a': d => ddl(d, 'CREATE TABLE a (id int)'),
        '002-b': d => ddl(d, 'CREATE TABLE b (id int)'),
      })
      expect(await codeOf(migrate(db, [later]))).toMatchObject({ code: 'database.migration-order' })
      expect((await db.owner.query("SELECT to_regclass('a') AS t")).rows).toEqual([{ t: null }])
    } finally {
      await db.close()
    }
  })

  it('cannot have a name that JavaScript would reorder, nor a table that does not exist in its rights', async () => {
    expect(() => defineMigrations('x', { 1: async () => undefined })).toThrow(TypeError)
    const db = await cloneDatabase()
    try {
      const misspelt = defineMigrations('x', {}, { appendOnly: ['jurnal'] })
      await expect(migrate(db, [misspelt])).rejects.toThrow('jurnal')
    } finally {
      await db.close()
    }
  })
})
