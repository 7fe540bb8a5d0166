import { type Uuid, uuidv7 } from '../../src/kernel/ids.ts'

/** Inputs of registrations, as short as a test wants to say them: `household(site, [person('PA', 'F', 34, 'Fatima')])`. */
export interface PersonInput {
  readonly id: Uuid
  readonly relationship: string
  readonly sex: string
  readonly birth: { date: string; precision: string; estimated: boolean }
  readonly names: { kind: string; text: string }[]
  readonly [field: string]: unknown
}

/** Somebody who was `years` old on 1 January 2026. */
export function person(
  relationship: string,
  sex: string,
  years: number,
  name: string,
  more: Record<string, unknown> = {},
): PersonInput {
  return {
    id: uuidv7(),
    relationship,
    sex,
    birth: { date: `${2026 - years}-01-01`, precision: 'day', estimated: false },
    names: name.split(' ').map((text, index) => ({ kind: index === 0 ? 'given' : 'family', text })),
    ...more,
  }
}

export interface HouseholdInput {
  readonly id: Uuid
  readonly site: Uuid
  readonly members: PersonInput[]
  readonly [field: string]: unknown
}

/** A household that arrived on 10 January 2026 from Syria and was registered on the day after. */
export function household(site: Uuid, members: PersonInput[], more: Record<string, unknown> = {}): HouseholdInput {
  return { id: uuidv7(), site, origin: 'SYR', arrivedOn: '2026-01-10', registeredOn: '2026-01-11', members, ...more }
}

/** A couple with a son and a daughter. */
export function family(site: Uuid, more: Record<string, unknown> = {}): HouseholdInput {
  return household(
    site,
    [
      person('PA', 'F', 34, 'Fatima Hussein'),
      person('HUS', 'M', 38, 'Ahmad Hussein'),
      person('SON', 'M', 10, 'Omar Hussein'),
      person('DAU', 'F', 6, 'Maryam Hussein'),
    ],
    more,
  )
}
