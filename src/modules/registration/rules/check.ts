import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import { type RelationshipCode, relationships } from '../../vocabulary/index.ts'
import type { RegisterHousehold } from '../model/household.ts'
import type { BirthDate, NewMember } from '../model/individual.ts'
import { foldNumber } from './fold-number.ts'

const oldest = 130
/** A mother or father is at least this many years older than their child; below it somebody's date is wrong. */
export const leastParentAge = 9

/** What the rules on ties look at. */
export interface Tied {
  readonly relationship: RelationshipCode
  readonly birth: Pick<BirthDate, 'date' | 'precision' | 'estimated'>
}

/**
 * What a schema cannot say of a household: facts that must agree with one another and with the day. Used by the screen,
 * by imports and by the act, so that all three say the same.
 */
export function checkHousehold(household: RegisterHousehold, today: string): FieldProblem[] {
  const found: FieldProblem[] = []
  const { members } = household
  const registeredOn = household.registeredOn ?? today
  const representatives = members.filter(member => member.relationship === 'PA')
  const [representative] = representatives
  if (!representative) found.push({ path: 'members', code: 'registration.no-representative' })
  for (const [index, member] of members.entries()) {
    if (member.relationship === 'PA' && member !== representative) {
      found.push({ path: `members.${index}.relationship`, code: 'registration.two-representatives' })
    }
  }
  if (household.arrivedOn > today) {
    found.push({ path: 'arrivedOn', code: 'registration.arrival-in-future', details: { today } })
  }
  if (registeredOn > today) {
    found.push({ path: 'registeredOn', code: 'registration.registered-in-future', details: { today } })
  }
  found.push(...repeatedIds(household), ...repeatedFacts(household))
  for (const [index, consent] of household.consents.entries()) {
    if (consent.individual && !members.some(member => member.id === consent.individual)) {
      found.push({ path: `consents.${index}.individual`, code: 'registration.consent-stranger' })
    }
  }
  for (const [index, member] of members.entries()) {
    const wrong = checkMember(member, household.arrivedOn, today, registeredOn)
    found.push(...wrong.map(field => ({ ...field, path: `members.${index}.${field.path}` })))
  }
  if (representative && representatives.length === 1) {
    for (const [index, member] of members.entries()) {
      if (!isPossibleAge(member, representative)) {
        found.push({ path: `members.${index}.birth`, ...parentProblem })
      }
    }
  }
  return found
}

export const parentProblem = {
  code: 'registration.parent-younger-than-child',
  details: { years: leastParentAge },
} as const

/** The rules of one person alone. Paths are relative to the member. */
export function checkMember(
  member: Pick<NewMember, 'birth' | 'relationship' | 'sex' | 'arrivedOn'>,
  householdArrival: string,
  today: string,
  registeredOn: string = today,
): FieldProblem[] {
  const found: FieldProblem[] = []
  const { birth } = member
  if (birth.date > today) {
    found.push({ path: 'birth', code: 'registration.birth-in-future', details: { today } })
  } else if (birth.date > registeredOn) {
    found.push({ path: 'birth', code: 'registration.birth-after-registration', details: { day: registeredOn } })
  } else if (yearOf(today) - yearOf(birth.date) > oldest) {
    found.push({ path: 'birth', code: 'registration.birth-too-old', details: { years: oldest } })
  }
  const arrived = member.arrivedOn ?? householdArrival
  if (member.arrivedOn && member.arrivedOn > today) {
    found.push({ path: 'arrivedOn', code: 'registration.arrival-in-future', details: { today } })
  }
  // A child born on the way or here arrives, as the field counts it, on the day of birth; only a stated day can contradict.
  if (member.arrivedOn && isCertain(birth) && arrived < birth.date) {
    found.push({ path: 'arrivedOn', code: 'registration.arrival-before-birth' })
  }
  if (!fitsSex(member.relationship, member.sex)) {
    found.push({ path: 'relationship', code: 'registration.relationship-sex' })
  }
  return found
}

/** Whether a relationship can be that of a person of this sex: a son is no woman. */
export function fitsSex(relationship: RelationshipCode, sex: string): boolean {
  const implied = relationships.facts[relationship].sex
  return implied === null || sex === 'U' || implied === sex
}

const bloodLines = new Set<RelationshipCode>(['PRM', 'PRF', 'SON', 'DAU', 'GPM', 'GPF', 'GCM', 'GCF'])

/** Whether a parent, grandparent, child or grandchild can be that of the representative, by their years of birth. */
export function isPossibleAge(member: Tied, representative: Tied): boolean {
  const { generation } = relationships.facts[member.relationship]
  if (generation === null || !bloodLines.has(member.relationship)) return true
  const [elder, younger] = generation > 0 ? [member, representative] : [representative, member]
  const years = leastParentAge * Math.abs(generation)
  // Years are compared, not days: with estimated dates the day means nothing.
  const difference = yearOf(younger.birth.date) - yearOf(elder.birth.date)
  return difference >= (isCertain(elder.birth) && isCertain(younger.birth) ? years : Math.max(1, years - 5))
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}

function isCertain(birth: Tied['birth']): boolean {
  return !birth.estimated && birth.precision === 'day'
}

function repeatedIds(household: RegisterHousehold): FieldProblem[] {
  const look = repetition('registration.same-id-twice')
  return [
    ...look(household.id, 'id'),
    ...household.members.flatMap((member, index) => [
      ...look(member.id, `members.${index}.id`),
      ...member.needs.flatMap((need, position) => look(need.id, `members.${index}.needs.${position}.id`)),
    ]),
    ...household.consents.flatMap((consent, index) => look(consent.id, `consents.${index}.id`)),
  ]
}

function repeatedFacts(household: RegisterHousehold): FieldProblem[] {
  const document = repetition('registration.document-number-taken')
  return household.members.flatMap((member, index) => {
    const need = repetition('registration.need-twice')
    return [
      ...member.needs.flatMap((noted, position) => need(noted.code, `members.${index}.needs.${position}.code`)),
      ...member.documents.flatMap((paper, position) =>
        document(
          `${paper.kind}|${paper.country}|${foldNumber(paper.number)}`,
          `members.${index}.documents.${position}.number`,
        ),
      ),
    ]
  })
}

/** Looks at one value after another, and names the place of each that was there before. */
function repetition(code: string): (value: string, path: string) => FieldProblem[] {
  const seen = new Set<string>()
  return (value, path) => {
    if (seen.has(value)) return [{ path, code }]
    seen.add(value)
    return []
  }
}
