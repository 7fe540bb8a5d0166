import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeZip, type SheetXml, workbookParts, type ZipPart } from '../../../test/support/zip.ts'
import { FormatProblem } from './problem.ts'
import type { TableRow } from './rows.ts'
import { type ReadTableOptions, readTable } from './table.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xlsx-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const save = (content: Uint8Array): string => {
  const path = join(folder, `file-${files++}.csv`)
  writeFileSync(path, content)
  return path
}

async function readAll(content: Uint8Array, options?: ReadTableOptions) {
  const table = await readTable(save(content), options)
  const rows: TableRow[] = []
  for await (const row of table.rows()) rows.push(row)
  return { table, rows, cells: rows.map(row => row.cells) }
}

async function problemOf(content: Uint8Array, options?: ReadTableOptions): Promise<FormatProblem> {
  try {
    await readAll(content, options)
  } catch (error) {
    if (error instanceof FormatProblem) return error
    throw error
  }
  throw new Error('no problem was found')
}

const HEADER =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
const crafted = (data: string, rest: Omit<SheetXml, 'sheets'> = {}, extra: readonly ZipPart[] = []): Buffer =>
  makeZip([...workbookParts({ sheets: [{ name: 'S', data: HEADER + data }], ...rest }), ...extra])

describe('a workbook of a spreadsheet library', () => {
  async function sample(date1904 = false): Promise<Buffer> {
    const book = new ExcelJS.Workbook()
    book.properties.date1904 = date1904
    const hidden = book.addWorksheet('lists')
    hidden.state = 'hidden'
    hidden.addRow(['secret'])
    const sheet = book.addWorksheet('Персоны')
    sheet.addRow(['id', 'name', 'born', 'seen', 'size', 'ok', 'sum', 'share', 'broken'])
    const row = sheet.addRow([
      7,
      { richText: [{ text: 'فاطمة ' }, { text: 'حسن', font: { bold: true } }] },
      new Date(Date.UTC(1990, 1, 3)),
      new Date(Date.UTC(2024, 11, 31, 23, 59, 59)),
      962791234567,
      true,
      { formula: 'A2+1', result: 8 },
      0.1 + 0.2,
      { error: '#N/A' },
    ])
    row.getCell(1).numFmt = '00000'
    row.getCell(3).numFmt = 'dd/mm/yyyy'
    row.getCell(4).numFmt = 'yyyy-mm-dd hh:mm:ss'
    sheet.addRow([])
    sheet.addRow([8, 'Иван'])
    return Buffer.from(await book.xlsx.writeBuffer())
  }

  it('gives texts for every kind of cell, in the calendar of 1900 and in that of 1904', async () => {
    for (const date1904 of [false, true]) {
      const { table, rows } = await readAll(await sample(date1904))
      expect(table).toMatchObject({ format: 'xlsx', sheet: 'Персоны', sheets: ['Персоны'] })
      expect(table.header).toEqual(['id', 'name', 'born', 'seen', 'size', 'ok', 'sum', 'share', 'broken'])
      expect(rows[0]?.cells).toEqual([
        '00007',
        'فاطمة حسن',
        '1990-02-03',
        '2024-12-31T23:59:59',
        '962791234567',
        'true',
        '8',
        '0.3',
        '#N/A',
      ])
      expect(rows[0]?.problems.map(p => [p.code, p.details])).toEqual([
        ['format.cell-error', { line: 2, column: 9, error: '#N/A' }],
      ])
      expect(rows[1]).toMatchObject({ line: 4, problems: [] })
      expect(rows[1]?.cells.slice(0, 3)).toEqual(['8', 'Иван', ''])
    }
  })

  it('reads the sheet that is asked for, a hidden one only by its name', async () => {
    expect((await readAll(await sample(), { sheet: 'lists' })).table.header).toEqual(['secret'])
    const problem = await problemOf(await sample(), { sheet: 'nowhere' })
    expect([problem.code, problem.details]).toEqual(['format.no-such-sheet', { sheet: 'nowhere', sheets: 'Персоны' }])
  })

  it('says that a workbook was cut off, wherever it was cut', async () => {
    const whole = await sample()
    for (const part of [0.2, 0.5, 0.9, 0.999]) {
      expect((await problemOf(whole.subarray(0, Math.floor(whole.length * part)))).code).toBe('format.damaged')
    }
  })

  it('notices a changed byte by its checksum or its structure', async () => {
    const whole = await sample()
    const at = whole.indexOf('xl/worksheets/sheet2.xml') + 60
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 0x55
    expect((await problemOf(changed)).code).toBe('format.damaged')
  })
})

describe('cells that only another program writes', () => {
  it('places cells and rows without references after the ones before', async () => {
    const { rows } = await readAll(
      crafted(
        '<row><c t="str"><v>x</v></c><c><v>1</v></c></row><row r="9"><c r="B9"><v>2</v></c></row><row><c><v>3</v></c></row>',
      ),
    )
    expect(rows.map(row => [row.line, row.cells])).toEqual([
      [2, ['x', '1']],
      [9, ['', '2']],
      [10, ['3', '']],
    ])
  })

  it('joins runs, leaves phonetic guides out and undoes escaped characters', async () => {
    const strings =
      '<si><r><t>日</t></r><rPh sb="0" eb="1"><t>に</t></rPh><r><t>本</t></r></si><si><t xml:space="preserve"> a_x000A_b </t></si><si/>'
    const { cells } = await readAll(
      crafted('<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c></row>', {
        strings,
      }),
    )
    expect(cells).toEqual([['日本', ' a\nb ']])
  })

  it('reads prefixed names and UTF-16 parts', async () => {
    const parts = workbookParts({ sheets: [{ name: 'S', data: '' }] }).map(part =>
      part.name.endsWith('sheet1.xml')
        ? {
            name: part.name,
            data: Buffer.from(
              '\uFEFF<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>اسم</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>',
              'utf16le',
            ),
          }
        : part,
    )
    expect((await readAll(makeZip(parts))).table.header).toEqual(['اسم'])
  })

  it('reports a formula that was never computed', async () => {
    const { rows } = await readAll(crafted('<row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><v>1</v></c></row>'))
    expect(rows[0]?.problems.map(p => [p.code, p.details])).toEqual([
      ['format.formula-without-value', { line: 2, column: 1 }],
    ])
  })

  it('refuses a string number that the workbook does not have', async () => {
    expect(
      (await problemOf(crafted('<row r="2"><c r="A2" t="s"><v>5</v></c></row>', { strings: '<si><t>x</t></si>' })))
        .code,
    ).toBe('format.damaged')
  })

  it('refuses content beyond the columns it reads, and ignores empty formatting there', async () => {
    expect((await readAll(crafted('<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row>'))).cells).toEqual([
      ['1', ''],
    ])
    const problem = await problemOf(crafted('<row r="2"><c r="XFD2"><v>1</v></c></row>'))
    expect([problem.code, problem.details]).toEqual(['format.too-wide', { line: 2, limit: 500 }])
  })
})

describe('hostile and foreign archives', () => {
  const bomb = (size: number): ZipPart => ({
    name: 'xl/worksheets/sheet1.xml',
    data: `<worksheet><sheetData>${'<row/>'.repeat(size / 6)}</sheetData></worksheet>`,
  })
  const withSheet = (part: ZipPart): Buffer =>
    makeZip([...workbookParts({ sheets: [{ name: 'S', data: '' }] }).filter(p => p.name !== part.name), part])

  it('stops a zip bomb by what comes out of it, by ratio and by size', async () => {
    const ratio = await problemOf(withSheet(bomb(90_000_000)))
    expect([ratio.code, ratio.details.what]).toEqual(['format.zip-bomb', 'ratio'])
    const size = await problemOf(withSheet(bomb(3_000_000)), { limits: { inflated: 1_000_000 } })
    expect([size.code, size.details.what]).toEqual(['format.zip-bomb', 'size'])
    const entries = await problemOf(makeZip(Array.from({ length: 50 }, (_, i) => ({ name: `f${i}`, data: '' }))), {
      limits: { zipEntries: 40 },
    })
    expect([entries.code, entries.details.what]).toEqual(['format.zip-bomb', 'entries'])
  })

  it('does not believe the size that an entry claims', async () => {
    expect((await problemOf(withSheet({ ...bomb(2_000_000), claimedSize: 10 }))).code).toBe('format.damaged')
  })

  it('refuses a document type, and with it entities that expand or fetch', async () => {
    const laugh =
      '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    expect((await problemOf(withSheet({ name: 'xl/worksheets/sheet1.xml', data: laugh }))).code).toBe('format.xml-dtd')
    for (const entity of ['&b;', '&constructor;', '&toString;']) {
      const sheet = `<worksheet><sheetData><row><c t="str"><v>${entity}</v></c></row></sheetData></worksheet>`
      expect((await problemOf(withSheet({ name: 'xl/worksheets/sheet1.xml', data: sheet }))).code).toBe(
        'format.damaged',
      )
    }
  })

  it('refuses a text without end before it fills memory', async () => {
    const endless = {
      name: 'xl/worksheets/sheet1.xml',
      data: `<worksheet><sheetData><row><c t="str"><v>${'x'.repeat(3_000_000)}`,
    }
    expect((await problemOf(withSheet(endless))).code).toBe('format.too-large')
  })

  it('says that a workbook is locked with a password', async () => {
    const compound = Buffer.alloc(8192)
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(compound)
    Buffer.from('EncryptedPackage', 'utf16le').copy(compound, 5000)
    expect((await problemOf(compound)).code).toBe('format.encrypted')
    const flagged = makeZip(workbookParts({ sheets: [{ name: 'S', data: '' }] }).map(part => ({ ...part, flags: 1 })))
    expect((await problemOf(flagged)).code).toBe('format.encrypted')
  })

  it.each([
    ['docx', [{ name: 'word/document.xml', data: '<w/>' }]],
    ['xlsb', [{ name: 'xl/workbook.bin', data: 'x' }]],
    ['ods', [{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' }]],
    ['zip', [{ name: 'inner.zip', data: makeZip([{ name: 'a', data: 'b' }]) }]],
  ])('knows a %s from a workbook', async (kind, parts) => {
    expect((await problemOf(makeZip(parts))).details).toEqual({ kind })
  })

  it('refuses two parts of one name, and a workbook without a row', async () => {
    const parts = workbookParts({ sheets: [{ name: 'S', data: HEADER }] })
    const twice = makeZip([...parts, { name: 'XL/workbook.xml', data: '<workbook/>' }])
    expect((await problemOf(twice)).code).toBe('format.damaged')
    expect((await problemOf(makeZip(workbookParts({ sheets: [{ name: 'S', data: '' }] })))).code).toBe('format.empty')
  })
})

describe('many shared strings', () => {
  it('go to a temporary file above the bound, come back in any order, and leave nothing behind', async () => {
    const count = 5000
    const strings = Array.from({ length: count }, (_, i) => `<si><t>نص رقم ${i}</t></si>`).join('')
    const order = Array.from({ length: count }, (_, i) => (i * 2741) % count)
    const data = order.map((s, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>${s}</v></c></row>`).join('')
    const before = readdirSync(tmpdir()).filter(name => name.startsWith('strings-'))
    const { cells } = await readAll(crafted(data, { strings }), { limits: { stringsInMemory: 20_000 } })
    expect(cells.map(row => row[0])).toEqual(order.map(s => `نص رقم ${s}`))
    expect(readdirSync(tmpdir()).filter(name => name.startsWith('strings-'))).toEqual(before)
    const refused = await problemOf(crafted(data, { strings }), {
      limits: { stringsInMemory: 20_000, strings: 40_000 },
    })
    expect(refused.code).toBe('format.too-large')
  })
})
