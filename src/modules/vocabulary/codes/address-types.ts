import { type CodeOf, plainList } from '../code-list.ts'

/**
 * Co(A|O|R): country of asylum, origin, residence; a leading P is "earlier". EML and TEL put an e-mail address or a
 * telephone number where older files expect an address. PCOA is the same code in other letters, met in the table itself.
 */
export const addressTypes = plainList(
  'address-type',
  [
    'CoA',
    'PCoA',
    'CoO',
    'PCoO',
    'CoR',
    'PCoR',
    'Trans',
    'Mail',
    'PMail',
    'AstAd',
    'Integ',
    'RST',
    'VolRe',
    'EML',
    'TEL',
  ],
  { PCOA: 'PCoA' },
)
export type AddressTypeCode = CodeOf<typeof addressTypes>
