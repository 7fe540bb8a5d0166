import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Principal } from '../../kernel/access/principal.ts'
import { type Auth, cookieNames, type Principals } from '../../kernel/identity/index.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { problem } from '../../kernel/problems/common.ts'
import { isLocale, type Locale, negotiate } from '../../kernel/words/index.ts'
import type { RateLimiter } from './limiter.ts'

/** Who asks, and by which way. */
export interface Asker {
  readonly principal: Principal
  readonly account: Uuid
  readonly by: 'session' | 'token'
  /** A token that may only ask. */
  readonly readOnly: boolean
  readonly locale: Locale | undefined
  readonly session: { readonly id: Uuid; readonly createdAt: Date } | undefined
}

type Session = { account: Uuid; id: Uuid; createdAt: Date; locale: string | null }

/** How long a session that another process ended may still work here. */
const keptFor = 2000
const mostKept = 10_000

/** Finds out who asks: by a bearer token or by the session's cookie. */
export class Askers {
  readonly #auth: Auth
  readonly #principals: Principals
  readonly #limiter: RateLimiter
  readonly #cookie: string
  readonly #sessions = new Map<string, { until: number; session: Session }>()

  constructor(parts: { auth: Auth; principals: Principals; limiter: RateLimiter; origin: string }) {
    this.#auth = parts.auth
    this.#principals = parts.principals
    this.#limiter = parts.limiter
    this.#cookie = cookieNames(parts.origin).session
  }

  /** To be called when sessions may have ended. */
  forget(): void {
    this.#sessions.clear()
  }

  /** Undefined where nobody says who they are. Throws where a token is wrong or too old. */
  async find(request: FastifyRequest, reply: FastifyReply): Promise<Asker | undefined> {
    const { authorization } = request.headers
    return authorization === undefined ? this.#bySession(request, reply) : this.#byToken(authorization)
  }

  /**
   * As `find`; throws `access.not-signed-in` where there is nobody, `access.too-many-requests` for who asks too often:
   * an account by itself, since a whole office may share one address; strangers by their address, before their tokens
   * are even looked up.
   */
  async require(request: FastifyRequest, reply: FastifyReply): Promise<Asker> {
    if (request.asker) return request.asker
    const address = `address ${request.ip}`
    refuseTooMany(this.#limiter.peek(address))
    let asker: Asker | undefined
    try {
      asker = await this.find(request, reply)
      if (!asker) throw problem('access.not-signed-in')
    } catch (stranger) {
      this.#limiter.take(address)
      throw stranger
    }
    refuseTooMany(this.#limiter.take(asker.principal.token ?? asker.account))
    request.asker = asker
    return asker
  }

  async #byToken(authorization: string): Promise<Asker> {
    const secret = /^Bearer ([A-Za-z0-9_.~+/=-]{1,200})$/i.exec(authorization)?.[1]
    const found = secret === undefined ? undefined : await this.#principals.ofToken(secret)
    if (!found) throw problem('access.not-signed-in')
    const { principal, account, readOnly } = found
    return { principal, account, readOnly, by: 'token', locale: undefined, session: undefined }
  }

  async #bySession(request: FastifyRequest, reply: FastifyReply): Promise<Asker | undefined> {
    const session = await this.#session(request, reply)
    const principal = session && (await this.#principals.of(session.account))
    if (!session || !principal) return undefined
    const locale = isLocale(session.locale) ? session.locale : undefined
    const { account, id, createdAt } = session
    return { principal, account, by: 'session', readOnly: false, locale, session: { id, createdAt } }
  }

  async #session(request: FastifyRequest, reply: FastifyReply): Promise<Session | undefined> {
    const cookie = cookieOf(request.headers.cookie, this.#cookie)
    if (cookie === undefined) return undefined
    const now = Date.now()
    const known = this.#sessions.get(cookie)
    if (known && known.until > now) return known.session
    const headers = new Headers({ cookie: `${this.#cookie}=${cookie}` })
    const found = await this.#auth.api.getSession({ headers, returnHeaders: true })
    // A session that goes on gets its cookie anew.
    for (const line of found.headers.getSetCookie()) reply.header('set-cookie', line)
    if (!found.response) {
      this.#sessions.delete(cookie)
      return undefined
    }
    const { session, user } = found.response
    const kept = { account: user.id, id: session.id, createdAt: session.createdAt, locale: user.locale ?? null }
    if (this.#sessions.size >= mostKept) this.#sessions.clear()
    this.#sessions.set(cookie, { until: now + keptFor, session: kept })
    return kept
  }
}

/** Throws `access.too-many-requests` where there is something to wait for. */
export function refuseTooMany(milliseconds: number): void {
  if (milliseconds > 0) throw problem('access.too-many-requests', { seconds: Math.ceil(milliseconds / 1000) })
}

/** One cookie's value as it came, out of the Cookie header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}

/** The language of an answer: `?locale=`, else the account's, else what the browser prefers. */
export function localeOf(request: FastifyRequest): Locale {
  const asked = (request.query as { locale?: unknown } | undefined)?.locale
  if (isLocale(asked)) return asked
  return request.asker?.locale ?? negotiate(request.headers['accept-language'])
}
