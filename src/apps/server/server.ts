import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastify from 'fastify'
import { openAuth, Principals } from '../../kernel/identity/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { problem } from '../../kernel/problems/common.ts'
import { loadWords } from '../../kernel/words/catalogs.ts'
import type { House } from '../house/house.ts'
import { Askers } from './asker.ts'
import { addCompression } from './compress.ts'
import { refuseCrossSite } from './cross-site.ts'
import { failureHandler } from './failures.ts'
import { addSecurityHeaders } from './headers.ts'
import { readJson } from './json.ts'
import { BackOff, RateLimiter } from './limiter.ts'
import { type ServerOptions, usualLimits } from './options.ts'
import type { ServerParts } from './parts.ts'
import { sitesBelow } from './places.ts'
import { addRequestLog } from './request-log.ts'
import { addAccountRoutes } from './routes/accounts.ts'
import { addActRoutes } from './routes/acts.ts'
import { addAuthRoutes } from './routes/auth.ts'
import { addExportRoutes } from './routes/exports.ts'
import { addFileRoutes } from './routes/files.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addMeRoutes } from './routes/me.ts'
import { addOpenApiRoute } from './routes/openapi.ts'
import { addPageRoutes } from './routes/pages.ts'
import { addQueryRoutes } from './routes/queries.ts'
import { addWebRoutes } from './routes/web.ts'

const bodyLimit = 1024 * 1024
/** How long running requests may take once the server has been asked to stop. */
const longestDrain = 20_000

/** The house's face on HTTP. `close` of the answer lets running requests end, refuses new ones, and leaves the house open. */
export async function buildServer(house: House, options: ServerOptions): Promise<FastifyInstance> {
  const parts = makeParts(house, options)
  const { proxies = 0 } = options
  const server = fastify({
    logger: false,
    bodyLimit,
    genReqId: () => uuidv7(),
    requestIdHeader: false,
    trustProxy: proxies > 0 ? (_address: string, hop: number) => hop < proxies : false,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    exposeHeadRoutes: true,
  })
  server.decorateRequest('asker', null)
  server.decorateRequest('nonce', '')
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => readJson(body),
  )
  addRequestLog(server, parts)
  addSecurityHeaders(server, options.origin)
  addCompression(server)
  addGuards(server, parts)
  server.setErrorHandler(failureHandler(parts))
  addHealthRoutes(server, parts)
  addActRoutes(server, parts)
  addQueryRoutes(server, parts)
  addExportRoutes(server, parts)
  addAuthRoutes(server, parts)
  addMeRoutes(server, parts)
  addAccountRoutes(server, parts)
  addFileRoutes(server, parts)
  addOpenApiRoute(server, parts)
  addPageRoutes(server, parts)
  addWebRoutes(server, parts)
  addOrderlyStop(server, parts)
  return server
}

function makeParts(house: House, options: ServerOptions): ServerParts {
  const words = loadWords(options.root)
  const { database, now } = house
  const auth = openAuth({ database, secret: options.secret, origin: options.origin, oidc: options.oidc })
  const principals = new Principals({
    pool: database.app,
    roles: options.roles,
    sitesBelow: sitesBelow(database.app),
    now,
  })
  const limits = { ...usualLimits, ...options.limits }
  const api = new RateLimiter(limits.perSecond, limits.burst)
  return {
    house,
    options,
    words: locale => words.in(locale),
    auth,
    principals,
    askers: new Askers({ auth, principals, limiter: api, origin: options.origin }),
    limits: {
      api,
      signIn: new RateLimiter(limits.signInsPerMinute / 60, limits.signInBurst),
      account: new BackOff(limits.freeTries),
    },
    stopping: { value: false },
  }
}

/** Requests that run may end, their connections with them; what hangs is cut off. */
function addOrderlyStop(server: FastifyInstance, parts: ServerParts): void {
  let cut: NodeJS.Timeout | undefined
  server.addHook('preClose', async () => {
    parts.stopping.value = true
    cut = setTimeout(() => server.server.closeAllConnections(), longestDrain)
  })
  // A connection that is kept for a next request would keep the server from ending.
  server.addHook('onSend', async (_request, reply) => {
    if (parts.stopping.value) reply.header('connection', 'close')
  })
  server.addHook('onClose', async () => clearTimeout(cut))
}

/** What every request to the API meets before its route. */
function addGuards(server: FastifyInstance, parts: ServerParts): void {
  const origins = new Set([parts.options.origin])
  server.addHook('onRequest', async request => {
    if (!request.url.startsWith('/api/')) return
    if (parts.stopping.value) throw problem('server.stopping')
    refuseCrossSite(request, origins)
  })
}
