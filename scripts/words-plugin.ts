import { join } from 'node:path'
import type { Plugin } from 'vite'
import { collectCatalogs } from '../src/kernel/words/catalogs.ts'
import { compileMessage } from '../src/kernel/words/compile.ts'
import { isLocale, LOCALES, type Locale } from '../src/kernel/words/locales.ts'

const PREFIX = 'virtual:words'

/**
 * Serves `virtual:words/<locale>`: the messages of one language, compiled, so that a browser gets neither the ICU compiler nor
 * the other five languages; and `virtual:words` with `loadCatalog(locale)`, which fetches one as a chunk of its own.
 * @param root the project's folder
 * @param wants which rooms' words this application ships (by folder, as `src/modules/registration`); all by default
 */
export function wordsPlugin(root: string, wants: (room: string) => boolean = () => true): Plugin {
  return {
    name: 'words',
    resolveId(id) {
      if (id === PREFIX || id.startsWith(`${PREFIX}/`)) return `\0${id}`
      return undefined
    },
    load(id) {
      if (id === `\0${PREFIX}`) return loader()
      const locale = id.startsWith(`\0${PREFIX}/`) ? id.slice(PREFIX.length + 2) : undefined
      if (locale === undefined) return undefined
      if (!isLocale(locale)) throw new Error(`There are no words in "${locale}"; there are in ${LOCALES.join(', ')}`)
      for (const { file } of roomsOf(root, locale, wants).rooms) this.addWatchFile(join(root, file))
      // JSON.parse of a text is read faster by browsers than a large object literal.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(compileCatalog(root, locale, wants)))})`
    },
  }
}

/** The compiled messages of one language, for the rooms wanted. @throws Error naming the key that does not compile. */
export function compileCatalog(root: string, locale: Locale, wants: (room: string) => boolean) {
  const { rooms, texts } = roomsOf(root, locale, wants)
  return Object.fromEntries(
    rooms
      .flatMap(({ keys }) => keys)
      .map(key => {
        try {
          return [key, compileMessage(texts[key] ?? '')]
        } catch (cause) {
          throw new Error(`${locale}: "${key}" does not compile: ${(cause as Error).message}`, { cause })
        }
      }),
  )
}

function roomsOf(root: string, locale: Locale, wants: (room: string) => boolean) {
  const { catalogs, rooms } = collectCatalogs(root)
  return { rooms: rooms.filter(entry => entry.locale === locale && wants(entry.room)), texts: catalogs[locale] }
}

function loader(): string {
  const entries = LOCALES.map(locale => `${locale}: () => import('${PREFIX}/${locale}')`)
  return `const catalogs = { ${entries.join(', ')} }
export const loadCatalog = async locale => (await catalogs[locale]()).default
`
}
