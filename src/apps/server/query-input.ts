import type { z } from 'zod'
import { problem } from '../../kernel/problems/common.ts'
import { isStorable } from './json.ts'

type Schema = z.core.$ZodType
export type QueryString = Readonly<Record<string, string | string[] | undefined>>

/** Parameters that belong to the address and not to the query. */
const reserved = new Set(['situation', 'locale'])

/**
 * A query string as the input that a query's schema wants: numbers and booleans by the shape, arrays as repeated keys,
 * JSON for anything nested. What does not fit is left as it came, so that the schema says what is wrong with it; an
 * unknown parameter stays, for a strict schema to refuse.
 */
export function inputOfQueryString(schema: Schema, query: QueryString): Record<string, unknown> {
  const shape = shapeOf(schema)
  const input: Record<string, unknown> = {}
  for (const [name, given] of Object.entries(query)) {
    if (given === undefined || (reserved.has(name) && !(shape && Object.hasOwn(shape, name)))) continue
    for (const text of Array.isArray(given) ? given : [given]) {
      if (!isStorable(text) || !isStorable(name)) throw problem('input.not-storable')
    }
    const field = shape && Object.hasOwn(shape, name) ? shape[name] : undefined
    // defineProperty, because a parameter may be called __proto__
    Object.defineProperty(input, name, {
      value: field ? convert(field, given) : given,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return input
}

/** The fields of an object schema, below what wraps it; undefined where the schema is no object. */
export function shapeOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  const inner = unwrap(schema)
  return inner._zod.def.type === 'object' ? (inner as z.core.$ZodObject)._zod.def.shape : undefined
}

/** What a field holds once it is there: below optional, default, nullable and the like. */
export function unwrap(schema: Schema): Schema {
  const { def } = schema._zod
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
    case 'nonoptional':
      return unwrap((def as unknown as { innerType: Schema }).innerType)
    case 'pipe':
      return unwrap((def as unknown as { in: Schema }).in)
    default:
      return schema
  }
}

function convert(field: Schema, given: string | string[]): unknown {
  const inner = unwrap(field)
  if (inner._zod.def.type === 'array') {
    const element = (inner as z.core.$ZodArray)._zod.def.element
    return (Array.isArray(given) ? given : [given]).map(text => scalar(element, text))
  }
  return Array.isArray(given) ? given : scalar(field, given)
}

function scalar(field: Schema, text: string): unknown {
  const inner = unwrap(field)
  switch (inner._zod.def.type) {
    case 'number':
    case 'int':
      return numberOf(text) ?? text
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'literal': {
      const values = (inner as z.core.$ZodLiteral)._zod.def.values
      return values.find(value => String(value) === text) ?? text
    }
    case 'object':
    case 'record':
    case 'tuple':
    case 'array':
      return parsed(text)
    case 'union': {
      const options = (inner as z.core.$ZodUnion)._zod.def.options
      for (const option of options) {
        const value = scalar(option, text)
        if (value !== text) return value
      }
      return text
    }
    default:
      return text
  }
}

function numberOf(text: string): number | undefined {
  return /^-?\d{1,17}(\.\d{1,17})?$/.test(text) ? Number(text) : undefined
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : text
  } catch {
    return text
  }
}
