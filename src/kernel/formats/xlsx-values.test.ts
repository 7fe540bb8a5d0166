import { describe, expect, it } from 'vitest'
import { columnOf, kindOfFormat, numberText, plainNumber } from './xlsx-values.ts'

describe('format codes', () => {
  it.each([
    [0, undefined, 'number'],
    [14, undefined, 'date'],
    [22, undefined, 'date'],
    [20, undefined, 'time'],
    [46, undefined, 'duration'],
    [164, 'dd/mm/yyyy;@', 'date'],
    [164, '[$-409]d-mmm-yy;@', 'date'],
    [164, 'mmm', 'date'],
    [164, 'h:mm AM/PM', 'time'],
    [164, '[h]:mm:ss', 'duration'],
    [164, '0.00E+00', 'number'],
    [164, '#,##0 "days"', 'number'],
    [164, '[Red]-0.0', 'number'],
    [164, '_-* #,##0.00\\ [$€-40C]_-', 'number'],
    [164, 'General', 'number'],
  ])('format %i %s is a %s', (id, code, kind) => {
    expect(kindOfFormat(id, code)).toBe(kind)
  })

  it('keeps the leading zeros that a format shows', () => {
    expect(kindOfFormat(164, '000000')).toEqual({ digits: 6 })
    expect(numberText('123', { digits: 6 }, false)).toBe('000123')
  })
})

describe('serial numbers', () => {
  it.each([
    ['1', false, '1900-01-01'],
    ['59', false, '1900-02-28'],
    ['60', false, '1900-02-29'],
    ['61', false, '1900-03-01'],
    ['32907', false, '1990-02-03'],
    ['31445', true, '1990-02-03'],
    ['0', true, '1904-01-01'],
    ['45657.999988425923', false, '2024-12-31T23:59:59'],
    ['45657.9999999', false, '2025-01-01'],
    ['2958465', false, '9999-12-31'],
    ['2958466', false, '2958466'],
    ['-1', false, '-1'],
  ])('%s (1904: %s) is %s', (raw, date1904, text) => {
    expect(numberText(raw, 'date', date1904)).toBe(text)
  })

  it('shows times and durations as such', () => {
    expect(numberText('0.5', 'time', false)).toBe('12:00:00')
    expect(numberText('1.25', 'duration', false)).toBe('30:00:00')
  })
})

describe('numbers', () => {
  it('have no exponent and no noise of binary fractions', () => {
    expect(plainNumber(Number('9.62791234567E11'))).toBe('962791234567')
    expect(plainNumber(Number('0.30000000000000004'))).toBe('0.3')
    expect(plainNumber(1e-7)).toBe('0.0000001')
    expect(plainNumber(-2.5)).toBe('-2.5')
    expect(numberText('not a number', 'number', false)).toBe('not a number')
  })
})

it('counts columns as letters do', () => {
  expect(['A1', 'Z9', 'AA10', 'XFD1', '12'].map(columnOf)).toEqual([1, 26, 27, 16_384, 0])
})
