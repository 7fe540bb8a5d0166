const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'
const OPENS_ISOLATE = /[\u2066-\u2068]/

// Hebrew, Arabic, Syriac, Thaana, N'Ko and their extensions, and the right-to-left planes (Adlam, Rohingya).
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
const ONLY_RIGHT_TO_LEFT_WORDS = /^(?:[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{M}\s](?<!\p{N}))*$/u

/**
 * Wraps a text so that its direction cannot disturb the text around it, nor the other way round (Unicode UAX #9,
 * first-strong isolate). Without it the number `123-00045` is drawn as `00045-123` inside Arabic.
 * A text that is already isolated comes back unchanged; unbalanced isolates inside it are balanced.
 */
export function isolate(text: string): string {
  const { balanced, closesOnlyAtEnd } = balance(text)
  const already = balanced.startsWith(FIRST_STRONG_ISOLATE) && closesOnlyAtEnd
  return already ? balanced : `${FIRST_STRONG_ISOLATE}${balanced}${POP_ISOLATE}`
}

/** Isolates only where it matters, so that plain text stays free of invisible characters. */
export function isolateIn(direction: 'ltr' | 'rtl', text: string): string {
  if (text === '') return text
  const harmless = direction === 'rtl' ? ONLY_RIGHT_TO_LEFT_WORDS.test(text) : !RIGHT_TO_LEFT.test(text)
  return harmless && !OPENS_ISOLATE.test(text) && !text.includes(POP_ISOLATE) ? text : isolate(text)
}

function balance(text: string): { balanced: string; closesOnlyAtEnd: boolean } {
  let depth = 0
  let balanced = ''
  let closedEarly = false
  for (const character of text) {
    if (depth === 0 && balanced !== '') closedEarly = true
    if (character === POP_ISOLATE && depth === 0) continue
    if (OPENS_ISOLATE.test(character)) depth += 1
    if (character === POP_ISOLATE) depth -= 1
    balanced += character
  }
  return { balanced: balanced + POP_ISOLATE.repeat(depth), closesOnlyAtEnd: !closedEarly }
}
