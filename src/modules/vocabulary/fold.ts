// biome-ignore format: pairs read better side by side
const letters: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', þ: 'th', ð: 'd',
  // Arabic: spellings that people use for one another, and the Persian and Urdu forms of the same letters.
  ة: 'ه', ى: 'ي', ی: 'ي', ې: 'ي', ک: 'ك', ە: 'ه', ۀ: 'ه', ٱ: 'ا', ـ: '',
}

const arabicDigits = '٠١٢٣٤٥٦٧٨٩'
const persianDigits = '۰۱۲۳۴۵۶۷۸۹'

/**
 * A word in the form in which two spellings of it are the same text: no case, no diacritics, no punctuation, one kind
 * of space, one form of each Arabic letter. For comparing labels and country names, not for people's names.
 */
export function fold(text: string): string {
  let folded = ''
  for (const letter of text.normalize('NFKD').toLowerCase()) {
    const arabic = arabicDigits.indexOf(letter)
    const persian = persianDigits.indexOf(letter)
    if (arabic >= 0) folded += arabic
    else if (persian >= 0) folded += persian
    else folded += letters[letter] ?? letter
  }
  return folded
    .replace(/[\p{M}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/[’'ʼ`]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** A code in the form in which `cr cp`, `CR_CP` and `CR–CP` are the same text. */
export function foldCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim()
    .toUpperCase()
    .replace(/[\s_\u2010-\u2015-]+/gu, '-')
}

const blanks = new Set(['', '-', 'N/A', 'NULL'])

/** Whether a cell of a file says "no value": empty, or one of the marks that the referral form's tables use for it. */
export function isBlank(text: string): boolean {
  return blanks.has(foldCode(text))
}
