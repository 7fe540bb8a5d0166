import { type Built, newbornSex, personOf } from './build.ts'
import { ageOn, type DayNumber, isoOf, year } from './days.ts'
import type { Draft } from './household.ts'
import { childOf, founder } from './naming.ts'
import { Random } from './random.ts'
import { exactBirth } from './record.ts'
import type { GeneratedEvent } from './types.ts'

/** Chance of dying within a year, by age: rough rates of camps in ordinary times. */
function mortality(age: number): number {
  if (age < 1) return 0.03
  if (age < 5) return 0.006
  if (age < 50) return 0.002
  if (age < 65) return 0.01
  return age < 75 ? 0.035 : 0.09
}

/** Yearly rates at which a whole household leaves, and a young man leaves alone. */
const leaving = { return: 0.025, onward: 0.02, resettlement: 0.008, alone: 0.03 }

type Dated = { day: DayNumber; event: GeneratedEvent }

/** What happens to a household between registration and the reference date: births, deaths, departures; oldest first. */
export function eventsOf(built: Built, seed: number, end: DayNumber): GeneratedEvent[] {
  const { household, drafts, registered } = built
  const random = new Random(seed, household.index, 1)
  const found: Dated[] = []
  let last = end
  const reason = random.weighted({ stay: 10, return: 1, onward: 1, resettlement: 0.4 })
  if (reason !== 'stay') {
    const day = registered + 20 + Math.floor(random.exponential(year / (leaving[reason] * 13)))
    if (day <= end) last = day
  }
  const present = new Map(drafts.map((_, at) => [at, last]))
  for (const [at, draft] of drafts.entries()) {
    const key = household.members[at]?.key
    if (key === undefined) continue
    const dies = registered + 1 + Math.floor(random.exponential(year / mortality(ageOn(draft.born, registered))))
    const alone =
      draft.sex === 'M' &&
      draft.relationship !== 'PA' &&
      ageOn(draft.born, registered) >= 17 &&
      ageOn(draft.born, registered) < 35
    const leaves = alone
      ? registered + 15 + Math.floor(random.exponential(year / leaving.alone))
      : Number.POSITIVE_INFINITY
    if (dies < last && dies < leaves) {
      found.push({ day: dies, event: { kind: 'death', on: isoOf(dies), person: key } })
      present.set(at, dies)
    } else if (leaves < last) {
      found.push({ day: leaves, event: { kind: 'departure', on: isoOf(leaves), reason: 'onward', persons: [key] } })
      present.set(at, leaves)
    }
  }
  const born = births(built, random, last, present)
  found.push(...born)
  if (last < end && reason !== 'stay') {
    const persons = drafts.flatMap((_, at) => (present.get(at) === last ? [household.members[at]?.key ?? ''] : []))
    for (const { event } of born) if (event.kind === 'birth') persons.push(event.child.key)
    if (persons.length > 0) found.push({ day: last, event: { kind: 'departure', on: isoOf(last), reason, persons } })
  }
  return found.sort((one, other) => one.day - other.day).map(({ event }) => event)
}

function births(built: Built, random: Random, last: DayNumber, present: ReadonlyMap<number, DayNumber>): Dated[] {
  const { drafts, household, culture, registered } = built
  const found: Dated[] = []
  const taken = new Set(drafts.map(draft => draft.kin.given.own))
  for (const [at, mother] of drafts.entries()) {
    if (mother.sex !== 'F' || !['WIF', 'PA', 'CLF'].includes(mother.relationship)) continue
    const fatherAt = drafts.findIndex(
      draft =>
        (mother.relationship === 'CLF'
          ? draft.relationship === 'SON'
          : draft.relationship === 'HUS' || (draft.relationship === 'PA' && draft !== mother)) && draft.sex === 'M',
    )
    const father = drafts[fatherAt]
    // A woman alone may have been pregnant on arrival.
    const rate = father ? culture.children / 21 : 0.03
    const youngest = drafts.reduce(
      (latest, draft) => (draft.mother === at ? Math.max(latest, draft.born) : latest),
      Number.NEGATIVE_INFINITY,
    )
    let day = Math.max(registered, youngest + 330) + Math.floor(random.exponential(year / rate))
    while (day < Math.min(last, present.get(at) ?? last)) {
      const age = ageOn(mother.born, day)
      if (age >= 17 && age < 45) {
        const sex = newbornSex(random)
        const kin = childOf(
          culture.custom,
          sex,
          father?.kin ?? founder(culture.custom, 'M', random),
          mother.kin,
          taken,
          random,
        )
        taken.add(kin.given.own)
        const relationship = mother.relationship === 'CLF' ? (sex === 'F' ? 'GCF' : 'GCM') : sex === 'F' ? 'DAU' : 'SON'
        const draft: Draft = {
          sex,
          born: day,
          relationship,
          kin,
          marital: 'SN',
          mother: at,
          ...(father ? { father: fatherAt } : {}),
        }
        const child = personOf(built, draft, `${household.index}-b${found.length}`, random)
        child.birth = exactBirth(child.bornOn, culture, random)
        child.languages = []
        delete child.education
        const motherKey = household.members[at]?.key
        const fatherKey = father && household.members[fatherAt]?.key
        if (motherKey !== undefined) child.mother = motherKey
        if (fatherKey !== undefined) child.father = fatherKey
        found.push({ day, event: { kind: 'birth', on: isoOf(day), child } })
      }
      day += 330 + Math.floor(random.exponential(year / rate))
    }
  }
  return found
}
