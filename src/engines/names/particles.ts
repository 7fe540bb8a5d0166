/**
 * Small words around a name that people leave out or spell at will: titles, "son of", articles. They are kept in the name and
 * left out of what is compared, unless nothing else would remain.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u))

/** Left out wherever they stand. Folded forms. */
const anywhere = words(`
  bin ibn ben bint bent binte binti benti wuld ould weld walad mint
  بن ابن بنت ولد منت
  al el ul il
  de la del los las di da do dos das du des van von der den y
  mr mrs ms dr prof ustaz
`)

/** Left out at the start of a name, before other words: titles, Burmese and Ethiopian forms of address. */
const before = words(`
  haj haji hajji hadji hajja haja alhaji hajj alhaj elhadj حاجي حاج الحاج حاجه الحاجه
  mullah mulla mawlawi maulvi moulvi mawlana ملا مولوي مولانا
  sheikh shaikh shaykh sheik cheikh شيخ الشيخ الشيخه
  u daw ma ko maung mg ဦး ဒေါ် ဒော် မ ကို မောင်
  ato weizero woizero weyzero አቶ ወይዘሮ ወይዘሪት
  пан пані
`)

/** Words that open a compound written as one or as two words: «عبد», «أبو», «أم». */
export const openers = words('abd abdul abdel abdal abdol abdur abdus abdu عبد abu abou abo ابو um umm oum om ام')

/** The word after the article that closes a compound: Nasr al-Din, Fazl ur-Rahman, Zia ul-Haq. */
const closing =
  /^(d+[aei]+n+e?|r?rah?man|hak+|haq+|la+h|[aou]?l+ah|islam|zaman|huda|دين|رحمن|حق|له|اسلام|زمان|هدى|هدي|الله|الدين|الرحمن|الحق|الاسلام|الزمان)$/u

/** Whether a folded word closes a compound name. */
export function closesCompound(word: string): boolean {
  return closing.test(word)
}

/** The words of a name that carry it, with particles left out; all of them when there is nothing else. */
export function withoutParticles<T extends { folded: string }>(tokens: readonly T[]): T[] {
  let rest = tokens.slice()
  while (rest.length > 1 && before.has(rest[0]?.folded ?? '')) rest = rest.slice(1)
  const kept = rest.filter(token => !anywhere.has(token.folded))
  return kept.length > 0 ? kept : rest
}
