import {
  IconChartBar,
  IconClipboardHeart,
  IconFileImport,
  IconGauge,
  IconHistory,
  IconMapPin,
  IconSearch,
  IconUserCog,
  IconUserPlus,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { Icon } from '../../../modules/workspace/screens/parts/icons.tsx'

export interface NavigationItem {
  readonly to: SituationPath
  readonly word: string
  readonly icon: Icon
  readonly permission: string
  /** The key that opens it after `g`. */
  readonly key: string
}

export type SituationPath =
  `/s/$code/${'overview' | 'register' | 'people' | 'households' | 'needs' | 'sites' | 'numbers' | 'imports' | 'journal' | 'staff'}`

interface NavigationGroup {
  readonly word: string
  readonly items: readonly NavigationItem[]
}

/** The daily work first, then what one looks at, then what one looks after. */
export const navigation: readonly NavigationGroup[] = [
  {
    word: 'web.nav.people',
    items: [
      { to: '/s/$code/register', word: 'web.nav.register', icon: IconUserPlus, permission: 'register', key: 'r' },
      { to: '/s/$code/people', word: 'web.nav.find', icon: IconSearch, permission: 'read-people', key: 'f' },
      {
        to: '/s/$code/households',
        word: 'web.nav.households',
        icon: IconUsersGroup,
        permission: 'read-people',
        key: 'h',
      },
      { to: '/s/$code/needs', word: 'web.nav.needs', icon: IconClipboardHeart, permission: 'read-needs', key: 'n' },
    ],
  },
  {
    word: 'web.nav.situation',
    items: [
      { to: '/s/$code/overview', word: 'web.nav.overview', icon: IconGauge, permission: 'read-statistics', key: 'o' },
      { to: '/s/$code/numbers', word: 'web.nav.numbers', icon: IconChartBar, permission: 'read-statistics', key: 'u' },
      { to: '/s/$code/sites', word: 'web.nav.sites', icon: IconMapPin, permission: 'read-situation', key: 's' },
    ],
  },
  {
    word: 'web.nav.care',
    items: [
      { to: '/s/$code/imports', word: 'web.nav.imports', icon: IconFileImport, permission: 'import', key: 'i' },
      { to: '/s/$code/journal', word: 'web.nav.journal', icon: IconHistory, permission: 'read-journal', key: 'j' },
      { to: '/s/$code/staff', word: 'web.nav.staff', icon: IconUserCog, permission: 'manage-staff', key: 't' },
    ],
  },
]

export function itemsFor(may: (permission: string) => boolean): NavigationItem[] {
  return navigation.flatMap(({ items }) => items.filter(item => may(item.permission)))
}

/** Where somebody begins: the overview if they may see it, else the first page they may. */
export function firstPageOf(may: (permission: string) => boolean): SituationPath | '/account' {
  return may('read-statistics') ? '/s/$code/overview' : (itemsFor(may)[0]?.to ?? '/account')
}
