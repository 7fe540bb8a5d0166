import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

/** Below this the answer fits one packet anyway. */
const leastBytes = 1400
const compressible = /^(application\/(problem\+)?json|text\/(html|css|javascript))\b/
const gzipped = promisify(gzip)

/**
 * Compresses what is made for one answer; a list of people on a poor connection comes in a tenth of the time. Files of
 * the screens were compressed when they were built.
 */
export function addCompression(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    if (payload.length < leastBytes || reply.hasHeader('content-encoding')) return payload
    if (!compressible.test(String(reply.getHeader('content-type') ?? ''))) return payload
    const vary = String(reply.getHeader('vary') ?? '')
    reply.header('vary', vary === '' ? 'accept-encoding' : `${vary}, accept-encoding`)
    if (!/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding'] ?? ''))) return payload
    const small = await gzipped(payload, { level: 5 })
    reply.header('content-encoding', 'gzip').removeHeader('content-length')
    return small
  })
}
