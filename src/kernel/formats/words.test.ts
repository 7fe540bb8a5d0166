import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadWords } from '../words/catalogs.ts'
import { LOCALES } from '../words/index.ts'
import { FORMAT_CODES } from './problem.ts'

const words = loadWords(join(import.meta.dirname, '../../..'))
const details = {
  line: 3,
  column: 2,
  limit: 500,
  found: 2,
  expected: 3,
  kind: 'xls',
  encoding: 'utf-8',
  sheet: 'A',
  sheets: 'B, C',
  error: '#N/A',
}

it.each(LOCALES)('every problem has words in %s that need nothing the problem does not carry', locale => {
  for (const code of FORMAT_CODES) {
    const text = words.in(locale).t(`problem.${code}`, details)
    expect(text, code).not.toContain('{')
    expect(text.length, code).toBeGreaterThan(8)
    expect(text, code).not.toContain(code)
  }
})
