import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../database/index.ts'
import { cloneDatabase } from '../database/testing.ts'
import { type Row, RowWriter } from './rows.ts'

let database: Database

beforeAll(async () => {
  database = await cloneDatabase()
  await database.owner.query(
    `CREATE TABLE everything (
      id int PRIMARY KEY, big bigint, flag boolean, day date, moment timestamptz(3), word text, words text[], numbers int[],
      tree jsonb, owner uuid, bytes bytea, defaulted text NOT NULL DEFAULT 'as it was')`,
  )
})

afterAll(() => database.close())

async function write(...rows: Row[]): Promise<void> {
  const writer = new RowWriter()
  writer.add('everything', rows)
  for (const statement of await writer.take(database.owner)) await database.owner.query(statement)
}

async function read(id: number): Promise<Row> {
  const { rows } = await database.owner.query<Row>('SELECT * FROM everything WHERE id = $1', [id])
  return rows[0] ?? {}
}

const awkward = [
  '',
  ' ',
  'NULL',
  'null',
  '"',
  '\\',
  '\\"',
  '{a,b}',
  ',',
  "it's",
  'أحمد "الكبير"',
  'a\nb\tc',
  '{}',
  '\\x00',
]

test('texts come back as they were written, whatever they hold', async () => {
  await write(
    ...awkward.map((word, index) => ({
      id: index + 1,
      word,
      words: [word, ...awkward],
      tree: { [word]: [word, null] },
    })),
  )
  for (const [index, word] of awkward.entries()) {
    expect(await read(index + 1)).toMatchObject({ word, words: [word, ...awkward], tree: { [word]: [word, null] } })
  }
})

test('values of every type come back as they were written', async () => {
  const row = {
    id: 100,
    big: 2 ** 40,
    flag: false,
    day: '1990-02-03',
    moment: '2026-03-01T10:00:00.123Z',
    word: 'x',
    words: [],
    numbers: [1, -2],
    tree: [],
    owner: '01890000-0000-7000-8000-000000000001',
    bytes: Buffer.from([0, 1, 255]),
  }
  await write(row)
  expect(await read(100)).toEqual({ ...row, defaulted: 'as it was' })
})

test('what is not given is the default or nothing, also beside rows that give it', async () => {
  await write({ id: 200 }, { id: 201, word: undefined, tree: null }, { id: 202, defaulted: 'given', flag: true })
  expect(await read(200)).toMatchObject({ word: null, flag: null, defaulted: 'as it was' })
  expect(await read(201)).toMatchObject({ word: null, tree: null, defaulted: 'as it was' })
  expect(await read(202)).toMatchObject({ defaulted: 'given', flag: true })
})

test('a value that is not of the column’s type is refused, and cannot become another row', async () => {
  for (const owner of [
    'null',
    'NULL',
    '01890000-0000-7000-8000-000000000001,01890000-0000-7000-8000-000000000002',
    '}',
  ]) {
    await expect(write({ id: 300, owner })).rejects.toMatchObject({ code: '22P02' })
  }
  await expect(write({ id: 300, day: '2026-01-01,2026-01-02' })).rejects.toMatchObject({ code: '22007' })
  expect(await read(300)).toEqual({})
})

test('a column that the table does not have is a fault of the program', async () => {
  await expect(write({ id: 400, colour: 'red' })).rejects.toThrow('everything has no column colour')
})
