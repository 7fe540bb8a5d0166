import type { JsonSchema } from './schemas.ts'

const patterns: readonly (readonly [pattern: RegExp, example: string])[] = [
  [/A-Z\]\{3\}/, 'SOM'],
  [/\\d\{3\}/, '417'],
  [/a-z\]\[a-z0-9-\]/, 'two-camps'],
  [/A-Z0-9\]\[A-Z0-9-\]/, 'NORTH'],
  [/A-Za-z0-9_\.-\]/, 'KE01'],
]

const formats: Readonly<Record<string, string>> = {
  uuid: '01968a3e-7c00-7000-8000-000000000001',
  date: '2026-01-15',
  'date-time': '2026-01-15T09:30:00Z',
  email: 'amina@example.org',
  uri: 'https://example.org/',
  base64: '/9j/4AAQSkZJRg==',
}

/**
 * A value that fits a schema, as small as it may be: what a reader copies to begin with. Patterns beyond the known ones
 * are not solved, so whoever shows it checks it first.
 */
export function exampleOf(schema: JsonSchema, resolve: (ref: string) => JsonSchema, depth = 0): unknown {
  if (depth > 12) return null
  if (typeof schema.$ref === 'string') return exampleOf(resolve(schema.$ref), resolve, depth + 1)
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const choices = schema.anyOf ?? schema.oneOf
  if (Array.isArray(choices)) return exampleOf((choices as JsonSchema[])[0] ?? {}, resolve, depth + 1)
  if (Array.isArray(schema.allOf))
    return exampleOf(Object.assign({}, ...(schema.allOf as JsonSchema[])), resolve, depth + 1)
  switch (schema.type) {
    case 'object':
      return exampleObject(schema, resolve, depth)
    case 'array': {
      const least = typeof schema.minItems === 'number' ? schema.minItems : 0
      return Array.from({ length: least }, () => exampleOf((schema.items ?? {}) as JsonSchema, resolve, depth + 1))
    }
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? Math.max(schema.minimum, 1) : 1
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return exampleText(schema)
  }
}

function exampleObject(schema: JsonSchema, resolve: (ref: string) => JsonSchema, depth: number): JsonSchema {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>
  const required = (schema.required ?? []) as string[]
  return Object.fromEntries(
    required.map(name => [name, exampleNamed(name, exampleOf(properties[name] ?? {}, resolve, depth + 1))]),
  )
}

/** Ids say only that they are texts; their names tell. */
function exampleNamed(name: string, value: unknown): unknown {
  return value === 'text' && /^(id|.*[a-z]Id|account|grant|site|household|individual|area|group|photo)$/.test(name)
    ? formats.uuid
    : value
}

function exampleText(schema: JsonSchema): string {
  if (typeof schema.format === 'string' && Object.hasOwn(formats, schema.format)) return formats[schema.format] ?? ''
  if (typeof schema.pattern === 'string') {
    const { pattern } = schema
    return patterns.find(([known]) => known.test(pattern))?.[1] ?? 'text'
  }
  return 'text'
}
