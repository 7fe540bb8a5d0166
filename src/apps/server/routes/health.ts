import type { FastifyInstance } from 'fastify'
import { problem } from '../../../kernel/problems/common.ts'
import type { ServerParts } from '../parts.ts'

export function addHealthRoutes(server: FastifyInstance, parts: ServerParts): void {
  server.get('/healthz', { logLevel: 'silent' }, async () => ({ alive: true }))

  /** Ready: migrated (the house opens only then), the database answers, and no one has asked to stop. */
  server.get('/readyz', { logLevel: 'silent' }, async () => {
    if (parts.stopping.value) throw problem('server.stopping')
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(problem('server.database-away')), 3000)
    })
    try {
      await Promise.race([parts.house.database.app.query('SELECT 1'), late])
    } catch {
      throw problem('server.database-away')
    } finally {
      clearTimeout(timer)
    }
    return { ready: true }
  })
}
