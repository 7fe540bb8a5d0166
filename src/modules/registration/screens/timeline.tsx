import { Button } from '@mantine/core'
import { useSites } from '../../situation/screens/index.ts'
import {
  Code,
  EmptyState,
  Moment,
  type OutputOf,
  ProblemNote,
  Section,
  useAskPages,
  useWords,
} from '../../workspace/screens/index.ts'
import type { timeline } from '../queries/timeline.ts'
import { useFactWords } from './fact-words.ts'
import styles from './timeline.module.css'

type Entry = OutputOf<typeof timeline>['entries'][number]

/** What happened, the newest first. */
export function Timeline({ subject }: { subject: string }) {
  const { t } = useWords()
  const answer = useAskPages<typeof timeline>('registration.timeline', { subject, limit: 30 })
  const entries = answer.data?.pages.flatMap(page => page.entries)
  return (
    <Section title={t('web.timeline.title')}>
      <ProblemNote problem={answer.error} onRetry={() => void answer.refetch()} />
      {entries?.length === 0 ? <EmptyState title={t('web.timeline.empty')} /> : null}
      <ol className={styles.timeline}>
        {entries?.map(entry => (
          <Happening key={entry.act} entry={entry} />
        ))}
      </ol>
      {answer.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          loading={answer.isFetchingNextPage}
          onClick={() => void answer.fetchNextPage()}
        >
          {t('web.list.more')}
        </Button>
      ) : null}
    </Section>
  )
}

function Happening({ entry }: { entry: Entry }) {
  const { t } = useWords()
  const { nameOf } = useSites()
  const { actWord, fieldWord, valueWord } = useFactWords()
  const { summary } = entry
  const facts = summary ? Object.entries(summary.facts).filter(([name]) => fieldWord(name) !== undefined) : []
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <strong>{actWord(entry.name)}</strong>
        <span className={styles.when}>
          <Moment at={entry.occurredAt} />
        </span>
      </div>
      <p className={styles.who}>
        {entry.actorKind === 'system'
          ? t('web.timeline.by-system')
          : (entry.actorName ?? t('web.timeline.by-colleague'))}
        {entry.place ? ` · ${nameOf(entry.place)}` : ''}
        {Date.parse(entry.recordedAt) - Date.parse(entry.occurredAt) > 600_000 ? (
          <>
            {' · '}
            {t('web.timeline.recorded')} <Moment at={entry.recordedAt} />
          </>
        ) : null}
      </p>
      {summary === null ? <p className={styles.who}>{t('web.timeline.closely-held')}</p> : null}
      {summary && (summary.changes.length > 0 || facts.length > 0) ? (
        <dl className={styles.facts}>
          {summary.changes.map(({ field, from, to }) => (
            <div key={field}>
              <dt>{fieldWord(field) ?? field}</dt>
              <dd>
                <del>{valueWord(field, from) || t('web.not-known')}</del>{' '}
                <ins>{valueWord(field, to) || t('web.not-known')}</ins>
              </dd>
            </div>
          ))}
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{fieldWord(name)}</dt>
              <dd>{name === 'number' ? <Code>{value}</Code> : valueWord(name, value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {summary?.note ? <p className={styles.note}>{summary.note}</p> : null}
    </li>
  )
}
