import type { Column } from '../../kernel/formats/index.ts'
import { siteCodes, tableExports } from './define.ts'

interface Figures {
  referenceDate: string
  rows: { origin: string; site: string; sex: string; cohort: string; people: number }[]
}

const columns: readonly Column[] = [
  { header: 'reference_date', hxl: '#date+reference', kind: 'date' },
  { header: 'country_of_origin', hxl: '#country+code+origin+v_iso3' },
  { header: 'site_code', hxl: '#loc+code' },
  { header: 'site', hxl: '#loc+name' },
  { header: 'sex', hxl: '#indicator+sex' },
  { header: 'age_cohort', hxl: '#indicator+age' },
  { header: 'people', hxl: '#affected+refugees+ind', kind: 'number' },
]

export const demographicsExports = tableExports('demographics', {
  permission: 'read-statistics',
  input: house => house.queryRegistry.get('statistics.demographics').input,
  async table(asked) {
    const { house, situation, principal, input } = asked
    const figures = (await house.queries.ask('statistics.demographics', situation, input, principal)) as Figures
    const sites = await siteCodes(asked)
    const rows = figures.rows
      .map(row => {
        const { code = '', name = '' } = sites.get(row.site) ?? {}
        return [figures.referenceDate, row.origin, code, name, row.sex, row.cohort, row.people] as const
      })
      .sort((a, b) => a.join('|').localeCompare(b.join('|'), 'en'))
    return { name: `demographics-${figures.referenceDate}`, columns, rows }
  },
})
