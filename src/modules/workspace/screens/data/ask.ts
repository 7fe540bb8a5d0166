import { type UseQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { type RequestFailed, useApi } from './api.tsx'
import { useSession } from './session.tsx'

// A definition is only named as a type (`useAsk<typeof findIndividuals>`): none of its code comes to the browser.
interface Some {
  readonly name: string
  readonly input: z.core.$ZodType
  readonly output: z.core.$ZodType
}
export type OutputOf<Query extends Some> = z.output<Query['output']>
export type InputOf<Query extends Some> = Partial<z.output<Query['input']>>

/** What every question's key begins with, so that an accepted act can make the answers of its situation old. */
export function askKey(situation: number, name?: string, input?: object): readonly unknown[] {
  return ['ask', situation, ...(name === undefined ? [] : [name]), ...(input === undefined ? [] : [input])]
}

interface AskOptions {
  readonly enabled?: boolean
  /** Another situation than the one shown; 0 is the house. */
  readonly situation?: number
  /** Milliseconds for which an answer is good without asking again. */
  readonly staleTime?: number
  readonly refetchInterval?: number
}

/** Asks one query and keeps its answer; while a new answer is under way the old one stays on the screen. */
export function useAsk<Query extends Some>(
  name: Query['name'],
  input: InputOf<Query>,
  options: AskOptions = {},
): UseQueryResult<OutputOf<Query>, RequestFailed> {
  const api = useApi()
  const session = useSession()
  const { situation = session.situation, ...rest } = options
  return useQuery<OutputOf<Query>, RequestFailed>({
    queryKey: askKey(situation, name, input),
    queryFn: ({ signal }) => api.ask<OutputOf<Query>>(name, situation, input, signal),
    placeholderData: before => before,
    ...rest,
  })
}

interface Page {
  readonly next: string | null
}

/** As `useAsk`, page after page by the answer's `next`. */
export function useAskPages<Query extends Some>(
  name: Query['name'],
  input: InputOf<Query>,
  options: { enabled?: boolean } = {},
) {
  const api = useApi()
  const { situation } = useSession()
  return useInfiniteQuery<
    OutputOf<Query> & Page,
    RequestFailed,
    { pages: (OutputOf<Query> & Page)[] },
    readonly unknown[],
    string | undefined
  >({
    queryKey: [...askKey(situation, name, input), 'pages'],
    queryFn: ({ signal, pageParam }) =>
      api.ask<OutputOf<Query> & Page>(
        name,
        situation,
        pageParam === undefined ? input : { ...input, after: pageParam },
        signal,
      ),
    initialPageParam: undefined,
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: before => before,
    ...options,
  })
}
