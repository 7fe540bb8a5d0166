import type { Auth, Principals } from '../../kernel/identity/index.ts'
import type { Locale, Words } from '../../kernel/words/index.ts'
import type { House } from '../house/house.ts'
import type { Asker, Askers } from './asker.ts'
import type { BackOff, RateLimiter } from './limiter.ts'
import type { ServerOptions } from './options.ts'

/** What the routes work with. */
export interface ServerParts {
  readonly house: House
  readonly options: ServerOptions
  readonly words: (locale: Locale) => Words
  readonly auth: Auth
  readonly principals: Principals
  readonly askers: Askers
  readonly limits: { readonly api: RateLimiter; readonly signIn: RateLimiter; readonly account: BackOff }
  /** Set when the server has been told to stop. */
  readonly stopping: { value: boolean }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once `requireAsker` has found out. */
    asker: Asker | null
    /** For the styles of one page. */
    nonce: string
  }
}
