import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { problemCatalogue } from '../../kernel/problems/problem.ts'
import { html } from './docs/html.ts'
import { fieldRows } from './docs/rows.ts'

const project = resolve(import.meta.dirname, '../../..')
const script = `console.log('a long enough script');`.repeat(60)
let app: TestApp
let bare: TestApp
let root: string

/** A project whose screens are built: the real words, and a page as Vite writes it. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nansen-root-'))
  await symlink(join(project, 'src'), join(root, 'src'))
  const assets = join(root, 'dist/web/assets')
  await mkdir(assets, { recursive: true })
  await mkdir(join(root, 'dist/web/.vite'))
  await writeFile(join(root, 'dist/web/.vite/manifest.json'), '{}')
  await writeFile(
    join(root, 'dist/web/index.html'),
    '<meta property="csp-nonce" nonce="__NONCE__"><div id="root"></div>',
  )
  await writeFile(join(root, 'dist/web/mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(assets, 'main-BxY12aZ9.js'), script)
  await writeFile(join(assets, 'main-BxY12aZ9.js.br'), brotliCompressSync(script))
  await writeFile(join(assets, 'main-BxY12aZ9.js.gz'), gzipSync(script))
  await writeFile(join(root, 'secret.txt'), 'not for anyone')
  app = await testApp({ server: { root } })
  await mkdir(join(root, 'bare'))
  await symlink(join(project, 'src'), join(root, 'bare/src'))
  bare = await testApp({ server: { root: join(root, 'bare') } })
})

afterAll(async () => {
  expect([...app.faults, ...bare.faults]).toEqual([])
  await app.close()
  await bare.close()
  await rm(root, { recursive: true, force: true })
})

test('every address of the screens is the one page, with a nonce of its own that the policy names', async () => {
  const [first, second] = [await app.api.get('/'), await app.api.get('/s/two-camps/people/1')]
  for (const answer of [first, second]) {
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
    const nonce = /nonce="([^"]+)"/.exec(String(answer.body))?.[1] ?? 'none'
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/)
    expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(answer.headers['content-security-policy']).not.toContain('__NONCE__')
  }
  expect(first.body).not.toBe(second.body)
})

test('hashed files are kept for ever and sent compressed where the browser can', async () => {
  const url = '/assets/main-BxY12aZ9.js'
  const plain = await app.api.get(url)
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(plain.body).toBe(script)
  const brotli = await app.api.get(url, { 'accept-encoding': 'gzip, br' })
  expect(brotli.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
  })
  expect(brotli.raw.rawPayload.equals(brotliCompressSync(script))).toBe(true)
  const gzip = await app.api.get(url, { 'accept-encoding': 'gzip' })
  expect(gzip.headers['content-encoding']).toBe('gzip')
  const icon = await app.api.get('/mark.svg')
  expect(icon.headers).toMatchObject({ 'cache-control': 'public, no-cache', 'content-type': 'image/svg+xml' })
})

test('nothing outside the built folder, and no hidden file, is ever sent', async () => {
  for (const url of [
    '/../../secret.txt',
    '/assets/../../../secret.txt',
    '/%2e%2e/%2e%2e/secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5c..%5csecret.txt',
    '/.vite/manifest.json',
    '/assets/missing-BxY12aZ9.js',
    '/%00.js',
    '/%E0%A4%A.js',
    '/src/apps/server/server.ts',
  ]) {
    const answer = await app.api.get(url)
    expect(answer.status, url).toBeGreaterThanOrEqual(400)
    expect(String(answer.raw.body), url).not.toContain('not for anyone')
  }
  expect(await app.api.get('/api/nothing')).toMatchObject({ status: 404, body: { code: 'route.not-found' } })
  expect(await app.api.send('POST', '/anything', {})).toMatchObject({ status: 404 })
})

test('before the screens are built, the page says what to do, and the API works', async () => {
  const page = await bare.api.get('/', { 'accept-language': 'fr' })
  expect(page.status).toBe(503)
  expect(page.body).toContain('npm run build')
  expect(page.body).toContain('lang="fr"')
  expect((await bare.api.get('/healthz')).status).toBe(200)
})

test('the API’s page lists every act and query, holds no script of its own, and speaks six languages', async () => {
  const page = await app.api.get('/api/docs')
  expect(page.status).toBe(200)
  const text = String(page.body)
  for (const { name } of [...app.house.actRegistry.all(), ...app.house.queryRegistry.all()])
    expect(text).toContain(`>${name}<`)
  expect(text.match(/<script\b/g)).toHaveLength(1)
  expect(text).toContain('<script src="/api/docs.js" defer></script>')
  expect(text).not.toMatch(/<style|style="|\son\w+=/)
  expect(text).not.toMatch(/https?:\/\/(?!127\.0\.0\.1:4000|nansen|json-schema)/)
  const arabic = String((await app.api.get('/api/docs?locale=ar')).body)
  expect(arabic).toContain('<html lang="ar" dir="rtl">')
  expect(arabic).toContain('واجهة برمجة نانسن')
  for (const file of ['docs.css', 'docs.js']) expect((await app.api.get(`/api/${file}`)).status).toBe(200)
})

test('the OpenAPI document is served with a tag', async () => {
  const first = await app.api.get('/api/openapi.json')
  expect(first.body.openapi).toBe('3.1.1')
  const again = await app.api.get('/api/openapi.json', { 'if-none-match': String(first.headers.etag) })
  expect(again.status).toBe(304)
})

test('each problem’s type leads to a page that explains it', async () => {
  const answer = await app.api.get('/api/me')
  const page = await app.api.get(answer.body.type, { 'accept-language': 'ru' })
  expect(page.status).toBe(200)
  expect(page.body).toContain('<h1>Войдите в систему.</h1>')
  expect((await app.api.get('/problems/no.such')).status).toBe(404)
  const all = String((await app.api.get('/problems')).body)
  for (const code of problemCatalogue().keys()) expect(all).toContain(`/problems/${code}?`)
})

test('what comes into a page is escaped', () => {
  expect(html`<p title="${'"'}">${'<script>'}${[html`<b>`, '&']}${false}</p>`.text).toBe(
    '<p title="&quot;">&lt;script&gt;<b>&amp;</p>',
  )
})

test('a table of fields goes into lists and choices, and stops at a schema that speaks of itself', () => {
  const tree = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/x/Tree' } } },
  }
  const rows = fieldRows(tree, () => tree)
  expect(rows[0]).toMatchObject({ path: 'name', type: 'string', required: true })
  expect(rows.map(row => row.path)).toContain('children[].children[].name')
  expect(rows.length).toBeLessThan(20)
})

test('the server is ready until it is told to stop or loses its database', async () => {
  const own = await testApp()
  try {
    expect(await own.api.get('/readyz')).toMatchObject({ status: 200, body: { ready: true } })
    await own.house.database.app.end()
    const away = await own.api.get('/readyz')
    expect(away).toMatchObject({ status: 503, body: { code: 'server.database-away' } })
    expect(away.headers['retry-after']).toBe('5')
    expect((await own.api.get('/healthz')).status).toBe(200)
  } finally {
    await own.server.close()
    await own.house.jobs.stop()
    await own.house.database.close().catch(() => undefined)
  }
})
