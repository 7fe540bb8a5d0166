import { uuidv7 } from '../../src/kernel/ids.ts'

/** Repeatable random numbers: the same seed gives the same families on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const given = {
  F: ['فاطمة', 'مريم', 'عائشة', 'زينب', 'خديجة', 'نور', 'هدى', 'سعاد', 'آمنة', 'رقية', 'ليلى', 'سلمى'],
  M: ['محمد', 'أحمد', 'علي', 'حسن', 'حسين', 'عبد الله', 'إبراهيم', 'عمر', 'يوسف', 'خالد', 'مصطفى', 'محمود'],
} as const
const families = [
  'حسين',
  'الخطيب',
  'العلي',
  'إبراهيم',
  'حمدان',
  'درويش',
  'الأحمد',
  'مرعي',
  'عثمان',
  'بكر',
  'صالح',
  'نجار',
]

/** A couple and three children, each with a three-part name in Arabic script; the parents with papers, one with a phone. */
export function familyOfFive(random: () => number, site: string) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] ?? (list[0] as T)
  const day = (from: number, to: number) =>
    new Date(
      Date.UTC(from + Math.floor(random() * (to - from)), Math.floor(random() * 12), 1 + Math.floor(random() * 28)),
    )
      .toISOString()
      .slice(0, 10)
  const surname = pick(families)
  const father = pick(given.M)
  const member = (relationship: string, sex: 'F' | 'M', parent: string, birth: string, more = {}) => ({
    id: uuidv7(),
    relationship,
    sex,
    birth: { date: birth, precision: 'day', estimated: false },
    names: [
      { kind: 'given', text: pick(given[sex]) },
      { kind: 'father', text: parent },
      { kind: 'family', text: surname },
    ],
    nationality: 'SYR',
    languages: [{ language: 'ARA' }],
    ...more,
  })
  const paper = () => ({
    kind: 'national-id',
    country: 'SYR',
    number: String(Math.floor(random() * 1e12)).padStart(12, '0'),
  })
  const head = member('PA', 'F', pick(given.M), day(1975, 1995), { maritalStatus: 'MA', documents: [paper()] })
  const husband = member('HUS', 'M', pick(given.M), day(1970, 1995), { maritalStatus: 'MA', documents: [paper()] })
  const children = [0, 1, 2].map(() => {
    const sex = random() < 0.5 ? 'F' : 'M'
    return member(sex === 'F' ? 'DAU' : 'SON', sex, father, day(2006, 2024))
  })
  const [first] = children
  if (first && random() < 0.2) Object.assign(first, { needs: [{ id: uuidv7(), code: 'DS-PM' }] })
  return {
    id: uuidv7(),
    site,
    origin: 'SYR',
    arrivedOn: '2026-01-10',
    phone: `+963 9${String(Math.floor(random() * 1e8)).padStart(8, '0')}`,
    address: { text: 'Block 4', shelter: `${Math.floor(random() * 500)}` },
    members: [head, husband, ...children],
  }
}
