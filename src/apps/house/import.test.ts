import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Importing } from '../../../test/support/importing.ts'
import { uuidv7 } from '../../kernel/ids.ts'

let importing: Importing
beforeAll(async () => {
  importing = await Importing.open()
})
afterAll(() => importing.close())

const header =
  'Household ID,Relationship,First name,Family name,Sex,Date of birth,Country of origin,Arrival date,Site\n'
const good = `${header}H-1,PA,Amina,Deng,F,1985-03-02,SSD,2026-02-01,NORTH
H-1,SON,Garang,Deng,M,2012-05-06,South Sudan,2026-02-01,North camp
H-2,principal applicant,John,Lual,male,1970,SSD,2026-02-03,north
`

test('a good file is checked, taken in whole, and changes nothing when it comes again', async () => {
  const { id, seen } = await importing.bring(good)
  expect(seen.problems).toEqual([])
  expect(seen.run).toMatchObject({ status: 'checked', people: 3, households: 2, problems: 0 })
  expect(await importing.people()).toBe(0)
  expect((await importing.accept(id)).run).toMatchObject({ status: 'accepted', added: 2, known: 0 })
  expect(await importing.people()).toBe(3)
  const again = await importing.bring(good)
  expect((await importing.accept(again.id)).run).toMatchObject({ status: 'accepted', added: 0, known: 2 })
  expect(await importing.people()).toBe(3)
})

test('a file with one wrong cell names it, and nothing of the file can be taken in', async () => {
  const { id, seen } = await importing.bring(
    `${header}K-1,PA,Ayen,Mach,F,2090-01-01,SSD,2026-02-01,NORTH\nK-2,PA,Deng,Kuol,M,1980-01-01,SSD,2026-02-01,NOWHERE\nK-3,SON,Bol,Kuol,M,2010-01-01,SSD,2026-02-01,NORTH\n`,
  )
  expect(seen.run.status).toBe('checked')
  expect(seen.problems.map(({ line, column, code }) => ({ line, column, code }))).toEqual(
    expect.arrayContaining([
      { line: 2, column: 'Date of birth', code: 'exchange.date-in-future' },
      { line: 3, column: 'Site', code: 'exchange.not-recognised' },
      { line: 4, column: 'Relationship', code: 'registration.no-representative' },
    ]),
  )
  const answer = await importing.house.acts.submit(
    { id: uuidv7(), name: 'exchange.acceptImport', situation: 1, input: { import: id } },
    importing.principal,
  )
  expect(answer).toMatchObject({ answer: 'refused', problem: { code: 'exchange.has-problems' } })
  expect(await importing.people()).toBe(3)
  await importing.act('exchange.refuseImport', { import: id })
})

test('an Arabic file in Windows-1256 with Arabic headers is understood', async () => {
  const text =
    'رقم الأسرة;صلة القرابة;الاسم الأول;اسم الأب;الجنس;تاريخ الميلاد;بلد المنشأ;تاريخ الوصول;الموقع\nA-1;PA;فاطمة;محمد;أنثى;1990-02-03;سوريا;2026-03-04;NORTH\nA-1;SON;خالد;أحمد;ذكر;2015-02-03;سوريا;2026-03-04;NORTH\n'
  const { seen } = await importing.bring(iconv.encode(text, 'windows-1256'))
  expect(seen.run.encoding).toMatch(/1256/)
  expect(seen.problems).toEqual([])
  expect(seen.preview[0]?.member.names[0]?.text).toBe('فاطمة')
})

test.each([
  ['an empty file', Buffer.alloc(0), 'format.empty'],
  ['a truncated workbook', Buffer.from('504b0304140000000800', 'hex'), 'format.damaged'],
  ['a table without any name', Buffer.from('colour,shape\nred,round\n'), 'exchange.no-name-column'],
])('%s fails with a code that says why', async (_, bytes, code) => {
  const { seen } = await importing.bring(bytes)
  expect(seen.run).toMatchObject({ status: 'failed', failure: { code } })
})

test('columns of codes are read as a whole: UNHCR letters of countries, and H and M for men and women', async () => {
  const { seen } = await importing.bring(
    'Ménage,Lien,Nom complet,Sexe,Date de naissance,Nationalité,Pays d’origine,Date d’arrivée,Site\nC-1,PA,Ana Ruiz,M,1985-03-02,AUS,SUD,2026-02-01,NORTH\nC-1,HUS,Luis Ruiz,H,1984-03-02,AUS,SUD,2026-02-01,NORTH\n',
  )
  expect(seen.problems).toEqual([])
  expect(seen.preview.map(({ member }) => member)).toMatchObject([
    { sex: 'F', nationality: 'AUT' },
    { sex: 'M', nationality: 'AUT' },
  ])
})

test('the same document twice in a file, or already in the records, is shown by line', async () => {
  const documents = 'Household,Relationship,Name,Sex,DOB,Origin,Arrival,Site,Document number,Document type\n'
  const { seen } = await importing.bring(
    `${documents}D-1,PA,Mary Akol,F,1980-01-01,SSD,2026-01-01,NORTH,P 123,passport\nD-2,PA,Rose Akol,F,1981-01-01,SSD,2026-01-01,NORTH,p-123,passport\n`,
  )
  expect(seen.problems).toEqual(
    expect.arrayContaining([expect.objectContaining({ line: 3, code: 'exchange.document-twice' })]),
  )
})
