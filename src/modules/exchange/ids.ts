import { createHash } from 'node:crypto'
import { format, type Uuid } from '../../kernel/ids.ts'

/**
 * A UUIDv7 that follows from a text: the millisecond is given, the rest is its digest. Acts of an import are named this
 * way, so that the same household imported again is the same act and changes nothing.
 */
export function namedUuid(millisecond: number, text: string): Uuid {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  for (let index = 5, rest = millisecond; index >= 0; index--, rest = Math.floor(rest / 256)) bytes[index] = rest % 256
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return format(bytes)
}
