import type { CalendarName } from './birth-date.ts'
import { findMonth, foldWord } from './months.ts'

/** What a text says, before it is checked against any calendar. */
export type ReadDate =
  | { kind: 'age'; years: number; months: number }
  | { kind: 'date'; year: number; month?: number; day?: number; calendar?: CalendarName; orderGuessed: boolean }

export type DayOrder = 'dmy' | 'mdy'

/** Zeros of the decimal digits of scripts in which dates are written (Unicode category Nd runs in tens from a zero). */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xe50, 0xed0, 0x1040, 0x1090, 0x17e0, 0x1e950, 0xff10,
]

/** Text with digits of any script as 0-9. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0) ?? 0
    if (code < 0x80) return digit
    const zero = zeros.find(start => code >= start && code < start + 10)
    return zero === undefined ? digit : String(code - zero)
  })
}

const calendarWords: readonly (readonly [RegExp, CalendarName])[] = [
  [/(?:^|[\s\d])(?:e\s?c|ethiopian|ethiopic|ዓ\s?ም)(?=$|[\s,])/u, 'ethiopic'],
  [
    /(?:^|[\s\d])(?:s\s?h|a\s?p|persian|solar hijri|jalali|shamsi|khorshidi|هجري شمسي|شمسي|خورشيدي|ه\s?ش|هش)(?=$|[\s,])/u,
    'persian',
  ],
  [/(?:^|[\s\d])(?:a\s?h|hijri|lunar|هجريه?|هجري قمري|قمري|ه\s?ق|هق|هـ|ه)(?=$|[\s,])/u, 'islamic-umalqura'],
  [/(?:^|[\s\d])(?:a\s?d|c\s?e|gregorian|miladi|ميلاديه?|م)(?=$|[\s,])/u, 'gregory'],
]

const aboutWords =
  /~|≈|±|\b(?:about|approximately|approx|around|circa|ca|c|est|estimated|environ|vers|alrededor de|aproximadamente|unos|cerca de)\b|(?:حوالي|تقريبا|نحو|حدود|около|примерно|близько|приблизно|大约|约)/gu

const monthUnit =
  /^(?:months?|mos?|mths?|mois|mes|meses|месяц(?:а|ев)?|місяц(?:ь|і|ів)|شهر|شهرا|اشهر|شهور|ماه|ماهه|个月|月)$/u
const yearUnit =
  /^(?:years?|yrs?|y|y\/?o|years? old|yrs? old|ans?|anos?|лет|год|года|років|роки|рік|سنه|سنوات|سنين|عاما?|اعوام|سال|ساله|كلن|岁|歲|年)$/u
const ageWord = /^(?:age|aged|edad|agee?|возраст|вік|العمر|عمر|عمره|عمرها|سن|年龄)\s*:?\s*/u

/** Reads a text; undefined when it says nothing that is a date or an age. `order` is what the place customarily writes, `assumed` the calendar of the form. */
export function readDate(text: string, order: DayOrder, assumed?: CalendarName): ReadDate | undefined {
  let rest = asciiDigits(foldWord(asciiDigits(text)).replace(/[٫٬،]/g, ',')).trim()
  const withoutAbout = rest.replace(aboutWords, ' ').replace(/\s+/gu, ' ').trim()
  const age = readAge(withoutAbout)
  if (age) return age
  rest = withoutAbout
  let calendar: CalendarName | undefined
  for (const [pattern, name] of calendarWords) {
    if (!pattern.test(rest)) continue
    calendar = name
    rest = rest.replace(pattern, ' ').trim()
    break
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t.*)?$/.exec(rest)
  if (iso)
    return {
      kind: 'date',
      year: Number(iso[1]),
      month: Number(iso[2]),
      day: Number(iso[3]),
      ...named(calendar),
      orderGuessed: false,
    }
  const month = findMonth(rest, calendar)
  if (month) return readWithName(rest.replace(month.name, ' '), month.month, month.calendar)
  if (/\p{L}/u.test(rest)) return undefined
  return readNumbers(rest, calendar, order, (calendar ?? assumed) === 'ethiopic' ? 13 : 12)
}

const named = (calendar: CalendarName | undefined) => (calendar === undefined ? {} : { calendar })

function readAge(text: string): ReadDate | undefined {
  const hasWord = ageWord.test(text)
  const bare = text.replace(ageWord, '')
  const parts = /^(\d{1,3})\s*([^\d\s].*)?$/u.exec(bare)
  if (!parts) return undefined
  const count = Number(parts[1])
  const unit = (parts[2] ?? '').trim()
  if (monthUnit.test(unit)) return { kind: 'age', years: 0, months: count }
  if (yearUnit.test(unit) || (unit === '' && (hasWord || (parts[1] ?? '').length <= 3)))
    return { kind: 'age', years: count, months: 0 }
  return undefined
}

function readWithName(text: string, month: number, calendar: CalendarName): ReadDate | undefined {
  const numbers = text.match(/\d+/g) ?? []
  // Words beside the month ("de", "of") are let pass only when they are short; anything longer was not understood.
  if (/\p{L}{4,}/u.test(text) || numbers.length === 0 || numbers.length > 2) return undefined
  const yearText = numbers.find(number => number.length === 4)
  if (yearText === undefined) return undefined
  const day = numbers.find(number => number !== yearText)
  const date = { kind: 'date', year: Number(yearText), month, calendar, orderGuessed: false } as const
  return day === undefined ? date : { ...date, day: Number(day) }
}

function readNumbers(
  text: string,
  calendar: CalendarName | undefined,
  order: DayOrder,
  months: 12 | 13,
): ReadDate | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const numbers = compact ? compact.slice(1) : text.split(/[\s/\-.,\\]+/u).filter(Boolean)
  if (numbers.some(number => !/^\d{1,4}$/.test(number))) return undefined
  const values = numbers.map(Number)
  const lengths = numbers.map(number => number.length)
  const [first = 0, second = 0, third = 0] = values
  if (values.length === 1 && lengths[0] === 4)
    return { kind: 'date', year: first, ...named(calendar), orderGuessed: false }
  if (values.length === 2) {
    if (lengths[0] === 4) return { kind: 'date', year: first, month: second, ...named(calendar), orderGuessed: false }
    if (lengths[1] === 4) return { kind: 'date', year: second, month: first, ...named(calendar), orderGuessed: false }
  }
  if (values.length !== 3) return undefined
  if (lengths[0] === 4)
    return { kind: 'date', year: first, month: second, day: third, ...named(calendar), orderGuessed: false }
  // A year of two digits could be either century, and in Persian or Hijri years either calendar: it has to be asked again.
  if (lengths[2] !== 4) return undefined
  const monthFirst = second > months && first <= months ? true : first > months ? false : order === 'mdy'
  const orderGuessed = first !== second && first <= months && second <= months
  const [day, month] = monthFirst ? [second, first] : [first, second]
  return { kind: 'date', year: third, month, day, ...named(calendar), orderGuessed }
}
