import { describe, expect, it } from 'vitest'
import { queryKeys, rankName, searchKeys } from '../names/index.ts'
import { generatePopulation } from './index.ts'

/** Search keys on a population: how often a second registration finds the first by its name alone, and how large the buckets are. */
const people = [
  ...generatePopulation({ people: 12_000, seed: 11, referenceDate: '2025-11-24', duplicates: 0.06 }),
].flatMap(household => household.members.map(person => ({ ...person, culture: household.culture })))
const byKey = new Map(people.map(person => [person.key, person]))
const buckets = new Map<string, string[]>()
for (const person of people) {
  for (const key of searchKeys(person.names)) {
    const bucket = buckets.get(key)
    if (bucket) bucket.push(person.key)
    else buckets.set(key, [person.key])
  }
}

describe('search keys on a population', () => {
  it('find the first registration by the Latin name of the second, for nearly all names of every script', () => {
    const found: Record<string, [hits: number, all: number]> = {}
    for (const person of people) {
      const first = byKey.get(person.duplicateOf ?? '')
      if (!first) continue
      const asked = queryKeys(person.latinName)
      const held = new Set(searchKeys(first.names))
      const words = asked.filter(token => token.keys.some(key => held.has(key))).length
      // A typo or a name left out costs a word: all but one must meet.
      const hit = words >= Math.max(1, asked.length - 1)
      const counts = found[person.culture] ?? [0, 0]
      found[person.culture] = counts
      counts[1]++
      if (hit) counts[0]++
    }
    let hits = 0
    let all = 0
    for (const [culture, [hit, of]] of Object.entries(found)) {
      hits += hit
      all += of
      if (of >= 30) expect(hit / of, culture).toBeGreaterThan(0.85)
    }
    expect(all).toBeGreaterThan(400)
    expect(hits / all).toBeGreaterThan(0.95)
  })

  it('rank the first registration high among all who share two words with the second', () => {
    const duplicates = people.filter(person => person.duplicateOf !== undefined && person.names.length > 2).slice(0, 60)
    let high = 0
    for (const person of duplicates) {
      const counts = new Map<string, number>()
      for (const token of queryKeys(person.latinName)) {
        const hits = new Set(token.keys.flatMap(key => buckets.get(key) ?? []))
        for (const key of hits) if (key !== person.key) counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      const best = [...counts]
        .filter(([, shared]) => shared > 1)
        .map(([key]) => ({ key, score: rankName(person.latinName, byKey.get(key)?.names ?? []).score }))
      best.sort((one, other) => other.score - one.score)
      if (best.slice(0, 20).some(({ key }) => key === person.duplicateOf)) high++
    }
    expect(high / duplicates.length).toBeGreaterThan(0.8)
  })

  it('are selective: a bucket holds few people, and a full name meets only a handful', () => {
    const sizes = [...buckets.entries()].filter(([key]) => key.startsWith('s:')).map(([, bucket]) => bucket.length)
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    expect(mean / people.length).toBeLessThan(0.002)
    expect(Math.max(...sizes) / people.length).toBeLessThan(0.2)
    const sample = people.filter((person, at) => at % 97 === 0 && person.names.length > 2)
    const meets = sample.map(person => {
      const lists = queryKeys(person.latinName).map(token => new Set(token.keys.flatMap(key => buckets.get(key) ?? [])))
      const [first = new Set<string>(), ...rest] = lists.sort((one, other) => one.size - other.size)
      return [...first].filter(key => rest.every(list => list.has(key))).length
    })
    expect(meets.reduce((sum, count) => sum + count, 0) / meets.length).toBeLessThan(people.length * 0.002)
  })
})
