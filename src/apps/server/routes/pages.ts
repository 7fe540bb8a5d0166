import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../../../kernel/problems/common.ts'
import { localeOf } from '../asker.ts'
import { apiPage } from '../docs/api-page.ts'
import { problemPage, problemsPage } from '../docs/problem-pages.ts'
import { openApiDocument } from '../openapi/document.ts'
import type { ServerParts } from '../parts.ts'

/** Pages that the server writes itself: the description of the API, and what each problem means. */
export function addPageRoutes(server: FastifyInstance, parts: ServerParts): void {
  const { actRegistry, queryRegistry } = parts.house
  const { origin, root, version = '0.1.0' } = parts.options
  const pages = new Map<string, string>()

  const page = (request: FastifyRequest, reply: FastifyReply, text: string) =>
    reply
      .header('cache-control', 'public, max-age=300')
      .header('vary', 'accept-language')
      .header('content-language', localeOf(request))
      .type('text/html; charset=utf-8')
      .send(text)

  server.get('/api/docs', async (request, reply) => {
    const locale = localeOf(request)
    let text = pages.get(locale)
    if (text === undefined) {
      const document = openApiDocument({ actRegistry, queryRegistry, origin, version })
      text = apiPage(document, parts.words(locale), origin)
      pages.set(locale, text)
    }
    return page(request, reply, text)
  })

  for (const [name, type] of [
    ['docs.css', 'text/css; charset=utf-8'],
    ['docs.js', 'text/javascript; charset=utf-8'],
  ] as const) {
    let text: string | undefined
    server.get(`/api/${name}`, async (_request, reply) => {
      text ??= await readFile(join(root, 'src/apps/server/docs', name), 'utf8')
      return reply.header('cache-control', 'public, max-age=300').type(type).send(text)
    })
  }

  server.get('/problems', async (request, reply) => page(request, reply, problemsPage(parts.words(localeOf(request)))))

  server.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const text = problemPage(parts.words(localeOf(request)), request.params.code)
    if (text === undefined) throw problem('route.not-found')
    return page(request, reply, text)
  })
}
