import type { z } from 'zod'
import type { Sensitivity } from '../access/sensitivity.ts'
import type { Door } from './door.ts'

/** `Sent` is the input as it is sent: what has a default may be left out. */
export interface QueryDefinition<Name extends string = string, Input = unknown, Output = unknown, Sent = unknown> {
  readonly name: Name
  /** One English sentence for the API's page. */
  readonly summary: string
  readonly scope: 'situation' | 'house'
  /** A flat object: it travels as the query string of a GET. */
  readonly input: z.ZodType<Input, Sent>
  readonly output: z.ZodType<Output>
  /** The permission that is needed, and how closely the answer is held. */
  readonly allow: { readonly permission: string; readonly sensitivity: Sensitivity }
  readonly run: (door: Door, input: Input) => Promise<Output>
}

/** Any query, whatever its types: what lists of queries hold. */
export type AnyQuery = Pick<QueryDefinition, 'name' | 'summary' | 'scope' | 'allow'>

/** Declares a query: the mirror of an act, for reading. */
export function defineQuery<const Name extends string, Input, Output, Sent = unknown>(
  definition: QueryDefinition<Name, Input, Output, Sent>,
): QueryDefinition<Name, Input, Output, Sent> {
  if (!/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(definition.name))
    throw new Error(`not a query's name: ${definition.name}`)
  return definition
}
