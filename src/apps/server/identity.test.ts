import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, type TestApp, testApp } from '../../../test/support/app.ts'
import { makeFirstLink } from '../../kernel/identity/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'

let app: TestApp
let admin: TestApi
const password = 'seven brown foxes at dawn'

beforeAll(async () => {
  app = await testApp({ situation: 'two-camps', limits: { signInsPerMinute: 6000, signInBurst: 1000, freeTries: 5 } })
  admin = await app.as('administrator')
})

afterAll(async () => {
  expect(app.faults).toEqual([])
  await app.close()
})

/** A colleague who has come through the invitation: e-mail, password, account. */
async function invited(email = `${uuidv7()}@example.org`): Promise<{ account: string; email: string }> {
  const made = await admin.send('POST', '/api/accounts', { name: 'Yusuf Ali', email })
  expect(made.status).toBe(201)
  const token = tokenOf(made.body.link)
  expect(await app.api.send('POST', '/api/invitation', { token, password })).toMatchObject({
    status: 200,
    body: { email },
  })
  return { account: made.body.account, email }
}

const tokenOf = (link: string): string => new URL(link).pathname.split('/').at(-1) ?? ''

function signIn(email: string, word = password) {
  return app.api.send('POST', '/api/auth/sign-in/email', { email, password: word })
}

/** The Cookie header that a browser would send after an answer. */
function cookiesOf(headers: Record<string, unknown>): string {
  return [headers['set-cookie']]
    .flat()
    .map(line => String(line).split(';', 1)[0])
    .join('; ')
}

async function as(email: string) {
  const answer = await signIn(email)
  expect(answer.status).toBe(200)
  const cookie = cookiesOf(answer.headers)
  return {
    cookie,
    get: (url: string) => app.api.get(url, { cookie }),
    send: (method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown) =>
      app.api.send(method, url, body, { cookie }),
  }
}

function totp(uri: string, now = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  let bits = ''
  for (const letter of secret.replaceAll('=', '')) bits += alphabet.indexOf(letter).toString(2).padStart(5, '0')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('the one-time first link makes the administrator, once', async () => {
  const own = await testApp()
  try {
    const pool = own.house.database.app
    expect(await own.api.get('/api/sign-in')).toMatchObject({ body: { first: true, oidc: null } })
    const link = await makeFirstLink(pool, new Date())
    const token = link?.path.replace('/first/', '') ?? ''
    const first = (more = {}) =>
      own.api.send('POST', '/api/first', { token, name: 'Amal', email: 'Amal@Example.org', password, ...more })
    expect(await first({ token: 'wrong' })).toMatchObject({ status: 410, body: { code: 'access.link-void' } })
    expect(await first({ password: 'short' })).toMatchObject({ status: 422, body: { code: 'access.password-short' } })
    expect(await first({ email: 'not an address' })).toMatchObject({ status: 422 })
    const [one, two] = await Promise.all([first(), first()])
    expect([one.status, two.status].sort()).toEqual([200, 410])
    expect(await own.api.get('/api/sign-in')).toMatchObject({ body: { first: false } })
    expect(await makeFirstLink(pool, new Date())).toBeUndefined()
    const { rows } = await pool.query('SELECT token_hash FROM account_link')
    expect(JSON.stringify(rows)).not.toContain(token)
    const signed = await own.api.send('POST', '/api/auth/sign-in/email', { email: 'amal@example.org', password })
    expect(signed.status).toBe(200)
    const me = await own.api.get('/api/me', { cookie: cookiesOf(signed.headers) })
    expect(me.body).toMatchObject({
      name: 'Amal',
      email: 'amal@example.org',
      twoFactor: false,
      passkeys: 0,
      program: false,
      grants: [{ situation: 0, situationCode: '', role: 'administrator', places: '*', sensitivity: 'internal' }],
    })
  } finally {
    await own.close()
  }
})

test('an invitation lets a colleague choose a password and sign in', async () => {
  const made = await admin.send('POST', '/api/accounts', { name: 'Nadia', email: 'Nadia@example.org' })
  expect(made).toMatchObject({
    status: 201,
    body: { link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4000\/invitation\//) },
  })
  const token = tokenOf(made.body.link)
  expect(await app.api.send('POST', '/api/invitation/look', { token })).toMatchObject({
    body: { purpose: 'invite', name: 'Nadia', email: 'nadia@example.org' },
  })
  const use = (word: string) => app.api.send('POST', '/api/invitation', { token, password: word })
  expect(await use('password1234')).toMatchObject({ status: 422, body: { code: 'access.password-common' } })
  expect(await use('nadia@example.org')).toMatchObject({ status: 422, body: { code: 'access.password-common' } })
  expect(await use(password)).toMatchObject({ status: 200 })
  expect(await use('another good password')).toMatchObject({ status: 410, body: { code: 'access.link-void' } })
  const answer = await signIn('NADIA@example.org')
  expect(answer.status).toBe(200)
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^nansen\.session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const again = await admin.send('POST', '/api/accounts', { name: 'Nadia', email: 'nadia@example.org' })
  expect(again).toMatchObject({ status: 409, body: { code: 'access.email-taken' } })
})

test('only who manages accounts makes them', async () => {
  const manager = await app.as('situation-manager')
  expect(await manager.send('POST', '/api/accounts', { name: 'X', email: 'x@example.org' })).toMatchObject({
    status: 403,
  })
  expect(await app.api.send('POST', '/api/accounts', { name: 'X', email: 'x@example.org' })).toMatchObject({
    status: 401,
  })
})

test('a wrong password and an unknown address answer alike, and tries must wait after five', async () => {
  const { email } = await invited()
  const wrong = await signIn(email, 'not the right password')
  const unknown = await signIn('nobody@example.org', 'not the right password')
  expect(wrong).toMatchObject({ status: 401, body: { code: 'access.wrong-credentials' } })
  expect({ ...unknown.body, instance: '' }).toEqual({ ...wrong.body, instance: '' })
  for (let attempt = 2; attempt <= 5; attempt++)
    expect(await signIn(email, 'wrong again and again')).toMatchObject({ status: 401 })
  const halted = await signIn(email)
  expect(halted).toMatchObject({ status: 429, body: { code: 'access.too-many-requests' } })
  expect(Number(halted.headers['retry-after'])).toBeGreaterThan(0)
})

test('tries from one address are few a minute, whatever the account', async () => {
  const own = await testApp({ limits: { signInsPerMinute: 1, signInBurst: 3 } })
  try {
    const statuses = []
    for (let attempt = 0; attempt < 5; attempt++) {
      const body = { email: `a${attempt}@example.org`, password }
      statuses.push((await own.api.send('POST', '/api/auth/sign-in/email', body)).status)
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429])
  } finally {
    await own.close()
  }
})

test('nobody can sign up, and what is not opened of the sign-in library does not exist', async () => {
  const answer = await app.api.send('POST', '/api/auth/sign-up/email', { name: 'X', email: 'x@example.org', password })
  expect(answer).toMatchObject({ status: 404, body: { code: 'route.not-found' } })
  for (const path of ['update-user', 'delete-user', 'request-password-reset', 'change-email', 'list-sessions']) {
    expect(await admin.send('POST', `/api/auth/${path}`, {})).toMatchObject({ status: 404 })
  }
})

test('an authenticator’s code is asked for once it is set up, and a backup code works once', async () => {
  const { email } = await invited()
  const session = await as(email)
  expect(await session.send('POST', '/api/auth/two-factor/enable', { password: 'not it at all' })).toMatchObject({
    status: 401,
  })
  const enabled = await session.send('POST', '/api/auth/two-factor/enable', { password })
  expect(enabled.status).toBe(200)
  const { totpURI, backupCodes } = enabled.body
  expect(backupCodes).toHaveLength(10)
  const proved = await session.send('POST', '/api/auth/two-factor/verify-totp', { code: totp(totpURI) })
  expect(proved.status).toBe(200)
  expect(await app.api.get('/api/me', { cookie: cookiesOf(proved.headers) })).toMatchObject({
    body: { twoFactor: true },
  })

  const half = await signIn(email)
  expect(half.body).toMatchObject({ twoFactorRedirect: true })
  const cookie = cookiesOf(half.headers)
  expect(await app.api.get('/api/me', { cookie })).toMatchObject({ status: 401 })
  const wrong = await app.api.send('POST', '/api/auth/two-factor/verify-totp', { code: '000000' }, { cookie })
  expect(wrong).toMatchObject({ status: 401, body: { code: 'access.wrong-code' } })
  const right = await app.api.send('POST', '/api/auth/two-factor/verify-totp', { code: totp(totpURI) }, { cookie })
  expect(right.status).toBe(200)
  expect(await app.api.get('/api/me', { cookie: cookiesOf(right.headers) })).toMatchObject({ status: 200 })

  const code = backupCodes[0]
  const byCode = async () => {
    const begun = await signIn(email)
    return app.api.send(
      'POST',
      '/api/auth/two-factor/verify-backup-code',
      { code },
      { cookie: cookiesOf(begun.headers) },
    )
  }
  expect((await byCode()).status).toBe(200)
  expect(await byCode()).toMatchObject({ status: 401, body: { code: 'access.wrong-code' } })
})

test('sessions can be seen and ended, one or all others', async () => {
  const { email } = await invited()
  const [one, two, three] = [await as(email), await as(email), await as(email)]
  const { body } = await one.get('/api/sessions')
  expect(body.sessions).toHaveLength(3)
  expect(body.sessions.filter((session: { current: boolean }) => session.current)).toHaveLength(1)
  expect(JSON.stringify(body)).not.toMatch(/token/)
  const other = body.sessions.find((session: { current: boolean }) => !session.current)
  expect(await one.send('DELETE', `/api/sessions/${other.id}`)).toMatchObject({ status: 200 })
  expect(await one.send('DELETE', `/api/sessions/${other.id}`)).toMatchObject({ status: 404 })
  const left = [(await two.get('/api/me')).status, (await three.get('/api/me')).status]
  expect(left.sort()).toEqual([200, 401])
  expect(await one.send('DELETE', '/api/sessions')).toMatchObject({ body: { ended: 1 } })
  expect([(await two.get('/api/me')).status, (await three.get('/api/me')).status]).toEqual([401, 401])
  expect((await one.get('/api/me')).status).toBe(200)
  expect((await one.send('POST', '/api/auth/sign-out', {})).status).toBe(200)
  expect((await one.get('/api/me')).status).toBe(401)
})

test('a session ends by itself after twelve hours', async () => {
  const { email, account } = await invited()
  const session = await as(email)
  await app.house.database.app.query(`UPDATE account_session SET expires_at = $2 WHERE user_id = $1`, [
    account,
    new Date(Date.now() - 1000).toISOString(),
  ])
  // another instance of the server does not remember it
  await app.api.send('POST', '/api/auth/sign-out', {})
  expect((await session.get('/api/me')).status).toBe(401)
})

test('a forged or altered cookie is nobody', async () => {
  const { email } = await invited()
  const { cookie } = await as(email)
  const [name = '', value = ''] = cookie.split('=', 2)
  const altered = `${name}=${value.slice(0, 5)}${value[5] === 'a' ? 'b' : 'a'}${value.slice(6)}`
  expect((await app.api.get('/api/me', { cookie: altered })).status).toBe(401)
  expect((await app.api.get('/api/me', { cookie: `${name}=x` })).status).toBe(401)
  expect((await app.api.get('/api/me', { cookie })).status).toBe(200)
})

test('changing the password needs the old one, and refuses a common one', async () => {
  const { email } = await invited()
  const session = await as(email)
  const change = (currentPassword: string, newPassword: string) =>
    session.send('POST', '/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true })
  expect(await change('wrong wrong wrong', 'a new and better one')).toMatchObject({ status: 401 })
  expect(await change(password, 'passwordpassword')).toMatchObject({
    status: 422,
    body: { code: 'access.password-common' },
  })
  expect(await change(password, 'tooshort')).toMatchObject({ status: 422, body: { code: 'access.password-short' } })
  expect(await change(password, 'a new and better one')).toMatchObject({ status: 200 })
  expect((await signIn(email)).status).toBe(401)
  expect((await signIn(email, 'a new and better one')).status).toBe(200)
})

test('a closed account is out at once, and a reset link ends sessions and the second factor', async () => {
  const { email, account } = await invited()
  const session = await as(email)
  const renewed = await admin.send('POST', `/api/accounts/${account}/link`, { removeSecondFactor: true })
  expect(renewed).toMatchObject({ status: 201, body: { link: expect.stringContaining('/invitation/') } })
  expect((await session.get('/api/me')).status).toBe(401)
  const token = tokenOf(renewed.body.link)
  expect(await app.api.send('POST', '/api/invitation', { token, password: 'chosen anew by link' })).toMatchObject({
    status: 200,
  })
  const fresh = await signIn(email, 'chosen anew by link')
  expect(fresh.status).toBe(200)
  expect(await admin.act('access.disableAccount', { account })).toMatchObject({ status: 200 })
  expect((await app.api.get('/api/me', { cookie: cookiesOf(fresh.headers) })).status).toBe(401)
  const shut = await signIn(email, 'chosen anew by link')
  expect(shut).toMatchObject({ status: 403, body: { code: 'access.account-disabled' } })
  expect((await admin.act('access.enableAccount', { account })).status).toBe(200)
  expect((await signIn(email, 'chosen anew by link')).status).toBe(200)
})

test('one changes one’s own language and name, and answers follow', async () => {
  const { email } = await invited()
  const session = await as(email)
  expect(await session.send('PUT', '/api/me', { locale: 'fr', name: ' Zoé ' })).toMatchObject({
    status: 200,
    body: { locale: 'fr', name: 'Zoé' },
  })
  expect(await session.get('/api/queries/access.listAccounts')).toMatchObject({
    status: 403,
    body: { title: 'Votre rôle ne le permet pas.' },
  })
  expect(await session.get('/api/queries/access.listAccounts?locale=zh')).toMatchObject({
    body: { title: '您的角色不允许此操作。' },
  })
  expect(await session.send('PUT', '/api/me', { locale: 'xx' })).toMatchObject({ status: 422 })
})

test('with https, cookies are bound to the host and the connection', async () => {
  const own = await testApp({ origin: 'https://nansen.example.org' })
  try {
    const one = await own.as('administrator')
    expect((await one.get('/api/me')).status).toBe(200)
    const made = await one.send('POST', '/api/accounts', { name: 'Y', email: 'y@example.org' })
    await own.api.send('POST', '/api/invitation', { token: tokenOf(made.body.link), password })
    const answer = await own.api.send('POST', '/api/auth/sign-in/email', { email: 'y@example.org', password })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-nansen\.session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=63072000/)
  } finally {
    await own.close()
  }
})
