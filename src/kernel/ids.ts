/** A UUID in lower-case text. Ids are made where the act is made, version 7, and never change. */
export type Uuid = string

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function isUuid(text: unknown): text is Uuid {
  return typeof text === 'string' && shape.test(text)
}

const pool = new Uint8Array(16 * 256)
let used = pool.length
let lastMillisecond = 0
let counter = 0

/**
 * A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, a 12-bit counter that keeps ids of one process in order within
 * a millisecond, 62 random bits.
 */
export function uuidv7(now: number = Date.now()): Uuid {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  const bytes = pool.slice(used, used + 16)
  used += 16
  let millisecond = now
  if (millisecond <= lastMillisecond && lastMillisecond - millisecond < 1000) {
    counter++
    millisecond = lastMillisecond
    if (counter > 0xfff) {
      millisecond = ++lastMillisecond
      counter = 0
    }
  } else {
    lastMillisecond = millisecond
    counter = ((bytes[6] ?? 0) & 0x07) << 8
  }
  bytes[0] = millisecond / 2 ** 40
  bytes[1] = millisecond / 2 ** 32
  bytes[2] = millisecond / 2 ** 24
  bytes[3] = millisecond / 2 ** 16
  bytes[4] = millisecond / 2 ** 8
  bytes[5] = millisecond
  bytes[6] = 0x70 | (counter >> 8)
  bytes[7] = counter & 0xff
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return format(bytes)
}

/** The moment inside a UUIDv7, in Unix milliseconds. */
export function millisecondsOf(id: Uuid): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Lower-case UUID text of 16 bytes; used for ids derived from a digest too (version and variant bits set by the caller). */
export function format(bytes: Uint8Array): Uuid {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
