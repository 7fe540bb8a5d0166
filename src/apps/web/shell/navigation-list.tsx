import { IconBuildingCommunity, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { isGranted, type Session } from '../../../modules/workspace/screens/data/session.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import { navigation } from './navigation.ts'
import styles from './shell.module.css'

/** The pages that this person may open, and no others. */
export function Navigation({ session, may }: { session: Session; may: (permission: string) => boolean }) {
  const { t } = useWords()
  const id = useId()
  const groups = navigation
    .map(({ word, items }) => ({ word, items: items.filter(item => may(item.permission)) }))
    .filter(({ items }) => items.length > 0)
  const accounts = isGranted(session.me, 0, 'manage-accounts')
  const situations = isGranted(session.me, 0, 'manage-situations')
  return (
    <nav className={styles.nav} aria-label={t('web.shell.navigation')}>
      {groups.map(({ word, items }, index) => (
        <section key={word} aria-labelledby={`${id}${index}`}>
          <h2 id={`${id}${index}`}>{t(word)}</h2>
          <ul>
            {items.map(({ to, word: label, icon: Shape }) => (
              <li key={to}>
                <Link to={to} params={{ code: session.situationCode }}>
                  <Shape size={20} stroke={1.6} aria-hidden />
                  {t(label)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {accounts || situations ? (
        <section aria-labelledby={`${id}house`}>
          <h2 id={`${id}house`}>{t('web.nav.house')}</h2>
          <ul>
            {accounts ? (
              <li>
                <Link to="/accounts">
                  <IconUsers size={20} stroke={1.6} aria-hidden />
                  {t('web.nav.accounts')}
                </Link>
              </li>
            ) : null}
            {situations ? (
              <li>
                <Link to="/situations">
                  <IconBuildingCommunity size={20} stroke={1.6} aria-hidden />
                  {t('web.nav.situations')}
                </Link>
              </li>
            ) : null}
          </ul>
        </section>
      ) : null}
    </nav>
  )
}
