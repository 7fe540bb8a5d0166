import type { FastifyRequest } from 'fastify'
import { problem } from '../../kernel/problems/common.ts'

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
/** What another site's form can send without asking this one first. */
const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i

/**
 * Refuses a change that another site's page sends through the browser of someone who is signed in here. A bearer token
 * is never added by a browser, so requests that carry one are free. Throws `access.cross-site`.
 */
export function refuseCrossSite(request: FastifyRequest, origins: ReadonlySet<string>): void {
  if (!changing.has(request.method) || request.headers.authorization !== undefined) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw problem('access.cross-site')
  const { origin, host } = request.headers
  if (origin !== undefined && !origins.has(origin) && !isOwn(origin, host)) throw problem('access.cross-site')
  if (formTypes.test(request.headers['content-type'] ?? '')) throw problem('access.cross-site')
}

/** Whether the page came from the host it now sends to, by whatever name people reach it. */
function isOwn(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
