import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heldBytes } from '../../../test/support/heap.ts'
import { type Cell, type Column, FormatProblem, readTable, type TableReader, writeCsv, writeXlsx } from './index.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
async function save(stream: Readable): Promise<string> {
  const path = join(folder, `file-${files++}`)
  await pipeline(stream, createWriteStream(path))
  return path
}

async function rowsOf(table: TableReader): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = []
  for await (const row of table.rows()) {
    expect(row.problems).toEqual([])
    rows.push(row.cells)
  }
  return rows
}

const columns: Column[] = [
  { header: 'رقم', hxl: '#meta+id' },
  { header: 'Name', hxl: '#beneficiary+name' },
  { header: 'Born', kind: 'date' },
  { header: 'Size', kind: 'number', hxl: '#affected+ind' },
  { header: 'Head', kind: 'boolean' },
]
const rows: Cell[][] = [
  ['00123', '=HYPERLINK("http://evil")', '1990-02-03', 4, true],
  ['+962 79', '@x, "y"', new Date(Date.UTC(2024, 0, 2, 3, 4, 5)), -2.5, false],
  ['', ' a\nb\r\nc & <d> _x000D_ \u0007', '1990', 12345678901234567890n, null],
]

describe('CSV', () => {
  it('guards what looks like a formula, leaves numbers alone, and starts with a mark that can be left out', async () => {
    const bytes = readFileSync(await save(writeCsv(columns, rows, { hxl: true })))
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(bytes.subarray(3).toString()).toBe(
      'رقم,Name,Born,Size,Head\r\n' +
        '#meta+id,#beneficiary+name,,#affected+ind,\r\n' +
        `00123,"'=HYPERLINK(""http://evil"")",1990-02-03,4,true\r\n` +
        `'+962 79,"'@x, ""y""",2024-01-02T03:04:05.000Z,-2.5,false\r\n` +
        '," a\nb\r\nc & <d> _x000D_ \u0007",1990,12345678901234567890,\r\n',
    )
    expect(readFileSync(await save(writeCsv([], [], { bom: false }))).toString()).toBe('""\r\n')
  })

  it('comes back as it went out, whatever the texts begin with', async () => {
    const text = fc.stringMatching(/^['=+\-@\t ＝",;\na-zé]{0,6}$/)
    const table = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',' as const, ';' as const, '\t' as const),
        async (written, delimiter) => {
          const path = await save(writeCsv([{ header: 'a' }, { header: 'b' }], written, { delimiter }))
          const found: (readonly string[])[] = []
          for await (const row of (await readTable(path, { delimiter })).rows()) found.push(row.cells)
          expect(found).toEqual(written.filter(cells => cells.some(cell => cell.trim() !== '')))
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('XLSX', () => {
  it('is a workbook for another library: header, filter, frozen rows, direction, types', async () => {
    const path = await save(writeXlsx(columns, rows, { sheet: 'العائلات [1]', hxl: true, rightToLeft: true }))
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(path)
    const sheet = book.worksheets[0]
    expect(sheet?.name).toBe('العائلات  1')
    expect(sheet?.views[0]).toMatchObject({ rightToLeft: true, state: 'frozen', ySplit: 2 })
    expect(sheet?.autoFilter).toBe('A2:E5')
    expect(sheet?.getCell('B1').font).toMatchObject({ bold: true })
    expect(sheet?.getCell('A3').numFmt).toBe('@')
    expect(sheet?.getRow(3).values).toEqual([
      undefined,
      '00123',
      '=HYPERLINK("http://evil")',
      new Date(Date.UTC(1990, 1, 3)),
      4,
      true,
    ])
    expect(sheet?.getCell('B3').type).toBe(ExcelJS.ValueType.String)
    expect(sheet?.getCell('C5').value).toBe('1990')
    expect(sheet?.getCell('D5').value).toBe('12345678901234567890')
  })

  it('comes back as it went out', async () => {
    const table = await readTable(await save(writeXlsx(columns, rows, { hxl: true })))
    expect(table.header).toEqual(columns.map(column => column.header))
    expect(table.hxl).toEqual(['#meta+id', '#beneficiary+name', '', '#affected+ind', ''])
    expect(await rowsOf(table)).toEqual([
      ['00123', '=HYPERLINK("http://evil")', '1990-02-03', '4', 'true'],
      ['+962 79', '@x, "y"', '2024-01-02T03:04:05', '-2.5', 'false'],
      ['', ' a\nb\r\nc & <d> _x000D_ \u0007', '1990', '12345678901234567890', ''],
    ])
  })

  it('keeps every text that JavaScript can hold', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async texts => {
        const written = texts.map(t => [`${t}.`, '\uD83D'])
        const path = await save(writeXlsx([{ header: 'a' }, { header: 'b' }], written))
        const found: (readonly string[])[] = []
        for await (const row of (await readTable(path)).rows()) found.push(row.cells)
        expect(found).toEqual(written)
      }),
      { numRuns: 60 },
    )
  })

  it('refuses a text that no cell can hold', async () => {
    const stream = writeXlsx([{ header: 'a' }], [['x'.repeat(40_000)]])
    const error = await save(stream).then(
      () => undefined,
      (cause: unknown) => cause,
    )
    expect(error).toBeInstanceOf(FormatProblem)
    expect(error).toMatchObject({ code: 'format.write-cell-too-long', details: { line: 2, column: 1 } })
  })

  it('asks for no more rows than its reader takes, and closes the rows when the reader leaves', async () => {
    let given = 0
    let closed = false
    async function* endless(): AsyncGenerator<Cell[]> {
      try {
        for (;;) yield [`row ${given++}`, String(Math.random())]
      } finally {
        closed = true
      }
    }
    const stream = writeXlsx([{ header: 'a' }, { header: 'b' }], endless())
    for await (const _ of stream) {
      void _
      if (given > 0) break
    }
    await new Promise(resolve => setTimeout(resolve, 200))
    const after = given
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(given).toBe(after)
    expect(given).toBeLessThan(20_000)
    expect(closed).toBe(true)
  })

  it('goes on in a next sheet after the last row of a sheet', async () => {
    function* many(): Generator<Cell[]> {
      for (let i = 0; i < 1_048_580; i++) yield [i]
    }
    const path = await save(writeXlsx([{ header: 'n', kind: 'number' }], many(), { sheet: 'People' }))
    const table = await readTable(path, { sheet: 'People 2' })
    expect(table.sheets).toEqual(['People', 'People 2'])
    expect((await rowsOf(table)).map(row => row[0])).toEqual(['1048575', '1048576', '1048577', '1048578', '1048579'])
  })

  it('reads and writes a long table in flat memory', async () => {
    const count = 60_000
    let peak = 0
    const before = heldBytes()
    function* many(): Generator<Cell[]> {
      for (let i = 0; i < count; i++) {
        if (i % 10_000 === 0) peak = Math.max(peak, heldBytes() - before)
        yield [`id-${i}`, `محمد رقم ${i}`, `a note on the household number ${i}`, i]
      }
    }
    const path = await save(
      writeXlsx([{ header: 'a' }, { header: 'b' }, { header: 'c' }, { header: 'd', kind: 'number' }], many()),
    )
    let read = 0
    // What a caller keeps of each row must not hold on to the file that it came from.
    const kept: (string | undefined)[] = []
    for await (const row of (await readTable(path)).rows()) {
      read++
      kept.push(row.cells[2])
      if (read % 10_000 === 0) peak = Math.max(peak, heldBytes() - before)
      if (row.problems.length > 0) throw new Error(`row ${row.line}`)
    }
    expect(kept).toHaveLength(count)
    expect(peak).toBeLessThan(8 * 1024 * 1024)
  })
})
