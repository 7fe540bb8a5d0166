import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { openApiDocument } from '../openapi/document.ts'
import type { ServerParts } from '../parts.ts'

export function addOpenApiRoute(server: FastifyInstance, parts: ServerParts): void {
  const { actRegistry, queryRegistry } = parts.house
  const { origin, version = '0.1.0' } = parts.options
  let made: { text: string; tag: string } | undefined

  server.get('/api/openapi.json', async (request, reply) => {
    if (!made) {
      const text = JSON.stringify(openApiDocument({ actRegistry, queryRegistry, origin, version }))
      made = { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` }
    }
    reply.header('cache-control', 'public, no-cache').header('etag', made.tag)
    if (request.headers['if-none-match'] === made.tag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(made.text)
  })
}
