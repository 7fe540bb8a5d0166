import { z } from 'zod'
import { isUuid } from './ids.ts'

/** Fields that many rooms have in their inputs, with the codes of what may be wrong with them. */
export const Uuid = z.string().refine(isUuid, { params: { problem: 'input.bad-format' } })

/** `YYYY-MM-DD`, a day that exists, Gregorian. From 1800: earlier is a slip of the pen, and zero is no year. */
export const Day = z.iso.date().refine(day => day >= '1800', { params: { problem: 'input.bad-format' } })

/**
 * Text on one or more lines, trimmed, that a database stores and a screen shows: no control characters, no half
 * characters, and none that turn the direction of what follows. Joiners stay: Persian and many scripts of India spell
 * with them. `problem` names what is said of the others.
 */
export function printable(longest: number, problem = 'input.not-storable') {
  return z
    .string()
    .trim()
    .max(longest)
    .refine(text => !/[^\P{Cc}\t\n\r]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u.test(text), { params: { problem } })
}
