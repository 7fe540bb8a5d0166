import { describe, expect, it } from 'vitest'
import type { NamePart } from './part.ts'
import { rankName } from './rank.ts'
import { jaroWinkler } from './similarity.ts'

const hussein: NamePart[] = [
  { kind: 'given', text: 'محمد' },
  { kind: 'father', text: 'حسين' },
  { kind: 'family', text: 'المصري' },
]
const score = (query: string, parts: NamePart[] = hussein) => rankName(query, parts).score

describe('ranking names', () => {
  it('gives 1 to the whole name as written, and 0 to nothing in common', () => {
    expect(score('محمد حسين المصري')).toBe(1)
    expect(score('Svitlana Kovalenko')).toBe(0)
    expect(score('')).toBe(0)
  })
  it('does not mind order or script', () => {
    for (const query of ['Hussein Mohammed', 'Мухаммад Хусейн', 'መሐመድ ሁሴን', 'Masri Muhamad', 'حسین محمد'])
      expect(score(query), query).toBeGreaterThan(0.85)
  })
  it('puts a fuller and closer match first', () => {
    expect(score('Mohammed Hussein')).toBeGreaterThan(score('Mohammed Hassan'))
    expect(score('Mohammed Hussein Masri')).toBeGreaterThan(score('Mohammed Hussein Khatib'))
    expect(score('Mohammed Hussein')).toBeGreaterThan(score('Ali Hussein'))
  })
  it('accepts an unfinished last word', () => expect(score('Mohammed Hus')).toBeGreaterThan(0.85))
  it('says which word met which and how', () => {
    const { matched } = rankName('Muhamad Hussain', hussein)
    expect(matched.map(({ token, on }) => [token, on])).toEqual([
      ['Muhamad', 'محمد'],
      ['Hussain', 'حسين'],
    ])
    expect(rankName('محمد', hussein).matched[0]?.how).toBe('exact')
  })
  it('lets one word of a name answer one word of the query only', () => {
    expect(rankName('Mohammed Mohammed', hussein).matched).toHaveLength(1)
    expect(rankName('Mohammed Mohammed', [{ kind: 'given', text: 'محمد', latin: 'Mohammed' }]).matched).toHaveLength(1)
  })
  it('uses the bearer’s Latin spelling too', () => {
    expect(score('Mouhamadou', [{ kind: 'given', text: 'محمد', latin: 'Mouhamadou' }])).toBe(1)
  })
})

describe('Jaro–Winkler', () => {
  it('gives the textbook values', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4)
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4)
    expect(jaroWinkler('', 'a')).toBe(0)
    expect(jaroWinkler('abc', 'xyz')).toBe(0)
  })
})
