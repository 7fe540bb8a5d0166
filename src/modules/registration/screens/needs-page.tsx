import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useSites } from '../../situation/screens/index.ts'
import { needGroups, urgencies } from '../../vocabulary/index.ts'
import {
  Age,
  Choice,
  EmptyState,
  type Filter,
  Page,
  PersonName,
  ProblemNote,
  Section,
  useAsk,
  useAskPages,
  useSession,
  useWords,
} from '../../workspace/screens/index.ts'
import type { needsQueue, needsSummary } from '../queries/needs-queue.ts'
import { filterValues } from './filters.ts'
import { useLabels } from './labels.ts'
import { NeedRow } from './need-row.tsx'
import styles from './needs-page.module.css'
import person from './person/person.module.css'

/** Needs that wait for a decision, the most urgent first, then the oldest. */
export function NeedsPage() {
  const { t, number } = useWords()
  const { label, text } = useLabels()
  const { sites, nameOf } = useSites()
  const navigate = useNavigate()
  const { situationCode } = useSession()
  const filters: readonly (Filter & { kind: 'choice' })[] = [
    {
      id: 'urgency',
      label: t('web.need.urgency'),
      kind: 'choice',
      options: urgencies.codes.map(code => ({ value: code, label: label('urgency', code) })),
    },
    {
      id: 'group',
      label: t('web.need.group'),
      kind: 'choice',
      options: needGroups.codes.map(code => ({ value: code, label: label('need-group', code) })),
    },
    {
      id: 'site',
      label: t('web.field.site'),
      kind: 'choice',
      options: sites.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      id: 'status',
      label: t('web.field.status'),
      kind: 'choice',
      options: (['proposed', 'pending-review'] as const).map(code => ({
        value: code,
        label: t(`web.need.status.${code}`),
      })),
    },
  ]
  const values = filterValues(useSearch({ strict: false }) as Record<string, unknown>, filters)
  const answer = useAskPages<typeof needsQueue>('registration.needsQueue', { ...values, limit: 30 } as Parameters<
    typeof useAskPages<typeof needsQueue>
  >[1])
  const summary = useAsk<typeof needsSummary>('registration.needsSummary', {})
  const needs = answer.data?.pages.flatMap(page => page.needs)
  const waiting = summary.data?.waiting.reduce((sum, part) => sum + part.needs, 0)
  const set = (id: string, value: string) => {
    const { [id]: _, ...rest } = values
    void navigate({
      to: '/s/$code/needs',
      params: { code: situationCode },
      search: value === '' ? rest : { ...rest, [id]: value },
      replace: true,
    })
  }
  return (
    <Page
      title={t('web.nav.needs')}
      lead={waiting === undefined ? undefined : t('web.need.waiting', { count: waiting })}
    >
      <div className={styles.filters}>
        {filters.map(filter => (
          <Choice
            key={filter.id}
            label={filter.label}
            options={filter.options}
            value={values[filter.id] ?? ''}
            clearable
            onChange={value => set(filter.id, value)}
          />
        ))}
      </div>
      <ProblemNote problem={answer.error} onRetry={() => void answer.refetch()} />
      <Section title={t('web.need.to-decide')}>
        {needs?.length === 0 ? (
          <EmptyState title={t('web.need.queue-empty')}>{t('web.need.queue-empty-hint')}</EmptyState>
        ) : null}
        <ul className={person.items}>
          {needs?.map(need => (
            <NeedRow
              key={need.id}
              need={need}
              who={
                <span className={styles.who}>
                  <Link to="/s/$code/people/$id" params={{ code: situationCode, id: need.individual.id }}>
                    <PersonName name={need.individual.name} latin={need.individual.latinName} />
                  </Link>
                  <span className={person.quiet}>
                    {text('sex', need.individual.sex)} · <Age birth={{ ...need.individual, birthPrecision: 'day' }} /> ·{' '}
                    {nameOf(need.individual.site)}
                  </span>
                </span>
              }
            />
          ))}
        </ul>
        {answer.hasNextPage ? (
          <Button variant="default" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
            {t('web.list.more')}
          </Button>
        ) : null}
      </Section>
      {summary.data && summary.data.codes.length > 0 ? (
        <Section title={t('web.need.known')} hint={t('web.need.known-hint')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('web.need.which')}</th>
                <th scope="col" data-figures>
                  {t('web.field.people')}
                </th>
              </tr>
            </thead>
            <tbody>
              {summary.data.codes.map(({ code, people }) => (
                <tr key={code}>
                  <td>{text('need', code)}</td>
                  <td data-figures className="number">
                    {number(people)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ) : null}
    </Page>
  )
}
