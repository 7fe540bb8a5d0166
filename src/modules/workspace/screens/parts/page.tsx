import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../words.tsx'
import styles from './page.module.css'

interface PageProps {
  readonly title: string
  /** Beside the title: a number, a state. */
  readonly beside?: ReactNode
  /** A link to where this page belongs. */
  readonly above?: ReactNode
  readonly lead?: ReactNode
  /** One primary action, and few others. */
  readonly actions?: ReactNode
  readonly narrow?: boolean
  readonly children: ReactNode
}

/** One screen: its title takes the focus when it is opened, so that a screen reader says where one is. */
export function Page({ title, beside, above, lead, actions, narrow = false, children }: PageProps) {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('web.product')}`
  }, [title, t])
  useEffect(() => {
    // A field that asked for the focus keeps it.
    if (document.activeElement === document.body || document.activeElement === null)
      heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={`${styles.page} ${narrow ? styles.narrow : ''}`}>
      <header className={styles.header}>
        <div className={styles.words}>
          {above ? <div className={`${styles.above} not-printed`}>{above}</div> : null}
          <h1 className={styles.title} ref={heading} tabIndex={-1}>
            {title}
            {beside}
          </h1>
          {lead ? <p className={styles.lead}>{lead}</p> : null}
        </div>
        {actions ? <div className={`${styles.actions} not-printed`}>{actions}</div> : null}
      </header>
      {children}
    </div>
  )
}

interface SectionProps {
  readonly title?: string
  readonly hint?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, hint, actions, children }: SectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={title ? id : undefined}>
      {title ? (
        <div className={styles.sectionHeader}>
          <div>
            <h2 id={id}>{title}</h2>
            {hint ? <p className={styles.hint}>{hint}</p> : null}
          </div>
          {actions ? <div className={`${styles.actions} not-printed`}>{actions}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}
