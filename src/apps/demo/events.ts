import type { GeneratedEvent, GeneratedHousehold } from '../../engines/people/index.ts'
import type { ActEnvelope } from '../../kernel/acts/define.ts'
import { demoPersonId, memberOf } from './people.ts'
import { demoId } from './place.ts'

const reasons = { return: 'repatriated', onward: 'spontaneous-departure', resettlement: 'resettled' } as const

/**
 * What happened to a household after its registration, as the acts that a registrar would send. A representative who
 * leaves others behind would need another one to be chosen by them; the demonstration leaves such events out.
 */
export function eventsOf(
  seed: number,
  situation: number,
  household: GeneratedHousehold,
  householdId: string,
): ActEnvelope[] {
  const representative = household.members[0]?.key
  const present = new Set(household.members.map(person => person.key))
  const everybody = new Map(household.members.map(person => [person.key, person]))
  const acts: ActEnvelope[] = []
  for (const [index, event] of household.events.entries()) {
    if (present.size === 0) break
    const moment = Date.parse(`${event.on}T10:00:00Z`) + index * 60_000
    const id = (text: string) => demoId(seed, `${situation}|${household.key}|event|${index}|${text}`, moment)
    const act = (name: string, input: unknown): ActEnvelope => ({
      id: id('act'),
      name,
      situation,
      occurredAt: new Date(moment).toISOString(),
      input,
      keep: false,
    })
    if (event.kind === 'birth') {
      everybody.set(event.child.key, event.child)
      present.add(event.child.key)
      const child = memberOf(event.child, demoPersonId(seed, situation, household, event.child), id, 0)
      acts.push(
        act('registration.addMember', {
          household: householdId,
          event: 'birth',
          registeredOn: event.on,
          member: child,
        }),
      )
      continue
    }
    const leaving = leavers(event).filter(key => present.has(key))
    const all = leaving.length === present.size
    if (leaving.length === 0 || (!all && representative !== undefined && leaving.includes(representative))) continue
    for (const key of leaving) present.delete(key)
    const individuals = leaving.flatMap(key => {
      const person = everybody.get(key)
      return person ? [demoPersonId(seed, situation, household, person)] : []
    })
    acts.push(
      act('registration.changeStatus', {
        household: householdId,
        ...(all ? {} : { individuals }),
        status: 'closed',
        reason: event.kind === 'death' ? 'deceased' : reasons[event.reason],
        on: event.on,
      }),
    )
  }
  return acts
}

function leavers(event: Exclude<GeneratedEvent, { kind: 'birth' }>): readonly string[] {
  return event.kind === 'death' ? [event.person] : event.persons
}
