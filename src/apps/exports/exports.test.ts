import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, type TestApp, testApp } from '../../../test/support/app.ts'
import { readTable } from '../../kernel/formats/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { readErrf, validateErrf } from '../../modules/exchange/errf/index.ts'

let app: TestApp
let supervisor: TestApi
let folder: string
const household = uuidv7()
const [amina, deng, adult] = [uuidv7(), uuidv7(), uuidv7()]
let files = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nansen-exports-'))
  app = await testApp({ situation: 'two-camps', work: true })
  supervisor = await app.as('registration-supervisor')
  const birth = (date: string) => ({ date, precision: 'day', estimated: false })
  const common = { nationality: 'SSD', legalStatus: 'REF' }
  const registered = await supervisor.act('registration.registerHousehold', {
    id: household,
    site: app.sites.north,
    origin: 'SSD',
    arrivedOn: '2026-01-10',
    phone: '+256 700 123456',
    address: { text: 'Block 4 <east> & west', shelter: '12' },
    members: [
      {
        ...common,
        id: amina,
        relationship: 'PA',
        sex: 'F',
        birth: birth('1985-03-02'),
        names: [
          { kind: 'given', text: 'آمنة' },
          { kind: 'father', text: 'محمد' },
          { kind: 'family', text: 'دينق' },
        ],
        latinName: 'Amina Mohammed Deng',
        maritalStatus: 'WD',
        languages: [{ language: 'DIN', speak: 'E', read: 'N' }, { language: 'ENG' }],
        education: { level: '9', degree: 'Sec' },
        employment: [{ type: 'E', occupation: '2221' }],
        religion: 'CHR',
        needs: [{ id: uuidv7(), code: 'WR-HR', pendingReview: false }],
      },
      {
        ...common,
        id: deng,
        relationship: 'SON',
        sex: 'M',
        birth: { date: '2016-01-01', precision: 'year', estimated: true },
        names: [{ kind: 'full', text: 'Deng' }],
      },
      {
        ...common,
        id: adult,
        relationship: 'SBF',
        sex: 'F',
        birth: birth('1990-05-06'),
        nationality: 'SDN',
        names: [
          { kind: 'given', text: 'Nyandeng' },
          { kind: 'father', text: 'Mohammed' },
        ],
      },
    ],
  })
  expect(registered.body).toMatchObject({ answer: 'accepted' })
}, 120_000)
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const referral = (recipient?: string, api = supervisor) =>
  api.get(
    `/api/exports/referral.xml?situation=1&households=${household}&criterion=AWR&secondCriterion=LAS${recipient ? `&recipient=${recipient}` : ''}`,
  )

async function consent(purpose: string, decision: string, more: Record<string, unknown> = {}): Promise<void> {
  const answer = await supervisor.act('registration.recordConsent', {
    household,
    consent: { id: uuidv7(), purpose, decision, ...more },
  })
  expect(answer.body).toMatchObject({ answer: 'accepted' })
}

function saved(content: string | Uint8Array): string {
  const path = join(folder, `file-${files++}`)
  writeFileSync(path, content)
  return path
}

test('a referral needs a recipient, the right to export, and sight of what is sensitive', async () => {
  expect((await referral()).body.code).toBe('exchange.no-recipient')
  for (const role of ['viewer', 'registrar', 'situation-manager'] as const) {
    expect((await referral('CAN', await app.as(role))).body).toMatchObject({ status: 403, code: 'access.not-allowed' })
  }
  const elsewhere = await app.as('registration-supervisor', { sites: [app.sites.city] })
  expect((await referral('CAN', elsewhere)).status).toBeGreaterThanOrEqual(403)
  expect((await app.api.get('/api/exports/referral.xml?situation=1')).status).toBe(401)
  expect((await supervisor.get('/api/exports/nothing.xml?situation=1')).status).toBe(404)
})

test('without consent to resettlement the referral is refused, and says whom to ask', async () => {
  const { status, body } = await referral('CAN')
  expect([status, body.code]).toEqual([403, 'exchange.no-consent'])
  expect(body.details.names).toHaveLength(3)
  await consent('resettlement', 'given')
  await consent('resettlement', 'refused', { individual: adult })
  const again = await referral('CAN')
  expect(again.body.details.names).toEqual([expect.stringMatching(/^Nyandeng Mohammed \(.+\)$/)])
  await consent('resettlement', 'given', { individual: adult, expiresOn: '2020-01-01' })
  expect((await referral('CAN')).body.code).toBe('exchange.no-consent')
  await consent('resettlement', 'given', { individual: adult })
})

test('with consent the file is valid, holds the family, and every person is noted as exported', async () => {
  const { status, headers, raw } = await referral('CAN')
  expect(status).toBe(200)
  expect(headers['content-disposition']).toMatch(/^attachment; filename="referral-CAN-\d{4}-\d\d-\d\d\.xml"$/)
  expect(headers['cache-control']).toBe('no-store')
  const path = saved(raw.body)
  const faults = []
  for await (const fault of validateErrf(path)) faults.push(fault.code)
  expect(faults).toEqual([])
  const cases = []
  for await (const one of readErrf(path)) cases.push(one)
  expect(cases).toHaveLength(1)
  const [found] = cases
  expect(found?.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(found?.individuals[0]).toMatchObject({
    guid: amina,
    familyName: 'دينق',
    givenName: 'آمنة',
    middleName: 'محمد',
    originCountry: 'SSD',
    religion: 'CHR',
    maritalStatus: 'WD',
  })
  expect(found?.individuals.find(({ guid }) => guid === adult)).toMatchObject({
    familyName: 'Mohammed',
    givenName: 'Nyandeng',
    nationality: 'SUD',
  })
  expect(found).toMatchObject({
    resettlement: { individual: amina, criterion: 'AWR', secondCriterion: 'LFDS', priority: 'NR' },
    vulnerabilities: [{ individual: amina, code: 'WR' }],
    aliases: [{ individual: amina, lastName: 'Amina Mohammed Deng' }],
    education: [{ individual: amina, level: '9', degree: 'Sec' }],
    employment: [{ individual: amina, occupation: '2221', occupationText: 'Nursing professionals' }],
  })
  expect(found?.addresses.map(({ type, level5, level6 }) => [type, level5, level6])).toEqual([
    ['CoA', '12', 'Block 4 <east> & west'],
    ['TEL', undefined, '+256 700 123456'],
  ])
  const { rows } = await app.house.database.owner.query<{ subject_id: string }>(
    `SELECT subject_id FROM access_log WHERE situation_id = 1 AND actor_id = $1 AND query = 'export:referral.xml'`,
    [supervisor.account],
  )
  expect(rows.map(row => row.subject_id).sort()).toEqual([amina, deng, adult].sort())
})

const schema = join(process.env.NANSEN_SHARED ?? resolve('../shared'), 'data/errf/rrf-v4.xsd')
test.skipIf(!existsSync(schema))('the file is valid against the schema that receivers publish', async () => {
  const space = 'http://tempuri.org/ElectronicRRF.xsd'
  const text = readFileSync(schema, 'utf8').replace(/^\uFEFF/, '')
  const spaced = text.replace('<xs:schema ', `<xs:schema targetNamespace="${space}" xmlns="${space}" `)
  using rules = XmlDocument.fromString(spaced)
  using validator = XsdValidator.fromDoc(rules)
  using document = XmlDocument.fromString((await referral('CAN')).raw.body)
  expect(() => validator.validate(document)).not.toThrow()
  using other = XmlDocument.fromString((await referral('CAN')).raw.body.replace(/<FamilyName>.*?<\/FamilyName>/, ''))
  expect(() => validator.validate(other)).toThrow()
})

test('nothing goes to the country of origin or nationality without each person’s own consent, whoever else consents', async () => {
  expect((await referral('SSD')).body).toMatchObject({ status: 403, code: 'exchange.origin-barrier' })
  // The representative cannot agree to this for anyone, not even for herself in the household's name.
  await consent('origin-authorities', 'given')
  expect((await referral('SSD')).body.details.names).toHaveLength(3)
  await consent('origin-authorities', 'given', { individual: amina })
  await consent('origin-authorities', 'given', { individual: deng })
  expect((await referral('SSD')).body.details.names).toEqual([expect.stringContaining('Nyandeng')])
  expect((await referral('SDN')).body).toMatchObject({ code: 'exchange.origin-barrier' })
  await consent('origin-authorities', 'given', { individual: adult })
  expect((await referral('SSD')).status).toBe(200)
  await consent('origin-authorities', 'withdrawn', { individual: amina })
  expect((await referral('SSD')).body.details.names).toEqual([expect.stringContaining('آمنة')])
})

test.each(['people', 'demographics'])('%s comes as CSV and as a workbook with the same cells', async name => {
  const tables = []
  for (const format of ['csv', 'xlsx']) {
    const { status, headers, raw } = await supervisor.get(`/api/exports/${name}.${format}?situation=1`)
    expect(status).toBe(200)
    expect(headers['content-disposition']).toContain(`.${format}"`)
    const reader = await readTable(saved(raw.rawPayload))
    expect(reader.hxl).toBeDefined()
    const rows = []
    for await (const { cells } of reader.rows()) rows.push(cells)
    tables.push({ header: reader.header, rows })
  }
  expect(tables[0]?.rows.length).toBeGreaterThan(0)
  expect(tables[1]).toEqual(tables[0])
})

test('a list of people is noted as exported, and its filters are those of the screen', async () => {
  const men = await supervisor.get('/api/exports/people.csv?situation=1&sex=M')
  expect(men.raw.body).toContain('Deng')
  expect(men.raw.body).not.toContain('Nyandeng')
  expect((await supervisor.get('/api/exports/people.csv?situation=1&shoe=43')).body.code).toBe('input.invalid')
  const { rows } = await app.house.database.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM access_log WHERE situation_id = 1 AND query = 'export:people'`,
  )
  expect(rows[0]?.count).toBeGreaterThan(0)
})

test('what is wrong in a file comes as a table in the language of whoever asks', async () => {
  const uploaded = await supervisor.send(
    'POST',
    '/api/files/import?situation=1',
    'Household,Name,Sex,DOB,Origin,Arrival,Site\nQ-1,Mary Akol,F,2090-01-01,SSD,2026-01-01,Nowhere\n',
    { 'content-type': 'text/csv' },
  )
  expect(uploaded.status).toBe(201)
  const id = uuidv7()
  await supervisor.act('exchange.startImport', { id, file: uploaded.body.file, fileName: 'q.csv' })
  for (let round = 0; round < 300; round++) {
    const { body } = await supervisor.query('exchange.getImport', { import: id })
    if (body.run.status !== 'checking') break
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  const url = `/api/imports/1/${id}/problems.csv`
  const english = await supervisor.get(`${url}?locale=en`)
  expect(english.headers['content-disposition']).toBe('attachment; filename="problems.csv"')
  expect(english.raw.body).toContain(
    '2,Site,Must be mended,“Nowhere” is not understood in this column.,exchange.not-recognised',
  )
  const arabic = await supervisor.get(`${url}?locale=ar`)
  expect(arabic.raw.body).toContain('القيمة')
  expect((await (await app.as('registrar')).get(url)).status).toBe(403)
  expect((await supervisor.get(`/api/imports/1/${uuidv7()}/problems.csv`)).raw.body.trim().split('\n')).toHaveLength(1)
})

test('an uploaded table of areas is read for the screen, which sends them as an act', async () => {
  const manager = await app.as('situation-manager')
  const send = (text: string) =>
    manager.send('POST', '/api/files/import?situation=1', text, { 'content-type': 'text/csv' })
  const { file } = (await send('adm1_pcode,adm1_en,adm2_pcode,adm2_en\nUG3,Northern,UG3051,Koboko\n')).body
  const { status, body } = await manager.get(`/api/imports/1/areas/${file}`)
  expect([status, body.count, body.areas.length]).toEqual([200, 0, 2])
  const sent = await manager.act('situation.importAreas', { areas: body.areas })
  expect(sent.body).toMatchObject({ answer: 'accepted', result: { added: 2, changed: 0 } })
  const wrong = (await send('adm1_pcode,adm1_en\nU G,Odd\n')).body
  expect((await manager.get(`/api/imports/1/areas/${wrong.file}?locale=fr`)).body.problems).toEqual([
    { line: 2, column: 'adm1_pcode', code: 'exchange.not-recognised', message: expect.stringContaining('U G') },
  ])
  expect((await supervisor.get(`/api/imports/1/areas/${file}`)).status).toBe(403)
  expect((await manager.get(`/api/imports/1/areas/${uuidv7()}`)).body.code).toBe('exchange.file-missing')
})
