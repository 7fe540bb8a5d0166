import type { Culture } from './cultures.ts'
import type { Draft } from './household.ts'
import type { Random } from './random.ts'

/** Languages of a household: one mother tongue for all, and what each has learnt. Best spoken first. */
export function languagesOf(culture: Culture, mother: string, age: number, random: Random): string[] {
  if (age < 2) return []
  const spoken = [mother]
  if (age < 8) return spoken
  for (const language in culture.others) {
    if (!spoken.includes(language) && random.chance(culture.others[language] ?? 0)) spoken.push(language)
  }
  return spoken
}

export function motherTongue(culture: Culture, random: Random): string {
  return random.weighted(culture.mothers)
}

/** Highest schooling as the field codes it; absent below four years of age. */
export function educationOf(culture: Culture, sex: 'F' | 'M', age: number, random: Random): string | undefined {
  if (age < 4) return undefined
  if (age < 6) return random.chance(0.25) ? 'KG' : 'NE'
  const older = age > 40 ? (age - 40) * 0.09 : 0
  const mean = culture.school - (sex === 'F' ? culture.schoolGap : 0) - older
  const years = Math.round(random.normal(mean, 3.5))
  const possible = Math.floor(age) - 6
  const reached = Math.min(years, possible)
  if (reached <= 0) return age > 15 && random.chance(0.15) ? 'IN' : 'NE'
  if (reached > 12) {
    if (age > 24 && random.chance(0.06)) return 'PG'
    if (age > 18 && random.chance(0.6)) return 'UG'
    return random.chance(0.4) ? 'TC' : '12'
  }
  return String(reached)
}

/** Occupations as ISCO-08 unit groups; the first list is for the country, the second for town, then by schooling. */
const rural = [
  '6111',
  '6111',
  '6111',
  '6130',
  '6130',
  '6121',
  '9211',
  '9211',
  '9312',
  '8322',
  '7112',
  '5221',
  '5211',
  '6221',
]
const urban = [
  '5221',
  '5223',
  '7112',
  '7115',
  '7231',
  '7531',
  '8322',
  '9313',
  '9313',
  '9112',
  '5120',
  '5141',
  '7411',
  '9333',
  '5211',
]
const women = ['6111', '6111', '6130', '9211', '7531', '5211', '9111', '5120', '5311', '7318', '5141', '9111']
const schooled = ['2341', '2330', '2221', '3343', '4110', '2411', '2142', '2211', '2635', '5412', '3256', '3313']

export function occupationOf(
  culture: Culture,
  sex: 'F' | 'M',
  age: number,
  education: string | undefined,
  random: Random,
): string | undefined {
  if (age < 18 || age >= 65) return undefined
  // Work in the household has no code of its own.
  if (random.chance(sex === 'F' ? 0.45 : 0.12)) return undefined
  const learned = education === 'UG' || education === 'PG' || education === 'TC' || education === '12'
  if (learned && random.chance(0.6)) return random.pick(schooled)
  if (sex === 'F' && random.chance(0.7)) return random.pick(women)
  return random.pick(random.chance(culture.rural) ? rural : urban)
}

/** What a registration desk would note, by rates seen in published caseloads (order of magnitude). Codes `GG-DD`. */
export function needsOf(members: readonly Draft[], at: number, ages: readonly number[], random: Random): string[] {
  const member = members[at]
  const age = ages[at] ?? 0
  const found: string[] = []
  if (!member) return found
  const note = (code: string, probability: number) => {
    if (random.chance(probability) && !found.includes(code)) found.push(code)
  }
  const female = member.sex === 'F'
  const adults = ages.filter(one => one >= 18).length
  const elder = age >= 60
  if (age < 18) childNeeds(members, at, ages, note)
  // Disability and illness rise with age.
  const frailty = age < 18 ? 0.6 : elder ? 4 : age >= 40 ? 1.5 : 1
  note('DS-BD', 0.004 * frailty)
  note('DS-DF', 0.004 * frailty)
  note('DS-PM', 0.008 * frailty)
  note('DS-PS', 0.004 * frailty)
  note('DS-MM', 0.003)
  note('DS-MS', 0.0015)
  note('DS-SD', 0.002)
  note('SM-CI', 0.018 * frailty)
  note('SM-CC', 0.004 * frailty)
  note('SM-OT', 0.006)
  note('SM-MI', age >= 14 ? 0.007 : 0)
  note('SM-MN', age < 5 ? 0.03 : 0)
  note('LP-ND', age >= 16 ? 0.05 : 0.02)
  note('LP-MD', 0.012)
  note('LP-RR', 0.001)
  if (age >= 14) {
    note('TR-PI', 0.006)
    note('TR-WV', 0.008)
    note('SV-VO', female ? 0.008 : 0.001)
    note('SV-VF', female ? 0.006 : 0.0005)
  }
  note('FU-TR', 0.006)
  note('FU-FR', 0.004)
  if (female && age >= 15 && age < 46) womanNeeds(members, at, ages, note, random)
  if (member.relationship === 'PA' && age >= 18) representativeNeeds(members, ages, female, adults, elder, note)
  if (elder && member.relationship !== 'PA') note('ER-FR', 0.05)
  return found
}

type Note = (code: string, probability: number) => void

function childNeeds(members: readonly Draft[], at: number, ages: readonly number[], note: Note): void {
  const member = members[at]
  const age = ages[at] ?? 0
  const adults = ages.filter(one => one >= 18).length
  if (adults === 0) {
    if (
      member?.relationship === 'PA' &&
      members.length > 1 &&
      members[1]?.relationship !== 'NRM' &&
      members[1]?.relationship !== 'NRF'
    )
      note('SC-CH', 1)
    note('SC-UC', 1)
  } else if (
    member &&
    ['NEP', 'NCE', 'GCM', 'GCF', 'SBM', 'SBF'].includes(member.relationship) &&
    member.mother === undefined &&
    member.father === undefined
  )
    note('SC-SC', 0.9)
  else if (member?.relationship === 'FCM' || member?.relationship === 'FCF') note('SC-FC', 0.9)
  if (age >= 6) note('CR-NE', 0.11)
  if (age >= 10) {
    note('CR-LO', 0.02)
    note('CR-LW', 0.003)
    note('CR-AF', 0.0015)
  }
  note('CR-SE', 0.006)
}

function womanNeeds(members: readonly Draft[], at: number, ages: readonly number[], note: Note, random: Random): void {
  const age = ages[at] ?? 0
  const hasInfant = members.some((one, child) => one.mother === at && (ages[child] ?? 9) < 1)
  if (hasInfant) note('PG-LC', 0.7)
  else if (random.chance(0.05) && isWife(members, at)) note(random.chance(0.25) ? 'PG-HR' : 'SM-DP', 0.5)
  if (age < 18 && (hasInfant || members[at]?.marital === 'MA')) note('CR-TP', hasInfant ? 0.9 : 0.2)
  if (members.filter(one => one.relationship === 'WIF').length > 1 && members[at]?.relationship === 'WIF')
    note('WR-PY', 0.4)
}

function representativeNeeds(
  members: readonly Draft[],
  ages: readonly number[],
  female: boolean,
  adults: number,
  elder: boolean,
  note: Note,
): void {
  const children = ages.filter(one => one < 18).length
  if (elder) {
    if (members.length === 1) note('ER-UR', 0.7)
    else if (adults === 1) note('ER-MC', 0.8)
    else if (children === 0) note('ER-OC', 0.4)
    if (members.some(one => one.relationship === 'GCM' || one.relationship === 'GCF') && adults === 1)
      note('SP-GP', 0.8)
    return
  }
  if (adults === 1 && children > 0) {
    note('SP-PT', 0.75)
    if (female) note('WR-HR', 0.4)
  } else if (female && members.length === 1) note('WR-SF', 0.6)
}

function isWife(members: readonly Draft[], at: number): boolean {
  const relationship = members[at]?.relationship
  return (
    relationship === 'WIF' ||
    relationship === 'CLF' ||
    (relationship === 'PA' && members.some(one => one.relationship === 'HUS'))
  )
}
