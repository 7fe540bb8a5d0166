import { createHash } from 'node:crypto'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { altered } from './backup-cipher.ts'
import { type BackupHeader, type Frame, readContainer, writeContainer } from './backup-container.ts'
import {
  type BackupSequence,
  type BackupTable,
  listSequences,
  listTables,
  qualified,
  quoteIdentifier,
} from './backup-tables.ts'
import type { Database } from './connect.ts'
import { appliedMigrations } from './migrate.ts'

/*
 * Frames: M manifest, then for each table T (its place in the manifest), D… (COPY text) and E (its count and digest),
 * then S sequences, and Z (the digest of everything before).
 */

export type Manifest = { postgres: number; migrations: string[]; tables: BackupTable[] }
export type TableEnd = { rows: number; sha256: string }
export type BackupSummary = {
  program: string
  createdAt: string
  encrypted: boolean
  migrations: string[]
  rows: number
  tables: ({ schema: string; name: string } & TableEnd)[]
}

export type BackupOptions = {
  /** Encrypts the file; without it anyone who has the file can read it. */
  passphrase?: string | undefined
  /** Name and version of the program, noted in the file. */
  program?: string
}

/** COPY hands over small pieces; frames are filled to about this size. */
const frameSize = 64 * 1024

/**
 * Writes every record of one moment to a file, while others go on working. An existing file is replaced only by a
 * complete new one.
 */
export async function backup(database: Database, file: string, options: BackupOptions = {}): Promise<BackupSummary> {
  const createdAt = new Date().toISOString()
  const program = options.program ?? 'nansen'
  const client = await database.owner.connect()
  const about = { program, createdAt, encrypted: Boolean(options.passphrase) }
  const summary: BackupSummary = { ...about, migrations: [], rows: 0, tables: [] }
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    // with row_security off, a policy that would hide rows is an error, and not a hole in the backup
    await client.query(
      `SET LOCAL row_security = off; SET LOCAL search_path = ''; SET LOCAL extra_float_digits = 1;
       SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`,
    )
    const migrations = await appliedMigrations({ owner: client })
    const manifest: Manifest = { postgres: database.version, migrations, tables: await listTables(client) }
    summary.migrations = migrations
    await writeContainer(file, { program, createdAt }, options.passphrase, withDigest(dump(client, manifest, summary)))
    await client.query('COMMIT')
    client.release()
    return summary
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function* dump(client: pg.ClientBase, manifest: Manifest, summary: BackupSummary): AsyncGenerator<Frame> {
  yield json('M', manifest)
  for (const [index, table] of manifest.tables.entries()) {
    yield json('T', index)
    const columns = table.columns.map(quoteIdentifier).join(', ')
    const copy = client.query(copyTo(`COPY (SELECT ${columns} FROM ${qualified(table)}) TO STDOUT`))
    const hash = createHash('sha256')
    for await (const payload of gathered(copy)) {
      hash.update(payload)
      yield { kind: 'D', payload }
    }
    const end: TableEnd = { rows: copy.rowCount, sha256: hash.digest('hex') }
    yield json('E', end)
    summary.tables.push({ schema: table.schema, name: table.name, ...end })
    summary.rows += end.rows
  }
  // read last: sequences do not belong to the snapshot, and may only be ahead of the rows
  yield json('S', await listSequences(client))
}

async function* gathered(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let size = 0
  for await (const piece of pieces) {
    parts.push(piece)
    size += piece.length
    if (size < frameSize) continue
    yield Buffer.concat(parts)
    parts = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(parts)
}

async function* withDigest(frames: AsyncIterable<Frame>): AsyncGenerator<Frame> {
  const hash = createHash('sha256')
  for await (const frame of frames) {
    hash.update(frame.kind).update(frame.payload)
    yield frame
  }
  yield json('Z', { sha256: hash.digest('hex') })
}

const json = (kind: string, value: unknown): Frame => ({ kind, payload: Buffer.from(JSON.stringify(value)) })

/** What a reader of a backup does with its parts; `rows` must consume its pieces and tell how many rows they were. */
export type BackupVisitor = {
  manifest?(manifest: Manifest): Promise<void>
  rows?(table: BackupTable, pieces: AsyncIterable<Buffer>): Promise<number>
  sequences?(sequences: BackupSequence[]): Promise<void>
}

/**
 * Checks a backup file from its first byte to its last, and tells what is in it. Throws `backup.altered`,
 * `.wrong-passphrase`, `.passphrase-needed`, `.not-a-backup` or `.newer-format`.
 */
export function verifyBackup(file: string, passphrase?: string): Promise<BackupSummary> {
  return visitBackup(file, passphrase, {})
}

export function visitBackup(
  file: string,
  passphrase: string | undefined,
  visitor: BackupVisitor,
): Promise<BackupSummary> {
  return readContainer(file, passphrase, (header, frames) => new Visit(header, visitor).run(frames))
}

/** One reading of a file, in the strict order of its frames. */
class Visit {
  private readonly header: BackupHeader
  private readonly visitor: BackupVisitor
  private readonly hash = createHash('sha256')

  constructor(header: BackupHeader, visitor: BackupVisitor) {
    this.header = header
    this.visitor = visitor
  }

  async run(source: AsyncIterable<Frame>): Promise<BackupSummary> {
    const frames = source[Symbol.asyncIterator]()
    const manifest = parse<Manifest>(await this.expect(frames, 'M'))
    await this.visitor.manifest?.(manifest)
    const { program, createdAt, cipher } = this.header
    const { migrations } = manifest
    const summary: BackupSummary = { program, createdAt, encrypted: cipher !== null, migrations, rows: 0, tables: [] }
    for (const [index, table] of manifest.tables.entries()) {
      if (parse<number>(await this.expect(frames, 'T')) !== index) throw altered()
      const end = await this.readTable(frames, table)
      summary.tables.push({ schema: table.schema, name: table.name, ...end })
      summary.rows += end.rows
    }
    const sequences = parse<BackupSequence[]>(await this.expect(frames, 'S'))
    await this.visitor.sequences?.(sequences)
    const whole = this.hash.digest('hex')
    const last = await frames.next()
    if (last.done || last.value.kind !== 'Z' || parse<{ sha256: string }>(last.value).sha256 !== whole) throw altered()
    if (!(await frames.next()).done) throw altered()
    return summary
  }

  private async readTable(frames: AsyncIterator<Frame>, table: BackupTable): Promise<TableEnd> {
    const hash = createHash('sha256')
    const take = () => this.expect(frames, 'D', 'E')
    let last: Frame | undefined
    async function* pieces() {
      for (let frame = await take(); ; frame = await take()) {
        if (frame.kind === 'E') {
          last = frame
          return
        }
        hash.update(frame.payload)
        yield frame.payload
      }
    }
    const rows = await (this.visitor.rows ?? countRows)(table, pieces())
    if (!last) throw altered()
    const end = parse<TableEnd>(last)
    if (end.sha256 !== hash.digest('hex') || end.rows !== rows) throw altered()
    return end
  }

  private async expect(frames: AsyncIterator<Frame>, ...kinds: string[]): Promise<Frame> {
    const next = await frames.next()
    if (next.done || !kinds.includes(next.value.kind)) throw altered()
    this.hash.update(next.value.kind).update(next.value.payload)
    return next.value
  }
}

/** In COPY's text form every line is a row: line ends inside values are escaped. */
async function countRows(_table: BackupTable, pieces: AsyncIterable<Buffer>): Promise<number> {
  let rows = 0
  for await (const piece of pieces) {
    for (let at = piece.indexOf(0x0a); at !== -1; at = piece.indexOf(0x0a, at + 1)) rows++
  }
  return rows
}

function parse<T>(frame: Frame): T {
  try {
    return JSON.parse(frame.payload.toString('utf8')) as T
  } catch (error) {
    throw altered(error)
  }
}
