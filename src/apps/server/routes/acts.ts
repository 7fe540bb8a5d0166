import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ActAnswer, ActEnvelope } from '../../../kernel/acts/define.ts'
import { databaseError } from '../../../kernel/database/errors.ts'
import { isUuid, uuidv7 } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problems/common.ts'
import { parseInput } from '../../../kernel/problems/input.ts'
import { Problem } from '../../../kernel/problems/problem.ts'
import type { Words } from '../../../kernel/words/index.ts'
import { type Asker, localeOf } from '../asker.ts'
import { answerProblem, problemOf } from '../failures.ts'
import type { ServerParts } from '../parts.ts'
import { problemBody } from '../problem-answer.ts'

const Id = z.string().refine(isUuid, { params: { problem: 'act.bad-id' } })
const Situation = z.number().int().min(0).max(2_147_483_647)

const carried = {
  situation: Situation,
  occurredAt: z.iso.datetime({ offset: true }).optional(),
  device: z.string().min(1).max(100).optional(),
  mends: Id.optional(),
  keep: z.boolean().optional(),
  input: z.unknown(),
} as const

/** An act as it is sent to `/api/acts`. */
export const Envelope = z.strictObject({ id: Id, name: z.string().min(1).max(100), ...carried })
/** An act as it is sent to its own address; the id may stand in the Idempotency-Key header instead. */
export const NamedEnvelope = z.strictObject({ id: Id.optional(), ...carried })

export const mostInBatch = 500
export const Batch = z.strictObject({ acts: z.array(z.unknown()).max(mostInBatch) })

export function addActRoutes(server: FastifyInstance, parts: ServerParts): void {
  server.post('/api/acts', async (request, reply) => {
    const asker = await writer(request, reply, parts)
    const { body } = request
    if (typeof body === 'object' && body !== null && Object.hasOwn(body, 'acts')) {
      return answerBatch(request, asker, parts)
    }
    return answerOne(parts, request, reply, asker, parseInput<ActEnvelope>(Envelope, body))
  })

  server.post<{ Params: { name: string } }>('/api/acts/:name', async (request, reply) => {
    const asker = await writer(request, reply, parts)
    parts.house.actRegistry.get(request.params.name)
    const { id, ...rest } = parseInput(NamedEnvelope, request.body)
    const key = request.headers['idempotency-key']
    const keyed = typeof key === 'string' ? key.replace(/^"(.*)"$/, '$1').toLowerCase() : undefined
    if (keyed !== undefined && (!isUuid(keyed) || (id !== undefined && id !== keyed))) throw problem('act.bad-id')
    return answerOne(parts, request, reply, asker, { ...rest, id: id ?? keyed ?? uuidv7(), name: request.params.name })
  })
}

async function writer(request: FastifyRequest, reply: FastifyReply, parts: ServerParts): Promise<Asker> {
  const asker = await parts.askers.require(request, reply)
  if (asker.readOnly) throw problem('access.token-scope')
  return asker
}

/** Submits an act, and forgets what was remembered of accounts and grants where it may have changed them. */
export async function submitAct(parts: ServerParts, envelope: ActEnvelope, asker: Asker): Promise<ActAnswer> {
  const answer = await parts.house.acts.submit(envelope, asker.principal)
  if (envelope.name.startsWith('access.')) {
    parts.principals.forget()
    parts.askers.forget()
  }
  return answer
}

async function answerOne(
  parts: ServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
  asker: Asker,
  envelope: ActEnvelope,
) {
  const answer = await submitAct(parts, envelope, asker)
  return sendAnswer(parts, request, reply, answer)
}

/** 200 for what stands, 202 for what a person must decide, the problem's own status for what was refused. */
export function sendAnswer(parts: ServerParts, request: FastifyRequest, reply: FastifyReply, answer: ActAnswer) {
  if (!('problem' in answer)) return answer
  const { problem: found, ...rest } = answer
  if (answer.answer === 'refused') return answerProblem(parts, request, reply, Problem.from(found), rest)
  reply.code(202)
  return { ...rest, problem: problemBody(found, parts.words(localeOf(request))) }
}

async function answerBatch(request: FastifyRequest, asker: Asker, parts: ServerParts) {
  const words = parts.words(localeOf(request))
  const { acts } = request.body as { acts?: unknown }
  if (Array.isArray(acts) && acts.length > mostInBatch) throw problem('act.too-many', { maximum: mostInBatch })
  const batch = parseInput(Batch, request.body)
  const answers = []
  for (const sent of batch.acts) {
    answers.push(await oneOfBatch(parts, request, sent, asker, words))
    // The client has gone: it will send the rest again, with the same ids.
    if (request.raw.destroyed) break
  }
  return { answers }
}

async function oneOfBatch(parts: ServerParts, request: FastifyRequest, sent: unknown, asker: Asker, words: Words) {
  try {
    const answer = await submitAct(parts, parseInput<ActEnvelope>(Envelope, sent), asker)
    if (!('problem' in answer)) return answer
    return { ...answer, problem: problemBody(answer.problem, words) }
  } catch (thrown) {
    // Without the database no act of the batch can go on: the whole is answered, and sent again later.
    if (databaseError(thrown).kind === 'connection-lost') throw thrown
    const found = problemOf(thrown)
    const fault = found.status >= 500
    if (fault) {
      parts.house.log.error('http.failed', { requestId: request.id, status: found.status, route: '/api/acts' }, thrown)
    }
    return {
      id: idOf(sent),
      // failed: nothing is known of it; it may be sent again. refused: it will never pass as it is.
      answer: fault ? 'failed' : 'refused',
      kept: false,
      problem: problemBody(found.toJSON(), words, fault ? request.id : undefined),
    }
  }
}

function idOf(sent: unknown): string | null {
  const id = typeof sent === 'object' && sent !== null ? (sent as { id?: unknown }).id : undefined
  return isUuid(id) ? id : null
}
