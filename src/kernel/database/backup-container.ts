import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { altered, type CipherHeader, keyFor, newCipher, opening, sealing } from './backup-cipher.ts'
import { DatabaseProblem } from './problem.ts'

/*
 * The file: three lines of text (name and format version; a JSON header; the SHA-256 of the two), then the body.
 * The body is gzip. With a passphrase it is encrypted in chunks that prove themselves; without one, the SHA-256 of
 * everything before follows it. Unpacked, it is a row of frames: one letter,
 * a length of four bytes, and as many bytes. What the letters mean is the matter of backup.ts.
 */

export const formatVersion = 1
const magic = 'NANSEN-BACKUP'
const longestHeader = 16 * 1024
const hashSize = 32
const longestFrame = 16 * 1024 * 1024

/** The readable part of a backup file. */
export type BackupHeader = { program: string; createdAt: string; cipher: CipherHeader | null }

export type Frame = { kind: string; payload: Buffer }

/** Writes frames to the file. It appears under its name only when it is whole and on the disk. */
export async function writeContainer(
  file: string,
  about: Omit<BackupHeader, 'cipher'>,
  passphrase: string | undefined,
  frames: AsyncIterable<Frame>,
): Promise<void> {
  const cipher = passphrase ? await newCipher(passphrase) : undefined
  const header: BackupHeader = { ...about, cipher: cipher?.header ?? null }
  const text = `${magic} ${formatVersion}\n${JSON.stringify(header)}\n`
  const digest = createHash('sha256').update(text).digest()
  const partial = `${file}.partial-${process.pid}`
  try {
    const target = createWriteStream(partial, { mode: 0o600, flush: true })
    target.write(`${text}${digest.toString('hex')}\n`)
    const packed: Transform = createGzip({ level: 5, chunkSize: 64 * 1024 })
    const source = Readable.from(encoded(frames), { objectMode: false })
    const closed = cipher ? sealing(cipher.key, digest) : summing(digest)
    await pipeline(source, packed, closed, target)
    await rename(partial, file)
    const folder = await open(dirname(file), 'r')
    await folder.sync().finally(() => folder.close())
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

async function* encoded(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const { kind, payload } of frames) {
    const head = Buffer.alloc(5)
    head.write(kind, 0, 'latin1')
    head.writeUInt32BE(payload.length, 1)
    yield Buffer.concat([head, payload])
  }
}

/** Reads a file's frames into `consume`. Throws `backup.not-a-backup`, `.newer-format`, `.altered` or a passphrase problem. */
export async function readContainer<T>(
  file: string,
  passphrase: string | undefined,
  consume: (header: BackupHeader, frames: AsyncIterable<Frame>) => Promise<T>,
): Promise<T> {
  const { header, digest, start } = await readHeader(file)
  const unpacked = createGunzip({ chunkSize: 64 * 1024 })
  const opened = header.cipher ? opening(await keyFor(header.cipher, passphrase), digest) : unsumming(digest)
  const source = createReadStream(file, { start, highWaterMark: 256 * 1024 })
  // A pipeline may report that it was broken off instead of why, so the first cause is noted where it arises.
  let cause: { error: unknown } | undefined
  const note = (error: unknown) => {
    const damaged = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    cause ??= { error: damaged ? altered(error) : error }
  }
  source.once('error', note)
  opened.once('error', note)
  unpacked.once('error', note)
  let result: { value: T } | undefined
  const sink = async (bytes: AsyncIterable<Buffer>) => {
    try {
      result = { value: await consume(header, decoded(bytes)) }
    } catch (error) {
      note(error)
      throw error
    }
  }
  await pipeline(source, opened, unpacked, sink).catch(error => {
    throw cause ? cause.error : error
  })
  if (!result) throw altered()
  return result.value
}

async function* decoded(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let pending: Buffer = Buffer.alloc(0)
  for await (const data of bytes) {
    pending = pending.length === 0 ? data : Buffer.concat([pending, data])
    while (pending.length >= 5) {
      const length = pending.readUInt32BE(1)
      if (length > longestFrame) throw altered()
      if (pending.length < 5 + length) break
      yield { kind: pending.toString('latin1', 0, 1), payload: pending.subarray(5, 5 + length) }
      pending = pending.subarray(5 + length)
    }
  }
  if (pending.length > 0) throw altered()
}

/** Adds the digest of all bytes, beginning with the header's. */
function summing(bound: Buffer): Transform {
  const hash = createHash('sha256').update(bound)
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      hash.update(data)
      done(null, data)
    },
    flush: done => done(null, hash.digest()),
  })
}

/** Takes the digest off again and compares it. */
function unsumming(bound: Buffer): Transform {
  const hash = createHash('sha256').update(bound)
  let held: Buffer = Buffer.alloc(0)
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      const all = Buffer.concat([held, data])
      const split = Math.max(0, all.length - hashSize)
      held = all.subarray(split)
      hash.update(all.subarray(0, split))
      done(null, all.subarray(0, split))
    },
    flush: done => done(hash.digest().equals(held) ? null : altered()),
  })
}

async function readHeader(file: string): Promise<{ header: BackupHeader; digest: Buffer; start: number }> {
  const handle = await open(file, 'r')
  const { buffer, bytesRead } = await handle
    .read(Buffer.alloc(longestHeader), 0, longestHeader, 0)
    .finally(() => handle.close())
  const head = buffer.subarray(0, bytesRead)
  const lineEnds = [...head.keys()].filter(index => head[index] === 0x0a).slice(0, 3)
  const [first, second, third] = lineEnds
  const name = new RegExp(`^${magic} (\\d+)$`).exec(head.toString('latin1', 0, first ?? 0))
  if (!name) throw new DatabaseProblem('backup.not-a-backup', `${file} is not a backup made by Nansen.`, { file })
  if (Number(name[1]) > formatVersion) {
    throw new DatabaseProblem(
      'backup.newer-format',
      `${file} was made by a newer Nansen (backup format ${name[1]}). Restore it with that version or a later one.`,
      { file, format: Number(name[1]) },
    )
  }
  if (first === undefined || second === undefined || third === undefined) throw altered()
  const digest = createHash('sha256')
    .update(head.subarray(0, second + 1))
    .digest()
  if (head.toString('latin1', second + 1, third) !== digest.toString('hex')) throw altered()
  const header = JSON.parse(head.toString('utf8', first + 1, second)) as BackupHeader
  return { header, digest, start: third + 1 }
}
