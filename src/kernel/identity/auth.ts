import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { CamelCasePlugin } from 'kysely'
import type { Database } from '../database/index.ts'
import { uuidv7 } from '../ids.ts'
import { Problem } from '../problems/problem.ts'
import { DateColumns } from './date-columns.ts'
import { checkPassword, longestPassword, shortestPassword } from './passwords.ts'
import type { IdentityTables } from './tables.ts'

export interface OidcOptions {
  /** The provider's issuer; its discovery document says the rest. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the button says. */
  readonly name?: string | undefined
}

export interface AuthOptions {
  readonly database: Pick<Database, 'appDb'>
  /** Signs cookies and encrypts authenticator secrets; 32 characters or more. */
  readonly secret: string
  /** `https://nansen.example.org`, without a path. */
  readonly origin: string
  readonly oidc?: OidcOptions | undefined
}

export type Auth = ReturnType<typeof openAuth>

/** A shift and a little more: nobody works longer without signing in again. */
const sessionSeconds = 12 * 3600

export const oidcProvider = 'oidc'

/** The names of the cookies; `__Host-` binds them to this host where there is https. */
export function cookieNames(origin: string) {
  const prefix = origin.startsWith('https:') ? '__Host-nansen' : 'nansen'
  return { prefix, session: `${prefix}.session` }
}

/** Sign-in of staff: passwords, authenticator codes, passkeys, an identity provider, sessions. Nobody can sign up. */
export function openAuth({ database, secret, origin, oidc }: AuthOptions) {
  const https = origin.startsWith('https:')
  const { hostname, port } = new URL(origin)
  // A passkey belongs to a name, never to an address: on one machine it is used through localhost.
  const named = /^[\d.]+$|^\[/.test(hostname) ? 'localhost' : hostname
  const passkeyOrigin = named === hostname ? origin : `http://localhost${port === '' ? '' : `:${port}`}`
  const { prefix, session } = cookieNames(origin)
  return betterAuth({
    appName: 'Nansen',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [origin, passkeyOrigin],
    database: {
      db: database.appDb
        .withPlugin(new CamelCasePlugin({ maintainNestedObjectKeys: true }))
        .withPlugin(new DateColumns()),
      type: 'postgres',
      transaction: true,
    },
    user: {
      modelName: 'account',
      additionalFields: {
        locale: { type: 'string', required: false, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    session: { modelName: 'accountSession', expiresIn: sessionSeconds, updateAge: 3600 },
    account: {
      modelName: 'accountLogin',
      // Accounts are made by administrators, so an address here is no stranger's claim: the provider must have proved it.
      accountLinking: {
        enabled: true,
        trustedProviders: [],
        allowDifferentEmails: false,
        requireLocalEmailVerified: false,
      },
    },
    verification: { modelName: 'accountVerification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      revokeSessionsOnPasswordReset: true,
    },
    plugins: [
      twoFactor({
        issuer: 'Nansen',
        schema: { twoFactor: { modelName: 'accountTwoFactor' } },
        backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: 'encrypted' },
      }),
      passkey({
        rpID: named,
        rpName: 'Nansen',
        origin: [origin, passkeyOrigin],
        schema: { passkey: { modelName: 'accountPasskey', fields: { credentialID: 'credentialId' } } },
        advanced: { webAuthnChallengeCookie: 'passkey_challenge' },
      }),
      ...(oidc ? [genericOAuth({ config: [providerOf(oidc)] })] : []),
    ],
    databaseHooks: {
      // The provider's tokens served to sign in; kept, they would be keys to another house.
      account: {
        create: { before: async made => ({ data: { ...made, ...noTokens } }) },
        update: { before: async changed => ({ data: { ...changed, ...noTokens } }) },
      },
      session: {
        create: {
          before: async made => {
            const account = await database.appDb
              .withTables<Pick<IdentityTables, 'account'>>()
              .selectFrom('account')
              .select('disabled_at')
              .where('id', '=', made.userId)
              .executeTakeFirst()
            if (!account || account.disabled_at !== null) {
              throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'The account is closed' })
            }
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async context => {
        const chosen: unknown = context.path === '/change-password' ? context.body?.newPassword : undefined
        if (typeof chosen === 'string') refuseWeak(chosen)
      }),
    },
    // The server has limits of its own, by account too.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its messages name people; what matters is answered or thrown.
    logger: { disabled: true },
    onAPIError: { throw: true },
    advanced: {
      database: { generateId: () => uuidv7() },
      // The prefix of the library's own would be __Secure-, which a sister host can set.
      useSecureCookies: false,
      cookiePrefix: prefix,
      cookies: { session_token: { name: session } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
      ipAddress: { ipAddressHeaders: ['x-nansen-address'] },
    },
  } satisfies BetterAuthOptions)
}

const noTokens = { accessToken: null, refreshToken: null, idToken: null } as const

function providerOf(oidc: OidcOptions) {
  return {
    providerId: oidcProvider,
    name: oidc.name ?? new URL(oidc.issuer).hostname,
    discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: ['openid', 'email', 'profile'],
    disableSignUp: true,
    disableImplicitSignUp: true,
  }
}

function refuseWeak(password: string): void {
  try {
    checkPassword(password)
  } catch (weak) {
    // The library lets only its own kind of error through as it is.
    if (weak instanceof Problem) throw new APIError('UNPROCESSABLE_ENTITY', { code: weak.code, message: weak.code })
    throw weak
  }
}
