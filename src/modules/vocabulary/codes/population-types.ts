import { type CodeOf, plainList } from '../code-list.ts'

/** Population groups of the public statistics: the columns of the annual and mid-year tables. */
// biome-ignore format: a table of codes
export const populationTypes = plainList('population-type', [
  'REF', 'ROC', 'ASY', 'OIP', 'IDP', 'IOC', 'STA', 'OOC', 'HST', 'RET', 'RDP', 'RST', 'NAT',
])
export type PopulationTypeCode = CodeOf<typeof populationTypes>
