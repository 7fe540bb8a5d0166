/**
 * A small deterministic generator (sfc32, Chris Doty-Humphrey's Small Fast Counter): the same seed and stream give the same
 * numbers on every machine. Each household has its own stream, so the first N are the same however many are asked for.
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private counter = 1

  constructor(seed: number, stream: number, purpose = 0) {
    this.a = mix(seed)
    this.b = mix(stream ^ 0x9e3779b9)
    this.c = mix(Math.imul(purpose + 1, 0x85ebca6b) ^ (seed / 0x1_0000_0000))
    for (let round = 0; round < 12; round++) this.next()
  }

  /** 0 ≤ x < 1. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    this.c |= 0
    return (sum >>> 0) / 0x1_0000_0000
  }

  /** Whole number, 0 ≤ x < limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  /** Normal distribution, cut at three standard deviations. */
  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    const value = radius * Math.cos(2 * Math.PI * this.next())
    return mean + Math.max(-3, Math.min(3, value)) * deviation
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next())
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
    let total = 0
    for (const key in weights) total += weights[key]
    let at = this.next() * total
    let last: Key | undefined
    for (const key in weights) {
      if (weights[key] <= 0) continue
      last = key
      at -= weights[key]
      if (at < 0) return key
    }
    if (last === undefined) throw new RangeError('no weight is above zero')
    return last
  }
}

function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}

/** Items with falling frequency, as names have: the n-th is about 1/n as frequent as the first. */
export class Pool<Item> {
  readonly items: readonly Item[]
  private readonly ends: Float64Array

  constructor(items: readonly Item[], exponent = 0.85) {
    this.items = items
    this.ends = new Float64Array(items.length)
    let total = 0
    for (let at = 0; at < items.length; at++) {
      total += 1 / (at + 2.5) ** exponent
      this.ends[at] = total
    }
  }

  pick(random: Random): Item {
    const wanted = random.next() * (this.ends[this.items.length - 1] ?? 0)
    let low = 0
    let high = this.items.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.ends[middle] ?? 0) <= wanted) low = middle + 1
      else high = middle
    }
    const item = this.items[low]
    if (item === undefined) throw new RangeError('the pool is empty')
    return item
  }
}
