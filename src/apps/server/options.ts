import type { Roles } from '../../kernel/access/roles.ts'
import type { OidcOptions } from '../../kernel/identity/index.ts'

export interface ServerOptions {
  /** What people type into the address bar, without a path: `https://nansen.example.org`. */
  readonly origin: string
  /** Signs cookies and encrypts authenticator secrets; 32 characters or more, kept between starts. */
  readonly secret: string
  /** Where files that are being imported wait: `<data>/uploads` is made in it. */
  readonly dataFolder: string
  /** The project's folder: it holds `src/` with the words and `dist/web` with the built screens. */
  readonly root: string
  readonly roles: Roles
  readonly oidc?: OidcOptions | undefined
  /** How many reverse proxies stand in front and add X-Forwarded-For; 0: none, the header is not believed. */
  readonly proxies?: number
  readonly limits?: Partial<LimitOptions>
  readonly version?: string
}

/** How often who may ask; what is beyond is answered by 429 with Retry-After. */
export interface LimitOptions {
  /** Requests of one principal a second, and how many at once after a pause. */
  readonly perSecond: number
  readonly burst: number
  /** Tries to sign in from one address a minute, and at once. */
  readonly signInsPerMinute: number
  readonly signInBurst: number
  /** Wrong passwords of one account before each further try waits, twice as long each time. */
  readonly freeTries: number
}

export const usualLimits: LimitOptions = {
  perSecond: 100,
  burst: 500,
  signInsPerMinute: 20,
  signInBurst: 30,
  freeTries: 5,
}
