import { describe, expect, it } from 'vitest'
import { matching } from './match.ts'

const options = (...labels: string[]) => labels.map(label => ({ value: label.slice(0, 3).toUpperCase(), label }))
const labels = (found: readonly { label: string }[]) => found.map(({ label }) => label)

describe('matching', () => {
  it('puts a label that begins with the text before one that only has it inside', () => {
    expect(labels(matching(options('South Sudan', 'Sudan', 'Sweden'), 'suda'))).toEqual(['Sudan', 'South Sudan'])
  })

  it('puts the very label before a longer one: a husband must not become a wife', () => {
    expect(labels(matching(options('زوجة', 'زوج'), 'زوج'))).toEqual(['زوج', 'زوجة'])
  })

  it('finds words without their accents and marks', () => {
    expect(labels(matching(options('Côte d’Ivoire', 'Türkiye'), 'cote'))).toEqual(['Côte d’Ivoire'])
    expect(labels(matching(options('أخت', 'ابن', 'زوجة'), 'اخت'))).toEqual(['أخت'])
    expect(labels(matching(options('زوجة', 'زوج'), 'زوجه'))).toEqual(['زوجة'])
  })

  it('finds a code where no label has the text', () => {
    expect(labels(matching(options('Daughter', 'Son'), 'dau'))).toEqual(['Daughter'])
    expect(
      labels(
        matching(
          [
            { value: 'SYR', label: 'Syria' },
            { value: 'ERI', label: 'Eritrea' },
          ],
          'syr',
        ),
      ),
    ).toEqual(['Syria'])
    expect(labels(matching([{ value: 'MMR', label: 'Myanmar' }], 'mmr'))).toEqual(['Myanmar'])
  })

  it('keeps everything in order for an empty text, and nothing for what fits nowhere', () => {
    expect(labels(matching(options('B', 'A'), ' '))).toEqual(['B', 'A'])
    expect(matching(options('B', 'A'), 'x')).toEqual([])
  })
})
