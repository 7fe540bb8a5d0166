import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from './connect.ts'
import { ddl } from './ddl.ts'
import { databaseError, isTransient, withRetry } from './errors.ts'
import { defineMigrations } from './rooms.ts'
import { cloneDatabase } from './testing.ts'

const room = defineMigrations('errors', {
  '001-tables': async db => {
    await ddl(db, 'CREATE TABLE parent (id int PRIMARY KEY)')
    await ddl(
      db,
      `CREATE TABLE child (id int, name text NOT NULL, age int CONSTRAINT child_age CHECK (age >= 0), n int NOT NULL DEFAULT 0,
         CONSTRAINT child_key PRIMARY KEY (id), CONSTRAINT child_parent FOREIGN KEY (id) REFERENCES parent (id))`,
    )
    await ddl(db, 'INSERT INTO parent VALUES (1), (2), (3)')
    await ddl(db, "INSERT INTO child VALUES (1, 'a'), (2, 'b')")
    await ddl(db, 'CREATE TABLE guarded (id int)')
    await ddl(db, 'ALTER TABLE guarded ENABLE ROW LEVEL SECURITY')
  },
})

describe('a database error', () => {
  let db: Database
  beforeAll(async () => {
    db = await cloneDatabase([room])
  })
  afterAll(() => db.close())

  const failing = async (text: string) => databaseError(await db.app.query(text).catch((error: unknown) => error))

  it.each([
    ['INSERT INTO child VALUES (1, $$x$$)', { kind: 'unique', constraint: 'child_key', table: 'child' }],
    ['INSERT INTO child VALUES (9, $$x$$)', { kind: 'foreign-key', constraint: 'child_parent', table: 'child' }],
    ['INSERT INTO child VALUES (3, $$x$$, -1)', { kind: 'check', constraint: 'child_age', table: 'child' }],
    ['INSERT INTO child VALUES (3, NULL)', { kind: 'not-null', table: 'child', column: 'name' }],
    ['INSERT INTO guarded VALUES (1)', { kind: 'row-security', table: 'guarded' }],
    ['DROP TABLE child', { kind: 'forbidden', table: 'child' }],
    ['SELECT $$x$$::int', { kind: 'invalid-text' }],
    ['SELECT $$2026-02-31$$::date', { kind: 'invalid-text' }],
    ['SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)', { kind: 'timeout' }],
    ['SELECT 1/0', { kind: 'other' }],
  ])('of "%s" is told by its kind and by what it concerns', async (text, expected) => {
    expect(await failing(text)).toEqual(expected)
  })

  it('from a shard, which has no fields, is told from its message, without the number of the shard', () => {
    expect(
      databaseError({
        code: '23505',
        message: 'duplicate key value violates unique constraint "household_number_102009"',
        constraint: '',
      }),
    ).toEqual({ kind: 'unique', constraint: 'household_number' })
    expect(
      databaseError({
        code: '23503',
        message:
          'insert or update on table "individual_102031" violates foreign key constraint "individual_household_fkey_102031"',
      }),
    ).toEqual({ kind: 'foreign-key', constraint: 'individual_household_fkey', table: 'individual' })
    expect(
      databaseError({
        code: '23502',
        message: 'null value in column "name" of relation "person_102044" violates not-null constraint',
      }),
    ).toEqual({ kind: 'not-null', table: 'person', column: 'name' })
  })

  it('keeps a name of our own that ends in a year or a small number', () => {
    expect(databaseError({ code: '23505', message: '', constraint: 'visit_2026' })).toMatchObject({
      constraint: 'visit_2026',
    })
  })

  it('is found inside an error that wraps it', () => {
    const inner = Object.assign(new Error('deadlock detected'), { code: '40P01' })
    expect(isTransient(new Error('outer', { cause: inner }))).toBe(true)
  })

  it('is not seen in what is none', () => {
    for (const thing of [undefined, null, 'text', new Error('x'), Object.assign(new Error('x'), { code: 'ENOENT' })]) {
      expect(databaseError(thing)).toEqual({ kind: 'other' })
      expect(isTransient(thing)).toBe(false)
    }
  })
})

describe('doing it again', () => {
  let db: Database
  beforeAll(async () => {
    db = await cloneDatabase([room])
  })
  afterAll(() => db.close())

  it('brings every one of many conflicting serializable transactions through', async () => {
    let tries = 0
    const add = () =>
      withRetry(() => {
        tries++
        return db.appDb
          .withTables<{ child: { id: number; n: number } }>()
          .transaction()
          .setIsolationLevel('serializable')
          .execute(async transaction => {
            const { n } = await transaction
              .selectFrom('child')
              .select('n')
              .where('id', '=', 1)
              .executeTakeFirstOrThrow()
            await transaction
              .updateTable('child')
              .set({ n: n + 1 })
              .where('id', '=', 1)
              .execute()
          })
      })
    await Promise.all(Array.from({ length: 6 }, add))
    expect((await db.app.query('SELECT n FROM child WHERE id = 1')).rows).toEqual([{ n: 6 }])
    expect(tries).toBeGreaterThan(6)
  })

  it('resolves a deadlock', async () => {
    let tries = 0
    const both = (first: number, second: number) =>
      withRetry(async () => {
        tries++
        await db.appDb.transaction().execute(async transaction => {
          const t = transaction.withTables<{ child: { id: number; n: number } }>()
          await t.updateTable('child').set({ n: 0 }).where('id', '=', first).execute()
          await new Promise(resolve => setTimeout(resolve, tries < 3 ? 200 : 0))
          await t.updateTable('child').set({ n: 0 }).where('id', '=', second).execute()
        })
      })
    await Promise.all([both(1, 2), both(2, 1)])
    expect(tries).toBeGreaterThan(2)
  })

  it('outlasts a connection that is cut while it works', async () => {
    let tries = 0
    const answer = await withRetry(async () => {
      const client = await db.app.connect()
      client.on('error', () => undefined)
      try {
        tries++
        const pid = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid
        if (tries === 1) await db.owner.query('SELECT pg_terminate_backend($1)', [pid])
        return (await client.query<{ n: number }>('SELECT 42 AS n')).rows[0]?.n
      } finally {
        client.release(true)
      }
    })
    expect([answer, tries]).toEqual([42, 2])
  })

  it('gives up after the given number of tries or the given time, and at once on an error that would only come again', async () => {
    let tries = 0
    const always = (code: string) => async () => {
      tries++
      throw Object.assign(new Error('no'), { code })
    }
    await expect(withRetry(always('40001'), { attempts: 3, firstPauseMs: 1 })).rejects.toThrow('no')
    expect(tries).toBe(3)
    await expect(withRetry(always('23505'))).rejects.toThrow('no')
    expect(tries).toBe(4)
    const began = Date.now()
    await expect(withRetry(always('57P03'), { patienceMs: 200, firstPauseMs: 1 })).rejects.toThrow('no')
    expect(tries).toBeGreaterThan(8)
    expect(Date.now() - began).toBeGreaterThanOrEqual(200)
  })
})
