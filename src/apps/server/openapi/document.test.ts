import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { ActRegistry } from '../../../kernel/acts/registry.ts'
import { QueryRegistry } from '../../../kernel/queries/run.ts'
import { acts, queries } from '../../house/definitions.ts'
import { openApiDocument } from './document.ts'

const actRegistry = new ActRegistry(acts)
const queryRegistry = new QueryRegistry(queries)
const document = openApiDocument({ actRegistry, queryRegistry, origin: 'https://nansen.example.org', version: '1.2.3' })

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const result = await validator.validate(structuredClone(document) as never)
  expect(result.errors ?? []).toEqual([])
  expect(validator.version).toBe('3.1')
})

test('the validator does see faults', async () => {
  const broken = structuredClone(document) as unknown as { paths: Record<string, unknown> }
  broken.paths['/api/acts'] = { post: { responses: 'none' } }
  const result = await new Validator().validate(broken)
  expect(result.valid).toBe(false)
})

test('every act and every query has its path, permission and schemas', () => {
  for (const act of actRegistry.all()) {
    const post = document.paths[`/api/acts/${act.name}`]?.post
    expect(post, act.name).toMatchObject({ summary: act.summary, 'x-permission': act.allow.permission })
  }
  for (const query of queryRegistry.all()) {
    const get = document.paths[`/api/queries/${query.name}`]?.get
    expect(get, query.name).toMatchObject({ summary: query.summary, 'x-permission': query.allow.permission })
  }
  expect(actRegistry.all().length).toBeGreaterThan(10)
})

test('every reference points to something, and every operation has a name of its own', () => {
  const text = JSON.stringify(document)
  const refs = new Set(
    [...text.matchAll(/"\$ref":"#\/components\/([a-zA-Z]+)\/([^"]+)"/g)].map(([, kind, name]) => `${kind}/${name}`),
  )
  expect(refs.size).toBeGreaterThan(20)
  for (const ref of refs) {
    const [kind = '', name = ''] = ref.split('/')
    expect(document.components[kind], ref).toHaveProperty([name])
  }
  expect(text).not.toContain('"$ref":"#/$defs')
  const names = Object.values(document.paths).flatMap(path =>
    Object.values(path).map(operation => operation.operationId),
  )
  expect(new Set(names).size).toBe(names.length)
})

test('examples are true: each passes the act that it is an example of', () => {
  let shown = 0
  for (const act of actRegistry.all()) {
    const body = document.paths[`/api/acts/${act.name}`]?.post?.requestBody as {
      content: { 'application/json': { examples?: { least: { value: { input: unknown } } } } }
    }
    const example = body.content['application/json'].examples?.least.value
    if (!example) continue
    shown++
    expect(act.input.safeParse(example.input).success, act.name).toBe(true)
  }
  expect(shown).toBeGreaterThan(actRegistry.all().length / 2)
})
