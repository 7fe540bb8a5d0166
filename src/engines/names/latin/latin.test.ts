import { describe, expect, it } from 'vitest'
import { latinName, toLatin } from './index.ts'

describe('the Latin form of a name', () => {
  it.each([
    ['محمد حسين', 'Mohammed Hussein'],
    ['عبد الرحمن', 'Abdulrahman'],
    ['عبدالله', 'Abdullah'],
    ['المصري', 'Al-Masri'],
    ['ذبیح الله', 'Zabihullah'],
    ['منصور', 'Mansour'],
    ['سلطان', 'Sultan'],
    ['ተስፋዬ ኃይለ', 'Tesfaye Haile'],
    ['ገብረመድህን ጸጋዬ', 'Gebremedhin Tsegaye'],
    ['አበበ ቢቂላ', 'Abebe Bikila'],
    ['Олександр Коваленко', 'Oleksandr Kovalenko'],
    ['Юлія', 'Yuliia'],
    ['အောင်ဆန်းစုကြည်', 'Aung San Su Kyi'],
    ['ဇော်မင်းထွန်း', 'Zaw Min Htun'],
    ['နေဝင်း', 'Nay Win'],
    ['José', 'José'],
  ])('writes %s as %s', (own, latin) => expect(toLatin(own)).toBe(latin))

  it('guesses the vowels of an Arabic name it does not know', () => {
    expect(toLatin('فرقد')).toBe('Farqad')
    expect(toLatin('شاهر')).toBe('Shahir')
    expect(toLatin('مسعودي')).toMatch(/^Mas.?udi$/)
  })
  it('gives letters a-z for every script it has no rules for', () => {
    for (const name of ['Αλέξανδρος', 'მარიამ', 'Հայկ', 'মোহাম্মদ', 'राजेश', '毛泽东', '김민준', 'דוד'])
      expect(toLatin(name)).toMatch(/^[A-Za-z' -]+$/)
  })
  it('prefers the spelling that the bearer uses', () => {
    expect(
      latinName([
        { kind: 'given', text: 'محمد', latin: 'Muhamad' },
        { kind: 'family', text: 'المصري' },
        { kind: 'mother', text: 'فاطمة' },
      ]),
    ).toBe('Muhamad Al-Masri')
  })
})
