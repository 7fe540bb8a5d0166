import type { TablePolicies } from '../../kernel/queries/door.ts'

/** How this module's tables are guarded; a table that is not here cannot be read by any query. */
export const registrationPolicies: TablePolicies = {
  household: { place: 'site_id', sensitivity: 'personal' },
  individual: { place: 'site_id', sensitivity: 'personal' },
  individual_sensitive: { place: null, sensitivity: 'sensitive', rowSensitivity: 'sensitivity' },
  identity_document: { place: null, sensitivity: 'personal' },
  specific_need: { place: null, sensitivity: 'sensitive', rowSensitivity: 'sensitivity' },
  consent: { place: null, sensitivity: 'personal' },
  presence: { place: 'site_id', sensitivity: 'internal' },
  search_key: { place: null, sensitivity: 'personal' },
  photo: { place: null, sensitivity: 'personal' },
}
