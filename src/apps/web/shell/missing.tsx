import { Loader } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState, ProblemNote } from '../../../modules/workspace/screens/parts/notes.tsx'
import { Page } from '../../../modules/workspace/screens/parts/page.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import styles from './shell.module.css'

export function Missing() {
  const { t } = useWords()
  return (
    <Page title={t('web.missing.title')} narrow>
      <EmptyState title={t('web.missing.what')} action={<Link to="/">{t('web.missing.home')}</Link>}>
        {t('web.missing.why')}
      </EmptyState>
    </Page>
  )
}

/** A fault of the screen itself: what was entered and saved is not lost by it. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useWords()
  return (
    <Page title={t('web.problem.unknown')} narrow>
      <ProblemNote problem={error instanceof Error ? error : new Error('unknown')} onRetry={reset} />
      <Link to="/">{t('web.missing.home')}</Link>
    </Page>
  )
}

export function Waiting() {
  const { t } = useWords()
  return (
    <div className={styles.waiting} role="status">
      <Loader size="sm" />
      <span className="visually-hidden">{t('web.loading')}</span>
    </div>
  )
}
