import { z } from 'zod'
import { MakeToken, TokenLine } from '../../../kernel/identity/index.ts'
import { type JsonSchema, reference, type Schemas } from './schemas.ts'

const text = { type: 'string' } as const
const uuid = { type: 'string', format: 'uuid' } as const
const moment = { type: 'string', format: 'date-time' } as const
const object = (properties: JsonSchema, required: string[] = Object.keys(properties)): JsonSchema => ({
  type: 'object',
  required,
  properties,
})
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })

/** What is no act's and no query's own: problems, the four answers, the account. */
export function fixedSchemas(schemas: Schemas): void {
  const details = { type: 'object', description: 'Short facts that the message needs.' }
  const field = object({ path: text, code: text, message: text, details })
  const problem = {
    type: { type: 'string', description: 'Address of a page that explains the problem.' },
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: { type: 'string', description: 'Stable; never reused for another meaning.' },
    details,
    fields: list(schemas.put('FieldProblem', field)),
    instance: { type: 'string', description: 'The request, as the server’s log knows it.' },
  }
  const required = ['type', 'title', 'status', 'detail', 'code', 'details', 'fields']
  schemas.put('Problem', object(problem, required))
  const held = { id: uuid, recordedAt: moment, kept: { type: 'boolean' } }
  schemas.put('RefusedAct', object({ ...problem, ...held, answer: { const: 'refused' } }, required))
  schemas.put('HeldAct', object({ ...held, answer: { const: 'needs-review' }, problem: reference('Problem') }))
  const accepted = { type: 'string', enum: ['accepted', 'already-accepted'] }
  schemas.put('AcceptedAct', object({ id: uuid, answer: accepted, recordedAt: moment, result: {} }))
  const notAccepted = object(
    {
      id: { type: ['string', 'null'], format: 'uuid' },
      answer: { type: 'string', enum: ['needs-review', 'refused', 'failed'] },
      recordedAt: moment,
      kept: { type: 'boolean' },
      problem: reference('Problem'),
    },
    ['id', 'answer', 'kept', 'problem'],
  )
  schemas.put('BatchAnswer', object({ answers: list({ anyOf: [reference('AcceptedAct'), notAccepted] }) }))
  const grant = object({
    situation: { type: 'integer' },
    situationCode: text,
    situationName: text,
    role: text,
    permissions: list(text),
    places: { anyOf: [{ const: '*' }, list(uuid)] },
    sensitivity: { type: 'string', enum: ['public', 'internal', 'personal', 'sensitive', 'confidential'] },
  })
  const me = {
    id: uuid,
    name: text,
    email: { type: 'string', format: 'email' },
    locale: { type: ['string', 'null'] },
    grants: list(grant),
    twoFactor: { type: 'boolean' },
    passkeys: { type: 'integer' },
    program: { type: 'boolean' },
    readOnly: { type: 'boolean' },
  }
  schemas.put('Me', object(me))
  schemas.add('MakeToken', MakeToken, 'input')
  schemas.add('Tokens', z.object({ tokens: z.array(TokenLine) }), 'output')
  const session = object({
    id: uuid,
    createdAt: moment,
    seenAt: moment,
    expiresAt: moment,
    address: { type: ['string', 'null'] },
    browser: { type: ['string', 'null'] },
    current: { type: 'boolean' },
  })
  schemas.put('Sessions', object({ sessions: list(session) }))
}

type Operation = {
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly open?: boolean
  readonly status?: string
  readonly query?: JsonSchema[]
  readonly path?: readonly string[]
  readonly body?: JsonSchema
  readonly binary?: string
  readonly answer: JsonSchema
}

/** The routes that stand beside acts and queries. */
export function fixedPaths(schemas: Schemas): Record<string, Record<string, JsonSchema>> {
  const credentials = object({ email: { type: 'string', format: 'email' }, password: text })
  const invitation = object({ token: text, password: text })
  const newAccount = object({ name: text, email: { type: 'string', format: 'email' } })
  const madeLink = object({ account: uuid, link: { type: 'string', format: 'uri' }, expiresAt: moment })
  const situation = { name: 'situation', in: 'query', required: true, schema: { type: 'integer', minimum: 1 } }
  const account = { tag: 'account' }
  const one = (more: Omit<Operation, 'tag'> & { tag?: string }): JsonSchema => operation({ ...account, ...more })
  const upload = object({ file: uuid, bytes: { type: 'integer' }, sha256: text })
  const photo = object({ photo: uuid, width: { type: 'integer' }, height: { type: 'integer' }, answer: text })
  schemas.put('Done', { type: 'object' })
  return {
    '/api/me': {
      get: one({ id: 'me', summary: 'Who one is and what one may do, where.', answer: reference('Me') }),
      put: one({
        id: 'changeMe',
        summary: 'Changes one’s own name or language.',
        body: object({ name: text, locale: text }, []),
        answer: reference('Me'),
      }),
    },
    '/api/tokens': {
      get: one({ id: 'listTokens', summary: 'One’s own access tokens.', answer: reference('Tokens') }),
      post: one({
        id: 'makeToken',
        summary: 'Makes an access token for a program; its secret is answered this once.',
        status: '201',
        body: reference('MakeToken'),
        answer: object({ id: uuid, secret: text, expiresAt: moment }),
      }),
    },
    '/api/tokens/{id}': {
      delete: one({ id: 'revokeToken', summary: 'Takes a token back.', path: ['id'], answer: reference('Done') }),
    },
    '/api/sessions': {
      get: one({ id: 'listSessions', summary: 'One’s own open sessions.', answer: reference('Sessions') }),
      delete: one({ id: 'endOtherSessions', summary: 'Ends all sessions but this one.', answer: reference('Done') }),
    },
    '/api/sessions/{id}': {
      delete: one({ id: 'endSession', summary: 'Ends one session.', path: ['id'], answer: reference('Done') }),
    },
    '/api/auth/sign-in/email': {
      post: one({
        id: 'signIn',
        summary: 'Signs in; answers `twoFactorRedirect` where the authenticator’s code is wanted next.',
        open: true,
        body: credentials,
        answer: reference('Done'),
      }),
    },
    '/api/auth/two-factor/verify-totp': {
      post: one({
        id: 'proveCode',
        summary: 'Ends a sign-in with the authenticator’s code.',
        open: true,
        body: object({ code: text }),
        answer: reference('Done'),
      }),
    },
    '/api/auth/sign-out': {
      post: one({ id: 'signOut', summary: 'Ends this session.', body: { type: 'object' }, answer: reference('Done') }),
    },
    '/api/sign-in': {
      get: one({
        id: 'signInWays',
        summary: 'Which ways to sign in there are.',
        open: true,
        answer: object({ oidc: { type: ['object', 'null'] }, first: { type: 'boolean' } }),
      }),
    },
    '/api/first': {
      post: one({
        id: 'makeFirst',
        summary: 'Makes the first administrator by the link printed at the first start.',
        open: true,
        body: object({ token: text, name: text, email: text, password: text }),
        answer: object({ account: uuid }),
      }),
    },
    '/api/invitation/look': {
      post: one({
        id: 'lookAtInvitation',
        summary: 'Who a one-time link is for.',
        open: true,
        body: object({ token: text }),
        answer: object({ purpose: text, name: { type: ['string', 'null'] }, email: { type: ['string', 'null'] } }),
      }),
    },
    '/api/invitation': {
      post: one({
        id: 'useInvitation',
        summary: 'Chooses a password by a one-time link.',
        open: true,
        body: invitation,
        answer: object({ email: text }),
      }),
    },
    '/api/accounts': {
      post: one({
        id: 'inviteColleague',
        summary: 'Makes an account and the link to be given to the person.',
        status: '201',
        body: newAccount,
        answer: madeLink,
      }),
    },
    '/api/accounts/{account}/link': {
      post: one({
        id: 'renewPassword',
        summary: 'A new link to choose a password; may take the second factor off.',
        status: '201',
        path: ['account'],
        body: object({ removeSecondFactor: { type: 'boolean' } }, []),
        answer: madeLink,
      }),
    },
    '/api/files/photo': {
      post: one({
        id: 'sendPhoto',
        tag: 'files',
        summary: 'Makes a photo small, frees it of the camera’s data and keeps it.',
        query: [situation, { name: 'id', in: 'query', schema: uuid, description: 'UUIDv7; makes sending again safe.' }],
        binary: 'image/jpeg',
        answer: photo,
      }),
    },
    '/api/files/import': {
      post: one({
        id: 'sendFile',
        tag: 'files',
        summary: 'Takes a file that is to be imported, up to a gigabyte.',
        status: '201',
        query: [situation],
        binary: 'application/octet-stream',
        answer: upload,
      }),
    },
    '/api/photos/{situation}/{id}': {
      get: {
        ...one({
          id: 'photo',
          tag: 'files',
          summary: 'The photo of an individual.',
          path: ['situation', 'id'],
          answer: {},
        }),
        responses: { '200': { description: 'The photo.', content: { 'image/jpeg': { schema: {} } } }, ...problems },
      },
    },
    '/healthz': {
      get: one({
        id: 'alive',
        tag: 'operation',
        summary: 'Whether the process lives.',
        open: true,
        answer: reference('Done'),
      }),
    },
    '/readyz': {
      get: one({
        id: 'ready',
        tag: 'operation',
        summary: 'Whether the database answers and nobody has asked the server to stop.',
        open: true,
        answer: reference('Done'),
      }),
    },
  }
}

const problems = {
  '401': { $ref: '#/components/responses/NotSignedIn' },
  '403': { $ref: '#/components/responses/NotAllowed' },
  '404': { $ref: '#/components/responses/NotFound' },
}

function operation(one: Operation): JsonSchema {
  const path = (one.path ?? []).map(name => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const parameters = [...path, ...(one.query ?? [])]
  const content = one.binary
    ? { [one.binary]: { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: one.body } }
  return {
    operationId: one.id,
    tags: [one.tag],
    summary: one.summary,
    ...(one.open ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(one.body || one.binary ? { requestBody: { required: true, content } } : {}),
    responses: {
      [one.status ?? '200']: { description: 'Done.', content: { 'application/json': { schema: one.answer } } },
      ...(one.open ? {} : problems),
      '422': { $ref: '#/components/responses/Invalid' },
      '429': { $ref: '#/components/responses/TooMany' },
      '503': { $ref: '#/components/responses/Away' },
    },
  }
}
