/** Document numbers are compared without spaces, dashes, dots and case, and with digits of any script made plain. */
export function foldNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digit => String((digit.codePointAt(0) ?? 48) - zeroOf(digit.codePointAt(0) ?? 48)))
    .replace(/[\s./-]/g, '')
    .toUpperCase()
}

/** The code point of the zero in the run of ten decimal digits that holds this one. */
function zeroOf(codePoint: number): number {
  let zero = codePoint
  while (codePoint - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return zero
}

/** The search key of a phone number: its last nine digits, so that country prefixes and leading zeros do not matter. */
export function phoneKey(phone: string | undefined | null): string | undefined {
  const digits = phone ? foldNumber(phone).replace(/\D/g, '') : ''
  return digits.length >= 6 ? `p:${digits.slice(-9)}` : undefined
}
