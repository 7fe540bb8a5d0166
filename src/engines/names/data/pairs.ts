/** A name in its own script with its usual Latin spelling. */
export type NamePair = { own: string; latin: string }

/** Reads a table written as `own:Latin own:Latin …`, most frequent first; `_` stands for a space inside a name. */
export function pairs(table: string): NamePair[] {
  return table
    .trim()
    .split(/\s+/u)
    .map(entry => {
      const [own = '', latin = ''] = entry.replaceAll('_', ' ').split(':')
      return { own, latin }
    })
}
