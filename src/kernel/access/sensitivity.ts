/**
 * How closely a table, a field or a row is held. Stored as its rank (0 … 4), so that the database can compare it.
 * public · internal · personal · sensitive (needs, health, ethnicity, religion) · confidential (gender-based violence,
 * trafficking, child protection, asylum claims).
 */
export const sensitivities = ['public', 'internal', 'personal', 'sensitive', 'confidential'] as const
export type Sensitivity = (typeof sensitivities)[number]

export function rankOf(sensitivity: Sensitivity): number {
  return sensitivities.indexOf(sensitivity)
}

export function sensitivityOf(rank: number): Sensitivity {
  const found = sensitivities[rank]
  if (!found) throw new RangeError(`no sensitivity has rank ${rank}`)
  return found
}
