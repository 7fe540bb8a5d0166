import { createHash } from 'node:crypto'
import { format, type Uuid } from './ids.ts'

/**
 * An id that follows from another id and a text: the same wherever it is derived. Version 8 (RFC 9562), so that it is
 * not mistaken for one that holds a time.
 */
export function derivedUuid(base: Uuid, text: string): Uuid {
  const bytes = createHash('sha256').update(`${base}|${text}`).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return format(bytes)
}
