import type { Culture, HouseholdType } from './cultures.ts'
import { ageOn, type DayNumber, year } from './days.ts'
import { childOf, founder, type Kin, parentOf, siblingOf } from './naming.ts'
import type { Random } from './random.ts'
import type { Relationship, Sex } from './types.ts'

/** A member before facts are added. Mother and father are indexes into the household. */
export type Draft = {
  sex: Sex
  born: DayNumber
  relationship: Relationship
  kin: Kin
  marital: string
  mother?: number
  father?: number
  /** Index of the twin in the household. */
  twin?: number
}

export type Scene = {
  random: Random
  culture: Culture
  /** The day of arrival: ages are as of this day. */
  on: DayNumber
  /** A man whose brother heads this household (cousins then bear like names). */
  brother?: Kin
}

/** A mother is at least this much older than her child, in years. */
export const youngestMother = 15

/** Members of a household of a type; the representative (PA) is the first. */
export function draftHousehold(type: HouseholdType, scene: Scene): Draft[] {
  const { random } = scene
  switch (type) {
    case 'couple':
      return withGuests(scene, couple(scene))
    case 'single-mother':
      return withGuests(scene, singleParent(scene, 'F'))
    case 'single-father':
      return singleParent(scene, 'M')
    case 'single-man':
      return [adult(scene, 'M', random.normal(26, 6), 17, 'PA', random.chance(0.2) ? 'MA' : 'SN')]
    case 'single-woman':
      return [adult(scene, 'F', random.normal(29, 9), 18, 'PA', random.pick(['SN', 'SN', 'DV', 'WD']))]
    case 'elderly-alone':
      return [adult(scene, random.chance(0.62) ? 'F' : 'M', random.normal(71, 7), 60, 'PA', 'WD')]
    case 'elderly-couple':
      return elderlyCouple(scene)
    case 'multi-generation':
      return multiGeneration(scene)
    case 'elder-led':
      return elderLed(scene)
    case 'polygamous':
      return polygamous(scene)
    case 'skipped-generation':
      return skippedGeneration(scene)
    case 'adult-siblings':
      return adultSiblings(scene)
    case 'child-headed':
      return childHeaded(scene)
    case 'unaccompanied-group':
      return unaccompaniedGroup(scene)
  }
}

function bornAt(scene: Scene, age: number): DayNumber {
  return Math.round(scene.on - age * year)
}

function adult(
  scene: Scene,
  sex: Sex,
  age: number,
  youngest: number,
  relationship: Relationship,
  marital: string,
  kin?: Kin,
): Draft {
  const { random, culture } = scene
  const line =
    kin ??
    (sex === 'M' && scene.brother
      ? siblingOf(culture.custom, 'M', scene.brother, random)
      : founder(culture.custom, sex, random))
  return { sex, born: bornAt(scene, Math.max(youngest + random.next(), age)), relationship, kin: line, marital }
}

/** Man and woman, the representative first; about three in ten are represented by the woman. */
function pair(scene: Scene): [man: Draft, woman: Draft, womanFirst: boolean] {
  const { random } = scene
  const womanAge = Math.min(58, Math.max(17, random.normal(32, 9)))
  const manAge = Math.max(18, womanAge + random.normal(4.5, 3.5))
  const womanFirst = random.chance(0.28)
  const married = random.chance(0.92) ? 'MA' : 'CL'
  const man = adult(scene, 'M', manAge, 18, womanFirst ? 'HUS' : 'PA', married)
  const woman = adult(scene, 'F', womanAge, 17, womanFirst ? 'PA' : 'WIF', married)
  return [man, woman, womanFirst]
}

function couple(scene: Scene): Draft[] {
  const [man, woman, womanFirst] = pair(scene)
  const members = womanFirst ? [woman, man] : [man, woman]
  addChildren(scene, members, members.indexOf(woman), members.indexOf(man), man.kin)
  return members
}

/**
 * The children of a woman in the household. The father may be absent: his name is still theirs. Older children have mostly left,
 * daughters earlier than sons.
 */
function addChildren(
  scene: Scene,
  members: Draft[],
  mother: number,
  father: number | undefined,
  fatherKin: Kin,
  codes: readonly [Relationship, Relationship] = ['DAU', 'SON'],
  atLeast = 0,
): void {
  const { random, culture } = scene
  const woman = members[mother]
  if (!woman) return
  const age = ageOn(woman.born, scene.on)
  const wanted = Math.max(
    atLeast,
    Math.round(Math.max(0, random.normal(culture.children * 1.34, culture.children * 0.52))),
  )
  let atBirth = Math.max(youngestMother + 0.6, random.normal(culture.firstBirth, 2.5))
  // Who is known to have a child had the first before now.
  if (atLeast > 0) atBirth = Math.min(atBirth, Math.max(youngestMother + 0.6, age - random.between(0.4, 3)))
  const taken = new Set(members.map(member => member.kin.given.own))
  let made = 0
  while (made < wanted && atBirth < Math.min(age - 0.1, 45)) {
    const childAge = age - atBirth
    const born = bornAt(scene, childAge)
    const twins = random.chance(0.014)
    for (let one = 0; one < (twins ? 2 : 1); one++) {
      const sex: Sex = random.chance(0.495) ? 'F' : 'M'
      made++
      if (!random.chance(presence(childAge, sex)) && made > atLeast) continue
      const kin = childOf(culture.custom, sex, fatherKin, woman.kin, taken, random)
      taken.add(kin.given.own)
      const last = members.length - 1
      const isSecondTwin = one === 1 && members[last]?.born === born && members[last]?.mother === mother
      members.push({
        sex,
        born,
        relationship: sex === 'F' ? codes[0] : codes[1],
        kin,
        marital: childAge > 19 && random.chance(0.08) ? 'MA' : 'SN',
        mother,
        ...(father === undefined ? {} : { father }),
        ...(isSecondTwin ? { twin: last } : {}),
      })
    }
    atBirth += 0.95 + random.exponential(Math.max(0.3, culture.spacing - 0.95))
  }
}

/** Probability that a child of an age still lives with, and fled with, its parents. */
function presence(age: number, sex: Sex): number {
  if (age < 16) return 0.95
  if (age < 19) return sex === 'F' ? 0.72 : 0.78
  if (age < 25) return sex === 'F' ? 0.25 : 0.38
  return 0.04
}

function singleParent(scene: Scene, sex: Sex): Draft[] {
  const { random, culture } = scene
  const marital = random.pick(
    sex === 'F' ? ['MA', 'MA', 'MA', 'WD', 'WD', 'DV', 'SR', 'SN'] : ['WD', 'WD', 'DV', 'SR', 'MA'],
  )
  const parent = adult(scene, sex, random.normal(33, 8), 19, 'PA', marital)
  const members = [parent]
  if (sex === 'F') {
    addChildren(scene, members, 0, undefined, founder(culture.custom, 'M', random), ['DAU', 'SON'], 1)
    return members
  }
  // The absent mother is drafted so that ages come out right, then left out of the list.
  const absent = adult(scene, 'F', ageOn(parent.born, scene.on) - random.between(1, 6), 19, 'WIF', marital)
  const both = [parent, absent]
  addChildren(scene, both, 1, 0, parent.kin, ['DAU', 'SON'], 1)
  return both
    .filter(member => member !== absent)
    .map(({ mother: _absent, twin, ...member }) => (twin === undefined ? member : { ...member, twin: twin - 1 }))
}

function elderlyCouple(scene: Scene): Draft[] {
  const { random } = scene
  const age = Math.max(60, random.normal(69, 5))
  const man = adult(scene, 'M', age, 60, 'PA', 'MA')
  return [man, adult(scene, 'F', age - random.between(-1, 9), 55, 'WIF', 'MA')]
}

function multiGeneration(scene: Scene): Draft[] {
  const { random, culture } = scene
  const [man, woman, womanFirst] = pair(scene)
  const members = womanFirst ? [woman, man] : [man, woman]
  addChildren(scene, members, members.indexOf(woman), members.indexOf(man), man.kin)
  const manAge = ageOn(man.born, scene.on)
  let mother: number | undefined
  if (random.chance(0.85)) {
    mother = members.length
    members.push(
      adult(
        scene,
        'F',
        manAge + random.between(18, 32),
        40,
        womanFirst ? 'PLF' : 'PRF',
        'WD',
        parentOf(culture.custom, 'F', man.kin, random),
      ),
    )
    man.mother = mother
  }
  if (mother === undefined || random.chance(0.35)) {
    const father = members.length
    members.push(
      adult(
        scene,
        'M',
        manAge + random.between(21, 38),
        42,
        womanFirst ? 'PLM' : 'PRM',
        mother === undefined ? 'WD' : 'MA',
        parentOf(culture.custom, 'M', man.kin, random),
      ),
    )
    man.father = father
    const grandmother = mother === undefined ? undefined : members[mother]
    if (grandmother) grandmother.marital = 'MA'
  }
  if (random.chance(0.35)) {
    const sex: Sex = random.chance(0.5) ? 'F' : 'M'
    const code: Relationship = womanFirst ? (sex === 'F' ? 'SIL' : 'BIL') : sex === 'F' ? 'SBF' : 'SBM'
    const grandmother = mother === undefined ? undefined : members[mother]
    const oldest = grandmother ? ageOn(grandmother.born, scene.on) - 17 : 60
    const age = Math.min(oldest, Math.max(8, manAge - random.between(2, 14)))
    const sibling = adult(scene, sex, age, 6, code, 'SN', siblingOf(culture.custom, sex, man.kin, random))
    members.push(mother === undefined ? sibling : { ...sibling, mother })
  }
  return members
}

/** A widow (or old man) represents; a grown son, his wife and their children belong to the household. */
function elderLed(scene: Scene): Draft[] {
  const { random, culture } = scene
  const [son, wife] = pair(scene)
  const elderSex: Sex = random.chance(0.7) ? 'F' : 'M'
  const age = ageOn(son.born, scene.on) + random.between(18, elderSex === 'F' ? 30 : 38)
  const elder = adult(scene, elderSex, age, 40, 'PA', 'WD', parentOf(culture.custom, elderSex, son.kin, random))
  const members: Draft[] = [
    elder,
    { ...son, relationship: 'SON', ...(elderSex === 'F' ? { mother: 0 } : { father: 0 }) },
    { ...wife, relationship: 'CLF' },
  ]
  addChildren(scene, members, 2, 1, son.kin, ['GCF', 'GCM'], 1)
  return members
}

function polygamous(scene: Scene): Draft[] {
  const { random } = scene
  const [man, first] = pair(scene)
  const husband: Draft = { ...man, relationship: 'PA', marital: 'MA', born: Math.min(man.born, bornAt(scene, 28)) }
  const members: Draft[] = [husband, { ...first, relationship: 'WIF', marital: 'MA' }]
  addChildren(scene, members, 1, 0, husband.kin)
  const wives = random.chance(0.15) ? 2 : 1
  for (let one = 0; one < wives; one++) {
    const wife = members.length
    members.push(adult(scene, 'F', random.normal(26, 5), 18, 'WIF', 'MA'))
    addChildren(scene, members, wife, 0, husband.kin)
  }
  return members
}

function skippedGeneration(scene: Scene): Draft[] {
  const { random, culture } = scene
  const sex: Sex = random.chance(0.75) ? 'F' : 'M'
  const elder = adult(scene, sex, random.normal(60, 7), 45, 'PA', random.chance(0.7) ? 'WD' : 'MA')
  const members = [elder]
  const parent = childOf(
    culture.custom,
    'M',
    sex === 'M' ? elder.kin : founder(culture.custom, 'M', random),
    elder.kin,
    new Set(),
    random,
  )
  const absentMother = founder(culture.custom, 'F', random)
  const count = 1 + random.below(4)
  let age = random.between(1, 6)
  for (let one = 0; one < count && age < 17; one++) {
    const childSex: Sex = random.chance(0.5) ? 'F' : 'M'
    const taken = new Set(members.map(member => member.kin.given.own))
    members.push({
      sex: childSex,
      born: bornAt(scene, age),
      relationship: childSex === 'F' ? 'GCF' : 'GCM',
      kin: childOf(culture.custom, childSex, parent, absentMother, taken, random),
      marital: 'SN',
    })
    age += random.between(1.2, 4.5)
  }
  return members
}

function adultSiblings(scene: Scene): Draft[] {
  const { random, culture } = scene
  const head = adult(scene, random.chance(0.6) ? 'M' : 'F', random.normal(25, 4), 18, 'PA', 'SN')
  const members = [head]
  let age = ageOn(head.born, scene.on)
  const count = 1 + random.below(3)
  for (let one = 0; one < count; one++) {
    age -= random.between(1.2, 4)
    if (age < 3) break
    const sex: Sex = random.chance(0.5) ? 'F' : 'M'
    members.push(
      adult(scene, sex, age, 0, sex === 'F' ? 'SBF' : 'SBM', 'SN', siblingOf(culture.custom, sex, head.kin, random)),
    )
  }
  return members
}

function childHeaded(scene: Scene): Draft[] {
  const { random, culture } = scene
  const head: Draft = {
    ...adult(scene, random.chance(0.55) ? 'M' : 'F', 0, 0, 'PA', 'SN'),
    born: bornAt(scene, random.between(13.2, 17.6)),
  }
  const members = [head]
  let age = ageOn(head.born, scene.on)
  const count = 1 + random.below(3)
  for (let one = 0; one < count; one++) {
    age -= random.between(1.1, 4)
    if (age < 1) break
    const sex: Sex = random.chance(0.5) ? 'F' : 'M'
    members.push({
      sex,
      born: bornAt(scene, age),
      relationship: sex === 'F' ? 'SBF' : 'SBM',
      kin: siblingOf(culture.custom, sex, head.kin, random),
      marital: 'SN',
    })
  }
  return members
}

function unaccompaniedGroup(scene: Scene): Draft[] {
  const { random, culture } = scene
  const count = 1 + random.below(4)
  return Array.from({ length: count }, (_, at) => {
    const sex: Sex = random.chance(0.24) ? 'F' : 'M'
    const age = at === 0 ? random.between(14, 17.9) : random.between(9, 17.9)
    return {
      sex,
      born: bornAt(scene, age),
      relationship: at === 0 ? 'PA' : sex === 'F' ? 'NRF' : 'NRM',
      kin: founder(culture.custom, sex, random),
      marital: 'SN',
    } satisfies Draft
  })
}

/** Now and then a family brings a nephew, a niece or a child that is not its own. */
function withGuests(scene: Scene, members: Draft[]): Draft[] {
  const { random, culture } = scene
  const [head] = members
  if (!head || !random.chance(0.045)) return members
  const sex: Sex = random.chance(0.5) ? 'F' : 'M'
  const own = random.chance(0.65)
  const parent = own ? siblingOf(culture.custom, 'M', head.kin, random) : founder(culture.custom, 'M', random)
  const kin = childOf(culture.custom, sex, parent, founder(culture.custom, 'F', random), new Set(), random)
  const relationship: Relationship = own ? (sex === 'F' ? 'NCE' : 'NEP') : sex === 'F' ? 'FCF' : 'FCM'
  return [...members, { sex, born: bornAt(scene, random.between(3, 17)), relationship, kin, marital: 'SN' }]
}
