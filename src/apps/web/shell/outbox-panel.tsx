import { Button, Popover } from '@mantine/core'
import { IconAlertTriangle, IconCloudUpload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { StateBadge } from '../../../modules/workspace/screens/parts/state-badge.tsx'
import { Moment } from '../../../modules/workspace/screens/parts/values.tsx'
import { useOutbox } from '../../../modules/workspace/screens/store/keeping.tsx'
import type { OutboxEntry } from '../../../modules/workspace/screens/store/outbox.ts'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import styles from './shell.module.css'

const states = { waiting: 'pending', accepted: 'accepted', 'needs-review': 'review', refused: 'refused' } as const

/** What is still on this device: shown only when something is. */
export function OutboxPanel({ code }: { code: string }) {
  const { t } = useWords()
  const { outbox, entries } = useOutbox()
  const [opened, setOpened] = useState(false)
  if (entries.length === 0) return null
  const waiting = entries.filter(entry => entry.state === 'waiting').length
  const trouble = entries.some(entry => entry.state === 'refused' || entry.state === 'needs-review')
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <button type="button" className={styles.waitingCount} data-trouble={trouble} onClick={() => setOpened(!opened)}>
          {trouble ? <IconAlertTriangle size={16} aria-hidden /> : <IconCloudUpload size={16} aria-hidden />}
          {trouble
            ? t('web.outbox.trouble')
            : waiting > 0
              ? t('web.outbox.waiting', { count: waiting })
              : t('web.outbox.sent')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.outbox}>
          <p className={styles.quiet}>{outbox.durable ? t('web.outbox.kept') : t('web.outbox.not-kept')}</p>
          <ul>
            {entries.map(entry => (
              <li key={entry.envelope.id}>
                <strong>{entry.label}</strong>
                <span className={styles.quiet}>
                  <Moment at={entry.addedAt} />
                </span>
                <StateBadge state={states[entry.state]}>{t(`web.outbox.state.${entry.state}`)}</StateBadge>
                {entry.problem ? <span>{entry.problem.title}</span> : null}
                <EntryActions entry={entry} code={code} close={() => setOpened(false)} />
              </li>
            ))}
          </ul>
          {waiting > 0 ? (
            <Button variant="default" size="xs" onClick={() => void outbox.flush()}>
              {t('web.outbox.send-now')}
            </Button>
          ) : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function EntryActions({ entry, code, close }: { entry: OutboxEntry; code: string; close: () => void }) {
  const { t } = useWords()
  const { outbox } = useOutbox()
  const navigate = useNavigate()
  if (entry.state === 'waiting') return null
  const mend = () => {
    close()
    void navigate({ to: '/s/$code/register', params: { code }, search: { mend: entry.envelope.id } })
  }
  return (
    <div>
      {entry.state === 'refused' && entry.envelope.name === 'registration.registerHousehold' ? (
        <Button size="xs" onClick={mend}>
          {t('web.outbox.mend')}
        </Button>
      ) : null}
      {entry.state === 'accepted' || entry.state === 'needs-review' ? (
        <Button variant="default" size="xs" onClick={() => void outbox.forget(entry.envelope.id)}>
          {t('web.outbox.seen')}
        </Button>
      ) : null}
    </div>
  )
}
