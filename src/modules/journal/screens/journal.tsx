import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { getCheckpoint, listHeld, listJournal } from '../../../kernel/journal/queries.ts'
import {
  Code,
  type Column,
  Count,
  DataList,
  EmptyState,
  Moment,
  Page,
  ProblemNote,
  Section,
  StateBadge,
  saveFile,
  useAsk,
  useAskPages,
  useMay,
  useWords,
} from '../../workspace/screens/index.ts'
import styles from './journal.module.css'

type Line = Awaited<ReturnType<(typeof listJournal)['run']>>['entries'][number]
type Held = Awaited<ReturnType<(typeof listHeld)['run']>>['held'][number]

/** Who did what, where and when; the proof that nothing was changed since; and what waits because it was refused. */
export function Journal() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const [name, setName] = useState('')
  const pages = useAskPages<typeof listJournal>('journal.listEntries', name ? { name } : {})
  const checkpoint = useAsk<typeof getCheckpoint>('journal.getCheckpoint', {}, { refetchInterval: 30_000 })
  const actWords = (act: string) => {
    const [module = '', verb = ''] = act.split('.')
    const key = `${module}.act.${verb}`
    return words.has(key) ? t(key) : act
  }
  const columns: Column<Line>[] = [
    {
      id: 'at',
      header: t('journal.recorded'),
      always: true,
      cell: line => <Moment at={line.recordedAt} />,
      text: line => line.recordedAt,
    },
    { id: 'act', header: t('journal.act'), always: true, cell: line => actWords(line.name), text: line => line.name },
    {
      id: 'actor',
      header: t('journal.actor'),
      cell: line => (line.actorKind === 'system' ? t('journal.actor.system') : <Code>{line.actor.slice(0, 8)}</Code>),
      text: line => line.actor,
    },
    {
      id: 'kind',
      header: t('journal.actor-kind'),
      hidden: true,
      cell: line => t(`journal.actor.${line.actorKind}`),
      text: line => line.actorKind,
    },
    {
      id: 'happened',
      header: t('journal.happened'),
      hidden: true,
      cell: line => <Moment at={line.occurredAt} />,
      text: line => line.occurredAt,
    },
    {
      id: 'leaf',
      header: t('journal.proof'),
      cell: line =>
        line.leaf === null ? (
          <StateBadge state="pending">{t('journal.not-sealed')}</StateBadge>
        ) : (
          <StateBadge state="accepted">{t('journal.sealed', { entry: line.leaf + 1 })}</StateBadge>
        ),
      text: line => String(line.leaf ?? ''),
    },
    { id: 'id', header: t('journal.id'), hidden: true, cell: line => <Code>{line.act}</Code>, text: line => line.act },
  ]
  const note = checkpoint.data?.note
  return (
    <Page title={t('journal.title')} lead={t('journal.lead')}>
      <Section
        title={t('journal.checkpoint')}
        hint={t('journal.checkpoint-hint')}
        actions={
          note ? (
            <Button
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
              onClick={() => saveFile(new Blob([note], { type: 'text/plain' }), 'checkpoint.txt')}
            >
              {t('journal.download-checkpoint')}
            </Button>
          ) : undefined
        }
      >
        <ProblemNote problem={checkpoint.error} />
        {checkpoint.data ? (
          <p>
            {t('journal.sealed-entries', { entries: checkpoint.data.size, waiting: checkpoint.data.waiting })}{' '}
            {checkpoint.data.madeAt ? <Moment at={checkpoint.data.madeAt} /> : null}
          </p>
        ) : null}
      </Section>
      {may('read-held') ? <HeldActs actWords={actWords} /> : null}
      <DataList<Line>
        name="journal"
        caption={t('journal.title')}
        columns={columns}
        rows={pages.data?.pages.flatMap(page => page.entries)}
        keyOf={line => line.act}
        filters={[
          {
            id: 'name',
            label: t('journal.act'),
            kind: 'choice',
            options: actOptions.map(value => ({ value, label: actWords(value) })),
          },
        ]}
        values={name ? { name } : {}}
        onValues={values => setName(values.name ?? '')}
        busy={pages.isPlaceholderData}
        error={pages.error}
        onRetry={() => void pages.refetch()}
        hasMore={pages.hasNextPage}
        onMore={() => void pages.fetchNextPage()}
        loadingMore={pages.isFetchingNextPage}
        empty={<EmptyState title={t('journal.empty')}>{t('journal.empty-hint')}</EmptyState>}
      />
    </Page>
  )
}

const actOptions = [
  'registration.registerHousehold',
  'registration.preregisterGroup',
  'registration.addMember',
  'registration.correctIndividual',
  'registration.changeStatus',
  'registration.recordNeed',
  'registration.reviewNeed',
  'registration.recordConsent',
  'situation.createSite',
  'exchange.acceptImport',
]

function HeldActs({ actWords }: { actWords: (act: string) => string }) {
  const { t } = useWords()
  const held = useAsk<typeof listHeld>('journal.listHeld', {}, { refetchInterval: 60_000 })
  const rows: readonly Held[] = held.data?.held ?? []
  if (rows.length === 0 && !held.error) return null
  return (
    <Section title={t('journal.held')} hint={t('journal.held-hint')}>
      <ProblemNote problem={held.error} />
      <ul className={styles.held}>
        {rows.map(act => (
          <li key={act.id}>
            <StateBadge state={act.answer === 'needs-review' ? 'review' : 'refused'}>
              {t(`journal.answer.${act.answer}`)}
            </StateBadge>
            <strong>{actWords(act.name)}</strong>
            <span>{problemWords(act.problem, t)}</span>
            <Moment at={act.recordedAt} />
          </li>
        ))}
      </ul>
      <p>
        <Count value={rows.length} />
      </p>
    </Section>
  )
}

function problemWords(problem: Held['problem'], t: ReturnType<typeof useWords>['t']): string {
  return t(`problem.${problem.code}`, problem.details as Record<string, string | number>)
}
