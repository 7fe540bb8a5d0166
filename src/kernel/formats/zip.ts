import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { FormatLimits } from './limits.ts'
import { FormatProblem } from './problem.ts'

/** Bit 0 of the general purpose flags: the entry is encrypted (APPNOTE 4.4.4). */
const ENCRYPTED = 1

/**
 * A zip archive read part by part, as streams. Sizes that the archive states are not believed: every byte that comes out is
 * counted, over all parts and against the compressed size. Archives inside the archive are parts like others, never opened.
 */
export class ZipReader {
  private readonly file: ZipFile
  private readonly entries: ReadonlyMap<string, Entry>
  private readonly limits: FormatLimits
  private inflated = 0

  private constructor(file: ZipFile, entries: ReadonlyMap<string, Entry>, limits: FormatLimits) {
    this.file = file
    this.entries = entries
    this.limits = limits
  }

  /** Reads the directory. Throws `format.damaged`, `format.encrypted`, `format.zip-bomb`. */
  static async open(path: string, limits: FormatLimits): Promise<ZipReader> {
    let file: ZipFile
    try {
      file = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    } catch (error) {
      throw damaged(error)
    }
    try {
      if (file.entryCount > limits.zipEntries) {
        throw new FormatProblem('format.zip-bomb', { limit: limits.zipEntries, what: 'entries' })
      }
      const entries = new Map<string, Entry>()
      for await (const entry of file.eachEntry()) {
        const name = partName(entry.fileName)
        // Two parts of one name would let two programs see two different workbooks.
        if (entries.has(name)) throw new FormatProblem('format.damaged', { part: entry.fileName })
        if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw new FormatProblem('format.encrypted')
        entries.set(name, entry)
      }
      return new ZipReader(file, entries, limits)
    } catch (error) {
      file.close()
      throw damaged(error)
    }
  }

  has(name: string): boolean {
    return this.entries.has(partName(name))
  }

  /** The bytes of a part. Throws `format.damaged` when it is missing, cut off or changed, `format.zip-bomb` when it swells. */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(partName(name))
    if (!entry) throw new FormatProblem('format.damaged', { part: name })
    let stream: Readable
    try {
      stream = await this.file.openReadStreamPromise(entry)
    } catch (error) {
      throw damaged(error, name)
    }
    let out = 0
    let checksum = 0
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        out += chunk.length
        this.inflated += chunk.length
        this.refuseSwelling(entry, out)
        checksum = crc32(chunk, checksum)
        yield chunk
      }
    } catch (error) {
      throw damaged(error, name)
    } finally {
      stream.destroy()
    }
    if (checksum !== entry.crc32) throw new FormatProblem('format.damaged', { part: name })
  }

  close(): void {
    this.file.close()
  }

  private refuseSwelling(entry: Entry, out: number): void {
    const { inflated, ratio, ratioFrom } = this.limits
    if (this.inflated > inflated) throw new FormatProblem('format.zip-bomb', { limit: inflated, what: 'size' })
    if (out > ratioFrom && out > entry.compressedSize * ratio) {
      throw new FormatProblem('format.zip-bomb', { limit: ratio, what: 'ratio' })
    }
  }
}

/** Names of parts do not depend on letter case (ECMA-376 part 2, 6.2.2.3). */
function partName(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase()
}

/** Whatever the archive or the inflater complains of is damage, except what is already named and faults of the disk. */
function damaged(error: unknown, part?: string): unknown {
  if (error instanceof FormatProblem) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code === 'string' && !code.startsWith('Z_') && !code.startsWith('ERR_')) return error
  return new FormatProblem('format.damaged', part === undefined ? {} : { part }, { cause: error })
}
