import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import { relationships } from '../../vocabulary/index.ts'
import type { RegisterHousehold } from '../model/household.ts'
import type { BirthDate, NewMember } from '../model/individual.ts'

const oldest = 130
/** A mother or father is at least this many years older than their child; below it somebody's date is wrong. */
const leastParentAge = 9

/**
 * What a schema cannot say of a household: facts that must agree with one another and with the day. Used by the screen,
 * by imports and by the act, so that all three say the same.
 */
export function checkHousehold(household: RegisterHousehold, today: string): FieldProblem[] {
  const found: FieldProblem[] = []
  const { members } = household
  const representatives = members.filter(member => member.relationship === 'PA')
  if (representatives.length === 0) found.push({ path: 'members', code: 'registration.no-representative' })
  if (representatives.length > 1) {
    members.forEach((member, index) => {
      if (member.relationship === 'PA' && member !== representatives[0])
        found.push({ path: `members.${index}.relationship`, code: 'registration.two-representatives' })
    })
  }
  if (household.arrivedOn > today)
    found.push({ path: 'arrivedOn', code: 'registration.arrival-in-future', details: { today } })
  if (household.registeredOn && household.registeredOn > today)
    found.push({ path: 'registeredOn', code: 'registration.registered-in-future', details: { today } })
  found.push(...repeatedIds(household))
  for (const [index, consent] of household.consents.entries()) {
    if (consent.individual && !members.some(member => member.id === consent.individual)) {
      found.push({ path: `consents.${index}.individual`, code: 'registration.consent-stranger' })
    }
  }
  for (const [index, member] of members.entries()) {
    found.push(
      ...checkMember(member, household.arrivedOn, today).map(field => ({
        ...field,
        path: `members.${index}.${field.path}`,
      })),
    )
  }
  const representative = representatives[0]
  if (representatives.length === 1 && representative) {
    for (const [index, member] of members.entries()) {
      if (!isPossibleAge(member, representative)) {
        found.push({
          path: `members.${index}.birth`,
          code: 'registration.parent-younger-than-child',
          details: { years: leastParentAge },
        })
      }
    }
  }
  return found
}

/** The rules of one person alone. Paths are relative to the member. */
export function checkMember(
  member: Pick<NewMember, 'birth' | 'relationship' | 'sex' | 'arrivedOn'>,
  householdArrival: string,
  today: string,
): FieldProblem[] {
  const found: FieldProblem[] = []
  const { birth } = member
  if (birth.date > today) found.push({ path: 'birth', code: 'registration.birth-in-future', details: { today } })
  else if (Number(today.slice(0, 4)) - Number(birth.date.slice(0, 4)) > oldest)
    found.push({ path: 'birth', code: 'registration.birth-too-old', details: { years: oldest } })
  const arrived = member.arrivedOn ?? householdArrival
  if (member.arrivedOn && member.arrivedOn > today)
    found.push({ path: 'arrivedOn', code: 'registration.arrival-in-future', details: { today } })
  // A child born on the way or here arrives, as the field counts it, on the day of birth; only a stated day can contradict.
  if (member.arrivedOn && isCertain(birth) && arrived < birth.date)
    found.push({ path: 'arrivedOn', code: 'registration.arrival-before-birth' })
  const implied = relationships.facts[member.relationship].sex
  if (implied && member.sex !== 'U' && implied !== member.sex)
    found.push({ path: 'relationship', code: 'registration.relationship-sex' })
  return found
}

function isPossibleAge(member: NewMember, representative: NewMember): boolean {
  const tie = relationships.facts[member.relationship]
  if (tie.kind !== 'blood' || tie.generation === null || tie.generation === 0) return true
  const [elder, younger] = tie.generation > 0 ? [member, representative] : [representative, member]
  if (!['PRM', 'PRF', 'SON', 'DAU', 'GPM', 'GPF', 'GCM', 'GCF'].includes(member.relationship)) return true
  const years = leastParentAge * Math.abs(tie.generation)
  // Years are compared, not days: with estimated dates the day means nothing.
  const difference = Number(younger.birth.date.slice(0, 4)) - Number(elder.birth.date.slice(0, 4))
  return difference >= (isCertain(elder.birth) && isCertain(younger.birth) ? years : Math.max(1, years - 5))
}

function isCertain(birth: BirthDate): boolean {
  return !birth.estimated && birth.precision === 'day'
}

function repeatedIds(household: RegisterHousehold): FieldProblem[] {
  const seen = new Set<string>()
  const found: FieldProblem[] = []
  const look = (id: string, path: string) => {
    if (seen.has(id)) found.push({ path, code: 'registration.same-id-twice' })
    seen.add(id)
  }
  look(household.id, 'id')
  household.members.forEach((member, index) => {
    look(member.id, `members.${index}.id`)
    member.needs.forEach((need, position) => {
      look(need.id, `members.${index}.needs.${position}.id`)
    })
  })
  household.consents.forEach((consent, index) => {
    look(consent.id, `consents.${index}.id`)
  })
  return found
}
