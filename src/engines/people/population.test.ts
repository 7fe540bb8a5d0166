import { describe, expect, it } from 'vitest'
import { parsePartialDate } from '../calendar/index.ts'
import { cleanName, scriptOf } from '../names/index.ts'
import { cultures } from './cultures.ts'
import { civil, dayOf, isoOf } from './days.ts'
import { type GeneratedHousehold, type GeneratedPerson, generatePopulation, type PopulationOptions } from './index.ts'
import { poolsOf } from './naming.ts'
import { Random } from './random.ts'

const referenceDate = '2025-11-24'
const generate = (options: Partial<PopulationOptions> = {}): GeneratedHousehold[] => [
  ...generatePopulation({ people: 8000, seed: 7, referenceDate, ...options }),
]
const households = generate()
const people = households.flatMap(household => household.members)
const byKey = new Map(people.map(person => [person.key, person]))
const share = (of: readonly GeneratedPerson[], what: (person: GeneratedPerson) => boolean) =>
  of.filter(what).length / of.length
const yearsBetween = (one: string, other: string) => (Date.parse(other) - Date.parse(one)) / 31_556_952_000

describe('a generated population', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(generate({ people: 1500 })).toEqual(generate({ people: 1500 }))
    expect(generate({ people: 300, seed: 8 })).not.toEqual(generate({ people: 300 }))
  })
  it('begins the same however many people are asked for', () => {
    const few = generate({ people: 700 })
    expect(households.slice(0, few.length)).toEqual(few)
  })
  it('stops with the household that reaches the number asked for, and is drawn one household at a time', () => {
    expect(people.length).toBeGreaterThanOrEqual(8000)
    expect(people.length).toBeLessThan(8030)
    const endless = generatePopulation({ people: Number.POSITIVE_INFINITY, seed: 1, referenceDate })
    expect(endless.next().value?.members.length).toBeGreaterThan(0)
  })
  it('has households of believable size and age', () => {
    const mean = people.length / households.length
    expect(mean).toBeGreaterThan(4.2)
    expect(mean).toBeLessThan(4.8)
    const children = share(people, person => yearsBetween(person.bornOn, referenceDate) < 18)
    expect(children).toBeGreaterThan(0.42)
    expect(children).toBeLessThan(0.6)
    expect(share(people, person => person.sex === 'F')).toBeGreaterThan(0.48)
    expect(Math.max(...households.map(household => household.members.length))).toBeLessThan(40)
  })
  it('names one representative for each household, first, and gives each person one key', () => {
    for (const household of households) {
      expect(household.members.filter(person => person.relationship === 'PA')).toHaveLength(1)
      expect(household.members[0]?.relationship).toBe('PA')
    }
    expect(byKey.size).toBe(people.length)
  })
  it('has no child less than twelve years younger than its mother, in truth or on paper, and nobody born after registration', () => {
    for (const household of households) {
      const members = new Map(household.members.map(person => [person.key, person]))
      for (const person of household.members) {
        expect(person.bornOn <= household.registeredOn && person.birth.date <= household.registeredOn, person.key).toBe(
          true,
        )
        if (person.mother === undefined) continue
        const mother = members.get(person.mother)
        if (!mother) throw new Error(`${person.key}: mother is not in the household`)
        expect(mother.sex).toBe('F')
        expect(yearsBetween(mother.bornOn, person.bornOn), person.key).toBeGreaterThanOrEqual(15)
        expect(yearsBetween(mother.birth.date, person.birth.date), person.key).toBeGreaterThanOrEqual(12)
      }
    }
  })
  it('spaces brothers and sisters of one mother by at least nine months, twins apart', () => {
    for (const household of households.filter(one => one.duplicateOf === undefined)) {
      for (const mother of household.members) {
        const births = [
          ...new Set(
            household.members.filter(person => person.mother === mother.key).map(person => dayOf(person.bornOn)),
          ),
        ].sort((one, other) => one - other)
        for (const [at, day] of births.entries())
          if (at > 0) expect(day - (births[at - 1] ?? 0), `${mother.key}`).toBeGreaterThan(270)
      }
    }
  })
  it('fits sex to relationship and spouses to each other', () => {
    const female = new Set([
      'WIF',
      'DAU',
      'SCF',
      'FCF',
      'PRF',
      'SBF',
      'GCF',
      'GPF',
      'NCE',
      'COF',
      'SIL',
      'PLF',
      'CLF',
      'NRF',
    ])
    for (const { relationship, sex, key } of people)
      if (relationship !== 'PA') expect(female.has(relationship) ? 'F' : 'M', key).toBe(sex)
    for (const { members } of households) {
      const spouses = members.filter(person => person.relationship === 'WIF' || person.relationship === 'HUS')
      for (const spouse of spouses) expect(spouse.sex).not.toBe(members[0]?.sex)
      expect(spouses.filter(person => person.relationship === 'HUS').length).toBeLessThan(2)
    }
  })
  it('holds every kind of household, also those of children alone', () => {
    const alone = households.filter(household =>
      household.members.every(person => yearsBetween(person.bornOn, household.registeredOn) < 18),
    )
    expect(alone.length).toBeGreaterThan(5)
    for (const household of alone.filter(
      one => one.duplicateOf === undefined && !one.members.some(person => person.duplicateOf),
    ))
      expect(household.members.every(person => person.needs.includes('SC-UC'))).toBe(true)
    expect(
      households.some(household => household.members.filter(person => person.relationship === 'WIF').length > 1),
    ).toBe(true)
    expect(people.some(person => person.relationship === 'PRF')).toBe(true)
    expect(people.some(person => person.relationship === 'GCM')).toBe(true)
  })
})

describe('names of a population', () => {
  const of = (prefix: string, household: GeneratedHousehold) => household.culture.startsWith(prefix)
  const scriptsOf = (prefix: string) => {
    const texts = households
      .filter(household => of(prefix, household) && household.duplicateOf === undefined)
      .flatMap(household =>
        household.members.filter(person => !person.duplicateOf).flatMap(person => person.names.map(part => part.text)),
      )
    return new Set(texts.map(scriptOf))
  }
  it.each([
    ['syria', 'Arab'],
    ['sudan', 'Arab'],
    ['afghanistan', 'Arab'],
    ['ethiopia', 'Ethi'],
    ['eritrea', 'Ethi'],
    ['myanmar', 'Mymr'],
    ['ukraine', 'Cyrl'],
    ['rohingya', 'Latn'],
    ['venezuela', 'Latn'],
    ['congo', 'Latn'],
    ['burundi', 'Latn'],
  ])('of %s are written in %s', (culture, script) => expect([...scriptsOf(culture)]).toEqual([script]))

  it('come in the shares of their peoples', () => {
    const main = share(people, person => scriptOf(person.names[0]?.text ?? '') === 'Arab')
    expect(main).toBeGreaterThan(0.45)
    expect(main).toBeLessThan(0.68)
    const script = (wanted: string) => share(people, person => scriptOf(person.names[0]?.text ?? '') === wanted)
    for (const wanted of ['Ethi', 'Mymr', 'Cyrl']) expect(script(wanted), wanted).toBeGreaterThan(0.02)
    const only = generate({ people: 200, cultures: { ukraine: 1 } })
    expect(new Set(only.map(household => household.culture))).toEqual(new Set(['ukraine']))
  })
  it('would all be accepted at the desk', () => {
    const refused = people
      .flatMap(person => person.names.flatMap(part => [part.text, part.latin ?? 'x']))
      .filter(text => !cleanName(text).ok)
    expect(refused).toEqual([])
  })
  it('have a Latin form', () => {
    for (const person of people) expect(person.latinName, person.key).toMatch(/^[\p{Script=Latin}\p{M}' .’-]+$/u)
  })
  it('follow the customs: chains of fathers, no family name where there is none', () => {
    for (const household of households) {
      if (household.duplicateOf !== undefined) continue
      for (const person of household.members.filter(one => !one.duplicateOf)) {
        const kinds = person.names.map(part => part.kind)
        const father = person.father === undefined ? undefined : byKey.get(person.father)
        const given = (one: GeneratedPerson) => one.names.find(part => part.kind === 'given')?.text
        if (household.culture === 'myanmar' || household.culture === 'rohingya') expect(kinds).toEqual(['given'])
        if (household.culture === 'ethiopia' || household.culture === 'eritrea') {
          expect(kinds).not.toContain('family')
          if (father) expect(person.names.find(part => part.kind === 'father')?.text).toBe(given(father))
        }
        if (household.culture === 'syria' && father) {
          expect(person.names.find(part => part.kind === 'father')?.text).toBe(given(father))
          expect(person.names.find(part => part.kind === 'family')?.text).toBe(
            father.names.find(part => part.kind === 'family')?.text,
          )
        }
        if (household.culture === 'ukraine' && person.relationship === 'DAU')
          expect(person.names.find(part => part.kind === 'middle')?.text).toMatch(/вна$/)
        if (household.culture === 'venezuela' && father)
          expect(person.names.find(part => part.kind === 'family')?.text).toBe(
            father.names.find(part => part.kind === 'family')?.text,
          )
      }
    }
  })
  it('are drawn from pools wide enough, with the skew of real names', () => {
    for (const [custom, { F, M }] of Object.entries(poolsOf.given)) {
      expect(new Set(F.items.map(name => name.own)).size, custom).toBeGreaterThanOrEqual(120)
      expect(new Set(M.items.map(name => name.own)).size, custom).toBeGreaterThanOrEqual(120)
    }
    for (const [custom, pool] of Object.entries(poolsOf.families))
      expect(new Set(pool.items.map(name => name.own)).size, custom).toBeGreaterThanOrEqual(150)
    const men = people.filter(person => person.origin === 'SYR' && person.sex === 'M' && !person.duplicateOf)
    const first = share(men, person => person.names.find(part => part.kind === 'given')?.text === 'محمد')
    expect(first).toBeGreaterThan(0.025)
    expect(first).toBeLessThan(0.15)
  })
})

describe('what was recorded', () => {
  it('reads back: what was entered gives the date that is stored', () => {
    for (const household of households) {
      for (const { birth } of household.members) {
        const calendar = birth.entered.calendar
        const again = parsePartialDate(birth.entered.text, household.registeredOn, { calendar })
        expect(again.ok ? again.birth : again, `${household.key} ${JSON.stringify(birth)}`).toMatchObject({
          date: birth.date,
          precision: birth.precision,
          estimated: birth.estimated,
        })
      }
    }
  })
  it('has births on 1 January where dates are not known, far more in some countries than in others', () => {
    const january = (origin: string) =>
      share(
        people.filter(person => person.origin === origin),
        person => person.birth.date.endsWith('-01-01'),
      )
    expect(january('AFG')).toBeGreaterThan(0.2)
    expect(january('UKR')).toBeLessThan(0.08)
    for (const { birth } of people)
      expect(birth.estimated).toBe(birth.precision === 'year' || birth.precision === 'age')
  })
  it('lies in the years before the reference date, arrival before registration', () => {
    for (const { arrivedOn, registeredOn } of households) {
      expect(arrivedOn >= '2022-11-20' && arrivedOn <= registeredOn && registeredOn <= referenceDate).toBe(true)
    }
    const byMonth = new Map<string, number>()
    for (const { arrivedOn } of households)
      byMonth.set(arrivedOn.slice(0, 7), (byMonth.get(arrivedOn.slice(0, 7)) ?? 0) + 1)
    const months = [...byMonth.values()].sort((one, other) => other - one)
    // Surges: the busiest month is far above the middle one.
    expect((months[0] ?? 0) / (months[months.length >> 1] ?? 1)).toBeGreaterThan(1.6)
  })
  it('uses the field’s codes', () => {
    const marital = new Set(['SN', 'EG', 'MA', 'CL', 'PT', 'SR', 'DV', 'WD'])
    for (const person of people) {
      expect(marital.has(person.maritalStatus)).toBe(true)
      if (person.education !== undefined) expect(person.education).toMatch(/^(?:NE|KG|IN|TC|UG|PG|[1-9]|1[0-4])$/)
      if (person.occupation !== undefined) expect(person.occupation).toMatch(/^\d{4}$/)
      for (const language of person.languages) expect(language).toMatch(/^[A-Z]{3}$/)
      for (const need of person.needs) expect(need).toMatch(/^(?:CR|SC|WR|ER|SP|DS|SM|PG|FU|TR|SV|LP)-[A-Z]{2}$/)
    }
    const withNeeds = share(people, person => person.needs.length > 0)
    expect(withNeeds).toBeGreaterThan(0.12)
    expect(withNeeds).toBeLessThan(0.4)
  })
  it('spreads over the sites by their weights', () => {
    const sites = [0, 1, 2].map(
      site => households.filter(household => household.siteIndex === site).length / households.length,
    )
    expect(sites[0]).toBeCloseTo(0.42, 1)
    expect(sites[2]).toBeCloseTo(0.25, 1)
  })
})

describe('second registrations and look-alikes', () => {
  const again = people.filter(person => person.duplicateOf !== undefined)
  it('are about the share asked for', () => {
    expect(again.length / people.length).toBeGreaterThan(0.024)
    expect(again.length / people.length).toBeLessThan(0.037)
    expect(
      share(
        generate({ people: 4000, duplicates: 0 }).flatMap(household => household.members),
        person => person.duplicateOf !== undefined,
      ),
    ).toBe(0)
    const tenth = share(
      generate({ people: 8000, duplicates: 0.1 }).flatMap(household => household.members),
      person => person.duplicateOf !== undefined,
    )
    expect(tenth).toBeGreaterThan(0.08)
    expect(tenth).toBeLessThan(0.12)
  })
  it('point to a first registration of the same human being, which came before', () => {
    for (const person of again) {
      const first = byKey.get(person.duplicateOf ?? '')
      expect(first?.duplicateOf, person.key).toBeUndefined()
      expect([first?.sex, first?.bornOn], person.key).toEqual([person.sex, person.bornOn])
    }
    for (const household of households) {
      if (household.duplicateOf === undefined) continue
      const first = households[Number(household.duplicateOf.slice(1))]
      expect(first && first.registeredOn <= household.registeredOn).toBe(true)
    }
  })
  it('differ from the first in names, in births, or in neither', () => {
    const differs = (what: (person: GeneratedPerson) => string) =>
      again.filter(person => what(person) !== what(byKey.get(person.duplicateOf ?? '') ?? person)).length / again.length
    expect(differs(person => person.latinName)).toBeGreaterThan(0.5)
    expect(differs(person => person.birth.date)).toBeGreaterThan(0.25)
    expect(differs(person => person.birth.date)).toBeLessThan(0.65)
    expect(
      again.some(
        person =>
          person.latinName === byKey.get(person.duplicateOf ?? '')?.latinName &&
          person.birth.date === byKey.get(person.duplicateOf ?? '')?.birth.date,
      ),
    ).toBe(true)
  })
  it('stand beside twins and cousins of one name, who are different people', () => {
    const alike = people.filter(person => person.lookalikeOf !== undefined)
    expect(alike.length).toBeGreaterThan(20)
    const twins = alike.filter(person => byKey.get(person.lookalikeOf ?? '')?.mother === person.mother)
    const cousins = alike.filter(person => !twins.includes(person))
    expect(twins.length).toBeGreaterThan(5)
    for (const twin of twins) expect(twin.bornOn).toBe(byKey.get(twin.lookalikeOf ?? '')?.bornOn)
    expect(cousins.length).toBeGreaterThan(4)
    // In Latin script each clerk spells the name anew.
    for (const cousin of cousins.filter(one => scriptOf(one.names[0]?.text ?? '') !== 'Latn')) {
      const given = (person: GeneratedPerson | undefined) => person?.names.find(part => part.kind === 'given')?.text
      expect(given(cousin), cousin.key).toBe(given(byKey.get(cousin.lookalikeOf ?? '')))
    }
  })
})

describe('what happened afterwards', () => {
  it('is in order, after registration and before the reference date, and happens to people who are there', () => {
    let births = 0
    let deaths = 0
    let departures = 0
    for (const household of households) {
      const present = new Set(household.members.map(person => person.key))
      let last = household.registeredOn
      for (const event of household.events) {
        expect(event.on >= last && event.on <= referenceDate, household.key).toBe(true)
        last = event.on
        if (event.kind === 'birth') {
          births++
          expect(event.child.bornOn).toBe(event.on)
          expect(present.has(event.child.mother ?? '')).toBe(true)
          present.add(event.child.key)
        } else {
          const gone = event.kind === 'death' ? [event.person] : event.persons
          for (const key of gone) expect(present.delete(key), `${household.key} ${key}`).toBe(true)
          if (event.kind === 'death') deaths++
          else departures++
        }
      }
    }
    expect(births / people.length).toBeGreaterThan(0.01)
    expect(deaths / people.length).toBeGreaterThan(0.002)
    expect(departures / households.length).toBeGreaterThan(0.02)
  })
})

describe('the tools underneath', () => {
  it('turn day numbers into dates and back', () => {
    for (let day = -40_000; day < 25_000; day += 37) expect(dayOf(isoOf(day))).toBe(day)
    expect(civil(0)).toEqual({ year: 1970, month: 1, day: 1 })
    expect(() => dayOf('2025-13-01')).toThrow(RangeError)
  })
  it('draw evenly', () => {
    const random = new Random(1, 1)
    const counts = new Array<number>(10).fill(0)
    for (let at = 0; at < 20_000; at++) {
      const drawn = random.below(10)
      counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })
  it('weigh every people', () => {
    expect(Object.values(cultures).reduce((sum, culture) => sum + culture.weight, 0)).toBeCloseTo(1, 5)
  })
})
