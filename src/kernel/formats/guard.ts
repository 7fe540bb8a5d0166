/**
 * A spreadsheet program runs a CSV cell that begins like a formula. Such text gets a leading apostrophe when written and
 * loses it again when read, so that a file of ours comes back as it went out. The characters are those of the OWASP page
 * "CSV Injection", with the full-width forms that East Asian programs accept.
 */
const FORMULA_LIKE = /^'*[=+\-@\t\r\n＝＋－＠]/
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/

/** Text made safe to open in a spreadsheet program. Text that already looks guarded gets one more apostrophe. */
export function guardText(text: string): string {
  return FORMULA_LIKE.test(text) ? `'${text}` : text
}

/** The exact inverse of `guardText`. */
export function unguardText(text: string): string {
  return text.charCodeAt(0) === 39 && GUARDED.test(text) ? text.slice(1) : text
}
