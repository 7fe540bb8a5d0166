import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { useLabels } from '../../registration/screens/index.ts'
import type { listSites } from '../../situation/index.ts'
import { ageCohorts } from '../../vocabulary/index.ts'
import {
  Choice,
  DayField,
  EmptyState,
  Page,
  ProblemNote,
  readDay,
  todayHere,
  useAsk,
  useRemembered,
  useSession,
  useWords,
  written,
} from '../../workspace/screens/index.ts'
import type { demographics } from '../demographics.ts'
import { Chart } from './chart.tsx'
import styles from './statistics.module.css'

const dimensions = ['origin', 'site', 'none'] as const
type Dimension = (typeof dimensions)[number]

/** People by sex and age cohort, for each origin or site, on any day. */
export function Numbers() {
  const { t, number } = useWords()
  const { country } = useLabels()
  const { situation } = useSession()
  const today = todayHere()
  const [dayText, setDayText] = useState(written(today))
  const [site, setSite] = useState('')
  const [origin, setOrigin] = useState('')
  const [by, setBy] = useRemembered<Dimension>('numbers.by', 'origin')
  const day = readDay(dayText, today) ?? today
  const input = { referenceDate: day, ...(site ? { site } : {}), ...(origin ? { origin } : {}) }
  const asked = useAsk<typeof demographics>('statistics.demographics', input)
  const sites = useAsk<typeof listSites>('situation.listSites', {})
  const siteName = (id: string) => sites.data?.sites.find(one => one.id === id)?.name ?? id
  const rows = asked.data?.rows
  const groups = useMemo(() => {
    const all = new Map<string, Map<string, number>>()
    for (const row of rows ?? []) {
      const key = by === 'none' ? '' : row[by]
      const cells = all.get(key) ?? new Map<string, number>()
      const cell = `${row.sex}|${row.cohort}`
      cells.set(cell, (cells.get(cell) ?? 0) + row.people)
      all.set(key, cells)
    }
    const total = (cells: Map<string, number>) => [...cells.values()].reduce((sum, people) => sum + people, 0)
    return [...all].map(([key, cells]) => ({ key, cells, total: total(cells) })).sort((a, b) => b.total - a.total)
  }, [rows, by])
  const cohorts = ageCohorts.codes
  const sum = useCallback(
    (sex: string, cohort: string) => groups.reduce((all, group) => all + (group.cells.get(`${sex}|${cohort}`) ?? 0), 0),
    [groups],
  )
  const unknown = cohorts.reduce((all, cohort) => all + sum('U', cohort), 0)
  const sexes = unknown > 0 ? (['F', 'M', 'U'] as const) : (['F', 'M'] as const)
  const women = cohorts.reduce((all, cohort) => all + sum('F', cohort), 0)
  const total = asked.data?.total ?? 0
  const children = sexes.reduce(
    (all, sex) => all + ['0-4', '5-11', '12-17'].reduce((some, cohort) => some + sum(sex, cohort), 0),
    0,
  )
  const draw = useCallback(
    (plot: typeof import('@observablehq/plot')) => {
      const data = ageCohorts.codes.flatMap(cohort => [
        { cohort, sex: t('vocabulary.sex.F'), people: -sum('F', cohort), side: 'F' },
        { cohort, sex: t('vocabulary.sex.M'), people: sum('M', cohort), side: 'M' },
      ])
      return {
        marginLeft: 56,
        x: { label: null, tickFormat: (value: number) => number(Math.abs(value)), grid: true, nice: true },
        y: { label: null, domain: [...ageCohorts.codes].reverse() },
        color: { domain: ['F', 'M'], range: ['#0f6b60', '#b0832e'] },
        marks: [
          plot.barX(data, { x: 'people', y: 'cohort', fill: 'side' }),
          plot.ruleX([0], { stroke: 'var(--line-strong)' }),
          plot.text([[0, 0]], { frameAnchor: 'top-left', text: () => t('vocabulary.sex.F'), dx: 4 }),
          plot.text([[0, 0]], { frameAnchor: 'top-right', text: () => t('vocabulary.sex.M'), dx: -4 }),
        ],
      }
    },
    [sum, t, number],
  )
  const nameOf = (key: string) => (by === 'origin' ? country(key) : by === 'site' ? siteName(key) : t('statistics.all'))
  const table = (
    <table className={styles.table}>
      <caption className="visually-hidden">{t('statistics.numbers')}</caption>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {t(`statistics.by.${by}`)}
          </th>
          {sexes.map(sex => (
            <th key={sex} scope="colgroup" colSpan={cohorts.length + 1} data-figures>
              {t(`vocabulary.sex.${sex}`)}
            </th>
          ))}
          <th scope="col" rowSpan={2} data-figures>
            {t('statistics.total')}
          </th>
        </tr>
        <tr>
          {sexes.map(sex => [
            ...cohorts.map(cohort => (
              <th key={`${sex}${cohort}`} scope="col" data-figures>
                <bdi dir="ltr">{cohort}</bdi>
              </th>
            )),
            <th key={`${sex}total`} scope="col" data-figures>
              {t('statistics.total')}
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ key, cells, total: all }) => (
          <tr key={key}>
            <th scope="row">{nameOf(key)}</th>
            {sexes.map(sex => [
              ...cohorts.map(cohort => (
                <td key={`${sex}${cohort}`} data-figures>
                  {number(cells.get(`${sex}|${cohort}`) ?? 0)}
                </td>
              )),
              <td key={`${sex}total`} data-figures>
                {number(cohorts.reduce((some, cohort) => some + (cells.get(`${sex}|${cohort}`) ?? 0), 0))}
              </td>,
            ])}
            <td data-figures>{number(all)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('statistics.total')}</th>
          {sexes.map(sex => [
            ...cohorts.map(cohort => (
              <td key={`${sex}${cohort}`} data-figures>
                {number(sum(sex, cohort))}
              </td>
            )),
            <td key={`${sex}total`} data-figures>
              {number(cohorts.reduce((some, cohort) => some + sum(sex, cohort), 0))}
            </td>,
          ])}
          <td data-figures>{number(total)}</td>
        </tr>
      </tfoot>
    </table>
  )
  const parameters = new URLSearchParams({ situation: String(situation), ...input })
  return (
    <Page
      title={t('statistics.numbers')}
      lead={t('statistics.numbers-lead', { day })}
      actions={
        <Button
          component="a"
          href={`/api/exports/demographics.csv?${parameters}`}
          download
          leftSection={<IconDownload size={18} aria-hidden />}
          variant="default"
        >
          {t('statistics.download-csv')}
        </Button>
      }
    >
      <div className={`${styles.controls} not-printed`}>
        <DayField label={t('statistics.reference-date')} text={dayText} onChange={setDayText} />
        <Choice
          label={t('statistics.rows')}
          value={by}
          onChange={value => setBy(value as Dimension)}
          options={dimensions.map(value => ({ value, label: t(`statistics.by.${value}`) }))}
        />
        <Choice
          label={t('statistics.site')}
          value={site}
          onChange={setSite}
          clearable
          placeholder={t('statistics.all')}
          options={(sites.data?.sites ?? []).map(one => ({ value: one.id, label: one.name }))}
        />
        <Choice
          label={t('statistics.origin')}
          value={origin}
          onChange={setOrigin}
          clearable
          placeholder={t('statistics.all')}
          options={[...new Set([...(rows ?? []).map(row => row.origin), ...(origin ? [origin] : [])])].map(code => ({
            value: code,
            label: country(code),
          }))}
        />
      </div>
      <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />
      {asked.data && total === 0 ? (
        <EmptyState title={t('statistics.nobody-on-day')}>{t('statistics.nobody-on-day-hint')}</EmptyState>
      ) : null}
      {total > 0 ? (
        <>
          <Chart
            title={t('statistics.pyramid-title', { total, women: women / total, children: children / total })}
            source={t('statistics.source', { day })}
            draw={draw}
            height={260}
            table={table}
          />
          <div className={`${styles.chart} ${styles.wide}`}>{table}</div>
          <p className={styles.source}>{t('statistics.not-published')}</p>
        </>
      ) : null}
    </Page>
  )
}
