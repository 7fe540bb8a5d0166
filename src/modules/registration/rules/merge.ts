import { canonical } from '../../../kernel/journal/canonical.ts'

/** A correction of one field: the value that was seen and the one that should be. */
export interface Change<Value = unknown> {
  readonly from: Value
  readonly to: Value
}

/**
 * What a correction means for a field that somebody may have changed meanwhile. `apply`: it still is as it was seen.
 * `same`: it already is as it should be. `conflict`: it became something else, and a person decides.
 */
export function mergeOf(current: unknown, change: Change): 'apply' | 'same' | 'conflict' {
  const now = canonical(current)
  if (now === canonical(change.to)) return 'same'
  return now === canonical(change.from) ? 'apply' : 'conflict'
}

export interface Merged<Field extends string> {
  readonly apply: { readonly field: Field; readonly from: unknown; readonly to: unknown }[]
  readonly conflicts: Field[]
}

/** Field by field: corrections of different fields never hinder one another. */
export function mergeChanges<Field extends string>(
  fieldOf: (field: Field) => unknown,
  changes: Readonly<Partial<Record<Field, Change | undefined>>>,
): Merged<Field> {
  const apply: Merged<Field>['apply'] = []
  const conflicts: Field[] = []
  for (const [field, change] of Object.entries(changes) as [Field, Change | undefined][]) {
    if (!change) continue
    const current = fieldOf(field)
    const outcome = mergeOf(current, change)
    if (outcome === 'apply') apply.push({ field, from: current, to: change.to })
    else if (outcome === 'conflict') conflicts.push(field)
  }
  return { apply, conflicts }
}
