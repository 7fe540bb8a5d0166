import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Grant, isAllowed, type Principal } from '../access/principal.ts'
import type { Roles } from '../access/roles.ts'
import { rankOf, type Sensitivity, sensitivities, sensitivityOf } from '../access/sensitivity.ts'
import { type AskedGrant, mayGive } from './escalation.ts'

const permissions = ['register', 'read-people', 'read-needs', 'manage-staff', 'export'] as const
const places = ['p1', 'p2', 'p3']
const sensitivity = fc.constantFrom<Sensitivity>(...sensitivities)

const role = fc.record({
  scope: fc.constant('situation' as const),
  sensitivity,
  permissions: fc.uniqueArray(fc.constantFrom(...permissions), { minLength: 1 }),
})
const roles: fc.Arbitrary<Roles> = fc.dictionary(fc.constantFrom('a', 'b', 'c'), role, { minKeys: 1 })

const grant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constant('held'),
  situation: fc.constantFrom(1, 2),
  places: fc.oneof(
    fc.constant('*' as const),
    fc.uniqueArray(fc.constantFrom(...places)).map(list => new Set(list)),
  ),
  sensitivity,
  permissions: fc.uniqueArray(fc.constantFrom(...permissions)).map(list => new Set<string>(list)),
})
const giver: fc.Arbitrary<Principal> = fc.record({
  id: fc.constant('giver'),
  kind: fc.constant('person' as const),
  grants: fc.array(grant, { maxLength: 4 }),
})
const asked: fc.Arbitrary<AskedGrant> = fc
  .record({
    account: fc.constantFrom('giver', 'other'),
    role: fc.constantFrom('a', 'b', 'c', 'unknown'),
    situation: fc.constantFrom(1, 2),
    placeKind: fc.constantFrom('situation' as const, 'area' as const, 'site' as const),
    places: fc.uniqueArray(fc.constantFrom(...places), { minLength: 1 }),
    sensitivity: fc.option(fc.integer({ min: 0, max: 4 })),
  })
  .map(one => (one.placeKind === 'situation' ? { ...one, places: [] } : one))

/** Everything that a grant would let somebody do, spelled out: the oracle knows no shortcuts. */
function deeds(one: AskedGrant, known: Roles): [permission: string, place: string | undefined, rank: number][] {
  const given = known[one.role]
  if (!given) return []
  // An area may hold any of the sites; the whole situation holds them and what has no place.
  const at = one.placeKind === 'site' ? one.places : [undefined, ...places]
  const highest = Math.min(rankOf(given.sensitivity), one.sensitivity ?? 4)
  const ranks = Array.from({ length: highest + 1 }, (_, rank) => rank)
  return given.permissions.flatMap(permission =>
    at.flatMap(place => ranks.map(rank => [permission, place, rank] as [string, string | undefined, number])),
  )
}

test('what is given without an appointment is never more than the giver could do', () => {
  let given = 0
  fc.assert(
    fc.property(giver, roles, asked, (principal, known, one) => {
      if (!mayGive(principal, known, one)) return
      given++
      for (const [permission, place, rank] of deeds(one, known)) {
        expect(isAllowed(principal, one.situation, permission, place, sensitivityOf(rank))).toBe(true)
      }
      expect(known[one.role]).toBeDefined()
    }),
    { numRuns: 20_000 },
  )
  expect(given).toBeGreaterThan(50)
})

test('who holds everything everywhere may give any role of the situation', () => {
  const all: Principal = {
    id: 'giver',
    kind: 'person',
    grants: [{ role: 'x', situation: 1, places: '*', sensitivity: 'confidential', permissions: new Set(permissions) }],
  }
  fc.assert(
    fc.property(roles, asked, (known, one) => {
      expect(mayGive(all, known, one)).toBe(known[one.role] !== undefined && one.situation === 1)
    }),
  )
})

test('an appointment goes to others, from who holds the appointing role for the whole situation', () => {
  const known: Roles = {
    chief: { scope: 'situation', sensitivity: 'internal', permissions: ['manage-staff'], appoints: ['clerk'] },
    clerk: { scope: 'situation', sensitivity: 'personal', permissions: ['register'] },
    judge: { scope: 'situation', sensitivity: 'confidential', permissions: ['read-needs'] },
  }
  const chief = (where: Grant['places']): Principal => ({
    id: 'giver',
    kind: 'person',
    grants: [
      { role: 'chief', situation: 1, places: where, sensitivity: 'internal', permissions: new Set(['manage-staff']) },
    ],
  })
  const clerk: AskedGrant = {
    account: 'other',
    role: 'clerk',
    situation: 1,
    placeKind: 'site',
    places: ['p1'],
    sensitivity: null,
  }
  expect(mayGive(chief('*'), known, clerk)).toBe(true)
  expect(mayGive(chief('*'), known, { ...clerk, account: 'giver' })).toBe(false)
  expect(mayGive(chief('*'), known, { ...clerk, role: 'judge' })).toBe(false)
  expect(mayGive(chief('*'), known, { ...clerk, situation: 2 })).toBe(false)
  expect(mayGive(chief(new Set(['p1'])), known, clerk)).toBe(false)
})
