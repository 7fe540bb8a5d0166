import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, type TestApp, testApp } from '../../../test/support/app.ts'
import { createAuthenticator } from '../../../test/support/authenticator.ts'

let app: TestApp
let staff: TestApi

beforeAll(async () => {
  app = await testApp({ situation: 'two-camps', limits: { signInsPerMinute: 6000, signInBurst: 1000 } })
  staff = await app.as('viewer')
})

afterAll(async () => {
  expect(app.faults).toEqual([])
  await app.close()
})

const page = 'http://localhost:4000'
const cookiesOf = (headers: Record<string, unknown>): string =>
  [headers['set-cookie']]
    .flat()
    .map(line => String(line).split(';', 1)[0])
    .join('; ')

async function added(authenticator = createAuthenticator(page)) {
  const options = await staff.get('/api/auth/passkey/generate-register-options')
  expect(options.status).toBe(200)
  const cookie = `${staff.cookie}; ${cookiesOf(options.headers)}`
  const response = authenticator.register(options.body)
  const answer = await app.api.send(
    'POST',
    '/api/auth/passkey/verify-registration',
    { response, name: 'My key' },
    { cookie },
  )
  return { answer, authenticator }
}

async function signIn(authenticator: ReturnType<typeof createAuthenticator>, from = page) {
  const options = await app.api.get('/api/auth/passkey/generate-authenticate-options')
  const cookie = cookiesOf(options.headers)
  const response = authenticator.authenticate(options.body, from)
  const send = () => app.api.send('POST', '/api/auth/passkey/verify-authentication', { response }, { cookie })
  return { answer: await send(), again: send }
}

test('a passkey is added to one’s account and then signs in without a password', async () => {
  const { answer, authenticator } = await added()
  expect(answer.status).toBe(200)
  expect(await staff.get('/api/me')).toMatchObject({ body: { passkeys: 1 } })
  const { answer: signed } = await signIn(authenticator)
  expect(signed.status).toBe(200)
  const me = await app.api.get('/api/me', { cookie: cookiesOf(signed.headers) })
  expect(me).toMatchObject({ status: 200, body: { id: staff.account } })
  const { rows } = await app.house.database.owner.query('SELECT counter FROM account_passkey WHERE user_id = $1', [
    staff.account,
  ])
  expect(rows).toEqual([{ counter: 2 }])
})

test('a challenge answers once, only for this site, and only by a known key', async () => {
  const { authenticator } = await added()
  const { answer, again } = await signIn(authenticator)
  expect(answer.status).toBe(200)
  expect((await again()).status).toBeGreaterThanOrEqual(400)
  const failed = { status: 400, body: { code: 'access.sign-in-failed' } }
  expect((await signIn(authenticator, 'https://evil.example')).answer).toMatchObject(failed)
  expect((await signIn(createAuthenticator(page))).answer).toMatchObject(failed)
})

test('a passkey that was taken off signs nobody in', async () => {
  const { authenticator } = await added()
  const list = await staff.get('/api/auth/passkey/list-user-passkeys')
  const newest = list.body.at(-1)
  expect(JSON.stringify(list.body)).not.toContain('privateKey')
  const other = await app.as('viewer')
  expect(
    (await other.send('POST', '/api/auth/passkey/delete-passkey', { id: newest.id })).status,
  ).toBeGreaterThanOrEqual(400)
  expect((await staff.send('POST', '/api/auth/passkey/delete-passkey', { id: newest.id })).status).toBe(200)
  expect((await signIn(authenticator)).answer.status).toBeGreaterThanOrEqual(400)
})
