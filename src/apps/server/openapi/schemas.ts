import { z } from 'zod'

export type JsonSchema = { [key: string]: unknown }

/** `registration.registerHousehold` → `RegistrationRegisterHousehold`: names of components hold no dots. */
export function pascal(name: string): string {
  return name
    .split(/[.\-_ ]+/)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
}

/** Gathers the document's schemas under their names; what a schema defines inside itself becomes a component too. */
export class Schemas {
  readonly #all: Record<string, JsonSchema> = {}

  get all(): Readonly<Record<string, JsonSchema>> {
    return this.#all
  }

  /** Adds a zod schema as it is sent (`input`) or answered (`output`), and answers the reference to it. */
  add(name: string, schema: z.core.$ZodType, io: 'input' | 'output'): JsonSchema {
    if (!Object.hasOwn(this.#all, name)) {
      // The place is taken first: a schema may speak of itself.
      this.#all[name] = {}
      const { $schema: _, $defs, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema
      for (const [key, value] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
        this.#all[`${name}${pascal(key)}`] = rebase(value, name) as JsonSchema
      }
      this.#all[name] = rebase(own, name) as JsonSchema
    }
    return reference(name)
  }

  /** Adds a schema that is written by hand. */
  put(name: string, schema: JsonSchema): JsonSchema {
    this.#all[name] = schema
    return reference(name)
  }

  get(name: string): JsonSchema {
    return this.#all[name] ?? {}
  }
}

export const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** References inside a schema point into the schema itself; in the document they point to components. */
function rebase(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map(item => rebase(item, name))
  if (typeof value !== 'object' || value === null) return value
  const out: JsonSchema = {}
  for (const [key, inner] of Object.entries(value)) {
    out[key] = key === '$ref' && typeof inner === 'string' ? rebased(inner, name) : rebase(inner, name)
  }
  return out
}

function rebased(ref: string, name: string): string {
  if (ref === '#') return `#/components/schemas/${name}`
  const inner = /^#\/\$defs\/(.+)$/.exec(ref)?.[1]
  return inner === undefined ? ref : `#/components/schemas/${name}${pascal(inner)}`
}
