import type { ReactNode } from 'react'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import mark from '../mark.svg'
import { LanguageMenu } from '../shell/language-menu.tsx'
import styles from './doorway.module.css'

/** The frame of the pages before one is signed in. */
export function Doorway({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.brand}>
          <img src={mark} width={32} height={32} alt="" />
          {t('web.product')}
        </span>
        <LanguageMenu />
      </header>
      <main className={styles.card}>
        <h1>{title}</h1>
        {lead ? <p className={styles.lead}>{lead}</p> : null}
        {children}
      </main>
    </div>
  )
}
