import type pg from 'pg'
import { inSituation } from '../store/in-situation.ts'

const blockSize = 500

/**
 * Numbers without a queue: the process reserves a block in a short transaction of its own and hands it out from memory,
 * so that registrations do not wait for one another. A number is never given twice; a crash leaves a gap.
 */
export class Numbers {
  readonly #pool: pg.Pool
  readonly #blocks = new Map<string, { next: number; end: number }>()
  readonly #turns = new Map<string, Promise<unknown>>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** The first of `count` numbers in a row. */
  draw(situation: number, counter: string, count: number): Promise<number> {
    const key = `${situation}:${counter}`
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(() => this.#take(situation, counter, key, count))
    this.#turns.set(
      key,
      turn.catch(() => {}),
    )
    return turn
  }

  async #take(situation: number, counter: string, key: string, count: number): Promise<number> {
    const block = this.#blocks.get(key)
    if (block && block.next + count <= block.end) {
      const first = block.next
      block.next += count
      return first
    }
    const size = Math.max(blockSize, count)
    const first = await reserve(this.#pool, situation, counter, size)
    this.#blocks.set(key, { next: first + count, end: first + size })
    return first
  }
}

async function reserve(pool: pg.Pool, situation: number, counter: string, size: number): Promise<number> {
  return inSituation(pool, situation, async client => {
    const { rows } = await client.query<{ next: number }>({
      text: `INSERT INTO number_block AS b (situation_id, counter, next) VALUES ($1, $2, 1 + $3::bigint)
             ON CONFLICT (situation_id, counter) DO UPDATE SET next = b.next + $3::bigint RETURNING next`,
      values: [situation, counter, size],
    })
    return Number(rows[0]?.next) - size
  })
}

/** Replay: never hand out again what the journal says was drawn. */
export async function keepClear(pool: pg.Pool, situation: number, counter: string, end: number): Promise<void> {
  await inSituation(pool, situation, client =>
    client.query({
      text: `INSERT INTO number_block AS b (situation_id, counter, next) VALUES ($1, $2, $3)
             ON CONFLICT (situation_id, counter) DO UPDATE SET next = greatest(b.next, excluded.next)`,
      values: [situation, counter, end],
    }),
  )
}
