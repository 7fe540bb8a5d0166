import type { StoredProblem } from '../../kernel/problems/problem.ts'
import type { Words, WordValues } from '../../kernel/words/index.ts'

/** A problem as it leaves the server: RFC 9457, with the code, its details and the fields at fault. */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly details: StoredProblem['details']
  readonly fields: ReadonlyArray<{ path: string; code: string; message: string; details: StoredProblem['details'] }>
  /** The request, to find it in the server's log. */
  readonly instance?: string
}

/** Puts a problem into words. */
export function problemBody(found: StoredProblem, words: Words, instance?: string): ProblemBody {
  const values = valuesOf(found.details, words)
  const key = `problem.${found.code}`
  const title = words.has(key) ? words.t(key, values) : words.t('problem.server.fault')
  return {
    type: `/problems/${found.code}`,
    title,
    status: found.status,
    detail: words.has(`${key}.detail`) ? words.t(`${key}.detail`, values) : title,
    code: found.code,
    details: found.details,
    fields: found.fields.map(field => {
      const word = `problem.${field.code}`
      return {
        path: field.path,
        code: field.code,
        message: words.t(words.has(word) ? word : 'problem.input.invalid', valuesOf(field.details ?? {}, words)),
        details: field.details ?? {},
      }
    }),
    ...(instance === undefined ? {} : { instance: `urn:uuid:${instance}` }),
  }
}

function valuesOf(details: StoredProblem['details'], words: Words): WordValues {
  const values: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(details)) {
    values[name] = typeof value === 'object' ? words.list(value) : value
  }
  // Most messages of wrong input count the fields; a stored problem of an older version may not say how many.
  return { count: 1, ...values }
}
