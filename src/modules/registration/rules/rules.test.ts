import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ageOn,
  closureReasons,
  inverseRelationship,
  type RelationshipCode,
  relationships,
  type SexCode,
} from '../../vocabulary/index.ts'
import { levels } from '../model/household.ts'
import { ChangeStatus, statusReasons } from '../model/restructure.ts'
import { fitsSex, isPossibleAge, leastParentAge } from './check.ts'
import { latestOf } from './days.ts'
import { foldNumber, phoneKey } from './fold-number.ts'
import { isHigher, missingOf } from './levels.ts'
import { mergeChanges, mergeOf } from './merge.ts'
import { householdNumber, individualNumber } from './numbers.ts'
import { type ProposalMember, proposeNeeds } from './proposals.ts'
import { retellTies } from './relate.ts'

const today = '2026-02-01'
const code = fc.constantFrom(...relationships.codes)
const sex = fc.constantFrom<SexCode>('F', 'M', 'U')
const day = fc
  .date({ min: new Date('1925-01-01'), max: new Date(today), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

const member = fc.record({ id: fc.uuid(), relationship: code, sex, birthDate: day })
/** A household: one representative, and anybody. */
const members = fc
  .tuple(member, fc.uniqueArray(member, { selector: one => one.id, maxLength: 8 }))
  .map(([head, others]): ProposalMember[] => [
    { ...head, relationship: 'PA' },
    ...others.filter(other => other.id !== head.id && other.relationship !== 'PA'),
  ])

describe('merging corrections of two people', () => {
  const fields = ['a', 'b', 'c'] as const
  const value = fc.oneof(fc.constantFrom(null, 'x', 'y', 'z'), fc.array(fc.constantFrom('x', 'y')))
  const record = fc.record({ a: value, b: value, c: value })

  test('of different fields gives the same in either order, and no conflict', () => {
    fc.assert(
      fc.property(record, value, value, (before, one, other) => {
        const apply = (state: typeof before, field: 'a' | 'b', to: unknown) => {
          const merged = mergeChanges<'a' | 'b'>(name => state[name], { [field]: { from: before[field], to } })
          expect(merged.conflicts).toEqual([])
          return { ...state, ...Object.fromEntries(merged.apply.map(change => [change.field, change.to])) }
        }
        expect(apply(apply(before, 'a', one), 'b', other)).toEqual(apply(apply(before, 'b', other), 'a', one))
      }),
    )
  })

  test('of one field conflicts exactly where the second saw neither what is nor wants it', () => {
    fc.assert(
      fc.property(value, value, value, (current, from, to) => {
        const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
        const expected = same(current, to) ? 'same' : same(current, from) ? 'apply' : 'conflict'
        expect(mergeOf(current, { from, to })).toBe(expected)
      }),
    )
  })

  test('never touches a field that nobody named, and never loses one in silence', () => {
    fc.assert(
      fc.property(record, record, record, fc.subarray([...fields]), (current, from, to, named) => {
        const changes = Object.fromEntries(named.map(field => [field, { from: from[field], to: to[field] }]))
        const merged = mergeChanges<(typeof fields)[number]>(field => current[field], changes)
        const after = { ...current, ...Object.fromEntries(merged.apply.map(change => [change.field, change.to])) }
        for (const field of fields) {
          if (!named.includes(field)) expect(after[field]).toEqual(current[field])
          else
            expect(
              merged.conflicts.includes(field) || mergeOf(after[field], { from: null, to: to[field] }) === 'same',
            ).toBe(true)
        }
      }),
    )
  })
})

describe('telling the ties of a household to a new representative', () => {
  test('leaves exactly one representative, and a tie or a question for everybody else', () => {
    fc.assert(
      fc.property(members, fc.nat(), fc.array(code), (household, pick, told) => {
        const relatives = household.map(({ id, relationship, sex: of }) => ({
          id,
          relationship: relationship as RelationshipCode,
          sex: of as SexCode,
        }))
        const next = relatives[pick % relatives.length]
        if (!next) return
        const given = new Map(
          relatives
            .slice(0, told.length)
            .map(({ id }, index) => [id, told[index] === 'PA' ? 'U' : (told[index] ?? 'U')] as const),
        )
        const { codes, missing } = retellTies(relatives, next.id, given)
        const after = relatives.map(({ id, relationship }) => codes.get(id) ?? relationship)
        if (missing.length === 0) expect(after.filter(relationship => relationship === 'PA')).toHaveLength(1)
        expect(codes.get(next.id) ?? next.relationship).toBe('PA')
        for (const id of missing) expect(codes.has(id) || given.has(id)).toBe(false)
      }),
    )
  })

  test('and back again gives what they were, for two who are alone', () => {
    fc.assert(
      fc.property(code, sex, sex, (relationship, sexOfOne, sexOfOther) => {
        fc.pre(relationship !== 'PA' && fitsSex(relationship, sexOfOther))
        fc.pre(relationships.facts[relationship].sex === null || relationships.facts[relationship].sex === sexOfOther)
        const couple = [
          { id: 'one', relationship: 'PA' as const, sex: sexOfOne },
          { id: 'other', relationship, sex: sexOfOther },
        ]
        const there = retellTies(couple, 'other', new Map())
        fc.pre(there.missing.length === 0)
        const told = there.codes.get('one')
        if (!told) throw new Error('the last representative has no tie')
        expect(told).toBe(inverseRelationship(relationship, sexOfOne))
        const { codes } = retellTies(
          [
            { id: 'one', relationship: told, sex: sexOfOne },
            { id: 'other', relationship: 'PA', sex: sexOfOther },
          ],
          'one',
          new Map(),
        )
        const back = codes.get('other')
        // A tie that is coded more coarsely on the way (an uncle's nephew) comes back at the same distance.
        if (back) expect(relationships.facts[back].generation).toBe(relationships.facts[relationship].generation)
      }),
    )
  })
})

describe('proposing needs', () => {
  const isChild = (one: ProposalMember) => ageOn(one.birthDate, today) < 18

  test('proposes only for members, each need of each person once, and does not depend on their order', () => {
    fc.assert(
      fc.property(members, household => {
        const proposals = proposeNeeds(household, today)
        const keys = proposals.map(({ individual, code: need }) => `${individual} ${need}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const { individual } of proposals) expect(household.map(({ id }) => id)).toContain(individual)
        const reversed = proposeNeeds([...household].reverse(), today).map(
          ({ individual, code: need }) => `${individual} ${need}`,
        )
        expect(reversed.sort()).toEqual(keys.sort())
      }),
    )
  })

  test('never overlooks a household without an adult', () => {
    fc.assert(
      fc.property(members, household => {
        fc.pre(household.every(isChild))
        const rules = proposeNeeds(household, today).map(({ rule }) => rule)
        expect(rules).toContain(household.length === 1 ? 'child-alone' : 'child-headed')
      }),
    )
  })

  test('calls no adult a child, and no child an older person or a caregiver', () => {
    fc.assert(
      fc.property(members, household => {
        for (const { individual, rule } of proposeNeeds(household, today)) {
          const one = household.find(({ id }) => id === individual)
          if (one) expect(isChild(one), rule).toBe(rule.startsWith('child-'))
        }
      }),
    )
  })

  test('proposes nothing for two parents with their children', () => {
    const born = (years: number) => `${2026 - years}-01-01`
    const household = [
      { id: '1', relationship: 'PA', sex: 'F', birthDate: born(30) },
      { id: '2', relationship: 'HUS', sex: 'M', birthDate: born(33) },
      ...[9, 7, 5, 3].map(years => ({ id: `c${years}`, relationship: 'SON', sex: 'M', birthDate: born(years) })),
    ]
    expect(proposeNeeds(household, today)).toEqual([])
  })
})

describe('ties and ages', () => {
  const born = (year: number, certain: boolean) => ({
    date: `${year}-06-01`,
    precision: certain ? ('day' as const) : ('year' as const),
    estimated: !certain,
  })

  test('a parent is older than a child, whichever of the two is the representative', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1930, max: 2020 }), fc.integer({ min: -20, max: 60 }), (year, apart) => {
        const elder = { relationship: 'PA' as const, birth: born(year, true) }
        const younger = { relationship: 'PA' as const, birth: born(year + apart, true) }
        const asChild = isPossibleAge({ ...younger, relationship: 'DAU' }, elder)
        const asParent = isPossibleAge({ ...elder, relationship: 'PRM' }, younger)
        expect(asChild).toBe(apart >= leastParentAge)
        expect(asParent).toBe(asChild)
      }),
    )
  })

  test('estimates are believed a little longer, but a mother is never younger than her child', () => {
    const mother = { relationship: 'PA' as const, birth: born(2000, false) }
    expect(isPossibleAge({ relationship: 'SON', birth: born(2005, false) }, mother)).toBe(true)
    expect(isPossibleAge({ relationship: 'SON', birth: born(2000, false) }, mother)).toBe(false)
  })

  test('a code that implies a sex fits nobody of the other, and everybody whose sex is not known', () => {
    for (const relationship of relationships.codes) {
      expect(fitsSex(relationship, 'U')).toBe(true)
      const { sex: implied } = relationships.facts[relationship]
      if (implied) expect(fitsSex(relationship, implied === 'F' ? 'M' : 'F')).toBe(false)
    }
  })
})

describe('numbers', () => {
  test('of documents are one however they are spaced, dashed or cased, and in any script’s digits', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z0-9]{2,20}$/),
        fc.nat(30),
        fc.constantFrom(' ', '-', '.', '/'),
        (number, at, between) => {
          const written = `${number.slice(0, at)}${between}${number.slice(at)}`.toLowerCase()
          const arabic = written.replace(/[0-9]/g, digit => String.fromCodePoint(0x660 + Number(digit)))
          const persian = written.replace(/[0-9]/g, digit => String.fromCodePoint(0x6f0 + Number(digit)))
          for (const form of [written, arabic, persian]) expect(foldNumber(form)).toBe(foldNumber(number))
          expect(foldNumber(foldNumber(number))).toBe(foldNumber(number))
        },
      ),
    )
  })

  test('of phones are one with and without country and leading zeros', () => {
    for (const written of ['+254 700 123456', '0700-123-456', '00254700123456', '٠٧٠٠١٢٣٤٥٦']) {
      expect(phoneKey(written)).toBe('p:700123456')
    }
    for (const short of [undefined, null, '', '112', 'none']) expect(phoneKey(short)).toBeUndefined()
  })

  test('of households and people carry the office and are never cut', () => {
    expect(householdNumber('417', '2026-02-01', 7)).toBe('417-26C00007')
    expect(householdNumber('417', '2026-02-01', 1_234_567)).toBe('417-26C1234567')
    expect(individualNumber('417', 12)).toBe('417-00000012')
  })
})

describe('levels', () => {
  test('ask for more the higher they are', () => {
    const facts = fc.record(
      {
        nationality: fc.constantFrom('SYR', 'UNK'),
        maritalStatus: fc.constantFrom('MA', null),
        birthCountry: fc.constantFrom('SYR', null),
        languages: fc.constantFrom([], [{}]),
        legalStatus: fc.constant('ASY'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        facts,
        fc.nat(100),
        fc.constantFrom(...levels),
        fc.constantFrom(...levels),
        (known, years, one, other) => {
          fc.pre(isHigher(one, other))
          const less = missingOf(known, other, years)
          expect(missingOf(known, one, years)).toEqual(expect.arrayContaining(less))
          expect(isHigher(other, one)).toBe(false)
        },
      ),
    )
  })
})

describe('reasons', () => {
  test('of closing are those of the field but the merge, and that of a group', () => {
    expect([...statusReasons.closed].sort()).toEqual(
      [...closureReasons.codes.filter(reason => reason !== 'merged'), 'registered'].sort(),
    )
  })

  test('are asked for exactly where a status has some', () => {
    for (const [status, reasons] of Object.entries(statusReasons)) {
      const parse = (reason?: string) =>
        ChangeStatus.safeParse({
          household: '01900000-0000-7000-8000-000000000000',
          status,
          on: today,
          ...(reason ? { reason } : {}),
        }).success
      expect(parse()).toBe(reasons.length === 0)
      for (const reason of reasons) expect(parse(reason)).toBe(true)
      expect(parse('because')).toBe(false)
    }
  })
})

test('the latest of some days is one of them, and not before any', () => {
  fc.assert(
    fc.property(fc.array(day), days => {
      const latest = latestOf(days)
      expect(days.length === 0 ? latest === '' : days.includes(latest)).toBe(true)
      for (const one of days) expect(one <= latest).toBe(true)
    }),
  )
})
