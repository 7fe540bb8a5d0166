/** Readable Latin for Cyrillic as passports write it; Ukrainian and Russian read some letters differently. */
const common: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ђ: 'dj',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  џ: 'dz',
  қ: 'q',
  ғ: 'gh',
  ҳ: 'h',
  ҷ: 'j',
  ӣ: 'i',
  ӯ: 'u',
  ң: 'ng',
  ө: 'o',
  ү: 'u',
  ұ: 'u',
  һ: 'h',
  ә: 'a',
}

const ukrainian: Record<string, string> = { г: 'h', и: 'y' }
const wordStart: Record<string, string> = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' }

/** Latin form of a name in Cyrillic: the Ukrainian table where a letter shows that it is Ukrainian, else the Russian one. */
export function cyrillicToLatin(text: string): string {
  const lower = text
    .toLowerCase()
    .replace(/[’'ʼ]/g, '')
    .replaceAll('зг', /[іїєґ]/i.test(text) ? 'zgh' : 'зг')
    .replaceAll('дж', 'j')
  const isUkrainian = /[іїєґ]/.test(lower) || !/[ыэёъ]/.test(lower) === ukrainianEnding.test(lower)
  let out = ''
  let start = true
  for (const character of lower) {
    const letter =
      (start ? wordStart[character] : undefined) ??
      (isUkrainian ? ukrainian[character] : undefined) ??
      common[character]
    out += letter ?? character
    start = !/\p{L}/u.test(character)
  }
  return out
}

/** Endings that only Ukrainian names have, for words without a telling letter. */
const ukrainianEnding = /(?:енко|чук|ський|цький|ська|цька|ович|ко|ук|юк|ак)(?:\s|$)/
