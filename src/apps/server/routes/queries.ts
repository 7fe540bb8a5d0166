import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { rankOf } from '../../../kernel/access/sensitivity.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { ServerParts } from '../parts.ts'
import { inputOfQueryString, type QueryString } from '../query-input.ts'

export function addQueryRoutes(server: FastifyInstance, parts: ServerParts): void {
  server.get<{ Params: { name: string }; Querystring: QueryString }>('/api/queries/:name', async (request, reply) => {
    const asker = await parts.askers.require(request, reply)
    const query = parts.house.queryRegistry.get(request.params.name)
    const situation = situationOf(request.query.situation, query.scope)
    const input = inputOfQueryString(query.input, request.query)
    const answer = await parts.house.queries.ask(query.name, situation, input, asker.principal)
    const body = JSON.stringify(answer)
    reply.type('application/json; charset=utf-8').header('vary', 'cookie, authorization')
    // What is about people is not kept by anything on the way, not even by the browser.
    if (rankOf(query.allow.sensitivity) >= rankOf('personal'))
      return reply.header('cache-control', 'no-store').send(body)
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
    reply.header('cache-control', 'private, no-cache').header('etag', tag)
    return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.send(body)
  })
}

function situationOf(given: string | string[] | undefined, scope: 'situation' | 'house'): number {
  if (given === undefined && scope === 'house') return 0
  if (given === undefined) throw invalid([{ path: 'situation', code: 'input.required' }])
  if (typeof given !== 'string' || !/^\d{1,10}$/.test(given) || Number(given) > 2_147_483_647) {
    throw invalid([{ path: 'situation', code: 'input.bad-format' }])
  }
  return Number(given)
}
