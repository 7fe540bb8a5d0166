import { useMemo } from 'react'
import { type OutputOf, useAsk } from '../../workspace/screens/index.ts'
import type { getSituation, listSites } from '../queries.ts'

export type Site = OutputOf<typeof listSites>['sites'][number]
export type Situation = OutputOf<typeof getSituation>

/** Sites change a few times a year: one answer serves every screen of an hour. */
const HOUR = 3_600_000

/** The sites of the situation, with a way to say one's name. */
export function useSites() {
  const answer = useAsk<typeof listSites>('situation.listSites', {}, { staleTime: HOUR })
  const sites = answer.data?.sites
  return useMemo(() => {
    const byId = new Map((sites ?? []).map(site => [site.id, site]))
    return {
      sites: sites ?? [],
      loaded: sites !== undefined,
      nameOf: (id: string | null | undefined) => (id ? (byId.get(id)?.name ?? '…') : ''),
    }
  }, [sites])
}

export function useSituation(): Situation | undefined {
  return useAsk<typeof getSituation>('situation.getSituation', {}, { staleTime: HOUR }).data
}
