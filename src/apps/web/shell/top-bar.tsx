import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconCheck, IconChevronDown, IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Session } from '../../../modules/workspace/screens/data/session.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import mark from '../mark.svg'
import { AccountMenu } from './account-menu.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { situationsOf } from './me.ts'
import { OutboxPanel } from './outbox-panel.tsx'
import styles from './shell.module.css'

interface TopBarProps {
  readonly session: Session
  readonly onMenu: () => void
  readonly onSearch: () => void
  readonly onHelp: () => void
}

export function TopBar({ session, onMenu, onSearch, onHelp }: TopBarProps) {
  const { t } = useWords()
  return (
    <header className={styles.top}>
      <ActionIcon className={styles.burger} aria-label={t('web.shell.menu')} onClick={onMenu}>
        <IconMenu2 size={22} aria-hidden />
      </ActionIcon>
      <Link to="/" className={styles.brand} aria-label={t('web.product')}>
        <img src={mark} width={28} height={28} alt="" />
        <span>{t('web.product')}</span>
      </Link>
      <span className={styles.divider} />
      <SituationSwitcher session={session} />
      <button
        type="button"
        className={styles.search}
        onClick={onSearch}
        aria-label={t('web.shell.search')}
        aria-keyshortcuts="/"
      >
        <IconSearch size={18} aria-hidden />
        <span>{t('web.shell.search')}</span>
        <kbd className={styles.key} aria-hidden>
          /
        </kbd>
      </button>
      <div className={styles.tools}>
        <OutboxPanel code={session.situationCode} />
        <Tooltip label={t('web.shell.language')}>
          <span className={styles.wide}>
            <LanguageMenu />
          </span>
        </Tooltip>
        <AccountMenu session={session} onHelp={onHelp} />
      </div>
    </header>
  )
}

function SituationSwitcher({ session }: { session: Session }) {
  const { t } = useWords()
  const situations = situationsOf(session.me)
  if (situations.length === 0) return null
  const name = <span>{session.situationName}</span>
  if (situations.length === 1) return <span className={styles.situation}>{name}</span>
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          className={styles.situation}
          aria-label={t('web.shell.situation', { name: session.situationName })}
        >
          {name}
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('web.shell.choose-situation')}</Menu.Label>
        {situations.map(({ code, name: label }) => (
          <Menu.Item
            key={code}
            leftSection={code === session.situationCode ? <IconCheck size={16} aria-hidden /> : <span />}
            renderRoot={props => <Link {...props} to="/s/$code" params={{ code }} />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
