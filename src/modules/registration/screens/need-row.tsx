import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import {
  Day,
  ProblemNote,
  type ShownProblem,
  useAct,
  useMay,
  useToast,
  useWords,
} from '../../workspace/screens/index.ts'
import type { ReviewNeed } from '../model/closely-held.ts'
import { useLabels } from './labels.ts'
import styles from './person/person.module.css'
import { NeedBadge } from './status.tsx'

export interface ShownNeed {
  readonly id: string
  readonly code: string
  readonly urgency: string
  readonly status: string
  readonly rule: string | null
  readonly identifiedOn: string
  readonly note: string
  readonly sensitivity: string
  readonly reviewNote?: string
}

/** A specific need in words, with what a reviewer may do about it. */
export function NeedRow({ need, who, more }: { need: ShownNeed; who?: ReactNode; more?: ReactNode }) {
  const { t } = useWords()
  const { text } = useLabels()
  return (
    <li className={styles.item}>
      <div className={styles.itemWords}>
        {who}
        <span className={styles.itemTitle}>
          {need.sensitivity === 'confidential' ? (
            <IconLock size={16} aria-label={t('web.need.is-confidential')} />
          ) : null}
          {text('need', need.code)}
          <NeedBadge status={need.status} />
        </span>
        <span className={styles.quiet}>
          {t(`web.need.urgency.${need.urgency}`)} · <Day day={need.identifiedOn} />
          {need.rule ? ` · ${t(`web.need.rule.${need.rule}`)}` : ''}
        </span>
        {need.note ? <p>{need.note}</p> : null}
        {need.reviewNote ? <p className={styles.quiet}>{need.reviewNote}</p> : null}
      </div>
      <div className={styles.actions}>
        <Review need={need} />
        {more}
      </div>
    </li>
  )
}

function Review({ need }: { need: ShownNeed }) {
  const { t } = useWords()
  const may = useMay()
  const toast = useToast()
  const { text } = useLabels()
  const { send, sending } = useAct<ReviewNeed>('registration.reviewNeed')
  const [problem, setProblem] = useState<ShownProblem | Error>()
  if (!may('review-needs') || (need.status !== 'proposed' && need.status !== 'pending-review')) return null
  const decide = async (decision: ReviewNeed['decision']) => {
    setProblem(undefined)
    try {
      const reply = await send({ need: need.id, decision })
      if ('problem' in reply) setProblem(reply.problem)
      else toast({ kind: 'accepted', text: t(`web.need.${decision}-done`, { need: text('need', need.code) }) })
    } catch (failure) {
      setProblem(failure as Error)
    }
  }
  return (
    <>
      <Button size="xs" loading={sending} onClick={() => void decide('confirm')}>
        {t('web.need.confirm')}
      </Button>
      <Button size="xs" variant="default" disabled={sending} onClick={() => void decide('reject')}>
        {t('web.need.reject')}
      </Button>
      <ProblemNote problem={problem} />
    </>
  )
}
