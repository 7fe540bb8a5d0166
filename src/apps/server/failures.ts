import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { databaseError } from '../../kernel/database/errors.ts'
import { problem } from '../../kernel/problems/common.ts'
import { Problem } from '../../kernel/problems/problem.ts'
import { problemOfDatabase } from '../../kernel/store/failures.ts'
import { localeOf } from './asker.ts'
import type { ServerParts } from './parts.ts'
import { problemBody } from './problem-answer.ts'

export const problemType = 'application/problem+json; charset=utf-8'

/** What anything that was thrown means for the person: never a stack, never SQL, never a stranger's words. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  const meant = problemOfDatabase(thrown)
  if (meant) return meant
  const { kind } = databaseError(thrown)
  if (kind === 'connection-lost') return problem('server.database-away')
  if (kind === 'timeout') return problem('server.busy')
  return problemOfFastify(thrown) ?? problem('server.fault')
}

function problemOfFastify(thrown: unknown): Problem | undefined {
  const { code, statusCode } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Partial<FastifyError>
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('input.unsupported-media')
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('input.too-large')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return problem('input.not-json')
    default:
      return statusCode !== undefined && statusCode >= 400 && statusCode < 500
        ? problem('input.invalid', { count: 1 })
        : undefined
  }
}

/** Answers a problem in the language of who asked. */
export function answerProblem(
  parts: ServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
  found: Problem,
  more = {},
) {
  if (found.status === 503) reply.header('retry-after', '5')
  if (found.status === 401) reply.header('www-authenticate', 'Bearer')
  const { seconds } = found.details
  if (found.status === 429 && typeof seconds === 'number') reply.header('retry-after', String(seconds))
  reply
    .code(found.status)
    .header('content-type', problemType)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language, cookie, authorization')
  return reply.send(
    JSON.stringify({ ...problemBody(found.toJSON(), parts.words(localeOf(request)), request.id), ...more }),
  )
}

/** The last stop of everything that a route throws. */
export function failureHandler(parts: ServerParts) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const found = problemOf(thrown)
    if (found.status >= 500) {
      parts.house.log.error(
        'http.failed',
        { requestId: request.id, problem: codeOf(found), status: found.status },
        thrown,
      )
    }
    return answerProblem(parts, request, reply, found)
  }
}

function codeOf(found: Problem): `${string}.${string}` {
  const [room = 'server', ...rest] = found.code.split('.')
  return `${room}.${rest.join('.')}`
}
