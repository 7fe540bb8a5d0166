/** For comparing what is typed with a label: case, accents and the Arabic letters that are typed for one another do not count. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
}

interface Labelled {
  readonly value: unknown
  readonly label: string
}

/** Options that a text may mean, the likeliest first: label is so, begins so, a word of it begins so, it occurs, it is the code. */
export function matching<Option extends Labelled>(options: readonly Option[], text: string): Option[] {
  const wanted = fold(text.trim())
  if (wanted === '') return [...options]
  const ranked = options.flatMap(option => {
    const label = fold(option.label)
    const rank =
      label === wanted
        ? -1
        : label.startsWith(wanted)
          ? 0
          : label.split(/[\s(’'-]+/u).some(word => word.startsWith(wanted))
            ? 1
            : label.includes(wanted)
              ? 2
              : fold(String(option.value)) === wanted
                ? 3
                : undefined
    return rank === undefined ? [] : [{ option, rank }]
  })
  return ranked.sort((a, b) => a.rank - b.rank).map(({ option }) => option)
}
