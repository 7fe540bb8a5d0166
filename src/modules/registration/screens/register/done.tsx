import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Code, Section, StateBadge, useSession, useWords } from '../../../workspace/screens/index.ts'
import type { Registered } from '../../acts/register-household.ts'
import { useLabels } from '../labels.ts'
import { type HouseholdDraft, nameOf } from './draft.ts'
import styles from './register.module.css'

/** What became of a household that was sent. `result` is absent while it waits for the connection. */
export interface Outcome {
  readonly draft: HouseholdDraft
  readonly result?: Registered
}

export function Done({ outcome, onNext }: { outcome: Outcome; onNext: () => void }) {
  const { t } = useWords()
  const { text } = useLabels()
  const { situationCode } = useSession()
  const { draft, result } = outcome
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => next.current?.focus(), [])
  const numberOf = (id: string) => result?.members.find(member => member.id === id)?.number
  const representative = draft.members.find(member => member.relationship === 'PA') ?? draft.members[0]
  return (
    <Section>
      <div className={styles.done}>
        <StateBadge state={result ? 'accepted' : 'pending'}>
          {result ? t('web.outbox.state.accepted') : t('web.outbox.state.waiting')}
        </StateBadge>
        <h2 role="status">
          {result
            ? t('web.register.done', {
                name: representative ? nameOf(representative) : '',
                count: draft.members.length,
              })
            : t('web.register.waiting', { name: representative ? nameOf(representative) : '' })}
        </h2>
        {result ? (
          <p className={styles.number}>
            <Code>{result.number}</Code>
          </p>
        ) : (
          <p className={styles.hint}>{t('web.register.waiting-hint')}</p>
        )}
        <ul className={styles.doneMembers}>
          {draft.members.map(member => {
            const proposed = (result?.proposed ?? []).filter(({ individual }) => individual === member.id)
            const number = numberOf(member.id)
            return (
              <li key={member.id}>
                <span className={styles.doneName}>
                  <bdi>{nameOf(member)}</bdi>
                </span>
                {number ? <Code>{number}</Code> : null}
                {proposed.map(({ code }) => (
                  <StateBadge key={code} state="review">
                    {t('web.register.proposed', { need: text('need', code) })}
                  </StateBadge>
                ))}
              </li>
            )
          })}
        </ul>
        <div className={styles.doneActions}>
          <Button ref={next} leftSection={<IconUserPlus size={18} aria-hidden />} onClick={onNext}>
            {t('web.register.next')}
          </Button>
          {result ? (
            <Button
              variant="default"
              renderRoot={props => (
                <Link {...props} to="/s/$code/households/$id" params={{ code: situationCode, id: result.household }} />
              )}
            >
              {t('web.register.open')}
            </Button>
          ) : null}
        </div>
      </div>
    </Section>
  )
}
