import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem as common } from '../../../kernel/problems/common.ts'
import { localeOf } from '../asker.ts'
import { frame } from '../docs/frame.ts'
import { html } from '../docs/html.ts'
import type { ServerParts } from '../parts.ts'

const placeholder = '__NONCE__'

/**
 * The screens as Vite built them into `dist/web`: files under hashed names for ever, everything else the one page, in
 * which each answer gets a nonce of its own for styles.
 */
export function addWebRoutes(server: FastifyInstance, parts: ServerParts): void {
  const folder = join(parts.options.root, 'dist', 'web')
  server.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, index: false, dotfiles: 'deny' })
  let index: { text: string; changed: number } | undefined

  const readIndex = async (): Promise<string | undefined> => {
    const file = join(folder, 'index.html')
    const found = await stat(file).catch(() => undefined)
    if (!found) return undefined
    if (index?.changed !== found.mtimeMs) index = { text: await readFile(file, 'utf8'), changed: found.mtimeMs }
    return index.text
  }

  server.setNotFoundHandler(async (request, reply) => {
    const path = pathOf(request)
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (!reads || path === undefined || path === '/api' || path.startsWith('/api/')) throw common('route.not-found')
    if (extname(path) !== '' && path !== '/index.html') return sendFile(folder, path, reply)
    const text = await readIndex()
    if (text === undefined) return notBuilt(parts, request, reply)
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(text.replaceAll(placeholder, request.nonce))
  })
}

async function sendFile(folder: string, path: string, reply: FastifyReply) {
  const found = await stat(join(folder, path)).catch(() => undefined)
  // `.vite` holds the build's own notes; nothing that begins with a dot is for browsers.
  if (!found?.isFile() || /(^|\/)\./.test(path)) throw common('route.not-found')
  const hashed = /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(path)
  if (!hashed) reply.header('cache-control', 'public, no-cache')
  return reply.sendFile(path.slice(1), hashed ? { maxAge: '365d', immutable: true } : { cacheControl: false })
}

/** The path of the address, decoded once; undefined where it cannot be, or tries to leave its folder. */
function pathOf(request: FastifyRequest): string | undefined {
  try {
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '')
    return path.includes('\0') || path.includes('\\') || path.split('/').includes('..') ? undefined : path
  } catch {
    return undefined
  }
}

function notBuilt(parts: ServerParts, request: FastifyRequest, reply: FastifyReply) {
  const words = parts.words(localeOf(request))
  const title = words.t('problem.server.not-built')
  const body = html`<main class="single"><h1>${title}</h1><p class="lead">${words.t('problem.server.not-built.detail')}</p>
<p class="links"><a href="/api/docs">${words.t('server.docs.title')}</a></p></main>`
  return reply
    .code(503)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(frame(words, { title, path: '/', body }))
}
