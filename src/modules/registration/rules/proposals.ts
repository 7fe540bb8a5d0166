import { ageOn, relationships, type SpecificNeedCode } from '../../vocabulary/index.ts'

/** What the rules look at: one person of a household. */
export interface ProposalMember {
  readonly id: string
  readonly relationship: string
  readonly sex: string
  readonly birthDate: string
}

export interface Proposal {
  readonly individual: string
  readonly code: SpecificNeedCode
  readonly rule:
    | 'child-alone'
    | 'child-headed'
    | 'child-without-parent'
    | 'single-caregiver'
    | 'older-alone'
    | 'older-with-children'
}

const adult = 18
const older = 60
/** A lone adult who looks after this many children is proposed for a look. */
const many = 3

/**
 * Needs that the household's own data suggest. They are proposals: a person confirms or rejects each, and none is
 * counted before. Ages are whole years on `today`.
 */
export function proposeNeeds(members: readonly ProposalMember[], today: string): Proposal[] {
  const ages = new Map(members.map(member => [member.id, ageOn(member.birthDate, today)]))
  const ageOf = (member: ProposalMember) => ages.get(member.id) ?? 0
  const adults = members.filter(member => ageOf(member) >= adult)
  const children = members.filter(member => ageOf(member) < adult)
  const head = members.find(member => member.relationship === 'PA')
  const found: Proposal[] = []

  if (adults.length === 0) {
    for (const child of children) {
      if (child === head && children.length > 1)
        found.push({ individual: child.id, code: 'SC-CH', rule: 'child-headed' })
      else if (children.length === 1) found.push({ individual: child.id, code: 'SC-UC', rule: 'child-alone' })
    }
    return found
  }
  if (head && ageOf(head) < adult) found.push({ individual: head.id, code: 'SC-CH', rule: 'child-headed' })
  for (const child of children) {
    if (isWithoutParent(child, head, ageOf))
      found.push({ individual: child.id, code: 'SC-SC', rule: 'child-without-parent' })
  }
  const carer = adults[0]
  if (adults.length === 1 && carer && children.length >= many) {
    const code = carer === head && ageOf(carer) >= older ? 'ER-MC' : carer === head ? 'SP-PT' : 'SP-CG'
    found.push({ individual: carer.id, code, rule: code === 'ER-MC' ? 'older-with-children' : 'single-caregiver' })
  }
  if (members.length === 1 && carer && ageOf(carer) >= older)
    found.push({ individual: carer.id, code: 'ER-UR', rule: 'older-alone' })
  return found
}

/** Ties to the representative that say that this child's parent, or the child's spouse, is not shown to be here. */
function isWithoutParent(
  child: ProposalMember,
  head: ProposalMember | undefined,
  ageOf: (member: ProposalMember) => number,
): boolean {
  if (!head || child === head) return false
  const tie = relationships.facts[child.relationship as keyof typeof relationships.facts]
  if (!tie) return false
  if (ageOf(head) < adult) return false
  return (
    tie.kind === 'unrelated' ||
    tie.kind === 'unknown' ||
    tie.kind === 'foster' ||
    ['NEP', 'NCE', 'COM', 'COF', 'ORM', 'ORF', 'SBM', 'SBF'].includes(child.relationship)
  )
}
