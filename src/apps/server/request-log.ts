import type { FastifyInstance } from 'fastify'
import type { ServerParts } from './parts.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** One line for each answer: the route's pattern and never the address, which may hold what a person searched for. */
export function addRequestLog(server: FastifyInstance, { house }: ServerParts): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url
    if (route === '/healthz' || route === '/readyz') return
    house.log.info('http.answered', {
      requestId: request.id,
      method: methods.find(method => method === request.method),
      route: route?.startsWith('/') ? (route as `/${string}`) : '/*',
      status: reply.statusCode,
      duration: Math.round(reply.elapsedTime * 10) / 10,
      actor: request.asker?.account,
    })
  })
}
