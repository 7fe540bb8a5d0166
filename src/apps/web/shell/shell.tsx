import { Drawer } from '@mantine/core'
import { Navigate, Outlet, useLocation, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useApi } from '../../../modules/workspace/screens/data/api.tsx'
import { isGranted, type Me, type Session, SessionProvider } from '../../../modules/workspace/screens/data/session.tsx'
import { ProblemNote } from '../../../modules/workspace/screens/parts/notes.tsx'
import { useToast } from '../../../modules/workspace/screens/parts/toast.tsx'
import { KeepingProvider } from '../../../modules/workspace/screens/store/keeping.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import { useKeeping } from './keeping.ts'
import { rememberSituation, situationsOf, useMe, usualSituation } from './me.ts'
import { Missing, Waiting } from './missing.tsx'
import { Navigation } from './navigation-list.tsx'
import styles from './shell.module.css'
import { useShortcuts } from './shortcuts.ts'
import { TopBar } from './top-bar.tsx'

const SearchDialog = lazy(() => import('./search-dialog.tsx'))
const KeyboardHelp = lazy(() => import('./keyboard-help.tsx'))

/** Pages of one situation. */
export function SituationShell() {
  const { code } = useParams({ from: '/s/$code' })
  return <Shell code={code} />
}

/** Pages of the house and of one's own account. */
export function HouseShell() {
  return <Shell />
}

function Shell({ code }: { code?: string }) {
  const me = useMe()
  const location = useLocation()
  if (me.error?.problem?.status === 401) return <Navigate to="/sign-in" search={{ next: location.href }} replace />
  if (me.data) return <Opened me={me.data} code={code} key={me.data.id} />
  if (me.error) return <ProblemNote problem={me.error} onRetry={() => void me.refetch()} />
  return <Waiting />
}

function Opened({ me, code }: { me: Me; code: string | undefined }) {
  const named = situationsOf(me).find(situation => situation.code === code)
  const usual = code === undefined ? usualSituation(me) : named
  const session: Session = useMemo(
    () => ({
      me,
      situation: code === undefined ? 0 : (named?.number ?? 0),
      situationCode: usual?.code ?? '',
      situationName: usual?.name ?? '',
    }),
    [me, code, named?.number, usual?.code, usual?.name],
  )
  useEffect(() => {
    if (named) rememberSituation(named.code)
  }, [named])
  if (code !== undefined && !named) return <Missing />
  return (
    <SessionProvider session={session}>
      <Frame session={session} here={usual?.number} />
    </SessionProvider>
  )
}

function Frame({ session, here }: { session: Session; here: number | undefined }) {
  const { t } = useWords()
  const toast = useToast()
  const api = useApi()
  const main = useRef<HTMLElement>(null)
  const [menu, setMenu] = useState(false)
  const [searching, setSearching] = useState(false)
  const [help, setHelp] = useState(false)
  const { pathname } = useLocation()
  const may = useMemo(
    () => (permission: string) => here !== undefined && isGranted(session.me, here, permission),
    [session.me, here],
  )
  const keeping = useKeeping(api, session.me.id, entry =>
    toast(
      entry.state === 'accepted'
        ? { kind: 'accepted', text: t('web.outbox.said.accepted', { label: entry.label }) }
        : { kind: 'refused', text: t('web.outbox.said.trouble', { label: entry.label }) },
    ),
  )
  useShortcuts({ code: session.situationCode, may, search: () => setSearching(true), help: () => setHelp(true) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes because the page has changed
  useEffect(() => setMenu(false), [pathname])
  if (!keeping) return <Waiting />
  const navigation = <Navigation session={session} may={may} />
  return (
    <KeepingProvider keeping={keeping}>
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link goes to a place on this page; the click only moves the focus there */}
      <a
        className={styles.skip}
        href="#main"
        onClick={event => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {t('web.shell.skip')}
      </a>
      <div className={styles.shell}>
        <TopBar
          session={session}
          onMenu={() => setMenu(true)}
          onSearch={() => setSearching(true)}
          onHelp={() => setHelp(true)}
        />
        <div className={styles.side}>{navigation}</div>
        <Drawer
          opened={menu}
          onClose={() => setMenu(false)}
          size={280}
          title={t('web.product')}
          closeButtonProps={{ 'aria-label': t('web.action.close') }}
        >
          {navigation}
        </Drawer>
        <main id="main" className={styles.main} ref={main} tabIndex={-1}>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Suspense fallback={null}>
        {searching ? <SearchDialog session={session} may={may} onClose={() => setSearching(false)} /> : null}
        {help ? <KeyboardHelp may={may} onClose={() => setHelp(false)} /> : null}
      </Suspense>
    </KeepingProvider>
  )
}
