import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { alone } from './alone.ts'

const root = resolve(import.meta.dirname, '../..')

/** Also what makes a browser quiet: nothing fetched in the background, nothing asked, no graphics card. */
const flags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
]

const advice =
  'The browser tests need Chromium or Chrome. Install one (for example: apt-get install chromium), or set CHROME_PATH to the program.'

/** A browser with a home of its own, which goes with it. */
export interface LentBrowser {
  readonly browser: Browser
  readonly path: string
  close(): Promise<void>
}

/**
 * Starts the first browser that can be had: CHROME_PATH and no other where it is set, else an installed one, else
 * Playwright's own, else the one that travels as a package.
 * @throws Error in a sentence that says what to install, with why each candidate did not start
 */
export async function startBrowser(): Promise<LentBrowser> {
  const refused: string[] = []
  for await (const path of candidates()) {
    const home = await mkdtemp(join(tmpdir(), 'nansen-browser-'))
    const leave = () => rm(home, { recursive: true, force: true, maxRetries: 5 })
    try {
      const browser = await chromium.launch({
        executablePath: path,
        args: process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags,
        // What a browser writes outside its profile (dconf, font caches, crash reports) must not stay either.
        env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home },
      })
      return {
        browser,
        path,
        async close() {
          await browser.close()
          await leave()
        },
      }
    } catch (cause) {
      refused.push(`${path}: ${String(cause).split('\n', 1)[0]}`)
      await leave()
    }
  }
  throw new Error([advice, ...refused].join('\n'))
}

async function* candidates(): AsyncGenerator<string> {
  const { CHROME_PATH } = process.env
  if (CHROME_PATH) return yield CHROME_PATH
  for (const path of [...installed(), ...playwrights()]) if (existsSync(path)) yield path
  const packed = await unpacked().catch(() => undefined)
  if (packed) yield packed
}

function installed(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  return [
    ...names.map(name => join('/usr/bin', name)),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]
}

/** What `npx playwright install chromium` has brought, whichever version. */
function playwrights(): string[] {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? '',
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ]
  return caches
    .filter(cache => cache !== '' && existsSync(cache))
    .flatMap(cache =>
      readdirSync(cache)
        .filter(name => /^chromium(_headless_shell)?-\d+$/.test(name))
        .sort()
        .reverse()
        .flatMap(name => [
          join(cache, name, 'chrome-linux/chrome'),
          join(cache, name, 'chrome-linux64/chrome'),
          join(cache, name, 'chrome-linux/headless_shell'),
          join(cache, name, 'chrome-headless-shell-linux64/chrome-headless-shell'),
          join(cache, name, 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'),
        ]),
    )
}

/** The packed browser (Linux on x64): unpacked once, into the project's cache folder and not into the machine's. */
async function unpacked(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = join(root, 'node_modules/.cache/nansen-chromium')
  const usual = process.env.TMPDIR
  return alone('chromium', async () => {
    await mkdir(folder, { recursive: true })
    // The package unpacks into the temporary folder, and asks Node for it.
    process.env.TMPDIR = folder
    try {
      const { default: packed } = await import('@sparticuz/chromium')
      return await packed.executablePath()
    } finally {
      if (usual === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = usual
    }
  })
}
