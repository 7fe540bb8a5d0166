import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, type TestApp, testApp } from '../../../test/support/app.ts'
import { type Claims, startOidcProvider } from '../../../test/support/oidc-provider.ts'

let app: TestApp
let admin: TestApi
let provider: Awaited<ReturnType<typeof startOidcProvider>>

beforeAll(async () => {
  provider = await startOidcProvider({ id: 'nansen', secret: 'between us' })
  const oidc = { issuer: provider.issuer, clientId: 'nansen', clientSecret: 'between us', name: 'Ministry' }
  app = await testApp({ server: { oidc } })
  admin = await app.as('administrator')
})

afterAll(async () => {
  expect(app.faults).toEqual([])
  await app.close()
  await provider.close()
})

const cookiesOf = (headers: Record<string, unknown>): string =>
  [headers['set-cookie']]
    .flat()
    .map(line => String(line).split(';', 1)[0])
    .join('; ')

/** From the button to the way back, as a browser goes it. */
async function comeBack(claims: Claims) {
  const begun = await app.api.send('POST', '/api/auth/sign-in/social', {
    provider: 'oidc',
    callbackURL: '/',
    errorCallbackURL: '/sign-in',
    disableRedirect: true,
  })
  expect(begun.status).toBe(200)
  const back = new URL(provider.consent(begun.body.url, claims))
  // A navigation from the provider's page: no Origin, another site.
  return app.api.get(`${back.pathname}${back.search}`, {
    cookie: cookiesOf(begun.headers),
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
  })
}

test('the sign-in page learns of the provider', async () => {
  expect(await app.api.get('/api/sign-in')).toMatchObject({ body: { oidc: { provider: 'oidc', name: 'Ministry' } } })
})

test('a colleague who has an account signs in through the identity provider, by the address it has proved', async () => {
  const made = await admin.send('POST', '/api/accounts', { name: 'Idris', email: 'idris@ministry.example' })
  const claims = { sub: 'u-1', email: 'idris@ministry.example', email_verified: true, name: 'Idris' }
  const back = await comeBack(claims)
  expect(back).toMatchObject({
    status: 302,
    headers: { location: expect.stringMatching(/^(http:\/\/127\.0\.0\.1:4000)?\/$/) },
  })
  const me = await app.api.get('/api/me', { cookie: cookiesOf(back.headers) })
  expect(me).toMatchObject({ status: 200, body: { id: made.body.account, email: 'idris@ministry.example' } })
  // Again: now by the subject.
  expect((await comeBack(claims)).status).toBe(302)
  const { rows } = await app.house.database.owner.query(
    `SELECT provider_id, account_id, access_token, id_token FROM account_login WHERE user_id = $1`,
    [made.body.account],
  )
  expect(rows).toMatchObject([
    { provider_id: 'oidc', account_id: expect.stringContaining('u-1'), access_token: null, id_token: null },
  ])
})

test('who has no account, an unproved address or a closed account does not come in, and no account is made', async () => {
  const count = async () =>
    (await app.house.database.owner.query('SELECT count(*)::int AS count FROM account')).rows[0].count
  const made = await admin.send('POST', '/api/accounts', { name: 'Salma', email: 'salma@ministry.example' })
  const before = await count()
  const nobody = async (claims: Claims) => {
    const back = await comeBack(claims)
    expect(back.headers.location ?? '/sign-in').toContain('/sign-in')
    expect((await app.api.get('/api/me', { cookie: cookiesOf(back.headers) })).status).toBe(401)
  }
  await nobody({ sub: 'u-2', email: 'stranger@ministry.example', email_verified: true })
  await nobody({ sub: 'u-3', email: 'salma@ministry.example', email_verified: false })
  await admin.act('access.disableAccount', { account: made.body.account })
  await nobody({ sub: 'u-4', email: 'salma@ministry.example', email_verified: true })
  expect(await count()).toBe(before)
})
