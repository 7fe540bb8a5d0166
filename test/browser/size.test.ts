import { afterAll, beforeAll, expect, test } from 'vitest'
import { family } from '../support/people.ts'
import { openWorkplace, type Visit, type Workplace } from './workplace.ts'

/** Of the first load, compressed, without fonts (kept for a year, and absent where the device has them). */
const LIMIT = 250_000

let workplace: Workplace
beforeAll(async () => {
  workplace = await openWorkplace({ situation: 'two-camps' })
})
afterAll(() => workplace?.close())

interface Part {
  readonly path: string
  readonly bytes: number
  readonly encoding: string
}

/** The bodies of everything but fonts, as long as they were on the wire. Headers are not counted. */
async function countLoad(visit: Visit, load: () => Promise<void>): Promise<Part[]> {
  const network = await visit.context.newCDPSession(visit.page)
  await network.send('Network.enable')
  const known = new Map<string, { path: string; encoding: string; font: boolean; headers: number }>()
  const parts: Part[] = []
  network.on('Network.responseReceived', ({ requestId, response, type }) => {
    const { headers } = response
    const encoding = headers['content-encoding'] ?? headers['Content-Encoding'] ?? ''
    known.set(requestId, {
      path: new URL(response.url).pathname,
      encoding,
      font: type === 'Font',
      headers: response.encodedDataLength,
    })
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = known.get(requestId)
    if (one && !one.font)
      parts.push({ path: one.path, encoding: one.encoding, bytes: Math.max(0, encodedDataLength - one.headers) })
  })
  await load()
  await visit.page.waitForLoadState('networkidle')
  return parts
}

function check(parts: readonly Part[]): void {
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  // A file of a kilobyte is not worth the work.
  const plain = parts.filter(
    ({ path, bytes, encoding }) => /\.(js|css)$/.test(path) && bytes > 2_000 && encoding === '',
  )
  expect(plain, 'scripts and styles that came uncompressed').toEqual([])
  const largest = parts.toSorted((a, b) => b.bytes - a.bytes).slice(0, 6)
  expect(total, JSON.stringify(largest, null, 1)).toBeLessThanOrEqual(LIMIT)
  // Less than the frame alone needs would mean that nothing was counted.
  expect(total).toBeGreaterThan(50_000)
}

test('the page to sign in weighs at most 250 kB, compressed, without fonts', async () => {
  const visit = await workplace.visit()
  const { t } = visit.words
  const parts = await countLoad(visit, async () => {
    await visit.page.goto('/sign-in')
    await visit.page.getByRole('button', { name: t('web.sign-in.action'), exact: true }).waitFor()
  })
  check(parts)
  await visit.close()
})

test('the overview with people in it weighs at most 250 kB, compressed, without fonts', async () => {
  const supervisor = await workplace.app.as('registration-supervisor')
  await supervisor.act('registration.registerHousehold', family(workplace.app.sites.north))
  const visit = await workplace.visit({ as: supervisor })
  const { t } = visit.words
  const parts = await countLoad(visit, async () => {
    await visit.page.goto('/s/two-camps/overview')
    await visit.page.getByRole('heading', { level: 1 }).waitFor()
    await visit.page.getByText(t('statistics.households'), { exact: true }).first().waitFor()
  })
  expect(parts.some(({ path }) => path.startsWith('/api/queries/statistics.'))).toBe(true)
  check(parts)
  await visit.close()
})
