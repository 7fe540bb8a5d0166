import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arabicFemale, arabicMale, levantFamily, sudanFemale, sudanMale } from './data/arabic.ts'
import { afghanFamily, dariFemale, dariMale, pashtoMale } from './data/persian.ts'
import { foldToken } from './fold.ts'
import { longestKey, mostKeys, queryKeys, searchKeys } from './keys.ts'
import { type NamePart, namePartKinds } from './part.ts'
import { scriptOf } from './script.ts'
import { skeletons } from './skeleton.ts'

const full = (text: string): NamePart[] => [{ kind: 'full', text }]
/** Whether every word typed has a key in common with the name. */
const finds = (query: string, name: NamePart[] | string) => {
  const held = new Set(searchKeys(typeof name === 'string' ? full(name) : name))
  const asked = queryKeys(query)
  return asked.length > 0 && asked.every(token => token.keys.some(key => held.has(key)))
}
const spellings = (...groups: string[][]) => {
  for (const group of groups)
    for (const one of group) for (const other of group) expect(finds(one, other), `${one} finds ${other}`).toBe(true)
}

describe('search keys', () => {
  it('are shared by one name in five spellings and three scripts', () => {
    spellings([
      'محمد حسين',
      'Mohammed Hussein',
      'Muhamad Hussain',
      'Мухаммад Хусейн',
      'መሐመድ ሁሴን',
      'Mohamed Hosein',
      'HUSSAIN Muhammad',
    ])
  })
  it('are shared by compounds written as one or two words', () => {
    spellings(
      ['عبد الرحمن', 'عبدالرحمن', 'Abd al-Rahman', 'Abdulrahman', 'Abdurrahman', 'Abdel Rahman', 'Абдурахман'],
      ['عبد الله', 'عبدالله', 'Abdullah', 'Abdallah', 'Abdulla', 'አብዱላሂ', 'Abdullahi'],
      ['نصر الدين', 'نصرالدین', 'Nasr al-Din', 'Nasruddin', 'Nasreddine'],
      ['ذبیح الله', 'Zabihullah', 'Zabih Ullah'],
      ['أبو بكر', 'ابوبكر', 'Abubakar', 'Abu Bakr'],
      ['ضیاءالحق', 'Zia ul-Haq', 'Ziaulhaq'],
    )
  })
  it('are shared across what regions make of one letter', () => {
    spellings(
      ['رمضان', 'Ramadan', 'Ramazan'],
      ['فاضل', 'Fadhil', 'Fazil', 'Fadel'],
      ['عثمان', 'Othman', 'Osman', 'Usman'],
      ['قاسم', 'Qasim', 'Kassem', 'Gasim'],
      ['المصري', 'Al-Masri', 'Elmasry', 'el Masri', 'Masri'],
      ['Рашид', 'راشد', 'Rachid', 'Rashed'],
      ['Сергій', 'Serhii', 'Sergei'],
      ['Юлія', 'Iuliia', 'Yulia'],
      ['ተስፋዬ', 'Tesfaye', 'Tesfay'],
      ['ጸጋዬ', 'Tsegaye', 'Segaye'],
      ['အောင်ဆန်းစုကြည်', 'Aung San Suu Kyi', 'ေအာင္ဆန္းစုၾကည္'],
      ['González', 'Gonzales', 'GONZALEZ'],
      ['حسن', 'Xasan', 'Hassan'],
    )
  })
  it('leave titles and forms of address out', () => {
    spellings(
      ['Haji Mohammed Ali', 'Mohammed Ali'],
      ['Daw Khin Htet', 'Khin Htet'],
      ['Omar bin Khalid', 'Omar Khalid', 'عمر بن خالد'],
    )
  })
  it('tell different names apart', () => {
    for (const [one, other] of [
      ['Ahmed', 'Hamid'],
      ['Khalid', 'Khalil'],
      ['Fatima', 'Fathi'],
      ['Abdullah', 'Abdulrahman'],
      ['سمير', 'سامي'],
      ['ተስፋዬ', 'ታደሰ'],
      ['Ivan', 'Anna'],
    ] as const)
      expect(finds(`${one}`, other), `${one} / ${other}`).toBe(false)
  })
  it('hold the skeleton first and keep every word of a long name before any variant', () => {
    const keys = searchKeys([
      { kind: 'given', text: 'فاطمة', latin: 'Fatema' },
      { kind: 'father', text: 'عبد الرزاق', latin: 'Abdel Razak' },
      { kind: 'grandfather', text: 'مصطفى', latin: 'Moustafa' },
      { kind: 'family', text: 'الحريري', latin: 'Hariri' },
      { kind: 'mother', text: 'خديجة' },
    ])
    for (const key of ['s:ftm', 's:abdrzk', 's:mstf', 's:hr', 's:hdg', 't:fatema', 't:moustafa'])
      expect(keys).toContain(key)
  })
  it('find a compound that was entered as two parts', () => {
    expect(
      finds('Abdulrahman Ahmadi', [
        { kind: 'given', text: 'Abdul' },
        { kind: 'father', text: 'Rahman' },
        { kind: 'family', text: 'Ahmadi' },
      ]),
    ).toBe(true)
  })
  it('are at most sixteen, short, typed, ASCII and distinct, whatever is typed', () => {
    const part = fc.record({
      kind: fc.constantFrom(...namePartKinds),
      text: fc.string({ unit: 'grapheme', maxLength: 40 }),
    })
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), parts => {
        const keys = searchKeys(parts)
        expect(keys.length).toBeLessThanOrEqual(mostKeys)
        expect(new Set(keys).size).toBe(keys.length)
        for (const key of keys) {
          expect(key.length).toBeLessThanOrEqual(longestKey)
          expect(key).toMatch(/^[st]:[a-z0-9]+$/)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('what a searcher types', () => {
  it('is looked up word by word in any order, the last one also as a beginning', () => {
    const [first, last] = queryKeys('Mohammed Hus')
    expect(first?.keys).toContain('s:mhmd')
    expect(last?.prefix).toBe('t:hus')
    expect(searchKeys(full('محمد حسين')).some(key => key.startsWith(last?.prefix ?? '-'))).toBe(true)
  })
  it('finds beginnings in other scripts by the skeleton', () => {
    const [only] = queryKeys('محم')
    expect(only?.prefix).toBe('s:mhm')
    expect(searchKeys(full('Mohammed')).some(key => key.startsWith('s:mhm'))).toBe(true)
  })
  it('finds a compound while it is being typed', () => {
    const held = searchKeys(full('عبد الرحمن'))
    for (const typed of ['abd', 'abdu', 'abdul', 'abdulr', 'abdulrah', 'abdelra', 'abd al', 'abdul r'])
      expect(
        queryKeys(typed)
          .at(-1)
          ?.prefixes.some(prefix => held.some(key => key.startsWith(prefix))),
        typed,
      ).toBe(true)
  })
  it('gives nothing for nothing', () => {
    expect(queryKeys('')).toEqual([])
    expect(queryKeys(' - ')).toEqual([])
  })
})

/** Share of pairs whose skeletons meet, as a record (3) and as a query (8). */
function recall(list: readonly (readonly [string, string])[]): number {
  let hits = 0
  for (const [latin, own] of list) {
    const held = skeletons(foldToken(own), scriptOf(own), 3)
    if (skeletons(foldToken(latin), 'Latn', 8, true).some(skeleton => held.includes(skeleton))) hits++
  }
  return hits / list.length
}

describe('recall of the skeleton across scripts', () => {
  it('is nearly complete on frequent names of the regions that people flee from', () => {
    const tables = {
      arabicMale,
      arabicFemale,
      sudanMale,
      sudanFemale,
      levantFamily,
      dariMale,
      dariFemale,
      pashtoMale,
      afghanFamily,
    }
    for (const [name, table] of Object.entries(tables)) {
      const share = table.filter(({ own, latin }) => finds(latin, own)).length / table.length
      expect(share, name).toBeGreaterThanOrEqual(0.9)
    }
  })

  // Floors are just under what was measured: names of all origins from Wikidata, many of which are no refugee's name at all.
  const folder = join(
    process.env.NANSEN_SHARED ?? join(process.cwd(), '..', 'shared'),
    'data',
    'linkage',
    'cross-script',
  )
  it.for([
    ['wd_arabic_80', 0.835],
    ['wd_russian_80', 0.78],
    ['wd_chinese_80', 0.325],
  ] as const)('on %s is at least %d', ([file, floor], { skip }) => {
    const path = join(folder, file)
    if (!existsSync(path)) return skip(`${file} is not beside the project`)
    // Every fourth pair: the share is the same to half a point, in a quarter of the time.
    const list = readFileSync(path, 'utf8')
      .split('\n')
      .filter((_, at) => at % 4 === 0)
      .map(line => line.split('\t'))
      .filter(fields => fields.length > 1 && foldToken(fields[0] ?? '') !== '')
      .map(([latin = '', own = '']) => [latin, own.replaceAll(' ', '')] as const)
    expect(recall(list)).toBeGreaterThanOrEqual(floor)
  })
})
