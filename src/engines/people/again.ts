import type { NamePart } from '../names/index.ts'
import { addressOf, type Built, latinOf, phoneNumber, pickSite, type World } from './build.ts'
import type { Culture } from './cultures.ts'
import { civil, dayOf, isoFrom, isoOf } from './days.ts'
import type { Custom } from './naming.ts'
import type { Random } from './random.ts'
import { estimatedBirth, exactBirth, motherOldEnough } from './record.ts'
import { mistype, respell, rewrite } from './spelling.ts'
import type { GeneratedHousehold, GeneratedPerson, Relationship } from './types.ts'

/**
 * The same human being at another desk: another clerk's spelling, names in another order or one fewer, sometimes in Latin letters
 * only; a birth with day and month swapped, a year off, or only estimated. What stays the same differs from case to case.
 */
export function personAgain(
  person: GeneratedPerson,
  culture: Culture,
  key: string,
  on: number,
  latinOnly: boolean,
  random: Random,
): GeneratedPerson {
  const names = namesAgain(person.names, culture.custom, latinOnly, random)
  const { duplicateOf: _first, lookalikeOf: _like, mother: _mother, father: _father, phone, ...rest } = person
  return {
    ...rest,
    key,
    names,
    latinName: latinOf(names),
    birth: birthAgain(person, culture, on, random),
    languages: [...person.languages],
    needs: person.needs.filter(() => random.chance(0.7)),
    ...(phone !== undefined && random.chance(0.6) ? { phone } : {}),
    duplicateOf: person.key,
  }
}

function namesAgain(names: readonly NamePart[], custom: Custom, latinOnly: boolean, random: Random): NamePart[] {
  let parts = names.map((part): NamePart => {
    if (part.latin === undefined)
      return { kind: part.kind, text: random.chance(0.35) ? respell(part.text, custom, random) : part.text }
    const latin = random.chance(0.5) ? respell(part.latin, custom, random) : part.latin
    if (latinOnly) return { kind: part.kind, text: latin }
    return { kind: part.kind, text: random.chance(0.25) ? rewrite(part.text, random) : part.text, latin }
  })
  const spoken = parts.filter(part => part.kind !== 'mother')
  if (spoken.length > 2 && random.chance(0.15)) {
    // The middle of a chain is what people leave out.
    const dropped = spoken[spoken.length - (custom === 'levant' || custom === 'afghan' || custom === 'pashtun' ? 2 : 1)]
    parts = parts.filter(part => part !== dropped)
  }
  if (random.chance(0.25)) parts = parts.filter(part => part.kind !== 'mother')
  const own = parts.filter(part => part.kind !== 'mother')
  if (own.length > 1 && random.chance(0.08)) {
    parts = [...own.slice(1), ...own.slice(0, 1), ...parts.filter(part => part.kind === 'mother')]
  }
  if (random.chance(0.1)) {
    const at = random.below(parts.length)
    parts = parts.map((part, index) => (index === at ? slip(part, random) : part))
  }
  return parts
}

function slip(part: NamePart, random: Random): NamePart {
  if (part.latin === undefined) return { ...part, text: mistype(part.text, random) }
  return random.chance(0.5)
    ? { ...part, latin: mistype(part.latin, random) }
    : { ...part, text: mistype(part.text, random) }
}

function birthAgain(person: GeneratedPerson, culture: Culture, on: number, random: Random): GeneratedPerson['birth'] {
  const { birth } = person
  const { year, month, day } = civil(dayOf(birth.date))
  const today = civil(on).year
  const bound = (wanted: number) => Math.min(wanted, today)
  if (birth.estimated) {
    const shift = random.chance(0.5) ? 0 : random.pick([-2, -1, 1, 2])
    if (random.chance(0.12)) return exactBirth(person.bornOn, culture, random)
    return estimatedBirth(bound(year + shift), on, random.chance(0.5), culture, random)
  }
  const kind = random.weighted({ same: 50, swapped: 8, years: 14, january: 18, digit: 10 })
  if (kind === 'swapped' && day <= 12)
    return exactBirth(notAfter(isoFrom(year, day, month), on, birth.date), culture, random)
  if (kind === 'years') {
    const iso = isoFrom(year + random.pick([-2, -1, 1, 2]), month, Math.min(day, 28))
    return exactBirth(notAfter(iso, on, birth.date), culture, random)
  }
  if (kind === 'january')
    return estimatedBirth(
      bound(year + (random.chance(0.7) ? 0 : random.pick([-1, 1]))),
      on,
      random.chance(0.5),
      culture,
      random,
    )
  if (kind === 'digit')
    return exactBirth(
      notAfter(isoFrom(year, month, 1 + ((day + random.below(9)) % 28)), on, birth.date),
      culture,
      random,
    )
  return { ...birth, entered: { ...birth.entered } }
}

function notAfter(iso: string, on: number, otherwise: string): string {
  return iso <= isoOf(on) ? iso : otherwise
}

/** What somebody is once the other spouse represents the household. */
const afterSwap: Partial<Record<Relationship, Relationship>> = {
  PRM: 'PLM',
  PRF: 'PLF',
  PLM: 'PRM',
  PLF: 'PRF',
  SBM: 'BIL',
  SBF: 'SIL',
  BIL: 'SBM',
  SIL: 'SBF',
}

/** When the second registration took place: after the first, and before anybody of the household died or left. */
export function dayAgain(first: Built, world: World, random: Random): number {
  const event = first.household.events[0]
  const latest = Math.min(world.end, event ? dayOf(event.on) - 1 : world.end)
  return Math.max(first.registered, Math.min(latest, first.registered + 3 + Math.floor(random.exponential(150))))
}

/** Where somebody says they live at the other desk. */
export function addressAgain(world: World, siteIndex: number, random: Random): GeneratedHousehold['address'] {
  return addressOf(world.sites[siteIndex]?.kind ?? 'camp', random)
}

/** A whole household registered a second time: at another site or after a while, sometimes by the other spouse, sometimes not all. */
export function householdAgain(first: Built, world: World, index: number, random: Random): GeneratedHousehold {
  const on = dayAgain(first, world, random)
  const latinOnly = random.chance(0.18)
  const source = first.household
  const kept = source.members.filter((_, at) => at === 0 || random.chance(0.88))
  const spouse = kept.find(person => person.relationship === 'WIF' || person.relationship === 'HUS')
  const wives = kept.filter(person => person.relationship === 'WIF').length
  const swap = spouse !== undefined && wives < 2 && random.chance(0.15)
  const ordered = swap ? [spouse, ...kept.filter(person => person !== spouse)] : kept
  const members = ordered.map((person, at) => {
    const again = personAgain(person, first.culture, `${index}-${at}`, on, latinOnly, random)
    if (!swap) return again
    if (person === spouse) return { ...again, relationship: 'PA' as const }
    if (person.relationship === 'PA')
      return { ...again, relationship: person.sex === 'M' ? ('HUS' as const) : ('WIF' as const) }
    return { ...again, relationship: afterSwap[person.relationship] ?? person.relationship }
  })
  keepMothersOlder(source.members, ordered, members)
  const sameSite = random.chance(0.35)
  const siteIndex = sameSite ? source.siteIndex : pickSite(world.sites, random)
  const phone =
    source.phone !== undefined && random.chance(0.5)
      ? source.phone
      : random.chance(0.5)
        ? phoneNumber(random)
        : undefined
  const arrived = random.chance(0.6)
    ? source.arrivedOn
    : isoOf(Math.max(world.start, Math.min(on, first.arrived + random.below(41) - 20)))
  const { phone: _phone, ...rest } = source
  return {
    ...rest,
    index,
    key: `h${index}`,
    siteIndex,
    arrivedOn: arrived,
    registeredOn: isoOf(on),
    address: sameSite && random.chance(0.5) ? { ...source.address } : addressAgain(world, siteIndex, random),
    ...(phone === undefined ? {} : { phone }),
    members,
    events: [],
    duplicateOf: source.key,
  }
}

/** Keeps ties between those registered again, and no mother younger than twelve years at a birth. */
function keepMothersOlder(
  originals: readonly GeneratedPerson[],
  ordered: readonly GeneratedPerson[],
  members: GeneratedPerson[],
): void {
  const of = (key: string | undefined) =>
    key === undefined ? undefined : members[ordered.findIndex(person => person.key === key)]
  for (const [at, person] of ordered.entries()) {
    const again = members[at]
    if (!again) continue
    const mother = of(person.mother)
    const father = of(person.father)
    if (father) again.father = father.key
    if (!mother) continue
    again.mother = mother.key
    if (motherOldEnough(mother.birth, again.birth, 12)) continue
    again.birth = { ...person.birth }
    const original = originals.find(one => one.key === mother.duplicateOf)
    if (original) mother.birth = { ...original.birth }
  }
}
