import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadWords } from '../../../kernel/words/catalogs.ts'
import { LOCALES } from '../../../kernel/words/index.ts'
import { ERRF_CODES } from './problem.ts'

const words = loadWords(join(import.meta.dirname, '../../../..'))
const details = {
  line: 3,
  column: 2,
  path: 'UNHCR_RRF/CASE[1]',
  element: 'CASE',
  found: 2,
  expected: 'x',
  missing: 'SexCode',
  value: 'v',
  attribute: 'a',
  count: 2,
  individual: 'i',
  id: 'i',
  number: 'n',
  from: 'f',
  to: 't',
  stated: 3,
  version: 'v4.1',
  code: 'C',
  type: 'number',
}

it.each(LOCALES)('every problem has words in %s that need nothing the problem does not carry', locale => {
  for (const code of Object.keys(ERRF_CODES)) {
    const text = words.in(locale).t(`problem.${code}`, details)
    expect(text, code).not.toContain('{')
    expect(text, code).not.toContain(code)
    expect(text.length, code).toBeGreaterThan(4)
  }
})
