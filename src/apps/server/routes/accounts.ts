import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isAllowed, systemPrincipal } from '../../../kernel/access/principal.ts'
import type { ActEnvelope } from '../../../kernel/acts/define.ts'
import {
  checkPassword,
  choosePassword,
  lookAtLink,
  makeLink,
  restoreFirstLink,
  setPassword,
  spendFirstLink,
} from '../../../kernel/identity/index.ts'
import { isUuid, type Uuid, uuidv7 } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problems/common.ts'
import { parseInput } from '../../../kernel/problems/input.ts'
import { Problem } from '../../../kernel/problems/problem.ts'
import { type Asker, refuseTooMany } from '../asker.ts'
import type { ServerParts } from '../parts.ts'
import { sendAnswer, submitAct } from './acts.ts'

const Person = { name: z.string(), email: z.string(), locale: z.string().nullable().optional() } as const
const NewAccount = z.strictObject({ id: z.string().optional(), account: z.string().optional(), ...Person })
const Renew = z.strictObject({ id: z.string().optional(), removeSecondFactor: z.boolean().optional() })
const First = z.strictObject({ token: z.string().max(100), password: z.string().max(1000), ...Person })
const Choice = z.strictObject({ token: z.string().max(100), password: z.string().max(1000) })
const Look = z.strictObject({ token: z.string().max(100) })

/** Accounts made by administrators, and the one-time links by which people choose their passwords. */
export function addAccountRoutes(server: FastifyInstance, parts: ServerParts): void {
  const pool = parts.house.database.app
  const { now } = parts.house

  /** Makes an account and the link to be given to the person. */
  server.post('/api/accounts', async (request, reply) => {
    const asker = await administrator(parts, request, reply)
    const { id = uuidv7(), account = uuidv7(), ...input } = parseInput(NewAccount, request.body)
    const envelope = { id, name: 'access.createAccount', situation: 0, keep: false, input: { account, ...input } }
    return linkAfter(parts, request, reply, asker, envelope, account)
  })

  /** A new link for an account: to choose a password, or to choose another. */
  server.post<{ Params: { account: string } }>('/api/accounts/:account/link', async (request, reply) => {
    const asker = await administrator(parts, request, reply)
    const { account } = request.params
    const { id = uuidv7(), ...input } = parseInput(Renew, request.body ?? {})
    const envelope = { id, name: 'access.renewPassword', situation: 0, keep: false, input: { account, ...input } }
    return linkAfter(parts, request, reply, asker, envelope, account)
  })

  /** Who a link is for, to greet the person before the password is chosen. */
  server.post('/api/invitation/look', async request => {
    refuseTooMany(parts.limits.signIn.take(request.ip))
    const { token } = parseInput(Look, request.body)
    const { purpose, name, email } = await lookAtLink(pool, now(), token)
    return { purpose, name, email }
  })

  server.post('/api/invitation', async request => {
    refuseTooMany(parts.limits.signIn.take(request.ip))
    const { token, password } = parseInput(Choice, request.body)
    const { email } = await choosePassword(pool, now(), token, password)
    parts.askers.forget()
    return { email }
  })

  /** The first administrator, by the link that the server printed at its first start. */
  server.post('/api/first', async request => {
    refuseTooMany(parts.limits.signIn.take(request.ip))
    const { token, password, ...person } = parseInput(First, request.body)
    checkPassword(password, person.email)
    await spendFirstLink(pool, now(), token)
    try {
      return await makeFirst(parts, person, password)
    } catch (failure) {
      await restoreFirstLink(pool, token)
      throw failure
    }
  })
}

async function administrator(parts: ServerParts, request: FastifyRequest, reply: FastifyReply): Promise<Asker> {
  const asker = await parts.askers.require(request, reply)
  if (!isAllowed(asker.principal, 0, 'manage-accounts', undefined, 'internal')) {
    throw problem('access.not-allowed', { permission: 'manage-accounts' })
  }
  return asker
}

async function linkAfter(
  parts: ServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
  asker: Asker,
  envelope: ActEnvelope,
  account: Uuid,
) {
  const answer = await submitAct(parts, envelope, asker)
  if ('problem' in answer) return sendAnswer(parts, request, reply, answer)
  const { database, now } = parts.house
  if (!isUuid(account)) throw problem('record.not-found', { record: 'account' })
  const { rows } = await database.app.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM account_login WHERE user_id = $1) AS found`,
    [account],
  )
  const link = await makeLink(database.app, now(), rows[0]?.found ? 'reset' : 'invite', account, asker.account)
  reply.code(201)
  return { account, link: `${parts.options.origin}${link.path}`, expiresAt: link.expiresAt }
}

async function makeFirst(parts: ServerParts, person: z.infer<z.ZodObject<typeof Person>>, password: string) {
  const account = uuidv7()
  const house = systemPrincipal(0, ['manage-accounts'])
  const submit = async (name: string, input: unknown) => {
    const answer = await parts.house.acts.submit({ id: uuidv7(), name, situation: 0, keep: false, input }, house)
    if ('problem' in answer) throw Problem.from(answer.problem)
  }
  await submit('access.createAccount', { account, ...person })
  await submit('access.grantRole', { grant: uuidv7(), account, role: 'administrator', situation: 0 })
  await setPassword(parts.house.database.app, parts.house.now(), account, password)
  parts.principals.forget()
  return { account }
}
