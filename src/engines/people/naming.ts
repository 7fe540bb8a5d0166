import {
  afghanFamily,
  arabicFemale,
  arabicMale,
  dariFemale,
  dariMale,
  levantFamily,
  type NamePair,
  type NamePart,
  pashtoMale,
  sudanFemale,
  sudanMale,
  toLatin,
} from '../names/index.ts'
import {
  burmeseFemaleSyllables,
  burmeseMaleSyllables,
  rohingyaFemaleFirst,
  rohingyaFemaleSecond,
  rohingyaMaleFirst,
  rohingyaMaleSecond,
} from './pools/burmese.ts'
import { ethiopicFemale, ethiopicMale, ethiopicMuslimFemale, ethiopicMuslimMale } from './pools/ethiopic.ts'
import { congoleseNames, frenchFemale, frenchMale, kirundiNames } from './pools/great-lakes.ts'
import { spanishFamily, spanishFemale, spanishMale } from './pools/spanish.ts'
import { ukrainianFamily, ukrainianFemale, ukrainianMale } from './pools/ukrainian.ts'
import { Pool, type Random } from './random.ts'
import type { Sex } from './types.ts'
import { feminineFamily, patronymic } from './ukrainian-forms.ts'

/** How a people makes a full name. */
export type Custom =
  | 'levant'
  | 'nile'
  | 'afghan'
  | 'pashtun'
  | 'habesha'
  | 'habesha-muslim'
  | 'burmese'
  | 'rohingya'
  | 'ukrainian'
  | 'spanish'
  | 'congolese'
  | 'burundian'

/** A person's name as a place in a line of names: what children take from it depends on the custom. */
export type Kin = {
  given: NamePair
  second?: NamePair
  father?: NamePair
  grandfather?: NamePair
  family?: NamePair
  secondFamily?: NamePair
}

const words = (text: string): string[] => text.trim().split(/\s+/u)
/** Latin-script names have one form; for the others the Latin form follows the rules of romanisation. */
const plain = (text: string): Pool<NamePair> => new Pool(words(text).map(own => ({ own, latin: own })))
const romanised = (text: string): Pool<NamePair> => new Pool(words(text).map(own => ({ own, latin: toLatin(own) })))
const written = (text: string): Pool<NamePair> =>
  new Pool(words(text).map(entry => ({ own: entry.split(':')[0] ?? '', latin: entry.split(':')[1] ?? '' })))
const mixed = (...tables: (readonly NamePair[])[]): Pool<NamePair> => {
  // Interleaved, so that the frequent names of each table stay frequent.
  const longest = Math.max(...tables.map(table => table.length))
  return new Pool(Array.from({ length: longest }, (_, at) => tables.flatMap(table => table[at] ?? [])).flat())
}

type BySex = Record<Sex, Pool<NamePair>>

const spanishGiven: BySex = { F: plain(spanishFemale), M: plain(spanishMale) }
const frenchGiven: BySex = { F: plain(frenchFemale), M: plain(frenchMale) }
const given: Record<Exclude<Custom, 'burmese' | 'rohingya'>, BySex> = {
  levant: { F: new Pool(arabicFemale), M: new Pool(arabicMale) },
  nile: { F: mixed(arabicFemale, sudanFemale), M: mixed(arabicMale, sudanMale) },
  afghan: { F: new Pool(dariFemale), M: new Pool(dariMale) },
  pashtun: { F: new Pool(dariFemale), M: mixed(dariMale, pashtoMale) },
  habesha: { F: romanised(ethiopicFemale), M: romanised(ethiopicMale) },
  'habesha-muslim': { F: romanised(ethiopicMuslimFemale), M: romanised(ethiopicMuslimMale) },
  ukrainian: { F: romanised(ukrainianFemale), M: romanised(ukrainianMale) },
  spanish: spanishGiven,
  congolese: frenchGiven,
  burundian: frenchGiven,
}
const syllables: BySex = { F: written(burmeseFemaleSyllables), M: written(burmeseMaleSyllables) }
const rohingya = {
  F: { first: plain(rohingyaFemaleFirst), second: plain(rohingyaFemaleSecond) },
  M: { first: plain(rohingyaMaleFirst), second: plain(rohingyaMaleSecond) },
}
const families = {
  levant: new Pool(levantFamily),
  afghan: new Pool(afghanFamily),
  ukrainian: romanised(ukrainianFamily),
  spanish: plain(spanishFamily),
  congolese: plain(congoleseNames),
  burundian: plain(kirundiNames),
}

/** The given-name and family-name pools of each custom, for tests of their size. */
export const poolsOf = { given, families }

function newGiven(custom: Custom, sex: Sex, random: Random): NamePair {
  if (custom === 'burmese') return burmeseName(sex, random)
  if (custom === 'rohingya') {
    const { first, second } = rohingya[sex]
    const one = first.pick(random).own
    let other = second.pick(random).own
    while (other === one) other = second.pick(random).own
    return { own: `${one} ${other}`, latin: `${one} ${other}` }
  }
  return given[custom][sex].pick(random)
}

function burmeseName(sex: Sex, random: Random): NamePair {
  const count = random.chance(0.12) ? 4 : random.chance(0.6) ? 3 : 2
  const chosen: NamePair[] = []
  while (chosen.length < count) {
    const one = syllables[sex].pick(random)
    if (!chosen.includes(one)) chosen.push(one)
    else if (count === 2) chosen.push(one) // Maung Maung, Su Su
  }
  return { own: chosen.map(one => one.own).join(''), latin: chosen.map(one => one.latin).join(' ') }
}

/** Somebody whose parents are not in the household. */
export function founder(custom: Custom, sex: Sex, random: Random): Kin {
  const kin: Kin = { given: newGiven(custom, sex, random) }
  const man = () => newGiven(custom, 'M', random)
  switch (custom) {
    case 'levant':
      return { ...kin, father: man(), grandfather: man(), family: families.levant.pick(random) }
    case 'nile':
    case 'habesha':
    case 'habesha-muslim':
      return { ...kin, father: man(), grandfather: man() }
    case 'afghan':
    case 'pashtun':
      return random.chance(sex === 'M' ? 0.6 : 0.3)
        ? { ...kin, father: man(), grandfather: man(), family: families.afghan.pick(random) }
        : { ...kin, father: man(), grandfather: man() }
    case 'ukrainian':
      return { ...kin, father: man(), family: families.ukrainian.pick(random) }
    case 'spanish':
      return {
        ...kin,
        ...secondGiven(sex, kin.given, random, 0.6),
        family: families.spanish.pick(random),
        secondFamily: families.spanish.pick(random),
      }
    case 'congolese':
      return { ...kin, second: families.congolese.pick(random), family: families.congolese.pick(random) }
    case 'burundian':
      return { ...kin, family: families.burundian.pick(random) }
    default:
      return kin
  }
}

function secondGiven(sex: Sex, first: NamePair, random: Random, share: number): { second?: NamePair } {
  if (!random.chance(share)) return {}
  const second = given.spanish[sex].pick(random)
  return second === first ? {} : { second }
}

/** A child of two people; brothers and sisters do not share a given name (`taken` holds those in use). */
export function childOf(
  custom: Custom,
  sex: Sex,
  father: Kin,
  mother: Kin,
  taken: ReadonlySet<string>,
  random: Random,
): Kin {
  let name = newGiven(custom, sex, random)
  for (let tries = 0; tries < 20 && taken.has(name.own); tries++) name = newGiven(custom, sex, random)
  return nameOfChild(custom, sex, name, father, mother, random)
}

function nameOfChild(custom: Custom, sex: Sex, name: NamePair, father: Kin, mother: Kin, random: Random): Kin {
  const line: Kin = { given: name, father: father.given, ...(father.father ? { grandfather: father.father } : {}) }
  switch (custom) {
    case 'spanish':
      return {
        given: name,
        ...secondGiven(sex, name, random, 0.6),
        ...family(father),
        ...(mother.family ? { secondFamily: mother.family } : {}),
      }
    case 'congolese':
      return {
        given: name,
        second: families.congolese.pick(random),
        ...(random.chance(0.7) ? family(father) : { family: families.congolese.pick(random) }),
      }
    case 'burundian':
      return { given: name, family: families.burundian.pick(random) }
    case 'burmese':
    case 'rohingya':
      return { given: name }
    default:
      return { ...line, ...family(father) }
  }
}

const family = (kin: Kin): { family?: NamePair } => (kin.family ? { family: kin.family } : {})

/** A brother or sister of somebody: the same line, another given name. */
export function siblingOf(custom: Custom, sex: Sex, kin: Kin, random: Random): Kin {
  const fresh = founder(custom, sex, random)
  switch (custom) {
    case 'burmese':
    case 'rohingya':
    case 'burundian':
      return fresh
    case 'congolese':
      return { ...fresh, ...family(kin) }
    case 'spanish':
      return { ...fresh, ...family(kin), ...(kin.secondFamily ? { secondFamily: kin.secondFamily } : {}) }
    default: {
      const { family: _dropped, ...line } = fresh
      return {
        ...line,
        ...(kin.father ? { father: kin.father } : {}),
        ...(kin.grandfather ? { grandfather: kin.grandfather } : {}),
        ...family(kin),
      }
    }
  }
}

/** The father or mother of somebody: a father is who the child's name says he is. */
export function parentOf(custom: Custom, sex: Sex, kin: Kin, random: Random): Kin {
  const fresh = founder(custom, sex, random)
  if (sex === 'F') return custom === 'spanish' && kin.secondFamily ? { ...fresh, family: kin.secondFamily } : fresh
  return {
    ...fresh,
    ...(kin.father ? { given: kin.father } : {}),
    ...(kin.grandfather ? { father: kin.grandfather } : {}),
    ...family(kin),
  }
}

/** The parts of a name in the order its bearer says them. `spell` gives the Latin form the clerk writes. */
export function partsOf(
  custom: Custom,
  sex: Sex,
  kin: Kin,
  mother: NamePair | undefined,
  spell: (pair: NamePair) => string,
): NamePart[] {
  const parts: NamePart[] = []
  const add = (kind: NamePart['kind'], pair: NamePair | undefined) => {
    if (!pair) return
    const latin = spell(pair)
    // A name in Latin script is itself what the clerk spells.
    parts.push(pair.own === pair.latin ? { kind, text: latin } : { kind, text: pair.own, latin })
  }
  switch (custom) {
    case 'ukrainian':
      add('family', kin.family && sex === 'F' ? feminineFamily(kin.family) : kin.family)
      add('given', kin.given)
      add('middle', kin.father && patronymic(kin.father, sex))
      break
    case 'congolese':
      add('family', kin.family)
      add('middle', kin.second)
      add('given', kin.given)
      break
    case 'burundian':
      add('family', kin.family)
      add('given', kin.given)
      break
    case 'spanish':
      add('given', kin.given)
      add('middle', kin.second)
      add('family', kin.family)
      add('second-family', kin.secondFamily)
      break
    case 'nile':
    case 'habesha':
    case 'habesha-muslim':
      add('given', kin.given)
      add('father', kin.father)
      add('grandfather', kin.grandfather)
      break
    default:
      add('given', kin.given)
      add('father', kin.father)
      add('family', kin.family)
      if (custom === 'levant') add('mother', mother)
  }
  return parts
}
