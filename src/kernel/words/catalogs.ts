// For Node only: reads the catalogs from the source tree, at the start of a server and in builds.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { compileMessage } from './compile.ts'
import { isLocale, LOCALES, type Locale } from './locales.ts'
import { createWords, type SourceCatalog, type WordsFault } from './words.ts'

export interface Catalogs {
  catalogs: Record<Locale, SourceCatalog>
  /** Where each key of each language stands: `room` is the folder that holds `words/`, as `src/kernel/problems`. */
  rooms: ReadonlyArray<{ room: string; locale: Locale; file: string; keys: readonly string[] }>
}

/**
 * Finds every `words/<locale>.json` under `src/` and joins them.
 * @param root the project's folder (which holds `src/`)
 * @throws Error naming the files where a key appears twice, or a file that is not a flat object of texts.
 */
export function collectCatalogs(root: string): Catalogs {
  const catalogs = Object.fromEntries(LOCALES.map(locale => [locale, Object.create(null)])) as Record<
    Locale,
    Record<string, string>
  >
  const rooms: Array<Catalogs['rooms'][number]> = []
  const owners = new Map<string, string>()
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  for (const name of names.sort()) {
    const path = name.split(sep)
    const locale = path.at(-1)?.replace(/\.json$/, '')
    if (path.at(-2) !== 'words' || !name.endsWith('.json') || !isLocale(locale)) continue
    const file = join('src', name)
    const entries = readCatalog(join(root, file), file)
    for (const [key, text] of entries) {
      const owner = owners.get(`${locale}|${key}`)
      if (owner !== undefined) throw new Error(`The key "${key}" is in ${owner} and in ${file}`)
      owners.set(`${locale}|${key}`, file)
      catalogs[locale][key] = text
    }
    rooms.push({ room: relative(root, join(root, file, '..', '..')), locale, file, keys: entries.map(([key]) => key) })
  }
  return { catalogs, rooms }
}

/** The words of all six languages for a server, compiled at first use. @param root the project's folder */
export function loadWords(root: string, options: { timeZone?: string; onFault?: (fault: WordsFault) => void } = {}) {
  return createWords({ catalogs: collectCatalogs(root).catalogs, compile: compileMessage }, options)
}

// JSON.parse silently keeps the last of two equal keys, so the pairs are read from the text and compared with it.
const PAIR = /"((?:[^"\\]|\\.)*)"\s*:\s*"((?:[^"\\]|\\.)*)"/g

function readCatalog(path: string, file: string): Array<[key: string, text: string]> {
  const source = readFileSync(path, 'utf8')
  const parsed: unknown = JSON.parse(source)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error(`${file} is not an object`)
  const pairs = [...source.matchAll(PAIR)].map(([, key = '', text = '']): [string, string] => [
    JSON.parse(`"${key}"`),
    JSON.parse(`"${text}"`),
  ])
  const seen = new Set<string>()
  for (const [key] of pairs) {
    if (seen.has(key)) throw new Error(`The key "${key}" is twice in ${file}`)
    seen.add(key)
  }
  for (const [key, text] of Object.entries(parsed)) {
    if (typeof text !== 'string') throw new Error(`"${key}" in ${file} is not a text`)
  }
  return pairs
}
