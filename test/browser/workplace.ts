import { createServer } from 'node:net'
import { resolve } from 'node:path'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { loadWords } from '../../src/kernel/words/catalogs.ts'
import { intlTagOf, type Locale, type Words } from '../../src/kernel/words/index.ts'
import { type TestApi, type TestApp, type TestAppOptions, testApp } from '../support/app.ts'
import { alone } from './alone.ts'
import { type LentBrowser, startBrowser } from './find-browser.ts'

/** NANSEN_BROWSER_ROOT: another folder with `src` and a `dist/web` that is taken as it is, instead of this checkout. */
const root = process.env.NANSEN_BROWSER_ROOT ?? resolve(import.meta.dirname, '../..')

const faultsOfWords: string[] = []
const words = loadWords(root, { onFault: ({ locale, key }) => faultsOfWords.push(`${locale}: no word ${key}`) })

export interface VisitOptions extends BrowserContextOptions {
  readonly locale?: Locale
  /** Whose session the browser has. Default: nobody's. */
  readonly as?: TestApi
}

/** A browser profile of its own with one page, and what went wrong in it. */
export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  readonly words: Words
  /** Errors of the console and of scripts, refusals of the security policy, and answers of 500 and above. */
  readonly faults: string[]
  /** Another page of the same profile, watched as the first. */
  newPage(): Promise<Page>
  close(): Promise<void>
}

export interface Workplace {
  readonly app: TestApp
  readonly origin: string
  visit(options?: VisitOptions): Promise<Visit>
  words(locale: Locale): Words
  close(): Promise<void>
}

/** The product as it is served: the built screens, the API, a database, and a browser that opens them. */
export async function openWorkplace(options: TestAppOptions = {}): Promise<Workplace> {
  if (!process.env.NANSEN_BROWSER_ROOT) await buildScreens()
  const lent: LentBrowser = await startBrowser()
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const app = await testApp({ ...options, origin, server: { root, ...options.server } })
  await app.server.listen({ port, host: '127.0.0.1' })
  return {
    app,
    origin,
    visit: given => visit(lent, origin, given),
    words: words.in,
    async close() {
      await lent.close()
      await app.close()
    },
  }
}

/** One process builds, the others wait and find it built. */
async function buildScreens(): Promise<void> {
  const builder = '../../scripts/build.mjs'
  const { ensureBuilt } = (await import(builder)) as { ensureBuilt(parts: object): Promise<unknown> }
  await alone('build', () => ensureBuilt({ web: true, server: false }))
}

/** The server must know its own address before it listens. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no port'))))
    })
  })
}

async function visit(lent: LentBrowser, origin: string, given: VisitOptions = {}): Promise<Visit> {
  const { locale = 'en', as, ...more } = given
  const context = await lent.browser.newContext({
    baseURL: origin,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    ...more,
    locale: intlTagOf(locale),
  })
  context.setDefaultTimeout(15_000)
  const faults: string[] = []
  // The browser says policy violations in the console too, but not those of every directive.
  await context.exposeBinding('reportViolation', (_source, what: string) => faults.push(`policy: ${what}`))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      const { reportViolation } = window as unknown as { reportViolation(what: string): void }
      reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`)
    })
  })
  if (as?.cookie) {
    const at = as.cookie.indexOf('=')
    await context.addCookies([{ name: as.cookie.slice(0, at), value: as.cookie.slice(at + 1), url: origin }])
  }
  const newPage = async () => {
    const page = await context.newPage()
    watch(page, faults)
    return page
  }
  return { context, page: await newPage(), words: words.in(locale), faults, newPage, close: () => context.close() }
}

function watch(page: Page, faults: string[]): void {
  page.on('pageerror', error => faults.push(`script: ${error.message}`))
  page.on('console', message => {
    if (message.type() !== 'error') return
    const { url } = message.location()
    // A stranger who asks who they are is told 401, and the browser reports each such answer.
    if (/\b401\b/.test(message.text()) && /\/api\/me(\?|$)/.test(url)) return
    faults.push(`console: ${message.text()} ${url}`)
  })
  page.on('response', response => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
}
