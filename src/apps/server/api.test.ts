import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, type TestApp, testApp } from '../../../test/support/app.ts'
import { uuidv7 } from '../../kernel/ids.ts'

let app: TestApp
let manager: TestApi
let admin: TestApi

beforeAll(async () => {
  app = await testApp({ situation: 'two-camps' })
  manager = await app.as('situation-manager')
  admin = await app.as('administrator')
})

afterAll(async () => {
  expect(app.faults).toEqual([])
  await app.close()
})

const organisation = (name: string) => ({ id: uuidv7(), name, kind: 'un' })

test('an act is accepted once, and the same act again says so', async () => {
  const id = uuidv7()
  const input = organisation('One agency')
  const first = await manager.act('situation.saveOrganisation', input, { id })
  expect(first).toMatchObject({ status: 200, body: { id, answer: 'accepted', result: {} } })
  const second = await manager.act('situation.saveOrganisation', input, { id })
  expect(second).toMatchObject({ status: 200, body: { id, answer: 'already-accepted' } })
  expect(second.body.recordedAt).toBe(first.body.recordedAt)
})

test('nobody acts or asks without signing in', async () => {
  const acted = await app.api.act('situation.saveOrganisation', organisation('Nobody'))
  expect(acted).toMatchObject({
    status: 401,
    body: { code: 'access.not-signed-in', type: '/problems/access.not-signed-in' },
  })
  expect(await app.api.query('statistics.overview')).toMatchObject({ status: 401 })
})

test('a refused act answers a problem with the fields in the reader’s language', async () => {
  const answer = await manager.send(
    'POST',
    '/api/acts',
    { id: uuidv7(), name: 'situation.saveOrganisation', situation: 1, input: { id: uuidv7(), kind: 'un', keep: 1 } },
    { 'accept-language': 'ar-SY,ar;q=0.9,en;q=0.5' },
  )
  expect(answer.status).toBe(422)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.body).toMatchObject({
    type: '/problems/input.invalid',
    status: 422,
    title: 'يرجى التحقق مما تم إدخاله.',
    detail: 'حقلان يحتاجان إلى مراجعة. ويُذكر مع كل حقل سبب المشكلة.',
    answer: 'refused',
    kept: true,
    fields: [
      { path: 'name', code: 'input.required', message: 'هذه المعلومة مطلوبة.' },
      { path: 'keep', code: 'input.unknown-field', message: 'لا يوجد حقل بهذا الاسم.' },
    ],
  })
})

test('an act at its own address takes its id from the Idempotency-Key', async () => {
  const id = uuidv7()
  const input = organisation('By key')
  const send = () =>
    manager.send('POST', '/api/acts/situation.saveOrganisation', { situation: 1, input }, { 'idempotency-key': id })
  expect(await send()).toMatchObject({ status: 200, body: { id, answer: 'accepted' } })
  expect(await send()).toMatchObject({ status: 200, body: { id, answer: 'already-accepted' } })
  const wrong = await manager.send(
    'POST',
    '/api/acts/situation.saveOrganisation',
    { id: uuidv7(), situation: 1, input },
    { 'idempotency-key': id },
  )
  expect(wrong).toMatchObject({ status: 422, body: { code: 'act.bad-id' } })
})

test('in a batch each act stands for itself, in order', async () => {
  const ids = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const acts = [
    { id: ids[0], name: 'situation.saveOrganisation', situation: 1, input: organisation('Batch one') },
    { id: ids[1], name: 'situation.saveOrganisation', situation: 1, input: { id: uuidv7() } },
    { id: ids[2], name: 'situation.noSuchAct', situation: 1, input: {} },
    { id: ids[3], name: 'situation.saveOrganisation', situation: 1, input: organisation('Batch four') },
    'not an act',
  ]
  const answer = await manager.send('POST', '/api/acts', { acts })
  expect(answer.status).toBe(200)
  expect(answer.body.answers).toMatchObject([
    { id: ids[0], answer: 'accepted' },
    { id: ids[1], answer: 'refused', kept: true, problem: { code: 'input.invalid' } },
    { id: ids[2], answer: 'refused', kept: false, problem: { code: 'act.unknown' } },
    { id: ids[3], answer: 'accepted' },
    { id: null, answer: 'refused', kept: false, problem: { code: 'input.invalid' } },
  ])
  const many = await manager.send('POST', '/api/acts', { acts: Array.from({ length: 501 }, () => ({})) })
  expect(many).toMatchObject({ status: 413, body: { code: 'act.too-many' } })
})

test('what a role does not allow is refused by 403, and nothing is kept', async () => {
  const viewer = await app.as('viewer')
  const answer = await viewer.act('situation.saveOrganisation', organisation('Viewer'))
  expect(answer).toMatchObject({ status: 403, body: { code: 'access.not-allowed', answer: 'refused', kept: false } })
})

test('a query reads its input from the query string by the shape of its schema', async () => {
  const found = await manager.query('registration.findIndividuals', { limit: 3, sex: 'F' })
  expect(found).toMatchObject({ status: 200, body: { people: [], count: 0 } })
  expect(found.headers['cache-control']).toBe('no-store')
  const wrong = await manager.query('registration.findIndividuals', { limit: 'many', colour: 'blue' })
  expect(wrong.status).toBe(422)
  expect(wrong.body.fields).toMatchObject([
    { path: 'limit', code: 'input.wrong-type' },
    { path: 'colour', code: 'input.unknown-field' },
  ])
  expect(await manager.get('/api/queries/registration.findIndividuals')).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'situation', code: 'input.required' }] },
  })
})

test('what is not about people may be asked again by its tag', async () => {
  const first = await manager.query('statistics.overview')
  expect(first.status).toBe(200)
  const tag = String(first.headers.etag)
  const again = await manager.get('/api/queries/statistics.overview?situation=1', { 'if-none-match': tag })
  expect(again.status).toBe(304)
})

test('bodies that are no JSON, too large, too deep, or set traps are refused by 4xx', async () => {
  const post = (body: string, type = 'application/json') =>
    manager.send('POST', '/api/acts', body, { 'content-type': type })
  expect(await post('{"id":')).toMatchObject({ status: 400, body: { code: 'input.not-json' } })
  expect(await post('')).toMatchObject({ status: 400, body: { code: 'input.not-json' } })
  expect(await post(`"${'x'.repeat(1024 * 1024)}"`)).toMatchObject({ status: 413, body: { code: 'input.too-large' } })
  expect(await post('['.repeat(20_000) + ']'.repeat(20_000))).toMatchObject({
    status: 400,
    body: { code: 'input.too-deep' },
  })
  expect(await post('{"__proto__":{"admin":true}}')).toMatchObject({
    status: 400,
    body: { code: 'input.forbidden-key' },
  })
  expect(await post('{"a":{"constructor":{"prototype":1}}}')).toMatchObject({
    status: 400,
    body: { code: 'input.forbidden-key' },
  })
  expect(await post('{"name":"a\\u0000b"}')).toMatchObject({ status: 422, body: { code: 'input.not-storable' } })
  expect(await post('{"name":"\\ud800"}')).toMatchObject({ status: 422, body: { code: 'input.not-storable' } })
  expect(await post('<x/>', 'application/xml')).toMatchObject({
    status: 415,
    body: { code: 'input.unsupported-media' },
  })
  const bytes = await manager.send('POST', '/api/acts', Buffer.from([0x7b, 0xff, 0xfe]), {})
  expect(bytes).toMatchObject({ status: 400, body: { code: 'input.not-json' } })
})

test('acts that another site sends through a browser are refused', async () => {
  const body = { id: uuidv7(), name: 'situation.saveOrganisation', situation: 1, input: organisation('Cross') }
  const refused = { status: 403, body: { code: 'access.cross-site' } }
  expect(await manager.send('POST', '/api/acts', body, { 'sec-fetch-site': 'cross-site' })).toMatchObject(refused)
  expect(await manager.send('POST', '/api/acts', body, { 'sec-fetch-site': 'same-site' })).toMatchObject(refused)
  expect(await manager.send('POST', '/api/acts', body, { origin: 'https://evil.example' })).toMatchObject(refused)
  expect(await manager.send('POST', '/api/acts', body, { origin: 'null' })).toMatchObject(refused)
  expect(await manager.send('POST', '/api/acts', body, { 'content-type': 'text/plain' })).toMatchObject(refused)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect(await manager.send('POST', '/api/acts', 'a=b', form)).toMatchObject(refused)
  expect(await manager.send('POST', '/api/acts', body, { 'sec-fetch-site': 'same-origin' })).toMatchObject({
    status: 200,
  })
})

test('every answer carries headers that keep browsers careful', async () => {
  const { headers } = await app.api.get('/healthz')
  expect(headers['content-security-policy']).toMatch(/default-src 'self'.*frame-ancestors 'none'/)
  expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
  })
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('roles reach only as far as they were given', async () => {
  const staff = await app.as()
  const grant = (role: string, more = {}) => ({ grant: uuidv7(), account: staff.account, role, ...more })
  const refused = { status: 403, body: { code: 'access.more-than-own' } }
  expect(await manager.act('access.grantSituationRole', grant('protection-officer'))).toMatchObject(refused)
  expect(await manager.act('access.grantSituationRole', grant('viewer'))).toMatchObject({ status: 200 })
  expect(await staff.query('statistics.overview')).toMatchObject({ status: 200 })
  expect(await manager.act('access.grantSituationRole', grant('administrator'))).toMatchObject({ status: 403 })
  expect(await manager.act('access.grantSituationRole', grant('nobody'))).toMatchObject({
    status: 422,
    body: { code: 'access.role-unknown' },
  })
  expect(await admin.act('access.grantRole', grant('registrar', { situation: 0 }))).toMatchObject({
    status: 422,
    body: { code: 'access.role-elsewhere' },
  })
  expect(
    await admin.act('access.grantRole', { ...grant('viewer', { situation: 1 }), account: uuidv7() }),
  ).toMatchObject({
    status: 422,
    body: { code: 'access.account-unknown' },
  })
})

test('a role for an area holds at the sites below it and nowhere else', async () => {
  const east = await app.as('registrar', { areas: [app.areas.east] })
  const principal = await east.query('registration.findIndividuals', { site: app.sites.north })
  expect(principal.status).toBe(200)
  const country = await app.as('registrar', { areas: [app.areas.country] })
  const at = (site: string) => ({
    id: uuidv7(),
    site,
    origin: 'SOM',
    arrivedOn: '2026-01-10',
    members: [
      {
        id: uuidv7(),
        relationship: 'PA',
        sex: 'F',
        birth: { date: '1990-05-06', precision: 'day', estimated: false },
        names: [{ kind: 'given', text: 'Halima' }],
      },
    ],
  })
  expect(await east.act('registration.registerHousehold', at(app.sites.south))).toMatchObject({ status: 200 })
  expect(await east.act('registration.registerHousehold', at(app.sites.city))).toMatchObject({ status: 403 })
  expect(await country.act('registration.registerHousehold', at(app.sites.city))).toMatchObject({ status: 200 })
})

test('a grant that is taken back gives nothing at the next request', async () => {
  const staff = await app.as('viewer')
  expect(await staff.query('statistics.overview')).toMatchObject({ status: 200 })
  const { body } = await admin.query('access.listAccounts', { limit: 1 })
  const [line] = body.accounts
  expect(line).toMatchObject({ id: staff.account, grants: [{ role: 'viewer', situation: 1 }] })
  expect(await admin.act('access.revokeGrant', { grant: line.grants[0].id })).toMatchObject({ status: 200 })
  expect(await staff.query('statistics.overview')).toMatchObject({ status: 403 })
})

test('the last administrator cannot be removed, nor closed', async () => {
  const own = await testApp()
  try {
    const first = await own.as('administrator')
    const second = await own.as('administrator')
    expect(await first.act('access.disableAccount', { account: second.account })).toMatchObject({ status: 200 })
    expect(await second.get('/api/queries/access.listAccounts')).toMatchObject({ status: 401 })
    const last = { status: 409, body: { code: 'access.last-administrator' } }
    expect(await first.act('access.disableAccount', { account: first.account })).toMatchObject(last)
    const { body } = await first.query('access.listAccounts', { text: first.account })
    expect(await first.act('access.revokeGrant', { grant: body.accounts[0].grants[0].id })).toMatchObject(last)
  } finally {
    await own.close()
  }
})
