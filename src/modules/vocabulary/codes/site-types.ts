import { type CodeOf, plainList } from '../code-list.ts'

/** The kinds of place where people are received, registered and live. */
export const siteTypes = plainList('site-type', [
  'border-point',
  'reception-centre',
  'transit-centre',
  'camp',
  'settlement',
  'collective-centre',
  'city-office',
])
export type SiteTypeCode = CodeOf<typeof siteTypes>
