import { addressAgain, dayAgain, householdAgain, personAgain } from './again.ts'
import { type Built, buildHousehold, peopleAt, pickSite, usualSites, type World, worldOf } from './build.ts'
import { ageOn, dayOf, isoOf } from './days.ts'
import { eventsOf } from './events.ts'
import { Random } from './random.ts'
import type { CultureName, GeneratedHousehold, GeneratedPerson, PopulationOptions } from './types.ts'

/** Mean number of members, by which shares of people are turned into shares of households. */
const meanSize = 4.5
/** Second registrations are mostly of whole households; the rest are of one person, alone or with relatives. */
const wholeShare = 0.7
/** A second registration is of one of the last so many households, so that a population can be generated piece by piece. */
const reach = 20_000
const cousinShare = 0.012

type Role = 'plain' | 'again' | 'alone' | 'guest' | 'cousin'

/** What a household is, decided by seed and index alone. */
function roleOf(world: World, index: number): Role {
  if (index < 10) return 'plain'
  const whole = (world.duplicates * wholeShare) / 0.9
  const single = world.duplicates * (1 - wholeShare) * meanSize
  const at = new Random(world.seed, index, 2).next()
  if (at < whole) return 'again'
  if (at < whole + single / 2) return 'alone'
  if (at < whole + single) return 'guest'
  return at < whole + single + cousinShare ? 'cousin' : 'plain'
}

/** An earlier household that is no second registration itself. */
function earlier(world: World, index: number, random: Random, of?: CultureName): Built {
  let at = index - 1 - random.below(Math.min(index, reach))
  const fits = (one: number) => roleOf(world, one) === 'plain' && (of === undefined || peopleAt(world, one) === of)
  while (at > 0 && !fits(at)) at--
  const built = buildHousehold(world, at)
  built.household.events = eventsOf(built, world.seed, world.end)
  return built
}

function householdAt(world: World, index: number): GeneratedHousehold {
  const role = roleOf(world, index)
  const random = new Random(world.seed, index, 3)
  if (role === 'again') return householdAgain(earlier(world, index, random), world, index, random)
  if (role === 'alone') return aloneAgain(earlier(world, index, random), world, index, random)
  const built = buildHousehold(world, index, role === 'cousin' ? earlier(world, index, random) : undefined)
  built.household.events = eventsOf(built, world.seed, world.end)
  if (role === 'guest') addGuest(built, earlier(world, index, random, built.household.culture), random)
  return built.household
}

/** Somebody old enough registers once more alone, to be counted twice or because the family was separated. */
function aloneAgain(first: Built, world: World, index: number, random: Random): GeneratedHousehold {
  const on = dayAgain(first, world, random)
  const grown = first.household.members.filter(person => ageOn(dayOf(person.bornOn), on) >= 16)
  const person = random.pick(grown.length > 0 ? grown : first.household.members.slice(0, 1))
  const again = personAgain(person, first.culture, `${index}-0`, on, random.chance(0.18), random)
  const { phone: _phone, duplicateOf: _same, ...household } = first.household
  const siteIndex = pickSite(world.sites, random)
  return {
    ...household,
    index,
    key: `h${index}`,
    siteIndex,
    arrivedOn: isoOf(Math.min(on, first.arrived + random.below(15))),
    registeredOn: isoOf(on),
    address: addressAgain(world, siteIndex, random),
    members: [{ ...again, relationship: 'PA' }],
    events: [],
  }
}

/** A relative's household registers a person who stands in another household already, most often a child. */
function addGuest(built: Built, first: Built, random: Random): void {
  const { household } = built
  const earliest = dayOf(household.registeredOn)
  const candidates = first.household.members.filter(
    person => dayOf(person.bornOn) < earliest && person.relationship !== 'PA',
  )
  if (candidates.length === 0 || first.household.index === household.index) return
  const person = random.pick(candidates)
  const kin = first.household.culture === household.culture
  const relationship: GeneratedPerson['relationship'] = kin
    ? person.sex === 'F'
      ? 'COF'
      : 'COM'
    : person.sex === 'F'
      ? 'NRF'
      : 'NRM'
  const again = personAgain(
    person,
    first.culture,
    `${household.index}-${household.members.length}`,
    earliest,
    random.chance(0.18),
    random,
  )
  household.members.push({ ...again, relationship, origin: first.household.origin })
}

/**
 * Households of a displaced population, one by one: memory stays flat however many there are. The same seed (and the same
 * other options) gives the same households in the same order, on every machine; asking for more people only goes on longer.
 *
 * Names, births and truth are described in `types.ts`; rates are orders of magnitude from public caseloads, not statistics. About
 * `duplicates` of the persons are second registrations, with `duplicateOf` as the truth; twins and cousins of one name carry
 * `lookalikeOf`, and are different people.
 */
export function* generatePopulation(options: PopulationOptions): Generator<GeneratedHousehold, void, undefined> {
  const world = worldOf(options)
  let people = 0
  for (let index = 0; people < options.people; index++) {
    const household = householdAt(world, index)
    people += household.members.length
    yield household
  }
}

export { usualSites }
