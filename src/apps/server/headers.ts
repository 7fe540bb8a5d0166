import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** A value for `nonce-…`, new for each answer. */
export const newNonce = (): string => randomBytes(18).toString('base64')

/**
 * What a page may load: this server only. Style tags need the page's nonce; style attributes are allowed, since the
 * screens place things with them. Scripts come from files alone.
 */
function contentPolicy(nonce: string, https: boolean): string {
  const rules = [
    `default-src 'self'`,
    `base-uri 'none'`,
    `connect-src 'self'`,
    `font-src 'self' data:`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `img-src 'self' data: blob:`,
    `object-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
  ]
  if (https) rules.push('upgrade-insecure-requests')
  return rules.join('; ')
}

/** Headers that tell browsers what this server's answers may do. */
export function addSecurityHeaders(server: FastifyInstance, origin: string): void {
  const https = origin.startsWith('https:')
  server.addHook('onRequest', async (request, reply) => {
    request.nonce = newNonce()
    reply.headers({
      'content-security-policy': contentPolicy(request.nonce, https),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'permissions-policy':
        'camera=(self), microphone=(), geolocation=(self), payment=(), usb=(), browsing-topics=(), interest-cohort=()',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-permitted-cross-domain-policies': 'none',
      'x-request-id': request.id,
    })
    if (https) reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
}
