import { inverseRelationship, type RelationshipCode, type SexCode } from '../../vocabulary/index.ts'

/** What is looked at of a member when the ties of a household are told anew. */
export interface Relative {
  readonly id: string
  readonly relationship: RelationshipCode
  readonly sex: SexCode
}

export interface Retold {
  /** Whose code changes, and to what. */
  readonly codes: ReadonlyMap<string, RelationshipCode>
  /** Whose tie to the new representative does not follow from what is known and was not told. */
  readonly missing: readonly string[]
}

/**
 * The ties of a household to its new representative. Only one follows from what was known: what the last representative is
 * to the new one. Anything else would be a guess (a wife's stepson, a half-brother), so it must be told.
 */
export function retellTies(
  members: readonly Relative[],
  representative: string,
  told: ReadonlyMap<string, RelationshipCode>,
): Retold {
  const codes = new Map<string, RelationshipCode>()
  const missing: string[] = []
  const next = members.find(member => member.id === representative)
  const changes = next !== undefined && next.relationship !== 'PA'
  for (const member of members) {
    const code = member === next ? 'PA' : (told.get(member.id) ?? (changes ? known(member, next) : member.relationship))
    if (code === undefined) missing.push(member.id)
    else if (code !== member.relationship) codes.set(member.id, code)
  }
  return { codes, missing }
}

function known(member: Relative, next: Relative): RelationshipCode | undefined {
  return member.relationship === 'PA' ? inverseRelationship(next.relationship, member.sex) : undefined
}
