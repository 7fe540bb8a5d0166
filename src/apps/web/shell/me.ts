import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type RequestFailed, useApi } from '../../../modules/workspace/screens/data/api.tsx'
import type { Me } from '../../../modules/workspace/screens/data/session.tsx'

export const ME = ['me'] as const

/** Who is signed in; an error with status 401 when nobody is. */
export function useMe(): UseQueryResult<Me, RequestFailed> {
  const api = useApi()
  return useQuery<Me, RequestFailed>({
    queryKey: ME,
    queryFn: ({ signal }) => api.call<Me>('GET', 'me', undefined, signal),
    staleTime: 60_000,
    // Grants can change, and a session can end, while the screen stays open all day.
    refetchInterval: 300_000,
  })
}

export interface SituationOfMe {
  readonly number: number
  readonly code: string
  readonly name: string
}

/** The situations in which someone has a grant, each once. */
export function situationsOf(me: Me): SituationOfMe[] {
  const found = new Map<number, SituationOfMe>()
  for (const { situation, situationCode, situationName } of me.grants) {
    if (situation !== 0 && situationCode !== null && situationName !== null)
      found.set(situation, { number: situation, code: situationCode, name: situationName })
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
}

const LAST = 'nansen.situation'

export function rememberSituation(code: string): void {
  try {
    localStorage.setItem(LAST, code)
  } catch {
    // Without storage the first situation of the list is opened next time.
  }
}

/** Where to go when no situation is named: the one worked in last on this device, else the first. */
export function usualSituation(me: Me): SituationOfMe | undefined {
  const situations = situationsOf(me)
  let last: string | null = null
  try {
    last = localStorage.getItem(LAST)
  } catch {
    // As above.
  }
  return situations.find(({ code }) => code === last) ?? situations[0]
}
