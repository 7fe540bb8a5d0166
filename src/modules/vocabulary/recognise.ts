import type { CodeList, CodeOf } from './code-list.ts'
import { fold, foldCode, isBlank } from './fold.ts'
import { codeLists, type ListName } from './lists.ts'
import { synonyms } from './synonyms.ts'
import ar from './words/ar.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }
import fr from './words/fr.json' with { type: 'json' }
import ru from './words/ru.json' with { type: 'json' }
import zh from './words/zh.json' with { type: 'json' }

const catalogs: readonly Readonly<Record<string, string>>[] = [en, ar, es, fr, ru, zh]

interface Index {
  readonly codes: ReadonlyMap<string, string>
  /** null: two codes share the word, so it names neither. */
  readonly words: ReadonlyMap<string, string | null>
}

const indexes = new Map<string, Index>()

function indexOf(list: CodeList): Index {
  const made = indexes.get(list.name) ?? buildIndex(list)
  indexes.set(list.name, made)
  return made
}

function buildIndex(list: CodeList): Index {
  const codes = new Map(list.codes.map(code => [foldCode(code), code]))
  for (const [alias, code] of Object.entries(list.aliases)) codes.set(foldCode(alias), code)

  const words = new Map<string, string | null>()
  const spare: Readonly<Record<string, readonly string[]>> = synonyms[list.name as ListName] ?? {}
  for (const code of list.codes) {
    const key = `vocabulary.${list.name}.${code}`
    for (const word of [...catalogs.map(catalog => catalog[key] ?? ''), ...(spare[code] ?? [])]) {
      const folded = fold(word)
      if (folded === '') continue
      const taken = words.get(folded)
      words.set(folded, taken === undefined || taken === code ? code : null)
    }
  }
  return { codes, words }
}

/**
 * The code that a cell of an import means: the code itself, one of its aliases, or its label in any of the six
 * languages, whatever the case, accents, punctuation or form of the Arabic letters. `CR-CP Child parent` is read when
 * both halves say the same. Undefined for a blank (ask `isBlank`), for what is not known, and for a word that two
 * codes share: a guess here would be written into somebody's file.
 * A bare `M` is male, the code; in a Spanish column of H and M it is not: read whole columns with `recogniseColumn`.
 */
export function recognise<List extends CodeList>(list: List, text: string): CodeOf<List> | undefined {
  return recogniseText(list, text) as CodeOf<List> | undefined
}

function recogniseText(list: CodeList, text: string): string | undefined {
  if (isBlank(text)) return undefined
  const { codes, words } = indexOf(list)
  const whole = codes.get(foldCode(text)) ?? words.get(fold(text))
  if (whole) return whole

  const [, head, tail] = /^\s*([^\s:(]+)\s*[:(–—-]?\s*(.+?)\)?\s*$/u.exec(text) ?? []
  if (head === undefined || tail === undefined) return undefined
  const code = codes.get(foldCode(head))
  return code !== undefined && words.get(fold(tail)) === code ? code : undefined
}

/**
 * Reads the distinct cells of one column together, because some letters can only be read beside the others: in a
 * column of sex with H (hombre, homme) and no F, M is mujer; with H, F and M all present, M stays unread.
 */
export function recogniseColumn<List extends CodeList>(
  list: List,
  texts: Iterable<string>,
): Map<string, CodeOf<List> | undefined> {
  const cells = new Map<string, CodeOf<List> | undefined>()
  for (const text of texts) if (!cells.has(text)) cells.set(text, recognise(list, text))
  if (list.name !== codeLists.sex.name) return cells

  const said = new Set([...cells.keys()].map(foldCode))
  if (!said.has('H')) return cells
  const reading = said.has('F') ? undefined : ('F' as CodeOf<List>)
  for (const text of cells.keys()) if (foldCode(text) === 'M') cells.set(text, reading)
  return cells
}
