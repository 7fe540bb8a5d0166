import { describe, expect, it } from 'vitest'
import { readDay } from './read-day.ts'

const today = '2025-03-10'

describe('readDay', () => {
  it('reads a full day, the day first', () => {
    expect(readDay('3/2/2025', today)).toBe('2025-02-03')
    expect(readDay('03.02.25', today)).toBe('2025-02-03')
    expect(readDay('2025-02-03', today)).toBe('2025-02-03')
    expect(readDay('٣/٢/٢٠٢٥', today)).toBe('2025-02-03')
  })

  it('takes a day and a month for the last time they came', () => {
    expect(readDay('9/3', today)).toBe('2025-03-09')
    expect(readDay('24/11', today)).toBe('2024-11-24')
  })

  it('takes a bare day for this month, or for the last one where it is still to come', () => {
    expect(readDay('10', today)).toBe('2025-03-10')
    expect(readDay('28', today)).toBe('2025-02-28')
  })

  it('refuses what is no day, what is still to come, and what is an age', () => {
    for (const text of ['', '31/2', '30', 'yesterday', '11/3/2025', 'about 3'])
      expect(readDay(text, today)).toBeUndefined()
  })
})
