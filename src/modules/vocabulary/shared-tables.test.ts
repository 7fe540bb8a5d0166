import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { codeLists, isBlank, loadRecogniser } from './index.ts'

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

const { recognise } = await loadRecogniser()

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
  },
)
