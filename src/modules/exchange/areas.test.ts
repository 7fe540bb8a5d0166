import { expect, it } from 'vitest'
import { readAreas } from './areas.ts'

const table = (text: string, hxl?: string) => {
  const [header = '', ...lines] = text.split('\n')
  return {
    header: header.split(','),
    ...(hxl ? { hxl: hxl.split(',') } : {}),
    async *rows() {
      for (const [index, line] of lines.entries()) yield { line: index + 2, cells: line.split(','), problems: [] }
    },
  }
}

const short = (areas: { level: number; pcode: string; name: string; parentPcode: string | null }[]) =>
  areas.map(area => `${area.level} ${area.pcode} ${area.name} < ${area.parentPcode}`)

it('reads a row for each smallest area with all levels above it, each area once, parents first', async () => {
  const { areas, problems } = await readAreas(
    table(
      'ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,lat,lon\nKoboko,كوبوكو,UG3051,Northern,UG3,Uganda,UG,"3.4",31\nArua,أروا,UG3032,Northern,UG3,Uganda,UG,3.02,30.9'.replace(
        /"/g,
        '',
      ),
    ),
    1,
  )
  expect(problems).toEqual([])
  expect(short(areas)).toEqual([
    '0 UG Uganda < null',
    '1 UG3 Northern < UG',
    '2 UG3051 Koboko < UG3',
    '2 UG3032 Arua < UG3',
  ])
  expect(areas.map(area => area.latitude)).toEqual([null, null, 3.4, 3.02])
})

it('knows the columns by HXL tags whatever their headers, and gives the same ids every time', async () => {
  const text = 'a,b,c,d\nUG3,Northern,UG3051,Koboko'
  const tags = '#adm1+code+v_pcodes,#adm1+name,#adm2+code,#adm2+name+en'
  const { areas } = await readAreas(table(text, tags), 1)
  expect(short(areas)).toEqual(['1 UG3 Northern < null', '2 UG3051 Koboko < UG3'])
  expect((await readAreas(table(text, tags), 1)).areas).toEqual(areas)
  expect((await readAreas(table(text, tags), 2)).areas[0]?.id).not.toBe(areas[0]?.id)
})

it('reads a row for each area with its parent, and tells the levels from the parents', async () => {
  const text = 'pcode,name,parent_pcode,population\nUG3051,Koboko,UG3,"129,148"\nUG,Uganda,,\nUG3,Northern,UG,7188139'
  const { areas } = await readAreas(table(text.replace('"129,148"', '129148')), 1)
  expect(short(areas)).toEqual(['0 UG Uganda < null', '1 UG3 Northern < UG', '2 UG3051 Koboko < UG3'])
  expect(areas.map(area => area.hostPopulation)).toEqual([null, 7188139, 129148])
})

it('names what is wrong by line and column, and refuses a table of something else', async () => {
  const { areas, problems } = await readAreas(
    table('adm1_pcode,adm1_en,lat\nUG3,Northern,95\nUG3,North,2\nU G,Odd,1\nUG4,East,x'),
    1,
  )
  expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, 'lat', 'exchange.not-recognised'],
    [3, 'adm1_pcode', 'exchange.area-name-differs'],
    [4, 'adm1_pcode', 'exchange.not-recognised'],
    [5, 'lat', 'exchange.not-recognised'],
  ])
  expect(areas.map(area => area.pcode)).toEqual(['UG3', 'UG4'])
  const orphan = await readAreas(table('pcode,parent pcode\nUG3051,UG3'), 1)
  expect(orphan.problems).toMatchObject([{ line: 2, code: 'exchange.area-level-unknown' }])
  await expect(readAreas(table('colour,shape\nred,round'), 1)).rejects.toThrow('exchange.area-columns')
})
