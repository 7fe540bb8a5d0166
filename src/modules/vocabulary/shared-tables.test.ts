import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import {
  codeLists,
  countries,
  fromUnhcr,
  isBlank,
  isCode,
  loadEthnicities,
  loadLanguages,
  loadOccupations,
  loadRecogniser,
  toUnhcr,
  unhcrRegions,
} from './index.ts'
import en from './words/en.json' with { type: 'json' }

const shared = resolve(process.env.NANSEN_SHARED ?? '../shared')
const tables = resolve(shared, 'data/errf/reference')
const absent = !existsSync(tables)

/** The first two columns of a table of the referral form: code and English text, without its heading. */
function table(name: string): [string, string][] {
  const rows: string[][] = parse(readFileSync(resolve(tables, `${name}.csv`)), {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    skip_empty_lines: true,
  })
  return rows.map(([code = '', text = '']): [string, string] => [code, text]).filter(([code]) => code !== name)
}

const { recognise, recogniseCountry } = await loadRecogniser()
const { languageFromForm } = await loadLanguages()
const { occupationMeanings } = await loadOccupations()
const { findEthnicity, recogniseEthnicity } = await loadEthnicities()

describe.skipIf(absent)(
  absent
    ? 'the referral form’s own code tables (skipped: the shared field data is not beside the project)'
    : 'the referral form’s own code tables',
  () => {
    it.each([
      ['AddressTypeCode', 'address-type'],
      ['EducationDegreeTypeCode', 'education-degree'],
      ['EducationLevelCode', 'education-level'],
      ['EmploymentTypeCode', 'employment-type'],
      ['LanguageLevelCode', 'language-level'],
      ['MaritalStatusCode', 'marital-status'],
      ['RelationshipCode', 'relationship'],
      ['ReligionCode', 'religion'],
      ['ResettlementCriteriaCode', 'resettlement-criterion'],
      ['ResettlementPriorityCode', 'resettlement-priority'],
      ['SexCode', 'sex'],
      ['VulnerabilityCode', 'need-group'],
    ] as const)('%s holds no code that we do not know', (file, name) => {
      const codes = table(file).map(([code]) => code)
      expect(codes.length).toBeGreaterThan(3)
      expect(codes.filter(code => !isBlank(code) && recognise(codeLists[name], code) === undefined)).toEqual([])
    })

    it('CountryCode holds no code that we do not know, and no name that we read as another country', () => {
      const rows = table('CountryCode').filter(([code]) => !isBlank(code))
      expect(rows.length).toBeGreaterThan(240)
      expect(rows.filter(([code]) => fromUnhcr(code) === undefined)).toEqual([])
      expect(rows.filter(([code, name]) => (recogniseCountry(name) ?? fromUnhcr(code)) !== fromUnhcr(code))).toEqual([])
    })

    it('LanguageCode holds no code that we do not know, and no other name where the letters are not ISO’s', () => {
      const rows = table('LanguageCode').filter(([code]) => !isBlank(code))
      expect(rows.length).toBeGreaterThan(7000)
      expect(rows.filter(([code]) => languageFromForm(code) === undefined)).toEqual([])
      const ours = rows.filter(([code]) => languageFromForm(code)?.iso !== code.toLowerCase())
      expect(ours.length).toBeGreaterThan(1000)
      expect(ours.filter(([code, name]) => languageFromForm(code)?.name !== name)).toEqual([])
    })

    it('OccupationCode holds no code that we do not know', () => {
      const codes = table('OccupationCode').map(([code]) => code)
      expect(codes.length).toBeGreaterThan(1300)
      const unknown = codes.filter(
        code =>
          !isBlank(code) &&
          occupationMeanings(code).length === 0 &&
          recognise(codeLists['occupation-special'], code) === undefined,
      )
      expect(unknown).toEqual([])
    })

    it('EthnicityCode holds no code that we do not know, and no name that we read as another group', () => {
      const rows = table('EthnicityCode').filter(([code]) => !isBlank(code))
      expect(rows.length).toBeGreaterThan(800)
      expect(rows.filter(([code]) => findEthnicity(code) === undefined)).toEqual([])
      const names = new Map(rows.map(([code]) => [code, findEthnicity(code)?.name]))
      const misread = rows.filter(([code, name]) => {
        const read = recogniseEthnicity(name)
        return read !== undefined && read.name !== names.get(code)
      })
      expect(misread).toEqual([])
    })
  },
)

const statistics = resolve(shared, 'data/unhcr/countries.csv')
const noStatistics = !existsSync(statistics)

describe.skipIf(noStatistics)(
  noStatistics
    ? 'UNHCR’s table of countries (skipped: the shared statistics are not beside the project)'
    : 'UNHCR’s table of countries',
  () => {
    const rows: Record<string, string>[] = noStatistics
      ? []
      : parse(readFileSync(statistics), { columns: true, bom: true, relax_column_count: true, trim: true })
    // CRB and CUR have neither a name nor an ISO code there, so nobody can say what they mean.
    const named = rows.filter(row => row.name !== row.unhcr_code)

    it('has the same pairs of codes and the same regions as ours', () => {
      expect(named.length).toBeGreaterThan(220)
      const regionCodes = new Map(
        unhcrRegions.codes.map(code => [(en as Record<string, string>)[`vocabulary.unhcr-region.${code}`], code]),
      )
      for (const { iso_code: iso = '', unhcr_code: unhcr = '', unhcr_region: region = '' } of named) {
        const code = fromUnhcr(unhcr)
        expect(code, unhcr).toBeDefined()
        if (!code) continue
        expect(toUnhcr(code)).toBe(unhcr)
        if (iso !== '') expect(code).toBe(iso)
        expect(countries.facts[code].region, unhcr).toBe(region === '' ? null : regionCodes.get(region))
      }
    })

    it('has only names that we read as the same country, but for “Congo”, which we refuse to guess', () => {
      const unread = named.filter(
        ({ iso_code: iso = '', name = '' }) => isCode(countries, iso) && recogniseCountry(name) !== iso,
      )
      expect(unread.map(row => row.name)).toEqual(['Congo'])
    })
  },
)
