import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from '@tanstack/react-router'
import { useMay, useSession } from '../../modules/workspace/screens/data/session.tsx'
import { Home } from './shell/home.tsx'
import { Broken, Missing } from './shell/missing.tsx'
import { firstPageOf } from './shell/navigation.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing, errorComponent: Broken })
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./sign-in/sign-in.tsx'), 'SignIn'),
  // Only a path of our own may be gone to after signing in.
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const { next } = search
    return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {}
  },
})

const first = createRoute({
  getParentRoute: () => root,
  path: '/first/$token',
  component: lazyRouteComponent(() => import('./sign-in/first.tsx'), 'First'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('./sign-in/invitation.tsx'), 'Invitation'),
})

const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'HouseShell'),
})
const account = createRoute({
  getParentRoute: () => house,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account.tsx'), 'AccountPage'),
})
const accounts = createRoute({
  getParentRoute: () => house,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./administration/accounts.tsx'), 'AccountsPage'),
})
const situations = createRoute({
  getParentRoute: () => house,
  path: '/situations',
  component: lazyRouteComponent(() => import('./administration/situations.tsx'), 'SituationsPage'),
})

const situation = createRoute({
  getParentRoute: () => root,
  path: '/s/$code',
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'SituationShell'),
})

/** Filters travel in the address; each page takes what it knows. */
type Filters = { readonly [filter: string]: string }
const filters = (search: Record<string, unknown>): Filters =>
  Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : [],
    ),
  )
const optional =
  <Key extends string>(...keys: readonly Key[]) =>
  (search: Record<string, unknown>): { readonly [key in Key]?: string } =>
    Object.fromEntries(keys.flatMap(key => (typeof search[key] === 'string' ? [[key, search[key]]] : []))) as {
      readonly [key in Key]?: string
    }

const start = createRoute({ getParentRoute: () => situation, path: '/', component: Start })
const overview = createRoute({
  getParentRoute: () => situation,
  path: 'overview',
  component: lazyRouteComponent(() => import('../../modules/statistics/screens/overview.tsx'), 'Overview'),
})
const numbers = createRoute({
  getParentRoute: () => situation,
  path: 'numbers',
  validateSearch: filters,
  component: lazyRouteComponent(() => import('../../modules/statistics/screens/numbers.tsx'), 'Numbers'),
})
const register = createRoute({
  getParentRoute: () => situation,
  path: 'register',
  validateSearch: optional('mend', 'group'),
  component: lazyRouteComponent(() => import('../../modules/registration/screens/register/page.tsx'), 'RegisterPage'),
})
const group = createRoute({
  getParentRoute: () => situation,
  path: 'group',
  component: lazyRouteComponent(() => import('../../modules/registration/screens/group/page.tsx'), 'GroupPage'),
})
const people = createRoute({
  getParentRoute: () => situation,
  path: 'people',
  validateSearch: filters,
  component: lazyRouteComponent(
    () => import('../../modules/registration/screens/people/find-people.tsx'),
    'FindPeoplePage',
  ),
})
const person = createRoute({
  getParentRoute: () => situation,
  path: 'people/$id',
  component: lazyRouteComponent(() => import('../../modules/registration/screens/person/page.tsx'), 'PersonPage'),
})
const households = createRoute({
  getParentRoute: () => situation,
  path: 'households',
  validateSearch: filters,
  component: lazyRouteComponent(
    () => import('../../modules/registration/screens/household/list-households.tsx'),
    'HouseholdsPage',
  ),
})
const household = createRoute({
  getParentRoute: () => situation,
  path: 'households/$id',
  component: lazyRouteComponent(() => import('../../modules/registration/screens/household/page.tsx'), 'HouseholdPage'),
})
const addMember = createRoute({
  getParentRoute: () => situation,
  path: 'households/$id/add',
  component: lazyRouteComponent(
    () => import('../../modules/registration/screens/household/add-member-page.tsx'),
    'AddMemberPage',
  ),
})
const needs = createRoute({
  getParentRoute: () => situation,
  path: 'needs',
  validateSearch: filters,
  component: lazyRouteComponent(() => import('../../modules/registration/screens/needs-page.tsx'), 'NeedsPage'),
})
const sites = createRoute({
  getParentRoute: () => situation,
  path: 'sites',
  component: lazyRouteComponent(() => import('../../modules/situation/screens/sites.tsx'), 'Sites'),
})
const imports = createRoute({
  getParentRoute: () => situation,
  path: 'imports',
  component: lazyRouteComponent(() => import('../../modules/exchange/screens/imports.tsx'), 'Imports'),
})
const oneImport = createRoute({
  getParentRoute: () => situation,
  path: 'imports/$id',
  component: lazyRouteComponent(() => import('../../modules/exchange/screens/one-import.tsx'), 'OneImport'),
})
const journal = createRoute({
  getParentRoute: () => situation,
  path: 'journal',
  validateSearch: filters,
  component: lazyRouteComponent(() => import('../../modules/journal/screens/journal.tsx'), 'Journal'),
})
const staff = createRoute({
  getParentRoute: () => situation,
  path: 'staff',
  component: lazyRouteComponent(() => import('./administration/staff.tsx'), 'StaffPage'),
})

const routes = root.addChildren([
  home,
  signIn,
  first,
  invitation,
  house.addChildren([account, accounts, situations]),
  situation.addChildren([
    start,
    overview,
    numbers,
    register,
    group,
    people,
    person,
    households,
    household,
    addMember,
    needs,
    sites,
    imports,
    oneImport,
    journal,
    staff,
  ]),
])

export function createAppRouter() {
  return createRouter({
    routeTree: routes,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultPendingMs: 150,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}

/** A situation's bare address goes to where this person begins. */
function Start() {
  const may = useMay()
  const { situationCode } = useSession()
  return <Navigate to={firstPageOf(may)} params={{ code: situationCode }} replace />
}
