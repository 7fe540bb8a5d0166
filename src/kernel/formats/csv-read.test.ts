import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heldBytes } from '../../../test/support/heap.ts'
import { FormatProblem } from './problem.ts'
import type { TableRow } from './rows.ts'
import { type ReadTableOptions, readTable } from './table.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'csv-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const save = (content: string | Uint8Array): string => {
  const path = join(folder, `file-${files++}.bin`)
  writeFileSync(path, content)
  return path
}

async function readAll(content: string | Uint8Array, options?: ReadTableOptions) {
  const table = await readTable(save(content), options)
  const rows: TableRow[] = []
  for await (const row of table.rows()) rows.push(row)
  return { table, rows, cells: rows.map(row => row.cells) }
}

async function problemOf(content: string | Uint8Array, options?: ReadTableOptions): Promise<FormatProblem> {
  try {
    await readAll(content, options)
  } catch (error) {
    if (error instanceof FormatProblem) return error
    throw error
  }
  throw new Error('no problem was found')
}

describe('encodings', () => {
  const arabic = 'الاسم,الجنس,بلد المنشأ\nمحمد عبد الله,ذكر,سوريا\nفاطمة الزهراء,أنثى,السودان\n'

  it('reads Arabic saved by an old spreadsheet program as windows-1256', async () => {
    const { table, cells } = await readAll(iconv.encode(arabic, 'windows-1256'))
    expect(table.encoding).toBe('windows-1256')
    expect(table.encodingConfidence).toBe('likely')
    expect(table.header).toEqual(['الاسم', 'الجنس', 'بلد المنشأ'])
    expect(cells).toEqual([
      ['محمد عبد الله', 'ذكر', 'سوريا'],
      ['فاطمة الزهراء', 'أنثى', 'السودان'],
    ])
  })

  it.each([
    ['windows-1251', 'Имя;Фамилия\nОлена;Шевченко\nИван;Петров\n'],
    ['windows-1252', 'Prénom;Né à\nThérèse;Bouaké\nFrançois;Côte d’Ivoire\n'],
    ['windows-1254', 'Adı;İlçe\nAyşe Yılmaz;Şahinbey\nÖmer Güneş;Kızıltepe\n'],
    ['windows-1250', 'Imię;Miasto\nŁukasz;Łódź\nAgnieszka;Gdańsk\n'],
    ['gb18030', '姓名;性别\n王小明;男\n李芳;女\n'],
    ['iso-8859-6', 'الاسم;الجنس\nمحمد عبد الله;ذكر\n'],
    ['koi8-r', 'Имя;Фамилия\nИван;Петров\n'],
  ])('tells %s by how its letters fall', async (encoding, text) => {
    const { table, cells } = await readAll(iconv.encode(text, encoding))
    expect(table.encoding).toBe(encoding)
    expect([table.header, ...cells]).toEqual(
      text
        .trim()
        .split('\n')
        .map(line => line.split(';')),
    )
  })

  it.each([
    ['utf-8', Buffer.from(arabic)],
    ['utf-8', Buffer.from(`\uFEFF${arabic}`)],
    ['utf-16le', iconv.encode(arabic, 'utf-16le', { addBOM: true })],
    ['utf-16le', iconv.encode(arabic, 'utf-16le')],
    ['utf-16be', iconv.encode(arabic, 'utf-16be', { addBOM: true })],
  ])('is certain of %s with or without a mark', async (encoding, bytes) => {
    const { table, cells } = await readAll(bytes)
    expect([table.encoding, table.encodingConfidence]).toEqual([encoding, 'certain'])
    expect(table.header[0]).toBe('الاسم')
    expect(cells).toHaveLength(2)
  })

  it('takes the encoding that a person chose, under its other names too', async () => {
    const bytes = iconv.encode('имя\nЁлка\n', 'windows-1251')
    expect((await readAll(bytes, { encoding: 'CP1251' })).cells).toEqual([['Ёлка']])
    expect((await readAll(bytes, { encoding: 'koi8-r' })).cells).not.toEqual([['Ёлка']])
    expect((await problemOf(bytes, { encoding: 'klingon' })).code).toBe('format.unknown-encoding')
  })

  it('names the line of bytes that are broken UTF-8, however late they come', async () => {
    const good = `${'محمد,سوريا\n'.repeat(60_000)}`
    const broken = Buffer.concat([
      Buffer.from(`a,b\n${good}`),
      Buffer.from([0xd9, 0x2c, 0x31, 0x0a]),
      Buffer.from(good),
    ])
    const problem = await problemOf(broken)
    expect(problem.code).toBe('format.encoding')
    expect(problem.details).toMatchObject({ line: 60_002, encoding: 'utf-8' })
  })

  it('refuses bytes that the chosen encoding does not have instead of writing a question mark', async () => {
    const problem = await problemOf(Buffer.from([...Buffer.from('a,b\n1,2\n3,'), 0x81, 0x0a]), {
      encoding: 'windows-1252',
    })
    expect([problem.code, problem.details.line]).toEqual(['format.encoding', 3])
    const half = await problemOf(iconv.encode('a,b\n1,2', 'utf-16le', { addBOM: true }).subarray(0, -1))
    expect([half.code, half.details.line]).toEqual(['format.encoding', 2])
  })

  it('reports characters that were lost before the file came to us, with their row', async () => {
    const { rows } = await readAll('name,place\nAli,Ho\uFFFDms\nNour,Hama\n')
    expect(rows.map(row => row.problems.map(p => [p.code, p.details]))).toEqual([
      [['format.lost-characters', { line: 2, column: 2 }]],
      [],
    ])
  })

  it('cuts no character in two, whatever the length of the chunks', async () => {
    const name = 'ا'.repeat(9)
    const text = `n,x${'y'.repeat(13)}\n${`${name},1\n`.repeat(40_000)}`
    const { rows } = await readAll(text)
    expect(rows).toHaveLength(40_000)
    expect(rows.every(row => row.cells[0] === name)).toBe(true)
  })
})

describe('records', () => {
  it.each([
    [',', 'a,b\n1,2'],
    [';', 'a;b\n"1,5";2\n3,7;4'],
    ['\t', 'a\tb\n1\t2'],
    ['|', 'a|b\n1|2'],
    [';', 'sep=;\na;b\n1;2'],
    [',', 'only\nAli\nNour'],
  ])('finds the delimiter %j', async (delimiter, text) => {
    const { table, rows } = await readAll(text)
    expect(table.delimiter).toBe(delimiter)
    expect(table.header[0]).toMatch(/^(?:a|only)$/)
    expect(rows.every(row => row.problems.length === 0)).toBe(true)
  })

  it('gives each row the line on which it begins, across quoted breaks of every kind and empty lines', async () => {
    const text = '\r\nid,note\r\n1,"a\r\nb\r\nc"\r\n\r\n2,"x\ny"\r\n3,z\n,\n4,"q\r\n"\n5,end'
    const { rows } = await readAll(text)
    expect(rows.map(row => [row.cells[0], row.line])).toEqual([
      ['1', 3],
      ['2', 7],
      ['3', 9],
      ['4', 11],
      ['5', 13],
    ])
  })

  it('reports rows with too few or too many cells and gives them all the same', async () => {
    const { rows } = await readAll('a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\n')
    expect(rows.map(row => [row.cells, row.problems.map(p => p.details)])).toEqual([
      [['1', '2', ''], [{ line: 2, expected: 3, found: 2 }]],
      [['1', '2', '3', '4'], [{ line: 3, expected: 3, found: 4 }]],
      [['1', '2', '3'], []],
      [['1', '2', '3'], []],
    ])
  })

  it('names the line on which a quote opens that never closes', async () => {
    expect((await problemOf('a,b\n1,2\n\n3,"open\n4,5\n')).details).toEqual({ line: 4 })
    const long = await problemOf(`a,b\n1,"open\n${'5,some more text\n'.repeat(100_000)}`)
    expect([long.code, long.details.line]).toEqual(['format.unclosed-quote', 2])
  })

  it('takes a quote inside a cell as it stands, and reports a cell that swallowed its neighbour', async () => {
    const { rows } = await readAll('a,b\nAli "Abu Nour",1\n"x"y,2\n"open,3\n"d",4\n')
    expect(rows.map(row => [row.cells[0], row.problems.map(p => p.code)])).toEqual([
      ['Ali "Abu Nour"', []],
      ['"x"y', []],
      ['"open,3\n"d"', ['format.stray-quote']],
    ])
  })

  it('bounds columns, cells and records', async () => {
    expect((await problemOf(`${'a,'.repeat(600)}a\n`)).details).toEqual({ line: 1, limit: 500 })
    expect((await problemOf(`a,b\n1,2\n${'x,'.repeat(600)}x\n`)).details).toEqual({ line: 3, limit: 500 })
    const { rows } = await readAll(`a,b\n1,${'x'.repeat(40_000)}\n`)
    expect(rows[0]?.problems.map(p => [p.code, p.details.column])).toEqual([['format.cell-too-long', 2]])
    expect((await problemOf(`a,b\n1,${'x'.repeat(2_000_000)}\n`)).code).toBe('format.record-too-large')
  })

  it('gives back the apostrophe that guards a formula', async () => {
    expect((await readAll("a,b\n'+962 79,'=SUM(A1)\n'tis,''-x\n")).cells).toEqual([
      ['+962 79', '=SUM(A1)'],
      ["'tis", "'-x"],
    ])
  })

  it('agrees with any table that was written by the book', async () => {
    const cell = fc.stringMatching(/^[a-z",;\n =é]{0,8}$/).map(text => `${text}.`)
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (records, end) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
        const text = `${[['h1', 'h2', 'h3'], ...records].map(r => r.map(quote).join(',')).join(end)}${end}`
        let line = 2
        const lines = records.map(record => {
          const at = line
          line += 1 + (record.join('').match(/\n/g)?.length ?? 0)
          return at
        })
        const { rows } = await readAll(text, { delimiter: ',' })
        expect(rows.map(row => row.cells)).toEqual(records)
        expect(rows.map(row => row.line)).toEqual(lines)
      }),
      { numRuns: 150 },
    )
  })
})

describe('what is not a table', () => {
  it.each([
    ['', 'format.empty'],
    ['\uFEFF \n\n', 'format.empty'],
    ['%PDF-1.7 …', 'format.not-a-table'],
    ['<?xml version="1.0"?><a/>', 'format.not-a-table'],
    ['<html><table>', 'format.not-a-table'],
    ['[{"a":1}]', 'format.not-a-table'],
  ])('refuses %j', async (content, code) => {
    expect((await problemOf(content)).code).toBe(code)
  })

  it('refuses binary content and old workbooks by what they are, whatever their name', async () => {
    expect((await problemOf(Buffer.from([1, 0, 0, 2, 0, 3]))).details).toEqual({ kind: 'binary' })
    const xls = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2048)])
    expect((await problemOf(xls)).details).toEqual({ kind: 'xls' })
  })
})

describe('memory', () => {
  it('stays flat over 200,000 rows', async () => {
    const path = save(
      `id,name,place\n${Array.from({ length: 200_000 }, (_, i) => `${i},محمد رقم ${i},"Camp ${i % 7}, block ${i % 31}"`).join('\n')}\n`,
    )
    const table = await readTable(path)
    let count = 0
    let peak = 0
    const before = heldBytes()
    for await (const row of table.rows()) {
      count++
      if (count % 20_000 === 0) peak = Math.max(peak, heldBytes() - before)
      if (row.problems.length > 0) throw new Error(`row ${row.line}`)
    }
    expect(count).toBe(200_000)
    // The file is 11 MB; a few chunks and their rows are all that is held.
    expect(peak).toBeLessThan(8 * 1024 * 1024)
  })
})
