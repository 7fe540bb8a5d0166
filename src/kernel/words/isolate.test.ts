import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isolate, isolateIn } from './isolate.ts'

const bidiText = fc.string({
  unit: fc.constantFrom('a', 'ب', '1', '-', ' ', '\u2066', '\u2067', '\u2068', '\u2069', '𞤀'),
})

function depths(text: string): number[] {
  let depth = 0
  return [...text].map(character => {
    if (/[\u2066-\u2068]/.test(character)) depth += 1
    if (character === '\u2069') depth -= 1
    return depth
  })
}

describe('isolate', () => {
  it('keeps every text inside one isolate that ends where the text ends', () => {
    fc.assert(
      fc.property(bidiText, text => {
        const isolated = isolate(text)
        const levels = depths(isolated)
        expect(levels.at(-1)).toBe(0)
        expect(levels.slice(0, -1).every(level => level >= 1)).toBe(true)
        expect(isolated.replaceAll(/[\u2066-\u2069]/g, '')).toBe(text.replaceAll(/[\u2066-\u2069]/g, ''))
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(bidiText, text => {
        expect(isolate(isolate(text))).toBe(isolate(text))
      }),
    )
  })
})

describe('isolateIn', () => {
  it('leaves alone what cannot disturb', () => {
    expect(isolateIn('rtl', 'مُحَمَّد العلي')).toBe('مُحَمَّد العلي')
    expect(isolateIn('ltr', 'Müller 12-3')).toBe('Müller 12-3')
    expect(isolateIn('ltr', '')).toBe('')
  })

  it('isolates numbers, Latin and N’Ko in the other direction', () => {
    for (const text of ['12-3', '١٢-٣', 'UNHCR', 'أمل (12)']) expect(isolateIn('rtl', text)).toBe(isolate(text))
    for (const text of ['أمل', '𞤀𞤣', 'ߒߞߏ', 'Amal أمل']) expect(isolateIn('ltr', text)).toBe(isolate(text))
  })

  it('balances a stray pop even where the text would be harmless', () => {
    expect(isolateIn('ltr', 'a\u2069b')).toBe('\u2068ab\u2069')
  })
})
