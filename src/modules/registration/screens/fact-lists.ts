import type { ListName } from '../../vocabulary/index.ts'

export type { ListName }

const lists: Readonly<Record<string, ListName>> = {
  sex: 'sex',
  relationship: 'relationship',
  maritalStatus: 'marital-status',
  legalStatus: 'legal-status',
  status: 'process-status',
  code: 'need',
  urgency: 'urgency',
}

/** The code list that a field's values are of. */
export function vocabularyListOf(field: string): ListName | undefined {
  return lists[field]
}
