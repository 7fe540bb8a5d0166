import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FormatLimits } from './limits.ts'
import { FormatProblem } from './problem.ts'

/** Strings of one block. Sheets name strings in nearly the order in which they were met, so blocks are read about once. */
const BLOCK = 512
const CACHED_BLOCKS = 64

interface SpilledBlock {
  readonly offset: number
  readonly length: number
}

/**
 * The shared strings of a workbook, by their number. The first ones stay in memory up to a stated size; the rest lies in a
 * temporary file, readable by this user alone and already removed from the folder, so that nothing of it outlives the reading.
 */
export class StringStore {
  private readonly limits: Pick<FormatLimits, 'stringsInMemory' | 'strings' | 'record'>
  private readonly blocks: (string[] | SpilledBlock)[] = []
  private readonly cache = new Map<number, string[]>()
  private current: string[] = []
  private currentSize = 0
  private inMemory = 0
  private total = 0
  private file: FileHandle | undefined
  private path: string | undefined
  private end = 0
  /** Blocks before this one are where they belong. */
  private firstPending = 0

  constructor(limits: Pick<FormatLimits, 'stringsInMemory' | 'strings' | 'record'>) {
    this.limits = limits
  }

  /** How many strings were added. */
  get count(): number {
    return this.blocks.length * BLOCK + this.current.length
  }

  /** Adds the next string. Throws `format.too-large`. */
  add(text: string): void {
    this.total += text.length
    if (text.length > this.limits.record || this.total > this.limits.strings) {
      throw new FormatProblem('format.too-large', { limit: this.limits.strings })
    }
    this.current.push(text)
    this.currentSize += text.length
    if (this.current.length === BLOCK) this.closeBlock()
  }

  /** Writes what is over the bound to disk. To be awaited now and then while adding, and once at the end. */
  async settle(finished = false): Promise<void> {
    if (finished && this.current.length > 0) this.closeBlock()
    for (let i = this.firstPending; i < this.blocks.length; i++) {
      const block = this.blocks[i]
      if (!Array.isArray(block)) continue
      this.blocks[i] = await this.spill(block)
    }
    this.firstPending = this.blocks.length
  }

  /** The string of a number; undefined when the workbook has none. A promise only when it must be fetched from disk. */
  get(number: number): string | undefined | Promise<string | undefined> {
    const at = Math.floor(number / BLOCK)
    const block = this.blocks[at] ?? (at === this.blocks.length ? this.current : undefined)
    if (!block) return undefined
    const strings = Array.isArray(block) ? block : this.cache.get(at)
    if (strings) return strings[number % BLOCK]
    return Array.isArray(block) ? undefined : this.load(at, block).then(loaded => loaded[number % BLOCK])
  }

  /** Closes and removes the temporary file. */
  async close(): Promise<void> {
    await this.file?.close()
    if (this.path) await unlink(this.path).catch(() => undefined)
    this.file = undefined
    this.path = undefined
  }

  private closeBlock(): void {
    this.blocks.push(this.current)
    if (
      this.inMemory + this.currentSize <= this.limits.stringsInMemory &&
      this.firstPending === this.blocks.length - 1
    ) {
      this.inMemory += this.currentSize
      this.firstPending = this.blocks.length
    }
    this.current = []
    this.currentSize = 0
  }

  private async spill(strings: readonly string[]): Promise<SpilledBlock> {
    if (!this.file) {
      const path = join(tmpdir(), `strings-${randomUUID()}`)
      this.file = await open(path, 'wx+', 0o600)
      // Where an open file cannot be removed, closing the store removes it.
      await unlink(path).catch(() => {
        this.path = path
      })
    }
    const bytes = Buffer.from(JSON.stringify(strings))
    const block = { offset: this.end, length: bytes.length }
    await this.file.write(bytes, 0, bytes.length, block.offset)
    this.end += bytes.length
    return block
  }

  private async load(at: number, block: SpilledBlock): Promise<string[]> {
    const bytes = Buffer.alloc(block.length)
    await this.file?.read(bytes, 0, block.length, block.offset)
    const strings = JSON.parse(bytes.toString('utf8')) as string[]
    const oldest = this.cache.keys().next()
    if (this.cache.size >= CACHED_BLOCKS && !oldest.done) this.cache.delete(oldest.value)
    this.cache.set(at, strings)
    return strings
  }
}
