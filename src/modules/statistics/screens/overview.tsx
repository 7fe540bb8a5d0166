import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useCallback } from 'react'
import { useLabels } from '../../registration/screens/index.ts'
import type { listSites } from '../../situation/index.ts'
import {
  Count,
  EmptyState,
  Page,
  ProblemNote,
  Section,
  useAsk,
  useMay,
  useSession,
  useWords,
} from '../../workspace/screens/index.ts'
import type { overview } from '../overview.ts'
import { Chart, SimpleTable } from './chart.tsx'
import styles from './statistics.module.css'

const SiteMap = lazy(() => import('./site-map.tsx'))

/** The situation at a glance: who is here, who arrives, where it is full, what waits for somebody. */
export function Overview() {
  const { t, date, number } = useWords()
  const { situationName, situationCode } = useSession()
  const may = useMay()
  const { text, country } = useLabels()
  const asked = useAsk<typeof overview>('statistics.overview', { days: 90 }, { refetchInterval: 60_000 })
  const sites = useAsk<typeof listSites>('situation.listSites', { open: true }, { enabled: may('read-situation') })
  const found = asked.data
  const arrivals = found?.arrivals
  const drawArrivals = useCallback(
    (plot: typeof import('@observablehq/plot')) =>
      arrivals && arrivals.length > 0
        ? {
            marginLeft: 44,
            x: { type: 'utc' as const, label: null },
            y: { label: null, grid: true, tickFormat: (value: number) => number(value) },
            marks: [
              plot.rectY(
                arrivals.map(({ day, people }) => ({ day: new Date(day), people })),
                { x: 'day', interval: 'day', y: 'people', fill: 'var(--accent)' },
              ),
              plot.ruleY([0], { stroke: 'var(--line-strong)' }),
            ],
          }
        : undefined,
    [arrivals, number],
  )
  const register = may('register') ? (
    <Button
      leftSection={<IconUserPlus size={18} aria-hidden />}
      renderRoot={props => <Link {...props} to="/s/$code/register" params={{ code: situationCode }} />}
    >
      {t('statistics.register')}
    </Button>
  ) : undefined
  const siteNames = new Map((sites.data?.sites ?? []).map(site => [site.id, site]))
  return (
    <Page title={t('statistics.overview')} lead={situationName} actions={register}>
      <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />
      {found && found.population === 0 && found.waiting.groups === 0 ? (
        <EmptyState title={t('statistics.nobody')} action={register}>
          {t('statistics.nobody-hint')}
        </EmptyState>
      ) : null}
      {found ? (
        <>
          <dl className={styles.tiles}>
            <Tile label={t('statistics.people')} value={found.population} />
            <Tile label={t('statistics.households')} value={found.households} />
            <Tile
              label={t('statistics.waiting')}
              value={found.waiting.people}
              note={
                found.waiting.groups > 0
                  ? t('statistics.waiting-note', { groups: found.waiting.groups, days: found.waiting.longestDays })
                  : undefined
              }
            />
            {found.needsToReview === null ? null : (
              <Tile label={t('statistics.needs-to-review')} value={found.needsToReview} />
            )}
            {found.daysToRegistration.median === null ? null : (
              <Tile
                label={t('statistics.days-to-registration')}
                value={found.daysToRegistration.median}
                note={t('statistics.ninth-wait', { days: found.daysToRegistration.ninth ?? 0 })}
              />
            )}
          </dl>
          <div className={styles.grid}>
            {found.arrivals.length > 0 ? (
              <Chart
                title={t('statistics.arrivals-title', {
                  people: found.arrivals.reduce((sum, { people }) => sum + people, 0),
                })}
                source={t('statistics.source', { day: new Date().toISOString().slice(0, 10) })}
                draw={drawArrivals}
                table={
                  <SimpleTable
                    caption={t('statistics.arrivals')}
                    head={[t('statistics.day'), t('statistics.people')]}
                    rows={found.arrivals.map(({ day, people }) => [date(day, 'short'), people])}
                  />
                }
              />
            ) : null}
            {sites.data ? (
              <Section title={t('statistics.sites')}>
                <Bars
                  rows={sites.data.sites
                    .filter(site => site.population !== null && (site.population > 0 || site.capacity))
                    .map(site => ({ key: site.id, label: site.name, people: site.population ?? 0, of: site.capacity }))}
                />
              </Section>
            ) : null}
            <Section title={t('statistics.origins')}>
              <Bars
                rows={found.byOrigin
                  .slice(0, 10)
                  .map(({ key, people }) => ({ key, label: country(key), people, of: null }))}
              />
            </Section>
            {found.needsByGroup ? (
              <Section title={t('statistics.needs')}>
                <Bars
                  rows={found.needsByGroup.map(({ key, people }) => ({
                    key,
                    label: text('need-group', key),
                    people,
                    of: null,
                  }))}
                />
              </Section>
            ) : null}
            {sites.data?.sites.some(site => site.latitude !== null) ? (
              <Section title={t('statistics.map')}>
                <Suspense fallback={null}>
                  <SiteMap sites={[...siteNames.values()]} />
                </Suspense>
              </Section>
            ) : null}
          </div>
        </>
      ) : null}
    </Page>
  )
}

function Tile({ label, value, note }: { label: string; value: number; note?: string | undefined }) {
  return (
    <div className={styles.tile}>
      <dt>{label}</dt>
      <dd>
        <Count value={value} />
        {note ? <small>{note}</small> : null}
      </dd>
    </div>
  )
}

interface BarRow {
  readonly key: string
  readonly label: string
  readonly people: number
  /** The whole that it is part of; null: the longest bar is the whole. */
  readonly of: number | null
}

function Bars({ rows }: { rows: readonly BarRow[] }) {
  const { t, number } = useWords()
  const most = Math.max(1, ...rows.map(row => row.people))
  if (rows.length === 0) return <p>{t('statistics.nothing')}</p>
  return (
    <ul className={styles.bars}>
      {rows.map(row => {
        const part = row.of ? row.people / row.of : row.people / most
        return (
          <li key={row.key}>
            <span>{row.label}</span>
            <span className="number">
              {row.of
                ? t('statistics.of-capacity', { people: row.people, capacity: row.of, part })
                : number(row.people)}
            </span>
            <span className={styles.bar} data-full={(row.of && part > 1) || undefined} aria-hidden>
              <i style={{ width: `${Math.min(100, part * 100)}%` }} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}
