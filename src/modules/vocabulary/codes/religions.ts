import { type CodeOf, plainList } from '../code-list.ts'

/** 47 codes. Religion is sensitive: optional, and never read without its own permission. */
// biome-ignore format: a table of codes
export const religions = plainList('religion', [
  'ADV', 'AHM', 'ALA', 'ANC', 'ANG', 'ANI', 'ATH', 'BAH', 'BAP', 'BUD', 'CAO', 'CHL', 'CHR', 'COF', 'CSC', 'DRU',
  'EAS', 'FLG', 'HIN', 'ISM', 'JAI', 'JDS', 'JEH', 'KAK', 'KIR', 'LUT', 'MND', 'MOR', 'MUS', 'NON', 'OOR', 'ORT',
  'PEN', 'PRO', 'ROM', 'SCI', 'SHI', 'SIK', 'SIT', 'SPI', 'SUN', 'TAO', 'VOD', 'YAZ', 'ZOR', 'OTH', 'U',
])
export type ReligionCode = CodeOf<typeof religions>
