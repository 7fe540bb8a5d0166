import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../database/index.ts'
import { cloneDatabase } from '../database/testing.ts'
import { commit, type Statement, sendBatch } from './batch.ts'

let database: Database
let client: pg.PoolClient

beforeAll(async () => {
  database = await cloneDatabase([], { pipeline: true, pools: { app: 2 } })
  await database.owner.query('CREATE TABLE thing (id int PRIMARY KEY, parent int)')
  await database.owner.query('GRANT SELECT, INSERT ON thing TO nansen_app')
  await database.owner.query(
    'ALTER TABLE thing ADD CONSTRAINT thing_parent FOREIGN KEY (parent) REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED',
  )
})

afterAll(() => database.close())

beforeEach(async () => {
  await database.owner.query('TRUNCATE thing')
  client = await database.app.connect()
  return async () => {
    await client.query('ROLLBACK').catch(() => undefined)
    client.release()
  }
})

const insert = (id: number, parent: number | null = null): Statement => ({
  name: 'insert_thing',
  text: 'INSERT INTO thing (id, parent) VALUES ($1, $2)',
  values: [String(id), parent === null ? null : String(parent)],
})

async function things(): Promise<number[]> {
  const { rows } = await database.owner.query<{ id: number }>('SELECT id FROM thing ORDER BY id')
  return rows.map(row => row.id)
}

test('statements and the commit behind them go through together', async () => {
  await client.query('BEGIN')
  expect(await sendBatch(client, [insert(1), insert(2), commit])).toEqual(['INSERT 0 1', 'INSERT 0 1', 'COMMIT'])
  expect(await things()).toEqual([1, 2])
  expect(await sendBatch(client, [])).toEqual([])
})

test('after the first that fails nothing is done, not even the commit, and the connection goes on', async () => {
  for (const round of [1, 2, 3]) {
    await client.query('BEGIN')
    const wrong: Statement = { name: `wrong_${round}`, text: 'INSERT INTO nowhere VALUES ($1)', values: ['1'] }
    const failing = round === 1 ? [insert(1), insert(1), insert(2), commit] : [insert(1), wrong, insert(2), commit]
    await expect(sendBatch(client, failing)).rejects.toMatchObject({ code: round === 1 ? '23505' : '42P01' })
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' })
    await client.query('ROLLBACK')
    expect(await things()).toEqual([])
  }
  await client.query('BEGIN')
  await sendBatch(client, [insert(7), commit])
  expect(await things()).toEqual([7])
})

test('a statement that failed to be prepared can be sent again under its name', async () => {
  const late = (id: number): Statement => ({
    name: 'late',
    text: 'INSERT INTO later VALUES ($1)',
    values: [String(id)],
  })
  await client.query('BEGIN')
  await expect(sendBatch(client, [late(1), commit])).rejects.toMatchObject({ code: '42P01' })
  await client.query('ROLLBACK')
  await database.owner.query('CREATE TABLE later (id int)')
  await database.owner.query('GRANT INSERT ON later TO nansen_app')
  for (const id of [1, 2]) {
    await client.query('BEGIN')
    expect(await sendBatch(client, [late(id), late(id), commit])).toEqual(['INSERT 0 1', 'INSERT 0 1', 'COMMIT'])
  }
})

test('a statement whose values were refused keeps its name', async () => {
  await client.query('BEGIN')
  const bad: Statement = { name: 'fresh', text: 'INSERT INTO thing (id) VALUES ($1)', values: ['one'] }
  await expect(sendBatch(client, [bad, commit])).rejects.toMatchObject({ code: '22P02' })
  await client.query('ROLLBACK')
  await client.query('BEGIN')
  await sendBatch(client, [{ ...bad, values: ['5'] }, commit])
  expect(await things()).toEqual([5])
})

test('what the commit refuses is a failure', async () => {
  await client.query('BEGIN')
  await expect(sendBatch(client, [insert(1, 99), commit])).rejects.toMatchObject({ code: '23503' })
  expect(await things()).toEqual([])
})

test('other statements on the connection keep their answers, before and behind a batch', async () => {
  const answers = await Promise.all([
    client.query('BEGIN'),
    client.query<{ n: number }>({ text: 'SELECT $1::int AS n', values: [1] }),
    sendBatch(client, [insert(3)]),
    client.query<{ n: number }>({ text: 'SELECT count(*)::int AS n FROM thing WHERE id = $1', values: [3] }),
    sendBatch(client, [insert(4), commit]),
  ])
  expect(answers[1].rows).toEqual([{ n: 1 }])
  expect(answers[3].rows).toEqual([{ n: 1 }])
  expect(answers[4]).toEqual(['INSERT 0 1', 'COMMIT'])
})

test('a lost connection fails the batch', async () => {
  const lost = await database.app.connect()
  lost.on('error', () => undefined)
  const { rows } = await lost.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  await lost.query('BEGIN')
  const sent = sendBatch(lost, [{ name: 'sleep', text: 'SELECT pg_sleep($1)', values: ['30'] }, commit])
  const failed = expect(sent).rejects.toThrow()
  await database.owner.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
  await failed
  lost.release(true)
})
