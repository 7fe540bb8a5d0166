/** Consonants of the Ethiopic rows, by the first syllable of each; a row has eight code points, one a vowel order. */
const rows: ReadonlyMap<string, string> = new Map(
  (
    'ሀh ለl ሐh መm ሠs ረr ሰs ሸsh ቀk ቈkw ቐk ቘkw በb ቨv ተt ቸch ኀh ኈhw ነn ኘgn አ ከk ኰkw ኸkh ዀkhw ወw ዐ ዘz ዠzh የy ደd ዸd ጀj ገg ጐgw ' +
    'ጘgn ጠt ጨch ጰp ጸts ፀts ፈf ፐp'
  )
    .split(' ')
    .map(row => [row.slice(0, 1), row.slice(1)]),
)

const vowels = ['e', 'u', 'i', 'a', 'e', 'i', 'o', 'wa']

/** Latin form of a name in Ethiopic letters, as Amharic and Tigrinya speakers spell their names in Latin. */
export function ethiopicToLatin(text: string): string {
  return text.replace(/[\u1200-\u137f]+/g, word => {
    let out = ''
    const characters = [...word]
    for (const [at, character] of characters.entries()) {
      const code = character.charCodeAt(0)
      const order = code % 8
      const consonant = rows.get(String.fromCharCode(code - order)) ?? ''
      const last = at === characters.length - 1
      // The glottal rows and h pronounce their first order as "a".
      let vowel = order === 0 && (consonant === '' || consonant === 'h') ? 'a' : (vowels[order] ?? '')
      if (order === 5) vowel = consonant === '' ? 'i' : silentSixth(out, last, characters[at + 1], consonant) ? '' : 'i'
      if (consonant === '' && vowel !== '' && out.endsWith(vowel)) vowel = ''
      // A bare y after a vowel is its second half: Haile, Maimuna.
      out += consonant === 'y' && vowel === '' && !last && out !== '' ? 'i' : consonant + vowel
    }
    return out
  })
}

/** The sixth order is a bare consonant after a vowel or at the end, and a short vowel inside a cluster or at the start. */
function silentSixth(before: string, last: boolean, next: string | undefined, consonant: string): boolean {
  if (last) return true
  if (consonant === 'y' || consonant === 'w') return before !== ''
  if (before === '') return next !== undefined && /[ረ-ሯለ-ሏ]/u.test(next)
  return /[aeiou]$/.test(before)
}
