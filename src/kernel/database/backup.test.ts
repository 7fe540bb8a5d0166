import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup, verifyBackup } from './backup.ts'
import type { Database } from './connect.ts'
import { ddl } from './ddl.ts'
import { appliedMigrations, migrate } from './migrate.ts'
import { restore } from './restore.ts'
import { defineMigrations } from './rooms.ts'
import { cloneDatabase } from './testing.ts'

/** Has what makes a restore hard: a circle, a table that refers to itself, triggers, generated and identity columns. */
const steps = {
  '001-tables': async (db: Parameters<typeof ddl>[0]) => {
    await ddl(db, 'CREATE TABLE code (id text PRIMARY KEY)')
    await ddl(db, "INSERT INTO code VALUES ('seeded'), ('also seeded')")
    await ddl(
      db,
      `CREATE TABLE person (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, code_id text REFERENCES code (id),
         parent_id int, upper_name text GENERATED ALWAYS AS (upper(name)) STORED, picture bytea, facts jsonb,
         born date, weight numeric, ratio float8, tags text[], seen timestamptz)`,
    )
    await ddl(db, 'ALTER TABLE person ADD CONSTRAINT person_parent FOREIGN KEY (parent_id) REFERENCES person (id)')
    await ddl(db, "COMMENT ON CONSTRAINT person_parent ON person IS 'a parent is a person'")
    await ddl(db, 'CREATE TABLE chicken (id int PRIMARY KEY, egg_id int)')
    await ddl(db, 'CREATE TABLE egg (id int PRIMARY KEY, chicken_id int REFERENCES chicken (id) ON DELETE CASCADE)')
    await ddl(db, 'ALTER TABLE chicken ADD FOREIGN KEY (egg_id) REFERENCES egg (id)')
    await ddl(db, 'CREATE TABLE event (id serial, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)')
    await ddl(db, "CREATE TABLE event_26 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
    await ddl(db, 'CREATE TABLE tally (n int NOT NULL)')
    await ddl(
      db,
      `CREATE FUNCTION count_egg() RETURNS trigger LANGUAGE plpgsql
         AS 'BEGIN INSERT INTO public.tally VALUES (1); RETURN NEW; END'`,
    )
    await ddl(db, 'CREATE TRIGGER count_egg AFTER INSERT ON egg FOR EACH ROW EXECUTE FUNCTION count_egg()')
    await ddl(db, 'CREATE SCHEMA auth')
    await ddl(db, 'CREATE TABLE auth."user" (id text PRIMARY KEY, "createdAt" timestamptz)')
    await ddl(db, 'CREATE SCHEMA pgboss')
    await ddl(db, 'CREATE TABLE pgboss.job (id int)')
    await ddl(db, 'ALTER TABLE person ENABLE ROW LEVEL SECURITY')
    await ddl(db, 'CREATE MATERIALIZED VIEW head AS SELECT count(*) AS n FROM person')
  },
}
const farm = defineMigrations('farm', steps, { seeded: ['code'] })

const fill = async (db: Database) => {
  await db.owner.query("DELETE FROM code; INSERT INTO code VALUES ('a'), ('tab\there'), ('back\\slash'), ('\\N'), ('')")
  await db.owner.query(
    `INSERT INTO person (name, code_id, parent_id, picture, facts, born, weight, ratio, tags, seen)
     SELECT name, 'a', parent, picture, facts::jsonb, born, weight, ratio, tags, seen FROM (VALUES
       (E'مريم\\nline', 2, '\\x00ff0a09'::bytea, '{"a": ["\\"", 1.50]}', '0044-03-15 BC'::date, 1.10, 0.1::float8, ARRAY['x,y', NULL, '"q"'], '2026-01-02 03:04:05.123456+05'::timestamptz),
       ('李', NULL, NULL, NULL, 'infinity', 'NaN', 'Infinity', '{}', '-infinity')
     ) AS v (name, parent, picture, facts, born, weight, ratio, tags, seen)`,
  )
  await db.owner.query(
    'INSERT INTO chicken VALUES (1, NULL); INSERT INTO egg VALUES (1, 1); UPDATE chicken SET egg_id = 1',
  )
  await db.owner.query("INSERT INTO event (at) SELECT '2026-02-02' FROM generate_series(1, 5)")
  await db.owner.query(`INSERT INTO auth."user" VALUES ('u1', '2026-01-01')`)
  await db.owner.query('INSERT INTO pgboss.job VALUES (1)')
}

/** Everything in the database, as text, so that two databases can be compared. */
const content = async (db: Database) => {
  const tables = ['code', 'person', 'chicken', 'egg', 'event', 'event_26', 'tally', 'auth."user"', 'head']
  const all: Record<string, unknown> = {}
  for (const table of tables) {
    const { rows } = await db.owner.query(`SELECT t::text AS t FROM ${table} t ORDER BY 1`)
    all[table] = rows
  }
  const constraints = await db.owner.query(
    `SELECT conname, pg_get_constraintdef(oid) AS d, convalidated, obj_description(oid, 'pg_constraint') AS c
     FROM pg_constraint WHERE contype = 'f' ORDER BY 1`,
  )
  const triggers = await db.owner.query('SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1')
  return { all, constraints: constraints.rows, triggers: triggers.rows }
}

const problem = async (work: Promise<unknown>) => (await work.catch((error: unknown) => error)) as { code?: string }

describe('a backup', () => {
  let folder: string
  let source: Database
  let plain: string
  let secret: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nansen-backup-'))
    source = await cloneDatabase([farm])
    await fill(source)
    await source.owner.query('REFRESH MATERIALIZED VIEW head')
    plain = join(folder, 'plain.backup')
    secret = join(folder, 'secret.backup')
    await backup(source, plain)
    await backup(source, secret, { passphrase: 'pässwörd', program: 'nansen 1.2.3' })
  })
  afterAll(async () => {
    await source.close()
    await rm(folder, { recursive: true, force: true })
  })

  const emptyDatabase = async (work: (db: Database) => Promise<void>, rooms = [farm]) => {
    const db = await cloneDatabase(rooms)
    try {
      await work(db)
    } finally {
      await db.close()
    }
  }

  it.each(['plain', 'secret'])('comes back whole from a %s file: rows, keys, counters and views', async which => {
    await emptyDatabase(async db => {
      const passphrase = which === 'secret' ? 'pässwörd' : undefined
      await restore(db, which === 'secret' ? secret : plain, { passphrase, rooms: [farm] })
      expect(await content(db)).toEqual(await content(source))
      const person = await db.owner.query("INSERT INTO person (name) VALUES ('next') RETURNING id")
      expect(person.rows).toEqual([{ id: 3 }])
      const event = await db.owner.query("INSERT INTO event (at) VALUES ('2026-03-03') RETURNING id")
      expect(event.rows).toEqual([{ id: 6 }])
      expect((await db.owner.query('SELECT * FROM pgboss.job')).rows).toEqual([])
    })
  })

  it('tells what is in it', async () => {
    const summary = await verifyBackup(secret, 'pässwörd')
    expect(summary).toMatchObject({
      program: 'nansen 1.2.3',
      encrypted: true,
      migrations: ['farm/001-tables'],
      rows: 16,
    })
    expect(summary.tables.find(table => table.name === 'person')).toMatchObject({ schema: 'public', rows: 2 })
    expect(summary.tables.map(table => table.name)).not.toContain('job')
  })

  it('is readable by its owner only, and leaves nothing half-written beside it', async () => {
    expect(((await stat(plain)).mode & 0o777).toString(8)).toBe('600')
    expect((await readdir(folder)).filter(name => name.includes('partial'))).toEqual([])
  })

  it('shows no word of its content when it is encrypted', async () => {
    const bytes = await readFile(secret)
    expect(bytes.includes('farm')).toBe(false)
    expect(bytes.includes('مريم')).toBe(false)
  })

  it('is refused with a wrong passphrase or none', async () => {
    expect(await problem(verifyBackup(secret, 'password'))).toMatchObject({ code: 'backup.wrong-passphrase' })
    expect(await problem(verifyBackup(secret))).toMatchObject({ code: 'backup.passphrase-needed' })
  })

  it('is refused when any one byte of it was changed, wherever that is', async () => {
    // each look at an encrypted file costs the derivation of its key
    for (const [file, step] of [
      [plain, 7],
      [secret, 120],
    ] as const) {
      const bytes = await readFile(file)
      const changed = join(folder, 'changed')
      for (let at = 0; at < bytes.length; at += step) {
        const copy = Buffer.from(bytes)
        copy.writeUInt8(copy.readUInt8(at) ^ 0x01, at)
        await writeFile(changed, copy)
        const { code } = await problem(verifyBackup(changed, 'pässwörd'))
        expect([at, code]).toEqual([at, expect.stringMatching(/^backup\./)])
      }
    }
  })

  it('is refused when it was cut short or when something was added', async () => {
    for (const file of [plain, secret]) {
      const bytes = await readFile(file)
      const changed = join(folder, 'changed')
      for (const length of [0, 10, 100, bytes.length >> 1, bytes.length - 1]) {
        await writeFile(changed, bytes.subarray(0, length))
        const { code } = await problem(verifyBackup(changed, 'pässwörd'))
        expect([length, code]).toEqual([length, expect.stringMatching(/^backup\.(altered|not-a-backup)$/)])
      }
      await writeFile(changed, Buffer.concat([bytes, Buffer.from('x')]))
      expect(await problem(verifyBackup(changed, 'pässwörd'))).toMatchObject({ code: 'backup.altered' })
    }
  })

  it('restores nothing from an altered file, and the database can be used for another try', async () => {
    await emptyDatabase(async db => {
      const bytes = await readFile(plain)
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 0xff, bytes.length - 9)
      const changed = join(folder, 'changed')
      await writeFile(changed, bytes)
      expect(await problem(restore(db, changed, { rooms: [farm] }))).toMatchObject({ code: 'backup.altered' })
      expect((await db.owner.query('SELECT count(*) AS n FROM person')).rows).toEqual([{ n: 0 }])
      await restore(db, plain, { rooms: [farm] })
      expect((await db.owner.query('SELECT count(*) AS n FROM person')).rows).toEqual([{ n: 2 }])
    })
  })

  it('is refused by a database with records, whose own rows, keys and triggers stay as they were', async () => {
    await emptyDatabase(async db => {
      await db.owner.query("INSERT INTO person (name) VALUES ('here first')")
      const before = await content(db)
      expect(await problem(restore(db, plain, { rooms: [farm] }))).toMatchObject({
        code: 'backup.not-empty',
        details: { tables: ['public.person'] },
      })
      expect(await content(db)).toEqual(before)
    })
  })

  it('does not replace what migrations filled unless the program says that they did', async () => {
    await emptyDatabase(async db => {
      expect(await problem(restore(db, plain))).toMatchObject({ code: 'backup.not-empty' })
    })
  })

  it('that breaks a rule of the database is undone as a whole', async () => {
    const lax = await cloneDatabase([farm])
    try {
      await lax.owner.query('ALTER TABLE egg DROP CONSTRAINT egg_chicken_id_fkey')
      await lax.owner.query('INSERT INTO egg VALUES (7, 777)')
      const file = join(folder, 'orphan.backup')
      await backup(lax, file)
      await emptyDatabase(async db => {
        const before = await content(db)
        expect(await problem(restore(db, file, { rooms: [farm] }))).toMatchObject({ code: '23503' })
        expect(await content(db)).toEqual(before)
      })
    } finally {
      await lax.close()
    }
  })

  it('of an older version is restored into a new database, which is then brought up to date', async () => {
    const later = defineMigrations(
      'farm',
      {
        ...steps,
        '002-later': async db => {
          await ddl(db, "ALTER TABLE person ADD COLUMN note text NOT NULL DEFAULT 'none'")
          await ddl(db, 'CREATE TABLE later (id int)')
        },
      },
      { seeded: ['code'], appendOnly: ['later'] },
    )
    await emptyDatabase(async db => {
      await restore(db, plain, { rooms: [later] })
      expect(await appliedMigrations(db)).toEqual(['farm/001-tables', 'farm/002-later'])
      expect((await db.owner.query('SELECT DISTINCT note FROM person')).rows).toEqual([{ note: 'none' }])
      expect((await problem(db.app.query('DELETE FROM later'))).code).toBe('42501')
    }, [])
    await emptyDatabase(
      async db => {
        const refused = await problem(restore(db, plain, { rooms: [later] }))
        expect(refused).toMatchObject({ code: 'backup.other-schema', details: { extra: ['farm/002-later'] } })
      },
      [later],
    )
  })

  it('of a newer version is refused', async () => {
    await emptyDatabase(async db => {
      expect(await problem(restore(db, plain))).toMatchObject({ code: 'backup.other-schema' })
    }, [])
  })

  it('holds one moment, though rows are written while it is made', async () => {
    const db = await cloneDatabase([farm])
    try {
      await db.owner.query("INSERT INTO person (name, picture) SELECT 'p', $1 FROM generate_series(1, 2000)", [
        randomBytes(4000),
      ])
      const file = join(folder, 'busy.backup')
      let done = false
      const writer = (async () => {
        for (let i = 0; !done; i++) {
          await db.owner.query(`WITH c AS (INSERT INTO chicken VALUES (${i}, NULL) RETURNING id)
            INSERT INTO auth."user" SELECT 'c' || id FROM c`)
        }
      })()
      const summary = await backup(db, file).finally(() => {
        done = true
      })
      await writer
      const rowsOf = (name: string) => summary.tables.find(table => table.name === name)?.rows
      expect(rowsOf('chicken')).toBe(rowsOf('user'))
      expect(rowsOf('person')).toBe(2000)
      expect(await verifyBackup(file)).toEqual(summary)
    } finally {
      await db.close()
    }
  })

  it('is not overwritten by a backup that fails', async () => {
    const before = await readFile(plain)
    const broken = await cloneDatabase([farm])
    // the application may not read everything, so its attempt breaks off in the middle
    const weak = { ...broken, owner: broken.app }
    expect(await problem(backup(weak, plain))).toMatchObject({ code: '42501' })
    await broken.close()
    expect((await readFile(plain)).equals(before)).toBe(true)
  })
})

describe('migrating after a restore', () => {
  it('finds nothing to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nansen-backup-'))
    const one = await cloneDatabase([farm])
    const two = await cloneDatabase([farm])
    try {
      await backup(one, join(folder, 'b'))
      await restore(two, join(folder, 'b'), { rooms: [farm] })
      expect(await migrate(two, [farm])).toEqual({ applied: [] })
    } finally {
      await one.close()
      await two.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
