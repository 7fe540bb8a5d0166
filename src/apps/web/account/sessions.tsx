import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  Code,
  Moment,
  ProblemNote,
  Section,
  StateBadge,
  useApi,
  useWords,
} from '../../../modules/workspace/screens/index.ts'
import styles from './account.module.css'

interface SessionLine {
  readonly id: string
  readonly createdAt: string
  readonly seenAt: string
  readonly address: string | null
  readonly browser: string | null
  readonly current: boolean
}

/** Where one is signed in, and how to end it. */
export function Sessions() {
  const { t } = useWords()
  const api = useApi()
  const client = useQueryClient()
  const [problem, setProblem] = useState<Error>()
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: () => api.call<{ sessions: SessionLine[] }>('GET', 'sessions'),
  })
  const end = async (path: string) => {
    setProblem(undefined)
    try {
      await api.call('DELETE', path)
      await client.invalidateQueries({ queryKey: ['sessions'] })
    } catch (failure) {
      setProblem(failure as Error)
    }
  }
  const lines = sessions.data?.sessions ?? []
  return (
    <Section
      title={t('web.account.sessions')}
      hint={t('web.account.sessions-hint')}
      actions={
        lines.length > 1 ? (
          <Button variant="default" size="xs" onClick={() => void end('sessions')}>
            {t('web.account.end-others')}
          </Button>
        ) : null
      }
    >
      <ProblemNote problem={problem ?? sessions.error} />
      <ul className={styles.items}>
        {lines.map(line => (
          <li key={line.id} className={styles.item}>
            <span className={styles.words}>
              <bdi dir="ltr">{shortBrowser(line.browser)}</bdi>
              <span className={styles.quiet}>
                <Moment at={line.seenAt} />
                {line.address ? (
                  <>
                    {' · '}
                    <Code>{line.address}</Code>
                  </>
                ) : null}
              </span>
            </span>
            {line.current ? (
              <StateBadge state="accepted">{t('web.account.this-session')}</StateBadge>
            ) : (
              <Button variant="default" size="xs" onClick={() => void end(`sessions/${line.id}`)}>
                {t('web.account.end-session')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function shortBrowser(agent: string | null): string {
  if (!agent) return '—'
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\/([\d]+)/.exec(agent)
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux)/.exec(agent)?.[1] ?? ''
  return browser
    ? `${browser[1]?.replace('Edg', 'Edge').replace('OPR', 'Opera')} ${browser[2]}, ${system}`
    : agent.slice(0, 60)
}
