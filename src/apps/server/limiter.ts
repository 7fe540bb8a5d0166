/**
 * How often a key may come: `rate` a second in the long run, `burst` at once (the generic cell rate algorithm). Kept in
 * memory; at most `mostKeys`, of which those that have recovered are dropped first.
 */
export class RateLimiter {
  readonly #interval: number
  readonly #tolerance: number
  readonly #mostKeys: number
  readonly #theoretical = new Map<string, number>()

  constructor(rate: number, burst: number, mostKeys = 50_000) {
    this.#interval = 1000 / rate
    this.#tolerance = this.#interval * burst
    this.#mostKeys = mostKeys
  }

  /** Milliseconds to wait; 0 where the key may come now, which is then counted. */
  take(key: string, now: number = Date.now()): number {
    const due = Math.max(now, this.#theoretical.get(key) ?? 0)
    const next = due + this.#interval
    const wait = next - this.#tolerance - now
    if (wait > 0) return Math.ceil(wait)
    if (this.#theoretical.size >= this.#mostKeys && !this.#theoretical.has(key)) this.#sweep(now)
    this.#theoretical.set(key, next)
    return 0
  }

  /** Milliseconds to wait, without counting. */
  peek(key: string, now: number = Date.now()): number {
    const due = Math.max(now, this.#theoretical.get(key) ?? 0)
    return Math.max(0, Math.ceil(due + this.#interval - this.#tolerance - now))
  }

  #sweep(now: number): void {
    for (const [key, due] of this.#theoretical) if (due <= now) this.#theoretical.delete(key)
    // All of them are busy: an attack with many addresses. Forgetting is better than running out of memory.
    if (this.#theoretical.size >= this.#mostKeys) this.#theoretical.clear()
  }
}

const longestWait = 15 * 60 * 1000
const forgottenAfter = 60 * 60 * 1000

/** Waits that double after each failure past the free ones, up to a quarter of an hour; a success clears them. */
export class BackOff {
  readonly #free: number
  readonly #mostKeys: number
  readonly #failures = new Map<string, { count: number; last: number }>()

  constructor(free: number, mostKeys = 50_000) {
    this.#free = free
    this.#mostKeys = mostKeys
  }

  /** Milliseconds until the next try is heard. */
  wait(key: string, now: number = Date.now()): number {
    const failures = this.#failures.get(key)
    if (!failures || failures.count < this.#free) return 0
    const pause = Math.min(longestWait, 1000 * 2 ** (failures.count - this.#free))
    return Math.max(0, failures.last + pause - now)
  }

  /** @param weight how much of a failure it is; less than one for a key that many share */
  failed(key: string, weight = 1, now: number = Date.now()): void {
    const before = this.#failures.get(key)
    const count = (before && now - before.last < forgottenAfter ? before.count : 0) + weight
    if (this.#failures.size >= this.#mostKeys && !before) this.#sweep(now)
    this.#failures.set(key, { count, last: now })
  }

  succeeded(key: string): void {
    this.#failures.delete(key)
  }

  #sweep(now: number): void {
    for (const [key, { last }] of this.#failures) if (now - last >= forgottenAfter) this.#failures.delete(key)
    if (this.#failures.size >= this.#mostKeys) this.#failures.clear()
  }
}
