import { isAPIError } from 'better-auth/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasAccounts, hashOf, identityProblem, oidcProvider } from '../../../kernel/identity/index.ts'
import { problem } from '../../../kernel/problems/common.ts'
import { Problem } from '../../../kernel/problems/problem.ts'
import { refuseTooMany } from '../asker.ts'
import type { ServerParts } from '../parts.ts'

/** What of the sign-in library is open; everything else of it does not exist here. */
const open: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/sign-in/email': 'POST',
  '/sign-in/social': 'POST',
  [`/callback/${oidcProvider}`]: 'GET',
  '/sign-out': 'POST',
  '/get-session': 'GET',
  '/change-password': 'POST',
  '/two-factor/enable': 'POST',
  '/two-factor/disable': 'POST',
  '/two-factor/get-totp-uri': 'POST',
  '/two-factor/verify-totp': 'POST',
  '/two-factor/verify-backup-code': 'POST',
  '/two-factor/generate-backup-codes': 'POST',
  '/passkey/generate-register-options': 'GET',
  '/passkey/verify-registration': 'POST',
  '/passkey/generate-authenticate-options': 'GET',
  '/passkey/verify-authentication': 'POST',
  '/passkey/list-user-passkeys': 'GET',
  '/passkey/update-passkey': 'POST',
  '/passkey/delete-passkey': 'POST',
}

/** Where secrets are tried: few tries for each address. */
const tries = new Set([
  '/sign-in/email',
  '/sign-in/social',
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/get-totp-uri',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/two-factor/generate-backup-codes',
  '/passkey/verify-authentication',
])

/** Wrong passwords from many addresses weigh less, so that a stranger cannot easily lock a colleague out. */
const weightAnywhere = 0.2

export function addAuthRoutes(server: FastifyInstance, parts: ServerParts): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      const path = `/${(request.params as { '*': string })['*']}`
      if (open[path] !== request.method) throw problem('route.not-found')
      if (tries.has(path)) refuseTooMany(parts.limits.signIn.take(request.ip))
      return path === '/sign-in/email' ? signIn(parts, request, reply) : pass(parts, request, reply)
    },
  })

  /** What the sign-in page needs to know before anyone has signed in. */
  server.get('/api/sign-in', async () => {
    const { oidc } = parts.options
    return {
      oidc: oidc ? { provider: oidcProvider, name: oidc.name ?? new URL(oidc.issuer).hostname } : null,
      /** Nobody has an account yet: the one-time link of the server's start is wanted. */
      first: !(await hasAccounts(parts.house.database.app)),
    }
  })
}

/** A wrong password makes the next try of the same account wait, from the same address soon, from anywhere later. */
async function signIn(parts: ServerParts, request: FastifyRequest, reply: FastifyReply) {
  const { email } = (request.body ?? {}) as { email?: unknown }
  const account = typeof email === 'string' ? hashOf(email.trim().toLowerCase()) : 'none'
  const here = `${account} ${request.ip}`
  const { account: backOff } = parts.limits
  refuseTooMany(Math.max(backOff.wait(here), backOff.wait(account)))
  try {
    const answer = await pass(parts, request, reply)
    backOff.succeeded(here)
    return answer
  } catch (refused) {
    if (refused instanceof Problem && refused.code === 'access.wrong-credentials') {
      backOff.failed(here)
      backOff.failed(account, weightAnywhere)
    }
    throw refused
  }
}

/** Hands a request to the sign-in library and its answer back, with its errors as our problems. */
async function pass(parts: ServerParts, request: FastifyRequest, reply: FastifyReply) {
  const { origin } = parts.options
  const headers = new Headers({
    // The cross-site guard has looked at the true origin; the library knows only the configured one.
    origin,
    'x-nansen-address': request.ip,
  })
  for (const name of ['cookie', 'content-type', 'user-agent'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : null
  if (body !== null) headers.set('content-type', 'application/json')
  let answer: Response
  try {
    answer = await parts.auth.handler(
      new Request(new URL(request.url, origin), { method: request.method, headers, body }),
    )
  } catch (thrown) {
    throw problemOfLibrary(thrown)
  } finally {
    if (request.method === 'POST') parts.askers.forget()
  }
  if (answer.status >= 400) throw problemOfAnswer(answer.status, await codeOf(answer))
  reply.code(answer.status)
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  const location = answer.headers.get('location')
  if (location !== null) reply.header('location', location)
  const type = answer.headers.get('content-type')
  if (type !== null) reply.type(type)
  return reply.send(await answer.text())
}

async function codeOf(answer: Response): Promise<string> {
  try {
    const { code } = (await answer.json()) as { code?: unknown }
    return typeof code === 'string' ? code : ''
  } catch {
    return ''
  }
}

function problemOfLibrary(thrown: unknown): unknown {
  if (!isAPIError(thrown)) return thrown
  const code: unknown = thrown.body?.code
  return thrown.statusCode >= 500 ? thrown : problemOfAnswer(thrown.statusCode, typeof code === 'string' ? code : '')
}

function problemOfAnswer(status: number, code: string): Problem {
  switch (code) {
    case 'INVALID_EMAIL_OR_PASSWORD':
    case 'INVALID_PASSWORD':
    case 'INVALID_EMAIL':
    case 'CREDENTIAL_ACCOUNT_NOT_FOUND':
      return identityProblem('access.wrong-credentials')
    case 'INVALID_CODE':
    case 'INVALID_BACKUP_CODE':
      return identityProblem('access.wrong-code')
    case 'ACCOUNT_TEMPORARILY_LOCKED':
      return problem('access.too-many-requests', { seconds: 900 })
    case 'ACCOUNT_DISABLED':
      return identityProblem('access.account-disabled')
    case 'SESSION_NOT_FRESH':
      return identityProblem('access.session-too-old')
    case 'PASSWORD_TOO_SHORT':
      return identityProblem('access.password-short', { minimum: 12 })
    case 'PASSWORD_TOO_LONG':
      return identityProblem('access.password-long', { maximum: 128 })
    case 'access.password-short':
      return identityProblem(code, { minimum: 12 })
    case 'access.password-long':
      return identityProblem(code, { maximum: 128 })
    case 'access.password-common':
      return identityProblem(code)
    // A half-finished sign-in that is too old or was spent: it begins anew.
    case 'INVALID_TWO_FACTOR_COOKIE':
    case 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE':
    case 'CHALLENGE_NOT_FOUND':
    case 'PASSKEY_NOT_FOUND':
    case 'AUTHENTICATION_FAILED':
      return identityProblem('access.sign-in-failed')
    case 'VALIDATION_ERROR':
      return problem('input.invalid', { count: 1 })
    default:
      return unnamed(status)
  }
}

function unnamed(status: number): Problem {
  if (status === 401) return problem('access.not-signed-in')
  if (status === 404) return problem('route.not-found')
  if (status === 415) return problem('input.unsupported-media')
  if (status >= 500) return problem('server.fault')
  return identityProblem('access.sign-in-failed')
}
