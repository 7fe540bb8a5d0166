import { Button } from '@mantine/core'
import { useWords } from '../words.tsx'
import styles from './progress.module.css'

interface ProgressProps {
  readonly label: string
  readonly done: number
  /** Absent where nobody knows yet how much there is. */
  readonly total?: number | undefined
  /** Epoch milliseconds; with it the time that is left is shown. */
  readonly startedAt?: number | undefined
  readonly onCancel?: (() => void) | undefined
}

/** How far a long work is, how long it still takes, and a way to stop it. */
export function Progress({ label, done, total, startedAt, onCancel }: ProgressProps) {
  const { t, number } = useWords()
  const part = total ? Math.min(1, done / total) : undefined
  const spent = startedAt === undefined ? 0 : Date.now() - startedAt
  // A guess from the first second or the first percent would only jump.
  const left = part && part > 0.02 && spent > 1500 ? Math.ceil((spent / part - spent) / 1000) : undefined
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span>{label}</span>
        <span className="number">
          {total === undefined ? number(done) : t('web.progress.of', { done, total })}
          {left === undefined
            ? null
            : ` · ${left < 60 ? t('web.progress.seconds-left', { seconds: left }) : t('web.progress.minutes-left', { minutes: Math.ceil(left / 60) })}`}
        </span>
      </div>
      <progress className={styles.bar} value={part} max={part === undefined ? undefined : 1} aria-label={label} />
      {onCancel ? (
        <div>
          <Button variant="default" size="xs" onClick={onCancel}>
            {t('web.action.cancel')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
