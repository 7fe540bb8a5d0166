import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { identityProblem, listTokens, MakeToken, makeToken, revokeToken } from '../../../kernel/identity/index.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problems/common.ts'
import { parseInput } from '../../../kernel/problems/input.ts'
import { LOCALES } from '../../../kernel/words/index.ts'
import type { Asker } from '../asker.ts'
import type { ServerParts } from '../parts.ts'

const PutMe = z.strictObject({
  locale: z.enum(LOCALES).optional(),
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]*$/u)
    .optional(),
})

/** One's own account: who one is and may do, sessions, tokens. */
export function addMeRoutes(server: FastifyInstance, parts: ServerParts): void {
  const pool = parts.house.database.app

  server.get('/api/me', async (request, reply) => {
    const asker = await parts.askers.require(request, reply)
    return describe(parts, asker)
  })

  server.put('/api/me', async (request, reply) => {
    const asker = await person(parts, request, reply)
    const { locale, name } = parseInput(PutMe, request.body)
    await pool.query(
      `UPDATE account SET locale = coalesce($2, locale), name = coalesce($3, name), updated_at = $4 WHERE id = $1`,
      [asker.account, locale ?? null, name ?? null, parts.house.now().toISOString()],
    )
    parts.askers.forget()
    return describe(parts, asker)
  })

  server.get('/api/sessions', async (request, reply) => {
    const asker = await person(parts, request, reply)
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id, created_at AS "createdAt", updated_at AS "seenAt", expires_at AS "expiresAt", ip_address AS address,
         user_agent AS browser
       FROM account_session WHERE user_id = $1 AND expires_at > $2 ORDER BY id DESC`,
      [asker.account, parts.house.now().toISOString()],
    )
    return { sessions: rows.map(row => ({ ...row, current: row.id === asker.session?.id })) }
  })

  /** Ends all sessions but this one. */
  server.delete('/api/sessions', async (request, reply) => {
    const asker = await person(parts, request, reply)
    const ended = await pool.query('DELETE FROM account_session WHERE user_id = $1 AND id <> $2', [
      asker.account,
      asker.session?.id,
    ])
    parts.askers.forget()
    return { ended: ended.rowCount ?? 0 }
  })

  server.delete<{ Params: { id: string } }>('/api/sessions/:id', async (request, reply) => {
    const asker = await person(parts, request, reply)
    const { id } = request.params
    const ended = isUuid(id)
      ? await pool.query('DELETE FROM account_session WHERE user_id = $1 AND id = $2', [asker.account, id])
      : undefined
    if (ended?.rowCount !== 1) throw problem('record.not-found', { record: 'session' })
    parts.askers.forget()
    return { ended: 1 }
  })

  server.get('/api/tokens', async (request, reply) => {
    const asker = await person(parts, request, reply)
    return { tokens: await listTokens(pool, asker.account) }
  })

  server.post('/api/tokens', async (request, reply) => {
    const asker = await person(parts, request, reply)
    const made = await makeToken(pool, asker.principal, parseInput(MakeToken, request.body), parts.house.now())
    reply.code(201)
    return made
  })

  server.delete<{ Params: { id: string } }>('/api/tokens/:id', async (request, reply) => {
    const asker = await person(parts, request, reply)
    const { id } = request.params
    const revoked = isUuid(id) && (await revokeToken(pool, asker.account, id, parts.house.now()))
    if (!revoked) throw problem('record.not-found', { record: 'token' })
    return { revoked: 1 }
  })
}

/** Someone with a session: tokens do not change the account they belong to. */
async function person(parts: ServerParts, request: FastifyRequest, reply: FastifyReply): Promise<Asker> {
  const asker = await parts.askers.require(request, reply)
  if (asker.by !== 'session') throw identityProblem('access.token-by-token')
  return asker
}

async function describe(parts: ServerParts, asker: Asker) {
  const pool = parts.house.database.app
  const { rows } = await pool.query<{
    name: string
    email: string
    locale: string | null
    two: boolean
    passkeys: number
  }>(
    `SELECT name, email, locale, coalesce(two_factor_enabled, false) AS two,
       (SELECT count(*)::int FROM account_passkey p WHERE p.user_id = a.id) AS passkeys
     FROM account a WHERE id = $1`,
    [asker.account],
  )
  const account = rows[0]
  if (!account) throw problem('access.not-signed-in')
  const numbers = [...new Set(asker.principal.grants.map(grant => grant.situation))]
  const situations = await pool.query<{ id: number; code: string; name: string }>(
    'SELECT id, code, name FROM situation WHERE id = ANY($1::int[])',
    [numbers],
  )
  const known = new Map(situations.rows.map(row => [row.id, row]))
  return {
    id: asker.account,
    name: account.name,
    email: account.email,
    locale: account.locale,
    grants: asker.principal.grants.map(grant => ({
      situation: grant.situation,
      situationCode: known.get(grant.situation)?.code ?? '',
      situationName: known.get(grant.situation)?.name ?? '',
      role: grant.role,
      permissions: [...grant.permissions],
      places: grant.places === '*' ? '*' : [...grant.places],
      sensitivity: grant.sensitivity,
    })),
    twoFactor: account.two,
    passkeys: account.passkeys,
    program: asker.by === 'token',
    readOnly: asker.readOnly,
  }
}
