import type { z } from 'zod'
import { problem } from './common.ts'
import type { Details, FieldProblem, Problem } from './problem.ts'

/** What a schema's own rule says: `ctx.addIssue(fieldIssue('registration.birth-in-future', { today }))`. */
export function fieldIssue(code: string, details: Details = {}, path: (string | number)[] = []) {
  return { code: 'custom' as const, message: code, params: { problem: code, details }, path }
}

/**
 * Checks unknown input against a schema. Answers the typed value or throws `input.invalid` that names each wrong field
 * with a code of its own, so that a screen can put the words beside the field.
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input, { reportInput: true })
  if (parsed.success) return parsed.data
  throw invalid(parsed.error.issues.flatMap(issue => fieldsOf(issue)))
}

export function invalid(fields: readonly FieldProblem[]): Problem {
  return problem('input.invalid', { count: fields.length }, fields.slice(0, 100))
}

function fieldsOf(issue: z.core.$ZodIssue, prefix: PropertyKey[] = []): FieldProblem[] {
  const path = [...prefix, ...issue.path].map(String).join('.')
  switch (issue.code) {
    case 'invalid_type':
      return [
        issue.input === undefined
          ? { path, code: 'input.required' }
          : { path, code: 'input.wrong-type', details: { expected: issue.expected } },
      ]
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? [{ path, code: 'input.too-long', details: { maximum: Number(issue.maximum) } }]
        : [{ path, code: 'input.too-big', details: { maximum: Number(issue.maximum) } }]
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') {
        return [
          {
            path,
            code: Number(issue.minimum) <= 1 ? 'input.required' : 'input.too-short',
            details: { minimum: Number(issue.minimum) },
          },
        ]
      }
      return [{ path, code: 'input.too-small', details: { minimum: Number(issue.minimum) } }]
    case 'invalid_value':
      return [
        issue.input === undefined
          ? { path, code: 'input.required' }
          : { path, code: 'input.not-one-of', details: { allowed: issue.values.slice(0, 60).map(String) } },
      ]
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, 20)
        .map(key => ({ path: path ? `${path}.${shorten(key)}` : shorten(key), code: 'input.unknown-field' }))
    case 'invalid_union': {
      const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0]
      return nearest && nearest.length > 0
        ? nearest.flatMap(inner => fieldsOf(inner, [...prefix, ...issue.path]))
        : [{ path, code: 'input.wrong-type' }]
    }
    case 'custom': {
      const params = issue.params as { problem?: string; details?: Details } | undefined
      return [{ path, code: params?.problem ?? 'input.invalid', details: params?.details ?? {} }]
    }
    default:
      return [{ path, code: 'input.bad-format' }]
  }
}

/** Keys come from outside: keep them short, so that a problem stays small. */
function shorten(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}…` : key
}
