import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import type { Level, RegisterHousehold } from '../model/household.ts'

/** What one person's record must hold at a data-set level, beyond the level below it (UNHCR registration data sets). */
const wanted = {
  group: [],
  emergency: [],
  basic: ['nationality', 'legalStatus', 'maritalStatus'],
  comprehensive: ['birthCountry', 'languages', 'education'],
} as const satisfies Record<Level, readonly string[]>

const order = ['group', 'emergency', 'basic', 'comprehensive'] as const satisfies readonly Level[]

type Facts = { readonly [Key in (typeof wanted)[Level][number]]?: unknown }

export function isHigher(level: Level, than: Level): boolean {
  return order.indexOf(level) > order.indexOf(than)
}

/** The fields that are still missing for a level. `isAdult` keeps marital status and schooling from being asked of infants. */
export function missingOf(member: Facts, level: Level, years: number): string[] {
  const fields = order.slice(0, order.indexOf(level) + 1).flatMap(step => wanted[step] as readonly (keyof Facts)[])
  return fields.filter(field => {
    if (field === 'maritalStatus' && years < 15) return false
    if (field === 'education' && years < 5) return false
    return isMissing(member[field])
  })
}

/** Nothing said, said to be unknown, or an empty list. */
export function isMissing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === 'UNK' ||
    (Array.isArray(value) && value.length === 0)
  )
}

/** The level's missing facts as problems beside their fields. */
export function checkLevel(household: RegisterHousehold, today: string): FieldProblem[] {
  return household.members.flatMap((member, index) => {
    const years = Number(today.slice(0, 4)) - Number(member.birth.date.slice(0, 4))
    return missingOf(member, household.level, years).map(field => ({
      path: `members.${index}.${field}`,
      code: 'registration.level-incomplete',
      details: { level: household.level },
    }))
  })
}
