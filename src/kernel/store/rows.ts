import { type Columns, columnsOf } from './columns.ts'
import type { Client } from './session.ts'

/** A value as a row holds it. Objects and arrays go into json columns; undefined is null. */
export type Value = string | number | boolean | null | undefined | Uint8Array | object
export type Row = Readonly<Record<string, Value>>

/**
 * Rows to insert, gathered table by table and written with one prepared statement a table:
 * `INSERT INTO t (…) SELECT * FROM unnest($1::uuid[], …)`. The text does not depend on how many rows there are, so one
 * act and a batch of a thousand use the same plan.
 */
export class RowWriter {
  readonly #tables = new Map<string, Row[]>()
  #size = 0

  /** Order of first use is the order of writing: put parents before children. */
  add(table: string, rows: Row | readonly Row[]): void {
    const list = this.#tables.get(table)
    const added = Array.isArray(rows) ? (rows as readonly Row[]) : [rows as Row]
    if (added.length === 0) return
    if (list) list.push(...added)
    else this.#tables.set(table, [...added])
    this.#size += added.length
  }

  get size(): number {
    return this.#size
  }

  /** Everything gathered, as statements in order; the writer is empty afterwards. */
  async take(client: Client): Promise<{ name: string; text: string; values: string[] }[]> {
    const statements = []
    for (const [table, rows] of this.#tables) {
      statements.push(...insertsOf(table, rows, await columnsOf(client, table)))
    }
    this.#tables.clear()
    this.#size = 0
    return statements
  }
}

function insertsOf(table: string, rows: readonly Row[], columns: Columns) {
  const names = Object.keys(rows[0] ?? {})
  if (rows.every(row => sameKeys(row, names))) return [insertOf(table, names, rows, columns)]
  // Rows of different shapes keep the columns' defaults: one statement for each shape.
  const shapes = new Map<string, Row[]>()
  for (const row of rows) {
    const shape = Object.keys(row).sort().join()
    const list = shapes.get(shape)
    if (list) list.push(row)
    else shapes.set(shape, [row])
  }
  return [...shapes.values()].map(list => insertOf(table, Object.keys(list[0] ?? {}), list, columns))
}

function sameKeys(row: Row, names: readonly string[]): boolean {
  let count = 0
  for (const key in row) {
    count++
    if (!names.includes(key)) return false
  }
  return count === names.length
}

/** How rows of one table with the same columns are written; the same for every act, so it is worked out once. */
interface Shape {
  readonly name: string
  readonly text: string
  readonly columns: readonly { readonly name: string; readonly encode: (values: Value[]) => string }[]
}

/** By the columns of the table, which a process reads once for each table. */
const shapes = new WeakMap<Columns, Map<string, Shape>>()
let statements = 0

function insertOf(table: string, names: readonly string[], rows: readonly Row[], columns: Columns) {
  const { name, text, columns: parts } = shapeOf(table, names, columns)
  return { name, text, values: parts.map(part => part.encode(rows.map(row => row[part.name]))) }
}

function shapeOf(table: string, names: readonly string[], columns: Columns): Shape {
  let known = shapes.get(columns)
  if (!known) {
    known = new Map()
    shapes.set(columns, known)
  }
  const key = names.join()
  let shape = known.get(key)
  if (!shape) {
    shape = makeShape(table, names, columns)
    known.set(key, shape)
  }
  return shape
}

function makeShape(table: string, names: readonly string[], columns: Columns): Shape {
  const types = names.map(name => {
    const type = columns.get(name)
    if (!type) throw new Error(`${table} has no column ${name}`)
    return type
  })
  // An array column cannot be unnested from an array of arrays, so its values travel as text literals and are cast back.
  const select = types.map((type, index) => (isPlain(type) ? `u.c${index}` : `u.c${index}::${type}`)).join(', ')
  const sources = types.map((type, index) => `$${index + 1}::${isPlain(type) ? type : 'text'}[]`).join(', ')
  const aliases = types.map((_, index) => `c${index}`).join(', ')
  const text = `INSERT INTO ${table} (${names.join(', ')}) SELECT ${select} FROM unnest(${sources}) AS u(${aliases})`
  // Prepared statements are named per text; a short name keeps the wire small.
  return {
    name: `rows_${statements++}`,
    text,
    columns: names.map((name, index) => ({ name, encode: encoderOf(types[index] ?? 'text') })),
  }
}

function isPlain(type: string): boolean {
  return type !== 'json' && type !== 'jsonb' && !type.endsWith('[]')
}

/** Bytes as PostgreSQL reads them out of a text: `\x` and hex, whose backslash an array doubles. */
function bytesElement(value: Value): string {
  return value instanceof Uint8Array ? `"\\\\x${Buffer.from(value).toString('hex')}"` : 'NULL'
}

/** Types whose text needs no quotes inside an array. */
const bare = new Set(['uuid', 'integer', 'smallint', 'bigint', 'boolean', 'date'])

function encoderOf(type: string): (values: Value[]) => string {
  if (type === 'bytea') return values => `{${values.map(bytesElement).join(',')}}`
  const encode =
    type === 'json' || type === 'jsonb'
      ? jsonElement
      : type.endsWith('[]')
        ? arrayElement
        : bare.has(type)
          ? bareElement
          : textElement
  return values =>
    `{${values.map(value => (value === undefined || value === null ? 'NULL' : encode(value))).join(',')}}`
}

const bareElement = (value: Value): string => {
  const text = String(value)
  // What is not of the type is for the database to refuse, and must not become a second element.
  return /^[\w+-]+$/.test(text) && !/^null$/i.test(text) ? text : quoted(text)
}
const textElement = (value: Value): string => quoted(value instanceof Date ? value.toISOString() : String(value))
const jsonElement = (value: Value): string => quoted(JSON.stringify(value))
const arrayElement = (value: Value): string => quoted(arrayLiteral(value as readonly (string | number)[]))

function arrayLiteral(values: readonly (string | number)[]): string {
  return `{${values.map(value => (typeof value === 'number' ? value : quoted(value))).join(',')}}`
}

/** An element of an array in PostgreSQL's text form. */
function quoted(text: string): string {
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}
