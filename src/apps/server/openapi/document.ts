import type { ActRegistry, RegisteredAct } from '../../../kernel/acts/registry.ts'
import { cookieNames } from '../../../kernel/identity/index.ts'
import type { QueryRegistry, RegisteredQuery } from '../../../kernel/queries/run.ts'
import { Envelope, mostInBatch } from '../routes/acts.ts'
import { exampleOf } from './example.ts'
import { fixedPaths, fixedSchemas } from './fixed.ts'
import { type JsonSchema, pascal, reference, Schemas } from './schemas.ts'

export interface DocumentParts {
  readonly actRegistry: ActRegistry
  readonly queryRegistry: QueryRegistry
  readonly origin: string
  readonly version: string
}

export type OpenApi = {
  openapi: string
  info: JsonSchema
  servers: JsonSchema[]
  security: JsonSchema[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, JsonSchema>>
  components: { schemas: Readonly<Record<string, JsonSchema>>; [key: string]: unknown }
}

/** The API as an OpenAPI 3.1 document, written from the definitions of acts and queries and from nothing else. */
export function openApiDocument(parts: DocumentParts): OpenApi {
  const schemas = new Schemas()
  fixedSchemas(schemas)
  schemas.add('ActEnvelope', Envelope, 'input')
  const acts = parts.actRegistry.all()
  const queries = parts.queryRegistry.all()
  const paths: OpenApi['paths'] = { '/api/acts': { post: manyActs() } }
  for (const act of acts) paths[`/api/acts/${act.name}`] = { post: actOperation(act, schemas) }
  for (const query of queries) paths[`/api/queries/${query.name}`] = { get: queryOperation(query, schemas) }
  Object.assign(paths, fixedPaths(schemas))
  const rooms = [...new Set([...acts, ...queries].map(({ name }) => roomOf(name)))].sort()
  return {
    openapi: '3.1.1',
    info: {
      title: 'Nansen',
      version: parts.version,
      description:
        'Every change is an act: named, validated, authorised, and once only, whatever is sent twice. Every reading is a ' +
        'query. Problems are answered as RFC 9457, in the language of Accept-Language.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: parts.origin }],
    security: [{ token: [] }, { session: [] }],
    tags: [
      { name: 'acts', description: 'Any act, one or many.' },
      ...rooms.map(name => ({ name, description: `Acts and queries of ${name}.` })),
      { name: 'account', description: 'Who one is: session, tokens, invitations.' },
      { name: 'files', description: 'Photos and files to import.' },
      { name: 'operation', description: 'Whether the server lives and is ready.' },
    ],
    paths,
    components: {
      schemas: schemas.all,
      responses: problemResponses(),
      parameters: sharedParameters,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A personal access token, `nsn_…`, made under one’s account. For programs.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieNames(parts.origin).session,
          description: 'The session of a browser. Changes need a same-origin request and a JSON body.',
        },
      },
    },
  }
}

const roomOf = (name: string): string => name.split('.', 1)[0] ?? name

const sharedParameters = {
  locale: {
    name: 'locale',
    in: 'query',
    description: 'Language of problems, instead of Accept-Language.',
    schema: { type: 'string', enum: ['ar', 'en', 'es', 'fr', 'ru', 'zh'] },
  },
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The act’s id, where the body does not hold it. The same id twice is one act.',
    schema: { type: 'string', format: 'uuid' },
  },
} as const

function problemResponses(): JsonSchema {
  const answered = (description: string, name = 'Problem') => ({
    description,
    content: { 'application/problem+json': { schema: reference(name) } },
  })
  return {
    Unreadable: answered('The request cannot be read.'),
    NotSignedIn: answered('Nobody is signed in, or the token is unknown or too old.'),
    NotAllowed: answered('The role, the token or the site that sent it does not allow this.'),
    NotFound: answered('Not there, or not shown to this role: the two look the same.'),
    Refused: answered('The act was refused; `kept` says whether it waits to be mended.', 'RefusedAct'),
    Invalid: answered('What was asked does not fit; each wrong field is named.'),
    TooMany: {
      ...answered('Too many requests; wait as long as Retry-After says.'),
      headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds.' } },
    },
    Away: {
      ...answered('The server or its database is away for a moment; send the same again.'),
      headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds.' } },
    },
  }
}

const response = (name: string): JsonSchema => ({ $ref: `#/components/responses/${name}` })
const usual = {
  '400': response('Unreadable'),
  '401': response('NotSignedIn'),
  '403': response('NotAllowed'),
  '404': response('NotFound'),
  '429': response('TooMany'),
  '503': response('Away'),
}
const json = (schema: JsonSchema, more: JsonSchema = {}) => ({ 'application/json': { schema, ...more } })

function manyActs(): JsonSchema {
  const batch = {
    type: 'object',
    required: ['acts'],
    additionalProperties: false,
    properties: { acts: { type: 'array', maxItems: mostInBatch, items: reference('ActEnvelope') } },
  }
  return {
    operationId: 'submitActs',
    tags: ['acts'],
    summary: 'Submits one act, or up to 500 in order, each in its own transaction.',
    parameters: [{ $ref: '#/components/parameters/locale' }],
    requestBody: { required: true, content: json({ oneOf: [reference('ActEnvelope'), batch] }) },
    responses: {
      '200': {
        description: 'The answer to the act; for many, the answers in their order.',
        content: json({ oneOf: [reference('AcceptedAct'), reference('BatchAnswer')] }),
      },
      '202': { description: 'Kept for a person to decide.', content: json(reference('HeldAct')) },
      '422': response('Refused'),
      ...usual,
    },
  }
}

function actOperation(act: RegisteredAct, schemas: Schemas): JsonSchema {
  const name = pascal(act.name)
  const input = schemas.add(`${name}Input`, act.input, 'input')
  const result = schemas.add(`${name}Result`, act.result, 'output')
  const example = exampleOf(input, ref => schemas.get(ref.split('/').at(-1) ?? ''))
  const situation = act.scope === 'house' ? { type: 'integer', const: 0 } : { type: 'integer', minimum: 1 }
  const body = {
    type: 'object',
    required: ['situation', 'input'],
    additionalProperties: false,
    properties: {
      id: { type: 'string', format: 'uuid', description: 'UUIDv7, made where the act is made.' },
      situation,
      occurredAt: { type: 'string', format: 'date-time', description: 'When it happened. Absent: now.' },
      device: { type: 'string', maxLength: 100 },
      mends: { type: 'string', format: 'uuid', description: 'The refused or held act that this one mends.' },
      keep: { type: 'boolean', description: 'false: the sender keeps it itself if it is refused.' },
      input,
    },
  }
  const examples = act.input.safeParse(example).success
    ? {
        examples: {
          least: { summary: 'The least that is needed', value: { situation: situation.const ?? 1, input: example } },
        },
      }
    : {}
  return {
    operationId: act.name.replace('.', '_'),
    tags: [roomOf(act.name)],
    summary: act.summary,
    description: `Needs \`${act.allow.permission}\`. ${act.kind === 'decision' ? 'A decision' : 'An observation'}; the journal holds it as ${act.sensitivity}.`,
    parameters: [{ $ref: '#/components/parameters/idempotencyKey' }, { $ref: '#/components/parameters/locale' }],
    requestBody: { required: true, content: json(body, examples) },
    responses: {
      '200': {
        description: 'Accepted, now or before.',
        content: json({
          allOf: [reference('AcceptedAct'), { type: 'object', properties: { result } }],
        }),
      },
      '202': { description: 'Kept for a person to decide.', content: json(reference('HeldAct')) },
      '409': response('Refused'),
      '422': response('Refused'),
      ...usual,
    },
    'x-permission': act.allow.permission,
    'x-kind': act.kind,
    'x-sensitivity': act.sensitivity,
  }
}

function queryOperation(query: RegisteredQuery, schemas: Schemas): JsonSchema {
  const name = pascal(query.name)
  schemas.add(`${name}Input`, query.input, 'input')
  const output = schemas.add(`${name}Output`, query.output, 'output')
  const { properties = {}, required = [] } = schemas.get(`${name}Input`) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  const own = Object.entries(properties).map(([field, schema]) => ({
    name: field,
    in: 'query',
    required: required.includes(field),
    ...(typeof schema.description === 'string' ? { description: schema.description } : {}),
    ...(isNested(schema) ? { content: json(schema) } : { schema }),
  }))
  const situation = {
    name: 'situation',
    in: 'query',
    required: query.scope === 'situation',
    description: query.scope === 'house' ? '0, the house itself.' : 'Number of the situation.',
    schema: query.scope === 'house' ? { type: 'integer', const: 0 } : { type: 'integer', minimum: 1 },
  }
  return {
    operationId: query.name.replace('.', '_'),
    tags: [roomOf(query.name)],
    summary: query.summary,
    description: `Needs \`${query.allow.permission}\`; the answer is ${query.allow.sensitivity}.`,
    parameters: [situation, ...own, { $ref: '#/components/parameters/locale' }],
    responses: { '200': { description: 'The answer.', content: json(output) }, '422': response('Invalid'), ...usual },
    'x-permission': query.allow.permission,
    'x-sensitivity': query.allow.sensitivity,
  }
}

/** Numbers, texts and lists of them travel as they are; anything deeper as JSON. */
function isNested(schema: JsonSchema): boolean {
  const items = (schema.items ?? {}) as JsonSchema
  return schema.type === 'object' || (schema.type === 'array' && (items.type === 'object' || items.type === 'array'))
}
