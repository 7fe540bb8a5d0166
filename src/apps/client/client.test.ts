import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { type Acts, type ClientAnswer, ClientProblem, createClient, type Queries, uuidv7 } from './index.ts'

let app: TestApp
let url: string
let token: string

beforeAll(async () => {
  app = await testApp({ situation: 'two-camps' })
  url = await app.server.listen({ port: 0, host: '127.0.0.1' })
  const officer = await app.as('registration-supervisor')
  const made = await officer.send('POST', '/api/tokens', {
    name: 'client test',
    permissions: ['register', 'read-people', 'read-statistics'],
    situations: [1],
    readOnly: false,
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  token = made.body.secret
})

afterAll(async () => {
  expect(app.faults).toEqual([])
  await app.close()
})

const family = (): Acts['registration.registerHousehold']['input'] => ({
  id: uuidv7(),
  site: app.sites.north,
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

test('acts and queries are typed by their definitions', async () => {
  const client = createClient({ url, token })
  const answer = await client.act('registration.registerHousehold', 1, family())
  expectTypeOf(answer).toEqualTypeOf<ClientAnswer<Acts['registration.registerHousehold']['result']>>()
  expect(answer.answer).toBe('accepted')
  if (!('result' in answer)) throw new Error('refused')
  expect(answer.result.number).toMatch(/^417-\d\dC\d{5}$/)
  const found = await client.query('registration.findIndividuals', 1, { text: 'Halima', limit: 5 })
  expectTypeOf(found).toEqualTypeOf<Queries['registration.findIndividuals']['output']>()
  expect(found.people[0]?.name).toBe('Halima')
  // @ts-expect-error there is no such act
  await expect(client.act('registration.eraseEveryone', 1, {})).rejects.toBeInstanceOf(ClientProblem)
})

test('a refusal is an answer, in words', async () => {
  const client = createClient({ url, token, locale: 'es' })
  const answer = await client.act(
    'registration.registerHousehold',
    1,
    { ...family(), arrivedOn: '2999-01-01' },
    { keep: false },
  )
  expect(answer).toMatchObject({ answer: 'refused', kept: false, problem: { code: 'input.invalid', status: 422 } })
})

test('an answer that was lost on the way is fetched by sending the same act again: it is registered once', async () => {
  const household = family()
  let sent = 0
  const lossy: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    sent++
    // The server has done it; the line breaks before the answer arrives.
    if (sent <= 2) throw new TypeError('fetch failed')
    return response
  }
  const client = createClient({ url, token, fetch: lossy, firstPause: 1 })
  const answer = await client.act('registration.registerHousehold', 1, household)
  expect(answer.answer).toBe('already-accepted')
  expect(sent).toBe(3)
  const { rows } = await app.house.database.owner.query('SELECT count(*)::int AS count FROM household WHERE id = $1', [
    household.id,
  ])
  expect(rows).toEqual([{ count: 1 }])
})

test('it waits as long as the server asks, gives up after its attempts, and can be stopped', async () => {
  const away = (headers = {}) =>
    new Response('{"code":"server.database-away","title":"Away"}', { status: 503, headers })
  let calls = 0
  const busy: typeof fetch = async (input, init) => (++calls === 1 ? away({ 'retry-after': '1' }) : fetch(input, init))
  const began = Date.now()
  await createClient({ url, token, fetch: busy, firstPause: 1 }).query('statistics.overview', 1, {})
  expect(Date.now() - began).toBeGreaterThanOrEqual(990)
  expect(calls).toBe(2)

  const never = createClient({ url, token, fetch: async () => away(), attempts: 3, firstPause: 1 })
  await expect(never.query('statistics.overview', 1, {})).rejects.toMatchObject({
    status: 503,
    problem: { title: 'Away' },
  })
  const nowhere = createClient({ url: 'http://127.0.0.1:9', token, attempts: 2, firstPause: 1 })
  await expect(nowhere.query('statistics.overview', 1, {})).rejects.toMatchObject({ status: 0 })

  const stop = new AbortController()
  const slow = createClient({ url, token, fetch: async () => away(), attempts: 50, firstPause: 60_000 })
  const asked = slow.query('statistics.overview', 1, {}, { signal: stop.signal })
  stop.abort(new Error('enough'))
  await expect(asked).rejects.toThrow('enough')
})

test('without a right token it says so at once', async () => {
  const client = createClient({ url, token: 'nsn_wrong' })
  await expect(client.query('statistics.overview', 1, {})).rejects.toMatchObject({
    status: 401,
    problem: { code: 'access.not-signed-in' },
  })
})

test('a program that uses it carries nothing of the definitions', async () => {
  const built = await build({
    entryPoints: [join(import.meta.dirname, 'index.ts')],
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    metafile: true,
  })
  expect(
    Object.keys(built.metafile.inputs)
      .map(path => path.split('/').slice(-2).join('/'))
      .sort(),
  ).toEqual(['client/client.ts', 'client/index.ts', 'kernel/ids.ts'])
  expect(built.outputFiles[0]?.contents.length).toBeLessThan(5000)
  expect(await readFile(join(import.meta.dirname, 'client.ts'), 'utf8')).not.toContain("from 'zod'")
})
