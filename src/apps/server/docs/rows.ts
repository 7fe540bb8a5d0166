import type { JsonSchema } from '../openapi/schemas.ts'

/** One line of a table of fields. */
export interface FieldRow {
  /** `members[].names[].text` */
  readonly path: string
  readonly type: string
  readonly required: boolean
  readonly description: string
  /** What may stand here, where it is a closed list. */
  readonly values: readonly string[]
}

type Resolve = (ref: string) => JsonSchema

const deepest = 6

/** The fields of a schema, those inside others after them. */
export function fieldRows(schema: JsonSchema, resolve: Resolve): FieldRow[] {
  const rows: FieldRow[] = []
  gather(rows, flat(schema, resolve), resolve, '', 0)
  return rows
}

function gather(rows: FieldRow[], schema: JsonSchema, resolve: Resolve, prefix: string, depth: number): void {
  if (depth > deepest) return
  if (schema.type === 'array') {
    const items = flat((schema.items ?? {}) as JsonSchema, resolve)
    gather(rows, items, resolve, `${prefix}[]`, depth + 1)
    return
  }
  const required = new Set((schema.required ?? []) as string[])
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)) {
    const field = flat(property, resolve)
    const path = prefix === '' ? name : `${prefix}.${name}`
    rows.push({
      path,
      type: typeOf(field, resolve),
      required: required.has(name),
      description: typeof field.description === 'string' ? field.description : '',
      values: valuesOf(field, resolve),
    })
    gather(rows, below(field, resolve), resolve, path, depth + 1)
  }
}

/** What lies inside a field: an object's own fields, those of a list's items, or of the first choice that has some. */
function below(field: JsonSchema, resolve: Resolve): JsonSchema {
  for (const choice of choicesOf(field)) {
    const inner = flat(choice, resolve)
    if (inner.type === 'object' || inner.type === 'array') return inner
  }
  return field
}

function choicesOf(schema: JsonSchema): JsonSchema[] {
  return ((schema.anyOf ?? schema.oneOf ?? []) as JsonSchema[]).filter(choice => choice.type !== 'null')
}

function flat(schema: JsonSchema, resolve: Resolve): JsonSchema {
  let found = schema
  for (let step = 0; step < 8 && typeof found.$ref === 'string'; step++) found = resolve(found.$ref)
  if (!Array.isArray(found.allOf)) return found
  const merged: JsonSchema = { type: 'object', properties: {}, required: [] }
  for (const part of found.allOf as JsonSchema[]) {
    const inner = flat(part, resolve)
    Object.assign(merged.properties as object, inner.properties)
    merged.required = [...(merged.required as string[]), ...((inner.required ?? []) as string[])]
  }
  return merged
}

function typeOf(schema: JsonSchema, resolve: Resolve): string {
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (choices) return [...new Set(choices.map(choice => typeOf(flat(choice, resolve), resolve)))].join(' | ')
  if (schema.type === 'array') return `${typeOf(flat((schema.items ?? {}) as JsonSchema, resolve), resolve)}[]`
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const plain = Array.isArray(schema.type)
    ? schema.type.join(' | ')
    : typeof schema.type === 'string'
      ? schema.type
      : 'any'
  return typeof schema.format === 'string' ? `${plain} (${schema.format})` : plain
}

function valuesOf(schema: JsonSchema, resolve: Resolve): string[] {
  const own = Array.isArray(schema.enum) ? schema.enum : []
  const inner = schema.type === 'array' ? valuesOf(flat((schema.items ?? {}) as JsonSchema, resolve), resolve) : []
  const chosen = choicesOf(schema).flatMap(choice => valuesOf(flat(choice, resolve), resolve))
  return [...new Set([...own.map(String), ...inner, ...chosen])]
}
