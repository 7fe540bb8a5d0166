import { loadCatalog } from 'virtual:words'
import { createWords, directionOf, isLocale, type Locale, negotiate, type Words } from '../../kernel/words/index.ts'
import { loadHan } from '../../modules/workspace/screens/style/load-han.ts'

const REMEMBERED = 'nansen.locale'

/** The language chosen on this device before, else the browser's. */
export function firstLocale(): Locale {
  const chosen = readRemembered()
  return isLocale(chosen) ? chosen : negotiate(navigator.languages)
}

/** Fetches a language's words and turns the page to it. Instants are shown in the device's own time zone. */
export async function turnTo(locale: Locale): Promise<Words> {
  const catalog = await loadCatalog(locale)
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const words = createWords({ catalogs: { [locale]: catalog } }, { timeZone }).in(locale)
  document.documentElement.lang = locale
  document.documentElement.dir = directionOf(locale)
  if (locale === 'zh') loadHan()
  return words
}

export function rememberLocale(locale: Locale): void {
  try {
    localStorage.setItem(REMEMBERED, locale)
  } catch {
    // A browser that keeps nothing still shows the language until the tab is closed.
  }
}

function readRemembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED)
  } catch {
    return null
  }
}
