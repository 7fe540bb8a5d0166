import { type CodeOf, plainList } from '../code-list.ts'

/**
 * The legal status of one individual at registration. The codes are those of the population types where the two meet;
 * NOC (not of concern) and UNK (not yet known) exist only for individuals.
 */
// biome-ignore format: a table of codes
export const legalStatuses = plainList('legal-status', [
  'ASY', 'REF', 'ROC', 'OIP', 'IDP', 'STA', 'RET', 'RDP', 'OOC', 'HST', 'NOC', 'UNK',
])
export type LegalStatusCode = CodeOf<typeof legalStatuses>
