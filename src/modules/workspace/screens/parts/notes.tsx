import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { RequestFailed, type ShownField, type ShownProblem } from '../data/api.tsx'
import { useWords } from '../words.tsx'
import type { Icon } from './icons.tsx'
import styles from './notes.module.css'

/** Nothing to show: says why, and what to do. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  )
}

const shapes = {
  refused: IconCircleX,
  review: IconAlertTriangle,
  pending: IconClock,
  accepted: IconCircleCheck,
} as const satisfies Record<string, Icon>

interface NoteProps {
  readonly kind: keyof typeof shapes
  readonly title: string
  readonly children?: ReactNode
  /** Said at once by a screen reader. */
  readonly urgent?: boolean
}

export function Note({ kind, title, children, urgent = false }: NoteProps) {
  const Shape = shapes[kind]
  return (
    <div className={`${styles.alert} ${styles[kind]}`} role={urgent ? 'alert' : 'status'}>
      <Shape size={20} stroke={1.75} aria-hidden />
      <div className={styles.alertWords}>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  )
}

interface ProblemProps {
  /** What was thrown, or the problem of a refused act. */
  readonly problem: ShownProblem | Error | null | undefined
  readonly onRetry?: () => void
  /** Takes one to the field. Without it fields are listed as words. */
  readonly onField?: (field: ShownField) => void
}

/** A problem in words (RFC 9457): what, why, which fields, and what can be done. Nothing is shown for no problem. */
export function ProblemNote({ problem, onRetry, onField }: ProblemProps) {
  const { t } = useWords()
  if (!problem) return null
  const shown = problem instanceof Error ? (problem instanceof RequestFailed ? problem.problem : undefined) : problem
  const title =
    shown?.title ?? (problem instanceof RequestFailed ? t('web.problem.unreachable') : t('web.problem.unknown'))
  const detail = shown
    ? shown.detail
    : problem instanceof RequestFailed
      ? t('web.problem.unreachable-detail')
      : t('web.problem.unknown-detail')
  return (
    <Note kind="refused" title={title} urgent>
      {detail && detail !== title ? <p>{detail}</p> : null}
      {shown && shown.fields.length > 0 ? (
        <ul>
          {shown.fields.map(field => (
            <li key={`${field.path} ${field.code}`}>
              {onField ? (
                <button type="button" className={styles.linkButton} onClick={() => onField(field)}>
                  {said(field)}
                </button>
              ) : (
                said(field)
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {onRetry ? (
        <div>
          <Button variant="default" size="xs" onClick={onRetry}>
            {t('web.action.try-again')}
          </Button>
        </div>
      ) : null}
    </Note>
  )
}

function said({ where, message }: ShownField): string {
  return where ? `${where}: ${message}` : message
}
