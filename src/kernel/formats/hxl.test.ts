import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isHxlRow, parseHxlTag } from './hxl.ts'
import { readTable } from './table.ts'

it('brings a tag into one normal form', () => {
  expect(parseHxlTag(' #Affected +F +age_0_4+f')).toEqual({
    tag: 'affected',
    attributes: ['age_0_4', 'f'],
    text: '#affected+age_0_4+f',
  })
  for (const none of ['affected', '#', '#1a', '# of people', '#a+', '#a b', '#a+1'])
    expect(parseHxlTag(none)).toBeUndefined()
})

it('knows a row of tags even when a column is untagged or one tag is misspelt', () => {
  expect(isHxlRow(['#adm1+name', '', '#affected'])).toBe(true)
  expect(isHxlRow(['#adm1+name', '#affected', '#1st'])).toBe(true)
  expect(isHxlRow(['#', 'Name', 'Place'])).toBe(false)
  expect(isHxlRow(['', ''])).toBe(false)
})

it.each([
  ['Name,People\n#adm1 +name,#affected+ind\nAleppo,4\n', ['Name', 'People']],
  ['Report of May\nName,People\n#adm1+name,#affected+ind\nAleppo,4\n', ['Name', 'People']],
  ['#adm1+name,#affected+ind\nAleppo,4\n', ['#adm1+name', '#affected+ind']],
])('finds the tags under the header or in its place: %j', async (text, header) => {
  const folder = mkdtempSync(join(tmpdir(), 'hxl-'))
  try {
    writeFileSync(join(folder, 'a'), text)
    const table = await readTable(join(folder, 'a'), { delimiter: ',' })
    expect(table.header).toEqual(header)
    expect(table.hxl).toEqual(['#adm1+name', '#affected+ind'])
    const cells: string[][] = []
    for await (const row of table.rows()) cells.push([...row.cells])
    expect(cells).toEqual([['Aleppo', '4']])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
