/**
 * What one piece of a name is to its bearer. No kind is obligatory: Ethiopian, Burmese and many Arab names have no family name,
 * so a name is an *ordered list* of parts and never "first" and "last". `full` holds a name that nobody has split yet.
 */
export const namePartKinds = [
  'given',
  'father',
  'grandfather',
  'family',
  'second-family',
  'middle',
  'maiden',
  'mother',
  'full',
  'alias',
] as const

export type NamePartKind = (typeof namePartKinds)[number]

/**
 * One part of a name, in the bearer's own script. `latin` is the form the bearer (or a document) uses in Latin letters; where
 * it is absent, `toLatin(text)` gives a readable default.
 */
export type NamePart = { kind: NamePartKind; text: string; latin?: string }

/** A person's name: its parts in the order the bearer says them. */
export type PersonName = readonly NamePart[]

/** Parts that name somebody else, or say the same name another way: left out of the name as displayed. */
const beside: ReadonlySet<NamePartKind> = new Set(['mother', 'alias', 'maiden'])

/** The parts that make up the name as it is said, in order. */
export function spokenParts(parts: PersonName): NamePart[] {
  const spoken = parts.filter(part => !beside.has(part.kind))
  return spoken.length > 0 ? spoken : [...parts]
}

/** The name as written in its own script, for display. */
export function nameText(parts: PersonName): string {
  return spokenParts(parts)
    .map(part => part.text)
    .join(' ')
}
