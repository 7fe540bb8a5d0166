import { isUuid, type Uuid } from '../ids.ts'

/** What a problem, act, query, job or event is called: words joined by dots, `registration.register-household`. */
export type Code = `${string}.${string}`

type Kind = 'uuid' | 'code' | 'whole' | 'milliseconds' | 'flag' | 'route' | 'version' | 'migration' | readonly string[]

/**
 * All that a line of the log may hold. A person's words have no field here, so they cannot be logged by mistake; a new
 * field must be one whose every value is ours: an id, a count, a duration, a code.
 */
export const FIELDS = {
  requestId: 'uuid',
  actId: 'uuid',
  actor: 'uuid',
  device: 'uuid',
  jobId: 'uuid',
  import: 'uuid',
  situation: 'whole',
  act: 'code',
  query: 'code',
  job: 'code',
  problem: 'code',
  outcome: ['accepted', 'already-accepted', 'needs-review', 'refused', 'done', 'failed', 'retried', 'skipped'],
  method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  route: 'route',
  status: 'whole',
  duration: 'milliseconds',
  wait: 'milliseconds',
  count: 'whole',
  done: 'whole',
  failed: 'whole',
  left: 'whole',
  attempt: 'whole',
  bytes: 'whole',
  from: 'whole',
  to: 'whole',
  port: 'whole',
  version: 'version',
  migration: 'migration',
  signal: ['SIGINT', 'SIGTERM', 'SIGHUP'],
  ready: 'flag',
  replayed: 'flag',
} as const satisfies Record<string, Kind>

type ValueOf<K extends Kind> = K extends readonly (infer Word)[]
  ? Word
  : K extends 'uuid'
    ? Uuid
    : K extends 'code'
      ? Code
      : K extends 'whole' | 'milliseconds'
        ? number
        : K extends 'flag'
          ? boolean
          : K extends 'route'
            ? `/${string}`
            : string

export type LogFields = { readonly [Name in keyof typeof FIELDS]?: ValueOf<(typeof FIELDS)[Name]> | undefined }

// Capitals only inside a word, a dot at least, no run of digits that could be a phone or a card.
const CODE =
  /^(?=.{3,64}$)(?!.*\d{5})[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*|-[a-z0-9]+)*(?:\.[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*|-[a-z0-9]+)*)+$/
// A route as registered, with `:name` for what the address holds; never the address itself.
const ROUTE = /^(?=.{1,200}$)(?:\/(?:[a-z]+(?:[.-][a-z]+)*|:[a-zA-Z]+|\*))*\/?$/
const VERSION = /^\d{1,4}(?:\.\d{1,4}){0,3}(?:-[a-z]+(?:\.\d{1,4})?)?$/
const MIGRATION = /^(?=.{1,64}$)\d{3,8}(?:[_-][a-z]+)+$/

export function isCode(value: unknown): value is Code {
  return typeof value === 'string' && CODE.test(value)
}

/**
 * The fields that may be written, and how many were left out for their name or their form.
 * @param knows a further test of codes, against the names that really are registered
 */
export function keepFields(
  given: Readonly<Record<string, unknown>>,
  knows: (code: Code) => boolean,
): { kept: Record<string, unknown>; dropped: number } {
  const kept: Record<string, unknown> = {}
  let dropped = 0
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    if (isField(name) && fits(FIELDS[name], value, knows)) kept[name] = value
    else dropped += 1
  }
  return { kept, dropped }
}

function isField(name: string): name is keyof typeof FIELDS {
  return Object.hasOwn(FIELDS, name)
}

function fits(kind: Kind, value: unknown, knows: (code: Code) => boolean): boolean {
  switch (kind) {
    case 'uuid':
      return isUuid(value)
    case 'code':
      return isCode(value) && knows(value)
    case 'whole':
      return Number.isSafeInteger(value)
    case 'milliseconds':
      return Number.isFinite(value)
    case 'flag':
      return typeof value === 'boolean'
    case 'route':
      return typeof value === 'string' && ROUTE.test(value)
    case 'version':
      return typeof value === 'string' && VERSION.test(value)
    case 'migration':
      return typeof value === 'string' && MIGRATION.test(value)
    default:
      return typeof value === 'string' && kind.includes(value)
  }
}
