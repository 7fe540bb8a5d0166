import { parseArgs } from 'node:util'
import { makeFirstLink } from '../../kernel/identity/index.ts'
import { journalSigner } from '../../kernel/journal/keys.ts'
import { startSealer } from '../../kernel/journal/seal.ts'
import { createLog } from '../../kernel/log/index.ts'
import { type Config, readConfig } from '../config.ts'
import type { House } from '../house/house.ts'
import { openConfiguredHouse } from '../house/open.ts'
import { roles } from '../house/roles.ts'
import { handlersOf } from '../house/work.ts'
import { buildServer } from '../server/server.ts'
import { ensureDemo } from './demo.ts'
import { wholeNumber } from './usage.ts'

export const help = `nansen serve [--port N] [--host ADDRESS] [--demo]

Starts the database, brings its schema up to date, and serves the workspace and the API.

  --port N         instead of PORT (4000)
  --host ADDRESS   instead of HOST (127.0.0.1)
  --demo           fills a believable situation first: two camps, one city, 20,000 people, a login for each role

Settings: PORT, HOST, DATABASE_URL, NANSEN_DATA, NANSEN_SECRET, NANSEN_URL, NANSEN_LOG, NANSEN_OIDC_ISSUER,
NANSEN_OIDC_CLIENT_ID, NANSEN_OIDC_CLIENT_SECRET. See docs/operations.`

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string' }, host: { type: 'string' }, demo: { type: 'boolean' } },
  })
  const port = wholeNumber(values.port, 'port', 0, 65535)
  const config = readConfig({
    ...process.env,
    ...(port === undefined ? {} : { PORT: String(port) }),
    ...(values.host === undefined ? {} : { HOST: values.host }),
  })
  const log = createLog({ level: config.logLevel })
  const stop = stopSignal()
  const house = await openConfiguredHouse(config, log, { work: true, handlers: handlersOf(config) })
  const sealer = startSealer(house.database.owner, await journalSigner(house.database.owner, config.secret), log)
  try {
    const server = await buildServer(house, {
      origin: new URL(config.url).origin,
      secret: config.secret,
      dataFolder: config.data,
      root: process.env.NANSEN_ROOT ?? process.cwd(),
      roles,
      oidc: config.oidc,
    })
    const address = await server.listen({ port: config.port, host: config.host })
    process.stdout.write(`Nansen is ready: ${config.url}\n`)
    log.info('server.listening', { port: Number(new URL(address).port) })
    if (values.demo) await ensureDemo(house, config)
    else await offerFirstLink(house, config)
    const signal = await stop
    log.info('server.stopping', { signal })
    await server.close()
    return 0
  } finally {
    await sealer.stop()
    await house.close()
  }
}

/** The first signal ends the server in order; a second one ends it at once. */
function stopSignal(): Promise<'SIGINT' | 'SIGTERM' | 'SIGHUP'> {
  return new Promise(resolve => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(1)
        asked = true
        resolve(signal)
      })
    }
  })
}

/** As long as nobody can sign in, each start prints a fresh one-time link to make the administrator. */
async function offerFirstLink(house: House, config: Config): Promise<void> {
  const link = await makeFirstLink(house.database.app, house.now())
  if (link) process.stdout.write(`Create the administrator (once, within 24 hours): ${config.url}${link.path}\n`)
}
