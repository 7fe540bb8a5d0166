import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { FormatProblem } from './problem.ts'

/** A part to be written: its texts are asked for one by one, when the parts before it are out. */
export interface PartToWrite {
  readonly name: string
  readonly texts: AsyncIterable<string> | Iterable<string>
}

/** Sizes follow the data (bit 3), names are UTF-8 (bit 11): APPNOTE 4.4.4. */
const FLAGS = 0x0808
const DEFLATE = 8
const VERSION = 20
/** 1980-01-01: the same table gives the same bytes. */
const DATE = 0x21
/** Sizes in an archive have 32 bits. */
const LARGEST = 0xffffffff

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

function header(signature: number, fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const buffer = Buffer.alloc(4 + fields.reduce((sum, [bytes]) => sum + bytes, 0))
  buffer.writeUInt32LE(signature, 0)
  let at = 4
  for (const [bytes, value] of fields) {
    buffer.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return buffer
}

function directoryEntry(part: Written): Buffer {
  const fixed = header(0x02014b50, [
    [2, VERSION],
    [2, VERSION],
    [2, FLAGS],
    [2, DEFLATE],
    [2, 0],
    [2, DATE],
    [4, part.crc],
    [4, part.packed],
    [4, part.size],
    [2, part.name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, part.offset],
  ])
  return Buffer.concat([fixed, part.name])
}

/**
 * A zip archive as a stream of bytes. Nothing is held but the piece that is being packed, and nothing is packed before it is
 * read. Throws `format.too-large` above four gigabytes, the most that such an archive can hold.
 */
export async function* zipBytes(parts: AsyncIterable<PartToWrite>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for await (const part of parts) {
    const name = Buffer.from(part.name)
    const start = offset
    const local = header(0x04034b50, [
      [2, VERSION],
      [2, FLAGS],
      [2, DEFLATE],
      [2, 0],
      [2, DATE],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    ])
    yield local
    yield name
    let crc = 0
    let size = 0
    let packed = 0
    const measured = async function* (): AsyncGenerator<Buffer> {
      for await (const text of part.texts) {
        const bytes = Buffer.from(text)
        crc = crc32(bytes, crc)
        size += bytes.length
        yield bytes
      }
    }
    const source = Readable.from(measured(), { objectMode: false })
    const deflate = createDeflateRaw({ level: 4 })
    source.once('error', error => deflate.destroy(error))
    try {
      for await (const chunk of source.pipe(deflate) as AsyncIterable<Buffer>) {
        packed += chunk.length
        yield chunk
      }
    } finally {
      source.destroy()
      deflate.destroy()
    }
    yield header(0x08074b50, [
      [4, crc],
      [4, Math.min(packed, LARGEST)],
      [4, Math.min(size, LARGEST)],
    ])
    offset += local.length + name.length + packed + 16
    if (size > LARGEST || offset > LARGEST) throw new FormatProblem('format.too-large')
    written.push({ name, offset: start, crc, packed, size })
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  yield directory
  yield header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, written.length],
    [2, written.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  ])
}
