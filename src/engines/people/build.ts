import type { NamePair, NamePart } from '../names/index.ts'
import { arrivalDay, type Waves, wavesOf } from './arrival.ts'
import { type Culture, cultures, type HouseholdType, usualHouseholds } from './cultures.ts'
import { ageOn, type DayNumber, dayOf, isoOf, year } from './days.ts'
import { educationOf, languagesOf, motherTongue, needsOf, occupationOf } from './facts.ts'
import { type Draft, draftHousehold, youngestMother } from './household.ts'
import { type Kin, partsOf } from './naming.ts'
import { Random } from './random.ts'
import { exactBirth, motherOldEnough, recordBirth } from './record.ts'
import { clerk } from './spelling.ts'
import {
  type CultureName,
  cultureNames,
  type GeneratedHousehold,
  type GeneratedPerson,
  type PopulationOptions,
  type Sex,
  type SiteSpec,
} from './types.ts'

/** What is the same for a whole population. */
export type World = {
  seed: number
  start: DayNumber
  end: DayNumber
  sites: readonly SiteSpec[]
  /** Relative numbers of households of each people. */
  peoples: Record<CultureName, number>
  waves: Map<CultureName, Waves>
  duplicates: number
}

/** A household with what later events and second registrations need to know. */
export type Built = {
  household: GeneratedHousehold
  drafts: Draft[]
  culture: Culture
  tongue: string
  spell: (pair: NamePair) => string
  arrived: DayNumber
  registered: DayNumber
}

export const usualSites: readonly SiteSpec[] = [
  { kind: 'camp', weight: 0.42 },
  { kind: 'camp', weight: 0.33 },
  { kind: 'city', weight: 0.25 },
]

export function worldOf(options: PopulationOptions): World {
  const end = dayOf(options.referenceDate)
  const start = Math.round(end - (options.years ?? 3) * year)
  const chosen = options.cultures
  const peoples = Object.fromEntries(
    cultureNames.map(name => [name, chosen ? (chosen[name] ?? 0) : cultures[name].weight]),
  ) as Record<CultureName, number>
  const waves = new Map<CultureName, Waves>()
  for (const [at, name] of cultureNames.entries()) {
    waves.set(name, wavesOf(options.seed, at, end - start))
  }
  const sites = options.sites ?? usualSites
  if (sites.length === 0 || !Object.values(peoples).some(weight => weight > 0))
    throw new RangeError('a population needs a site and a people')
  return { seed: options.seed, start, end, sites, peoples, waves, duplicates: options.duplicates ?? 0.03 }
}

/** One household, wholly decided by the seed and its index. `like` makes its head a brother of somebody in another household. */
export function buildHousehold(world: World, index: number, like?: Built): Built {
  const random = new Random(world.seed, index)
  const drawn = random.weighted(world.peoples)
  const name = like ? like.household.culture : drawn
  const culture = like ? like.culture : cultureOf(name, random)
  const siteIndex = pickSite(world.sites, random)
  const waves = world.waves.get(name) ?? { surges: [], peak: 0 }
  const arrived = arrivalDay(waves, world.start, world.end, random)
  // Most are registered within days of arrival, some after weeks.
  const registered = Math.min(world.end, arrived + Math.floor(random.exponential(random.chance(0.8) ? 3 : 30)))
  const types: Record<HouseholdType, number> = { ...usualHouseholds, ...culture.households }
  const type = like ? 'couple' : random.weighted(types)
  const brother = like ? headMan(like) : undefined
  const drafts = draftHousehold(type, { random, culture, on: arrived, ...(brother ? { brother } : {}) })
  const lookalike = like ? nameLikeCousin(drafts, like, arrived) : undefined
  const site = world.sites[siteIndex] ?? usualSites[0]
  const household: GeneratedHousehold = {
    index,
    key: `h${index}`,
    culture: name,
    origin: culture.origin,
    siteIndex,
    arrivedOn: isoOf(arrived),
    registeredOn: isoOf(registered),
    address: addressOf(site?.kind ?? 'camp', random),
    members: [],
    events: [],
  }
  if (random.chance(site?.kind === 'city' ? 0.8 : 0.55)) household.phone = phoneNumber(random)
  const built: Built = {
    household,
    drafts,
    culture,
    tongue: motherTongue(culture, random),
    spell: clerk(culture.custom, random, 0.25),
    arrived,
    registered,
  }
  household.members = describe(built, random)
  const cousin = lookalike && household.members[lookalike.at]
  if (cousin && lookalike) cousin.lookalikeOf = lookalike.of
  return built
}

/** The culture of one household: Christians and Muslims of the Horn keep to their own names. */
function cultureOf(name: CultureName, random: Random): Culture {
  const culture = cultures[name]
  if (culture.custom !== 'habesha') return culture
  return random.chance(name === 'ethiopia' ? 0.4 : 0.3) ? muslim(culture) : culture
}

const muslims = new Map<Culture, Culture>()

function muslim(culture: Culture): Culture {
  const known = muslims.get(culture)
  if (known) return known
  const made: Culture = { ...culture, custom: 'habesha-muslim' }
  muslims.set(culture, made)
  return made
}

/** The people a household belongs to, without building it. */
export function peopleAt(world: World, index: number): CultureName {
  return new Random(world.seed, index).weighted(world.peoples)
}

export function pickSite(sites: readonly SiteSpec[], random: Random): number {
  let at = random.next() * sites.reduce((sum, site) => sum + site.weight, 0)
  for (const [index, site] of sites.entries()) {
    at -= site.weight
    if (at < 0) return index
  }
  return sites.length - 1
}

function headMan(built: Built): Kin | undefined {
  return built.drafts.find(draft => draft.sex === 'M' && (draft.relationship === 'PA' || draft.relationship === 'HUS'))
    ?.kin
}

/** Gives a child the name and about the age of its cousin, as families do after a grandparent. Returns whom it is like. */
function nameLikeCousin(drafts: Draft[], like: Built, on: DayNumber): { at: number; of: string } | undefined {
  for (const [index, cousin] of like.drafts.entries()) {
    if (cousin.relationship !== 'SON' && cousin.relationship !== 'DAU') continue
    const at = drafts.findIndex(draft => draft.relationship === cousin.relationship && draft.twin === undefined)
    const child = drafts[at]
    if (!child || drafts.some(draft => draft.kin.given.own === cousin.kin.given.own)) continue
    child.kin = { ...child.kin, given: cousin.kin.given }
    const mother = child.mother === undefined ? undefined : drafts[child.mother]
    const wished = cousin.born + 23
    const fits = mother !== undefined && wished < on && wished - mother.born > (youngestMother + 1) * year
    const crowded = drafts.some(
      draft => draft !== child && draft.mother === child.mother && Math.abs(draft.born - wished) < 290,
    )
    if (fits && !crowded && !drafts.some(draft => draft.twin === at)) child.born = wished
    return { at, of: like.household.members[index]?.key ?? '' }
  }
  return undefined
}

/** Members with names, births as recorded, and the facts a desk asks for. */
function describe(built: Built, random: Random): GeneratedPerson[] {
  const { drafts, household } = built
  const ages = drafts.map(draft => ageOn(draft.born, built.registered))
  const people = drafts.map((draft, at) => personOf(built, draft, `${household.index}-${at}`, random))
  for (const [at, draft] of drafts.entries()) {
    const person = people[at]
    if (!person) continue
    person.needs = needsOf(drafts, at, ages, random)
    const mother = draft.mother === undefined ? undefined : people[draft.mother]
    const father = draft.father === undefined ? undefined : people[draft.father]
    if (mother) person.mother = mother.key
    if (father) person.father = father.key
    if (draft.twin !== undefined) person.lookalikeOf = people[draft.twin]?.key ?? ''
  }
  settleBirths(built, people, random)
  if (household.phone !== undefined && people[0]) people[0].phone = household.phone
  return people
}

/** One person, without needs and ties. */
export function personOf(built: Built, draft: Draft, key: string, random: Random): GeneratedPerson {
  const { culture, household, drafts } = built
  const mother = draft.mother === undefined ? undefined : drafts[draft.mother]
  const names = partsOf(culture.custom, draft.sex, draft.kin, mother?.kin.given, built.spell)
  const age = ageOn(draft.born, built.registered)
  const education = educationOf(culture, draft.sex, age, random)
  const occupation = occupationOf(culture, draft.sex, age, education, random)
  const person: GeneratedPerson = {
    key,
    names,
    latinName: latinOf(names),
    sex: draft.sex,
    birth: recordBirth(draft.born, built.registered, culture, random),
    bornOn: isoOf(draft.born),
    relationship: draft.relationship,
    nationality: random.chance(culture.stateless) ? 'STA' : culture.origin,
    origin: household.origin,
    maritalStatus: draft.marital,
    languages: languagesOf(culture, built.tongue, age, random),
    needs: [],
  }
  if (education !== undefined) person.education = education
  if (occupation !== undefined) person.occupation = occupation
  if (mother) person.motherName = mother.kin.given.own
  if (draft.kin.father) person.fatherName = draft.kin.father.own
  return person
}

/** The whole name in Latin letters; the mother's stands beside it. */
export function latinOf(names: readonly NamePart[]): string {
  let latin = ''
  for (const part of names) if (part.kind !== 'mother') latin += (latin === '' ? '' : ' ') + (part.latin ?? part.text)
  return latin
}

/** An estimate may not make a mother too young, a child unborn at registration, or twins of two ages: such a birth is known to the day. */
export function settleBirths(built: Built, people: GeneratedPerson[], random: Random): void {
  const { drafts, culture } = built
  for (const [at, draft] of drafts.entries()) {
    const person = people[at]
    if (!person) continue
    const mother = draft.mother === undefined ? undefined : people[draft.mother]
    const twin = draft.twin === undefined ? undefined : people[draft.twin]
    if (twin) person.birth = { ...twin.birth, entered: { ...twin.birth.entered } }
    if (!mother || motherOldEnough(mother.birth, person.birth, 12)) continue
    person.birth = exactBirth(person.bornOn, culture, random)
    if (twin) twin.birth = { ...person.birth, entered: { ...person.birth.entered } }
    if (!motherOldEnough(mother.birth, person.birth, 12)) mother.birth = exactBirth(mother.bornOn, culture, random)
  }
}

const quarters = [
  'Old Market',
  'Station',
  'Riverside',
  'Hill',
  'New Town',
  'Garden',
  'Mill',
  'Harbour Road',
  'Brick Kiln',
  'University',
  'East Gate',
  'Stadium',
]

export function addressOf(kind: 'camp' | 'city', random: Random): GeneratedHousehold['address'] {
  if (kind === 'camp') {
    const zone = 1 + random.below(8)
    const block = String.fromCharCode(65 + random.below(16))
    return {
      text: `Zone ${zone}, Block ${block}`,
      shelter: `${zone}${block}-${String(1 + random.below(240)).padStart(3, '0')}`,
    }
  }
  const quarter = random.pick(quarters)
  const floor = random.chance(0.5) ? `, floor ${1 + random.below(5)}` : ''
  return { text: `${quarter} quarter, street ${1 + random.below(60)}, house ${1 + random.below(140)}${floor}` }
}

/** A number of no real network: national form with a prefix that is not in use. */
export function phoneNumber(random: Random): string {
  return `0${random.pick(['700', '701', '702', '705', '709'])} ${String(random.below(1000)).padStart(3, '0')} ${String(random.below(1000)).padStart(3, '0')}`
}

/** Sex of a newborn: about 105 boys to 100 girls. */
export function newbornSex(random: Random): Sex {
  return random.chance(0.488) ? 'F' : 'M'
}
