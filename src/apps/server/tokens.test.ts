import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, type TestApp, testApp } from '../../../test/support/app.ts'
import { uuidv7 } from '../../kernel/ids.ts'

let app: TestApp
let manager: TestApi
let now = new Date()
const inDays = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString()

beforeAll(async () => {
  app = await testApp({ situation: 'two-camps', now: () => now })
  manager = await app.as('situation-manager')
})

afterAll(async () => {
  expect(app.faults).toEqual([])
  await app.close()
})

const asked = (more = {}) => ({
  name: 'statistics programme',
  permissions: ['read-statistics', 'manage-situation'],
  situations: [1],
  readOnly: false,
  expiresAt: inDays(30),
  ...more,
})

async function token(more = {}): Promise<{ id: string; program: TestApi; secret: string }> {
  const made = await manager.send('POST', '/api/tokens', asked(more))
  expect(made.status).toBe(201)
  return { id: made.body.id, secret: made.body.secret, program: app.withToken(made.body.secret) }
}

const organisation = () => ({ id: uuidv7(), name: `Agency ${uuidv7()}`, kind: 'un' })

test('a token may do what it was made for and nothing else, and the journal tells it from the person', async () => {
  const { program, secret } = await token()
  expect(secret).toMatch(/^nsn_[A-Za-z0-9_-]{43}$/)
  expect(await program.query('statistics.overview')).toMatchObject({ status: 200 })
  expect(await program.query('registration.findIndividuals')).toMatchObject({ status: 403 })
  const accepted = await program.act('situation.saveOrganisation', organisation())
  expect(accepted.status).toBe(200)
  const { rows } = await app.house.database.owner.query(
    'SELECT actor_id, actor_kind FROM journal_entry WHERE act_id = $1',
    [accepted.body.id],
  )
  expect(rows).toEqual([{ actor_id: manager.account, actor_kind: 'program' }])
  expect(await program.get('/api/me')).toMatchObject({ body: { id: manager.account, program: true, readOnly: false } })
})

test('a token needs no origin, and is not for browsers only', async () => {
  const { program } = await token()
  const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
  const body = { id: uuidv7(), name: 'situation.saveOrganisation', situation: 1, input: organisation() }
  expect(await program.send('POST', '/api/acts', body, headers)).toMatchObject({ status: 200 })
})

test('a token that may only read cannot act', async () => {
  const { program } = await token({ readOnly: true })
  expect(await program.query('statistics.overview')).toMatchObject({ status: 200 })
  expect(await program.act('situation.saveOrganisation', organisation())).toMatchObject({
    status: 403,
    body: { code: 'access.token-scope' },
  })
})

test('a token never reaches beyond its account, into other situations, or to accounts and roles', async () => {
  const refused = { status: 422, body: { code: 'access.token-beyond-account' } }
  const make = (more: object) => manager.send('POST', '/api/tokens', asked(more))
  expect(await make({ permissions: ['register'] })).toMatchObject(refused)
  expect(await make({ permissions: ['manage-staff'] })).toMatchObject(refused)
  expect(await make({ situations: [2] })).toMatchObject(refused)
  const admin = await app.as('administrator')
  const accounts = asked({ permissions: ['manage-accounts'], situations: [0] })
  expect(await admin.send('POST', '/api/tokens', accounts)).toMatchObject(refused)
  // Even one that came into the table by another way gives nothing.
  const { id, program } = await token()
  await app.house.database.owner.query(
    `UPDATE access_token SET permissions = '{manage-staff,register,read-needs}' WHERE id = $1`,
    [id],
  )
  expect(await program.query('access.listStaff')).toMatchObject({ status: 403 })
  expect(await program.get('/api/me')).toMatchObject({ body: { grants: [] } })
})

test('a token ends with its day, within a year', async () => {
  const make = (days: number) => manager.send('POST', '/api/tokens', asked({ expiresAt: inDays(days) }))
  expect(await make(400)).toMatchObject({ status: 422, body: { code: 'access.token-lifetime' } })
  expect(await make(-1)).toMatchObject({ status: 422, body: { code: 'access.token-lifetime' } })
  const { program } = await token({ expiresAt: inDays(2) })
  expect(await program.query('statistics.overview')).toMatchObject({ status: 200 })
  const today = now
  now = new Date(now.getTime() + 2 * 86_400_000 + 1000)
  expect(await program.query('statistics.overview')).toMatchObject({
    status: 401,
    body: { code: 'access.token-expired' },
  })
  now = today
})

test('a token that was taken back, altered or invented is nobody', async () => {
  const { id, program, secret } = await token()
  const other = await app.as('viewer')
  expect(await other.send('DELETE', `/api/tokens/${id}`)).toMatchObject({ status: 404 })
  expect(await program.send('DELETE', `/api/tokens/${id}`)).toMatchObject({
    status: 403,
    body: { code: 'access.token-by-token' },
  })
  expect(await program.send('POST', '/api/tokens', asked())).toMatchObject({ status: 403 })
  expect(await manager.send('DELETE', `/api/tokens/${id}`)).toMatchObject({ status: 200 })
  const nobody = { status: 401, body: { code: 'access.not-signed-in' } }
  expect(await program.query('statistics.overview')).toMatchObject(nobody)
  expect(await app.withToken(`${secret.slice(0, -1)}x`).query('statistics.overview')).toMatchObject(nobody)
  expect(await app.withToken('nonsense').query('statistics.overview')).toMatchObject(nobody)
  expect(await app.api.get('/api/me', { authorization: 'Basic YTpi' })).toMatchObject(nobody)
})

test('the list shows the last day of use and never the secret', async () => {
  const { id, program, secret } = await token({ name: 'monthly report' })
  await program.query('statistics.overview')
  const { body } = await manager.get('/api/tokens')
  const line = body.tokens.find((one: { id: string }) => one.id === id)
  expect(line).toMatchObject({ name: 'monthly report', lastUsedOn: now.toISOString().slice(0, 10), situations: [1] })
  const { rows } = await app.house.database.owner.query('SELECT * FROM access_token WHERE id = $1', [id])
  expect(JSON.stringify([body, rows])).not.toContain(secret)
  expect(JSON.stringify([body, rows])).not.toContain(secret.slice(4))
})

test('a closed account takes its tokens with it', async () => {
  const admin = await app.as('administrator')
  const staff = await app.as('viewer')
  const made = await staff.send('POST', '/api/tokens', asked({ permissions: ['read-statistics'] }))
  const program = app.withToken(made.body.secret)
  expect(await program.query('statistics.overview')).toMatchObject({ status: 200 })
  await admin.act('access.disableAccount', { account: staff.account })
  expect(await program.query('statistics.overview')).toMatchObject({ status: 401 })
})

test('who asks too often must wait, and others need not', async () => {
  const own = await testApp({ situation: 'two-camps', limits: { perSecond: 1, burst: 3 } })
  try {
    const [busy, calm] = [await own.as('viewer'), await own.as('viewer')]
    const statuses = []
    for (let turn = 0; turn < 5; turn++) statuses.push((await busy.get('/api/me')).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    const halted = await busy.get('/api/me')
    expect(halted.body).toMatchObject({ code: 'access.too-many-requests', detail: 'Try again in 1 second.' })
    expect(halted.headers['retry-after']).toBe('1')
    expect((await calm.get('/api/me')).status).toBe(200)
    for (let turn = 0; turn < 3; turn++) expect((await own.withToken('nsn_guess').get('/api/me')).status).toBe(401)
    expect((await own.withToken('nsn_other').get('/api/me')).status).toBe(429)
  } finally {
    await own.close()
  }
})
