import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import { PreregisterGroup } from '../model/household.ts'
import { openSite } from '../records/lock.ts'
import { householdNumber } from '../rules/numbers.ts'

export const preregisterGroup = defineAct({
  name: 'registration.preregisterGroup',
  summary: 'Counts a group that arrived together, before its people are registered one by one.',
  scope: 'situation',
  kind: 'observation',
  input: PreregisterGroup,
  result: z.object({ household: z.string(), number: z.string(), size: z.number() }),
  sensitivity: 'personal',
  allow: may('register', 'personal').at((input: PreregisterGroup) => input.site),
  async prepare(context) {
    return { household: await context.draw('household', 1) }
  },
  async apply(tx, input, act) {
    const today = act.occurredAt.slice(0, 10)
    if (input.arrivedOn > today) {
      throw invalid([{ path: 'arrivedOn', code: 'registration.arrival-in-future', details: { today } }])
    }
    const size = sizeOf(input.counts)
    if (size === 0) throw invalid([{ path: 'counts', code: 'registration.group-empty' }])
    const { office } = await openSite(tx, act.situation, input.site, today)
    const number = householdNumber(office, today, act.given.household)
    tx.insert('household', {
      situation_id: act.situation,
      id: input.id,
      number,
      level: 'group',
      status: 'active',
      status_on: today,
      site_id: input.site,
      origin: input.origin,
      arrived_on: input.arrivedOn,
      registered_on: today,
      size,
      counts: input.counts,
      representative_name: input.representative,
      phone: input.phone ?? null,
      priority: input.priority,
      note: input.note,
    })
    tx.about(input.id)
    return { household: input.id, number, size }
  },
})

export function sizeOf(counts: PreregisterGroup['counts']): number {
  return Object.values(counts).reduce((sum: number, count) => sum + (count ?? 0), 0)
}
