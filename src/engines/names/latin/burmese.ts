const onsets: Record<string, string> = {
  က: 'k',
  ခ: 'kh',
  ဂ: 'g',
  ဃ: 'g',
  င: 'ng',
  စ: 's',
  ဆ: 's',
  ဇ: 'z',
  ဈ: 'z',
  ည: 'ny',
  ဉ: 'ny',
  ဋ: 't',
  ဌ: 'ht',
  ဍ: 'd',
  ဎ: 'd',
  ဏ: 'n',
  တ: 't',
  ထ: 'ht',
  ဒ: 'd',
  ဓ: 'd',
  န: 'n',
  ပ: 'p',
  ဖ: 'ph',
  ဗ: 'b',
  ဘ: 'b',
  မ: 'm',
  ယ: 'y',
  ရ: 'y',
  လ: 'l',
  ဝ: 'w',
  သ: 'th',
  ဟ: 'h',
  ဠ: 'l',
  အ: '',
  ဿ: 'th',
}

const independent: Record<string, string> = { ဣ: 'i', ဤ: 'i', ဥ: 'u', ဦ: 'u', ဧ: 'e', ဩ: 'aw', ဪ: 'aw', ဿ: 'tha' }

/** Rhymes as personal names spell them; keys are vowel signs, then the killed consonant, without tone marks. */
const rhymes: Record<string, string> = {
  '': 'a',
  'ာ': 'a',
  'ိ': 'i',
  'ီ': 'i',
  'ု': 'u',
  'ူ': 'u',
  'ေ': 'ay',
  'ဲ': 'e',
  'ော': 'aw',
  'ော်': 'aw',
  'ို': 'o',
  'ံ': 'an',
  'ိံ': 'ein',
  'ုံ': 'on',
  က်: 'et',
  'ောက်': 'auk',
  'ိုက်': 'aik',
  င်: 'in',
  'ောင်': 'aung',
  'ိုင်': 'aing',
  စ်: 'it',
  ည်: 'i',
  ဉ်: 'in',
  တ်: 'at',
  'ိတ်': 'eik',
  'ုတ်': 'ok',
  န်: 'an',
  'ိန်': 'ein',
  'ုန်': 'on',
  ပ်: 'at',
  'ိပ်': 'eik',
  'ုပ်': 'ok',
  မ်: 'an',
  'ိမ်': 'ein',
  'ုမ်': 'on',
  ယ်: 'e',
  'ွတ်': 'ut',
  'ွန်': 'un',
  'ွပ်': 'ut',
  'ွမ်': 'un',
}

const syllable =
  /[\u1000-\u1021\u1023-\u102a\u103f](?:\u1039[\u1000-\u1021])*[\u103b-\u103e]*[\u102b-\u1032\u1036]*(?:[\u1000-\u1021]\u103a)?[\u1036-\u1038\u103a]*/g

/** Syllables of a Burmese text (Unicode); Burmese writes no spaces between them, and Latin names are syllables. */
export function burmeseSyllables(text: string): string[] {
  // A stacked consonant closes one syllable and opens the next, as if the first were killed.
  const open = text
    .replace(/([\u1000-\u1021])\u1039(?=[\u1000-\u1021])/g, '$1\u103a')
    .replace(/\u1004\u103a\u103a/g, '\u1004\u103a')
  const out: string[] = []
  // Asat and the low dot are typed in either order.
  for (const found of open.replace(/\u1037\u103a/g, '\u103a\u1037').match(syllable) ?? []) out.push(found)
  return out
}

/** Latin form of one Burmese syllable, lower case. */
export function burmeseSyllableToLatin(text: string): string {
  const single = independent[text.replace(/[\u1037\u1038]/g, '')]
  if (single !== undefined) return single
  const base = text[0] ?? ''
  let onset = onsets[base] ?? independent[base] ?? ''
  let at = 1
  let wa = false
  for (; at < text.length; at++) {
    const medial = text[at]
    if (medial === '\u103b' || medial === '\u103c') onset = palatal(onset, base)
    else if (medial === '\u103d') wa = true
    else if (medial === '\u103e') onset = aspirated(onset, base)
    else break
  }
  const tone = text.includes('\u1038')
  const rest = text
    .slice(at)
    .replace(/[\u1037\u1038]/g, '')
    .replaceAll('ါ', 'ာ')
  if (wa && rhymes[`ွ${rest}`] !== undefined) return onset + (rhymes[`ွ${rest}`] ?? '')
  let rhyme = rhymes[rest] ?? rhymes[rest.replace(/[\u1000-\u1021]\u103a/, '')] ?? 'a'
  if (rest === 'ို' && tone) rhyme = 'oe'
  if (rest === 'က်' && wa) rhyme = 'et'
  return onset + (wa && onset !== 'w' ? 'w' : '') + rhyme
}

function palatal(onset: string, base: string): string {
  if (base === 'ခ') return 'ch'
  if (base === 'ဂ') return 'gy'
  if (base === 'သ') return 'thy'
  if (base === 'လ') return 'ly'
  return onset.endsWith('y') ? onset : `${onset}y`
}

function aspirated(onset: string, base: string): string {
  if (base === 'ရ' || base === 'ယ') return 'sh'
  if (onset === 'ly') return 'sh'
  return `h${onset}`
}

/** Latin form of a Burmese text: one word a syllable, as on Myanmar's own cards. */
export function burmeseToLatin(text: string): string {
  return burmeseSyllables(text).map(burmeseSyllableToLatin).join(' ')
}
