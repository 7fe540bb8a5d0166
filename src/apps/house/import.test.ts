import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPrincipal } from '../../kernel/access/principal.ts'
import { cloneDatabase } from '../../kernel/database/testing.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { createLog } from '../../kernel/log/index.ts'
import { exchangeJobs } from '../../modules/exchange/index.ts'
import { rooms } from './definitions.ts'
import { type House, openHouse } from './house.ts'
import { roles } from './roles.ts'

const permissions = new Set<string>(Object.values(roles).flatMap(role => [...role.permissions]))
const one = systemPrincipal(1, permissions)
let house: House
let folder: string

interface Seen {
  run: {
    status: string
    problems: number
    people: number
    households: number
    added: number
    known: number
    mapping: (string | null)[]
    encoding: string
    failure: { code: string } | null
  }
  problems: { line: number; column: string; code: string }[]
  preview: { member: { names: { text: string }[] } }[]
}

async function act(situation: number, name: string, input: unknown) {
  const answer = await house.acts.submit(
    { id: uuidv7(), name, situation, input },
    systemPrincipal(situation, permissions),
  )
  if (answer.answer !== 'accepted') throw new Error(JSON.stringify(answer))
}

async function people(): Promise<number> {
  return ((await house.queries.ask('statistics.demographics', 1, {}, one)) as { total: number }).total
}

async function settled(id: string): Promise<Seen> {
  for (let round = 0; round < 200; round++) {
    const seen = (await house.queries.ask('exchange.getImport', 1, { import: id }, one)) as Seen
    if (seen.run.status !== 'checking' && seen.run.status !== 'accepting') return seen
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('the import did not end')
}

async function bring(
  bytes: Buffer | string,
  settings: Record<string, unknown> = {},
): Promise<{ id: string; seen: Seen }> {
  const file = `test-${uuidv7()}`
  await writeFile(join(folder, file), bytes)
  const id = uuidv7()
  await act(1, 'exchange.startImport', { id, file, fileName: 'people.csv', settings })
  return { id, seen: await settled(id) }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nansen-import-'))
  house = await openHouse({
    database: await cloneDatabase(rooms, { pipeline: true }),
    log: createLog({ level: 'silent' }),
    handlers: ({ acts }) => exchangeJobs({ acts, uploads: folder, principalOf: async () => one }),
  })
  await act(0, 'situation.createSituation', {
    number: 1,
    code: 'one',
    name: 'One',
    office: '100',
    country: 'UGA',
    openedOn: '2025-01-01',
  })
  await act(1, 'situation.createSite', {
    id: uuidv7(),
    code: 'NORTH',
    name: 'North camp',
    kind: 'camp',
    openedOn: '2025-01-01',
  })
})

afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

const header =
  'Household ID,Relationship,First name,Family name,Sex,Date of birth,Country of origin,Arrival date,Site\n'
const good = `${header}H-1,PA,Amina,Deng,F,1985-03-02,SSD,2026-02-01,NORTH
H-1,SON,Garang,Deng,M,2012-05-06,South Sudan,2026-02-01,North camp
H-2,principal applicant,John,Lual,male,1970,SSD,2026-02-03,north
`

test('a good file is checked, taken in whole, and changes nothing when it comes again', async () => {
  const { id, seen } = await bring(good)
  expect(seen.problems).toEqual([])
  expect(seen.run).toMatchObject({ status: 'checked', people: 3, households: 2, problems: 0 })
  expect(await people()).toBe(0)
  await act(1, 'exchange.acceptImport', { import: id })
  expect((await settled(id)).run).toMatchObject({ status: 'accepted', added: 2, known: 0 })
  expect(await people()).toBe(3)
  const again = await bring(good)
  await act(1, 'exchange.acceptImport', { import: again.id })
  expect((await settled(again.id)).run).toMatchObject({ status: 'accepted', added: 0, known: 2 })
  expect(await people()).toBe(3)
})

test('a file with one wrong cell names it, and nothing of the file can be taken in', async () => {
  const { id, seen } = await bring(
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
  const answer = await house.acts.submit(
    { id: uuidv7(), name: 'exchange.acceptImport', situation: 1, input: { import: id } },
    one,
  )
  expect(answer).toMatchObject({ answer: 'refused', problem: { code: 'exchange.has-problems' } })
  expect(await people()).toBe(3)
  await act(1, 'exchange.refuseImport', { import: id })
})

test('an Arabic file in Windows-1256 with Arabic headers is understood', async () => {
  const text =
    'رقم الأسرة;صلة القرابة;الاسم الأول;اسم الأب;الجنس;تاريخ الميلاد;بلد المنشأ;تاريخ الوصول;الموقع\nA-1;PA;فاطمة;محمد;أنثى;1990-02-03;سوريا;2026-03-04;NORTH\nA-1;SON;خالد;أحمد;ذكر;2015-02-03;سوريا;2026-03-04;NORTH\n'
  const { seen } = await bring(iconv.encode(text, 'windows-1256'))
  expect(seen.run.encoding).toMatch(/1256/)
  expect(seen.problems).toEqual([])
  expect(seen.preview[0]?.member.names[0]?.text).toBe('فاطمة')
})

test.each([
  ['an empty file', Buffer.alloc(0), 'format.empty'],
  ['a truncated workbook', Buffer.from('504b0304140000000800', 'hex'), 'format.damaged'],
  ['a table without any name', Buffer.from('colour,shape\nred,round\n'), 'exchange.no-name-column'],
])('%s fails with a code that says why', async (_, bytes, code) => {
  const { seen } = await bring(bytes)
  expect(seen.run).toMatchObject({ status: 'failed', failure: { code } })
})

test('the same document twice in a file, or already in the records, is shown by line', async () => {
  const documents = 'Household,Relationship,Name,Sex,DOB,Origin,Arrival,Site,Document number,Document type\n'
  const { seen } = await bring(
    `${documents}D-1,PA,Mary Akol,F,1980-01-01,SSD,2026-01-01,NORTH,P 123,passport\nD-2,PA,Rose Akol,F,1981-01-01,SSD,2026-01-01,NORTH,p-123,passport\n`,
  )
  expect(seen.problems).toEqual(
    expect.arrayContaining([expect.objectContaining({ line: 3, code: 'exchange.document-twice' })]),
  )
})
