import type { CalendarName } from './birth-date.ts'

/** Month names as they are written on papers and said at a desk; one list a month, folded (lower case, no accents or marks). */
const gregorian = `
  january jan janvier enero ene يناير جانفي كانون_الثاني января январь січня січень 一月 جنوری
  february feb fevrier febrero فبراير فيفري شباط февраля февраль лютого лютий 二月 فبروری
  march mar mars marzo مارس اذار марта март березня березень 三月 مارچ
  april apr avril abril ابريل افريل نيسان апреля апрель квітня квітень 四月 اپریل
  may mai mayo مايو ماي ايار мая май травня травень 五月 می
  june jun juin junio يونيو جوان حزيران июня июнь червня червень 六月 جون
  july jul juillet julio يوليو جويلية تموز июля июль липня липень 七月 جولای
  august aug aout agosto اغسطس اوت اب августа август серпня серпень 八月 اگست
  september sep sept septembre septiembre سبتمبر ايلول сентября сентябрь вересня вересень 九月 سپتامبر
  october oct octobre octubre اكتوبر تشرين_الاول октября октябрь жовтня жовтень 十月 اکتوبر
  november nov novembre noviembre نوفمبر تشرين_الثاني ноября ноябрь листопада листопад 十一月 نوامبر
  december dec decembre diciembre dic ديسمبر كانون_الاول декабря декабрь грудня грудень 十二月 دسامبر`

const hijri = `
  muharram محرم
  safar صفر
  rabi_al-awwal rabi_i rabi_al_awwal ربيع_الاول ربيع_اول
  rabi_al-thani rabi_ii rabi_al_thani ربيع_الثاني ربيع_الاخر ربيع_ثاني
  jumada_al-awwal jumada_i jumada_al_ula جمادي_الاولي جمادي_الاول
  jumada_al-thani jumada_ii جمادي_الثانيه جمادي_الاخره جمادي_الثاني
  rajab رجب
  shaban sha'ban شعبان
  ramadan ramazan رمضان
  shawwal شوال
  dhu_al-qadah dhul-qadah zulqada ذو_القعده ذي_القعده
  dhu_al-hijjah dhul-hijjah zulhijja ذو_الحجه ذي_الحجه`

/** Iranian names, then the Afghan (zodiac) names in Dari and Pashto. */
const persian = `
  farvardin فروردين hamal حمل وري
  ordibehesht ارديبهشت sawr ثور غويي
  khordad خرداد jawza جوزا غبرگولي
  tir تير saratan سرطان چنگاښ
  mordad مرداد asad اسد زمري
  shahrivar شهريور sunbula سنبله وږي
  mehr مهر mizan ميزان تله
  aban ابان aqrab عقرب لرم
  azar اذر qaws قوس ليندۍ
  dey دي jadi جدي مرغومي
  bahman بهمن dalw دلو سلواغه
  esfand اسفند hut حوت كب`

const ethiopic = `
  meskerem መስከረም
  tikimt tikemt ጥቅምት
  hidar ህዳር ኅዳር
  tahsas tahisas ታህሳስ ታኅሣሥ
  tir ጥር tirr
  yekatit የካቲት
  megabit መጋቢት
  miyazya miyazia ሚያዝያ ሚያዚያ
  ginbot ግንቦት
  sene ሰኔ
  hamle ሐምሌ ሀምሌ
  nehase nehasse ነሐሴ ነሀሴ
  pagume pagumen ጳጉሜ ጳጉሜን`

/** The forms of a word that are typed for one another: case, accents, Arabic letter variants, apostrophes. */
export function foldWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[یىئې]/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/ۍ/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/['’ʼ`]|(?<!\d)\.|\.(?!\d)/g, '') // dots inside numbers part day, month and year
}

const tables: readonly (readonly [CalendarName, string])[] = [
  ['gregory', gregorian],
  ['islamic-umalqura', hijri],
  ['persian', persian],
  ['ethiopic', ethiopic],
]

export type NamedMonth = { calendar: CalendarName; month: number }

const named = new Map<string, NamedMonth[]>()
for (const [calendar, table] of tables) {
  for (const [index, line] of table.trim().split('\n').entries()) {
    for (const entry of line.trim().split(/\s+/u)) {
      const name = foldWord(entry.replaceAll('_', ' '))
      named.set(name, [...(named.get(name) ?? []), { calendar, month: index + 1 }])
    }
  }
}

const byLength = [...named.keys()].sort((one, other) => other.length - one.length)

/**
 * Finds a month name in a folded text; the longest wins («كانون الثاني», not a part of it). A calendar that was said decides between
 * months of one name: Tir is the fourth Persian and the fifth Ethiopian month.
 */
export function findMonth(text: string, calendar?: CalendarName): (NamedMonth & { name: string }) | undefined {
  for (const name of byLength) {
    const at = text.indexOf(name)
    if (at < 0) continue
    const letterBefore = /\p{L}/u.test(text.slice(Math.max(0, at - 1), at))
    const letterAfter = /\p{L}/u.test(text.slice(at + name.length, at + name.length + 1))
    const months = named.get(name) ?? []
    const found = calendar === undefined ? months[0] : months.find(month => month.calendar === calendar)
    if (!letterBefore && !letterAfter && found) return { ...found, name }
  }
  return undefined
}
