import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { LOG_LEVELS } from '../kernel/log/index.ts'

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  NANSEN_DATA: z.string().min(1).default('./data'),
  NANSEN_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** The address people type, where it is not http://HOST:PORT: behind a proxy with https. */
  NANSEN_URL: z.url().optional(),
  NANSEN_LOG: z.enum(LOG_LEVELS).default('info'),
  NANSEN_OIDC_ISSUER: z.url().optional(),
  NANSEN_OIDC_CLIENT_ID: z.string().optional(),
  NANSEN_OIDC_CLIENT_SECRET: z.string().optional(),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly databaseUrl: string | undefined
  /** Folder of the embedded database, uploads and the generated secret. */
  readonly data: string
  /** Seals keys and signs sessions. From NANSEN_SECRET, else made once and kept in the data folder. */
  readonly secret: string
  readonly url: string
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly oidc: { issuer: string; clientId: string; clientSecret: string } | undefined
}

/** Thrown with one sentence for each wrong setting. */
export class ConfigProblem extends Error {}

/** Reads and checks the settings. Throws ConfigProblem that names each wrong one and what is allowed. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigProblem(parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  }
  const settings = parsed.data
  const oidc = [settings.NANSEN_OIDC_ISSUER, settings.NANSEN_OIDC_CLIENT_ID, settings.NANSEN_OIDC_CLIENT_SECRET]
  if (oidc.some(Boolean) && !oidc.every(Boolean)) {
    throw new ConfigProblem(
      'NANSEN_OIDC_ISSUER, NANSEN_OIDC_CLIENT_ID and NANSEN_OIDC_CLIENT_SECRET go together: give all three or none.',
    )
  }
  const [issuer, clientId, clientSecret] = oidc
  const data = resolve(settings.NANSEN_DATA)
  return {
    port: settings.PORT,
    host: settings.HOST,
    databaseUrl: settings.DATABASE_URL,
    data,
    secret: settings.NANSEN_SECRET ?? keptSecret(data),
    url: settings.NANSEN_URL ?? `http://${settings.HOST === '0.0.0.0' ? '127.0.0.1' : settings.HOST}:${settings.PORT}`,
    logLevel: settings.NANSEN_LOG,
    oidc: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined,
  }
}

function keptSecret(data: string): string {
  const file = join(data, 'secret')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ENOENT') throw failure
  }
  // 0711: the database's unprivileged user must be able to pass through to its own folder below.
  mkdirSync(data, { recursive: true, mode: 0o711 })
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  return secret
}
