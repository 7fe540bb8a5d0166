/** Delimiters that are looked for, the likeliest first. */
export const DELIMITERS = [',', ';', '\t', '|'] as const

const RECORDS = 200

/** Cells of each record of a text, quotes respected. The last record may be cut off and is left out when others exist. */
function widths(sample: string, delimiter: string): number[] {
  const found: number[] = []
  let cells = 1
  let quoted = false
  let atStart = true
  let filled = false
  for (let i = 0; i < sample.length && found.length < RECORDS; i++) {
    const character = sample[i]
    if (quoted) {
      if (character === '"' && sample[i + 1] === '"') i++
      else if (character === '"') quoted = false
      continue
    }
    if (character === '"' && atStart) {
      quoted = true
      atStart = false
      filled = true
    } else if (character === delimiter) {
      cells++
      atStart = true
      filled = true
    } else if (character === '\n' || character === '\r') {
      if (filled) found.push(cells)
      cells = 1
      atStart = true
      filled = false
    } else {
      atStart = false
      filled = true
    }
  }
  if (filled && (found.length === 0 || sample.length < 1024)) found.push(cells)
  return found
}

/**
 * The delimiter of a text, judged by which one cuts the records into the same number of cells, starting with the first record.
 * A text without any is a table of one column.
 */
export function detectDelimiter(sample: string): string {
  let best: string = ','
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const counts = widths(sample, delimiter)
    const first = counts[0] ?? 1
    if (first < 2) continue
    const alike = counts.filter(count => count === first).length / counts.length
    const score = alike * Math.log2(first + 1)
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** Excel's own first line `sep=;`, which names the delimiter and is no row. */
export function statedDelimiter(sample: string): string | undefined {
  return /^"?sep=(.)"?(?:\r|\n|$)/i.exec(sample)?.[1]
}
