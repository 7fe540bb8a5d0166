import { problem as common } from '../../kernel/problems/common.ts'
import { problem } from './problems.ts'

/** Deeper than any act's input; a guard for everything that walks a value. */
const deepest = 40

/**
 * Reads a JSON body. Throws `input.not-json` for what is no JSON, `input.too-deep` for nesting past any use,
 * `input.not-storable` for text that the database cannot keep (NUL, halves of characters), and refuses the keys with
 * which a program's own objects could be changed.
 */
export function readJson(body: Buffer): unknown {
  const text = decode(body)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw common('input.not-json')
  }
  check(value, 0)
  return value
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw common('input.not-json')
  }
}

function check(value: unknown, depth: number): void {
  if (typeof value === 'string') {
    if (!isStorable(value)) throw common('input.not-storable')
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (depth >= deepest) throw problem('input.too-deep', { maximum: deepest })
  if (Array.isArray(value)) {
    for (const item of value) check(item, depth + 1)
    return
  }
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      throw problem('input.forbidden-key', { key })
    if (!isStorable(key)) throw common('input.not-storable')
    check((value as Record<string, unknown>)[key], depth + 1)
  }
}

/** Whether PostgreSQL can keep the text: no NUL, no half of a character. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text)
}
