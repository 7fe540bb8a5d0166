/**
 * Humanitarian Exchange Language tags: a row such as `#adm1+name`, `#affected+f+age_0_4` under the header of a table.
 * Source: HXL standard 1.1, hxlstandard.org (tagging conventions).
 */

/** One tag: the hashtag without `#`, its attributes in alphabetical order, and the whole in normal form. */
export interface HxlTag {
  readonly tag: string
  readonly attributes: readonly string[]
  readonly text: string
}

const TAG = /^#\s*([a-z][a-z0-9_]*)((?:\s*\+\s*[a-z][a-z0-9_]*)*)$/

/** Reads one cell as a tag; undefined when it is none. Letter case, spaces and the order of attributes do not matter. */
export function parseHxlTag(cell: string): HxlTag | undefined {
  const match = TAG.exec(cell.trim().toLowerCase())
  if (!match?.[1]) return undefined
  const attributes = [
    ...new Set(
      (match[2] ?? '')
        .split('+')
        .map(part => part.trim())
        .filter(part => part !== ''),
    ),
  ].sort()
  return { tag: match[1], attributes, text: `#${[match[1], ...attributes].join('+')}` }
}

/**
 * Whether a row is the row of tags. As in the standard's own libraries, at least half of its filled cells must be tags: a
 * column may be left untagged, and one misspelt tag does not hide the others.
 */
export function isHxlRow(cells: readonly string[]): boolean {
  const filled = cells.filter(cell => cell.trim() !== '')
  const tags = filled.filter(cell => parseHxlTag(cell) !== undefined)
  return tags.length > 0 && tags.length * 2 >= filled.length
}

/** The row of tags in normal form; a cell that is no tag becomes an empty text. */
export function normaliseHxlRow(cells: readonly string[]): string[] {
  return cells.map(cell => parseHxlTag(cell)?.text ?? '')
}
