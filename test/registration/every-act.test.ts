import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '../../src/apps/house/roles.ts'
import type { RegisteredAct } from '../../src/kernel/acts/registry.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { registrationActs } from '../../src/modules/registration/acts/index.ts'
import { type TestHouse, testHouse } from '../support/house.ts'
import { family, household, person } from '../support/people.ts'
import { expectReplayToAgree } from '../support/replay.ts'

let t: TestHouse
beforeAll(async () => {
  t = await testHouse({ now: () => new Date('2026-02-01T09:00:00Z') })
})
afterAll(() => t.close())

const today = '2026-02-01'

async function registered(more: Record<string, unknown> = {}) {
  const input = family(t.sites.north, more)
  await t.act('registration.registerHousehold', input)
  const [mother, father, son, daughter] = input.members.map(member => member.id)
  return { household: input.id, mother, father, son, daughter }
}

async function noted(code: string) {
  const { son } = await registered()
  const need = uuidv7()
  await t.act('registration.recordNeed', { individual: son, need: { id: need, code } })
  return need
}

async function photo() {
  const bytes = Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(40)])
  const id = uuidv7()
  await t.act('registration.storePhoto', {
    id,
    mediaType: 'image/jpeg',
    width: 30,
    height: 40,
    bytesBase64: bytes.toString('base64'),
  })
  return id
}

/** A valid input of each act, on people of the north camp. An act without one here fails this file. */
const inputs: Record<string, () => unknown> = {
  'registration.registerHousehold': () => family(t.sites.north),
  'registration.preregisterGroup': () => ({
    id: uuidv7(),
    site: t.sites.north,
    origin: 'SSD',
    arrivedOn: today,
    representative: 'Deng',
    counts: { f_18_59: 3 },
  }),
  'registration.addMember': async () => ({
    household: (await registered()).household,
    event: 'missed',
    member: person('SON', 'M', 3, 'Yusuf'),
  }),
  'registration.correctIndividual': async () => ({
    individual: (await registered()).son,
    changes: { nationality: { from: 'UNK', to: 'SYR' } },
  }),
  'registration.correctHousehold': async () => ({
    household: (await registered()).household,
    changes: { note: { from: '', to: 'By the well' } },
  }),
  'registration.upgradeHousehold': async () => {
    const { household, ...members } = await registered()
    const facts = Object.values(members).map(individual => ({ individual, nationality: 'SYR', maritalStatus: 'MA' }))
    return { household, level: 'basic', members: facts }
  },
  'registration.changeStatus': async () => ({
    household: (await registered()).household,
    status: 'hold',
    reason: 'identity-check',
    on: today,
  }),
  'registration.changeRepresentative': async () => {
    const { household, father, son, daughter } = await registered()
    const relationships = [
      { individual: son, relationship: 'SON' },
      { individual: daughter, relationship: 'DAU' },
    ]
    return { household, representative: { individual: father, relationships } }
  },
  'registration.splitHousehold': async () => {
    const { household, father, son } = await registered()
    return {
      household,
      newHousehold: uuidv7(),
      newRepresentative: father,
      others: [{ individual: son, relationship: 'SON' }],
      on: today,
    }
  },
  'registration.mergeHouseholds': async () => {
    const [into, from] = [await registered(), household(t.sites.north, [person('PA', 'F', 20, 'Huda')])]
    await t.act('registration.registerHousehold', from)
    return {
      from: from.id,
      into: into.household,
      relationships: [{ individual: from.members[0]?.id, relationship: 'SBF' }],
      on: today,
    }
  },
  'registration.moveMember': async () => ({
    individual: (await registered()).son,
    to: (await registered()).household,
    relationship: 'NEP',
    on: today,
  }),
  'registration.transferHousehold': async () => ({
    household: (await registered()).household,
    site: t.sites.city,
    on: today,
  }),
  'registration.recordNeed': async () => ({
    individual: (await registered()).son,
    need: { id: uuidv7(), code: 'DS-DF' },
  }),
  'registration.reviewNeed': async () => ({ need: await noted('DS-DF'), decision: 'confirm' }),
  'registration.resolveNeed': async () => ({ need: await noted('DS-DF'), on: today }),
  'registration.recordConsent': async () => ({
    household: (await registered()).household,
    consent: { id: uuidv7(), purpose: 'research', decision: 'refused' },
  }),
  'registration.recordSensitive': async () => ({
    individual: (await registered()).son,
    changes: { religion: { from: null, to: 'ORT' } },
  }),
  'registration.recordDocument': async () => ({
    individual: (await registered()).son,
    document: { kind: 'passport', country: 'SYR', number: uuidv7().slice(-8) },
  }),
  'registration.removeDocument': async () => {
    const input = household(t.sites.north, [
      person('PA', 'F', 30, 'Amal', { documents: [{ kind: 'passport', country: 'SYR', number: uuidv7().slice(-8) }] }),
    ])
    await t.act('registration.registerHousehold', input)
    const individual = input.members[0]?.id
    const [row] = await t.rows<{ id: string }>('SELECT id FROM identity_document WHERE individual_id = $1', individual)
    return { individual, document: row?.id }
  },
  'registration.attachPhoto': async () => ({ individual: (await registered()).son, from: null, photo: await photo() }),
  'registration.storePhoto': () => ({
    id: uuidv7(),
    mediaType: 'image/jpeg',
    width: 30,
    height: 40,
    bytesBase64: Buffer.from('ffd8ff0000', 'hex').toString('base64'),
  }),
}

/** Acts that happen at no place of their own. */
const placeless = new Set(['registration.storePhoto'])

const acts = registrationActs as unknown as readonly RegisteredAct[]
const roleFor = (permission: string) => {
  const found = Object.entries(roles).find(
    ([name, role]) => name !== 'data-officer' && (role.permissions as readonly string[]).includes(permission),
  )
  return found?.[0] as keyof typeof roles
}

describe.each(acts.map(act => [act.name, act] as const))('%s', (name, act) => {
  const input = async () => {
    const make = inputs[name]
    if (!make) throw new Error(`no input for ${name}`)
    return make()
  }

  test('sent four times at once, and again later, is one act with one answer', async () => {
    const value = await input()
    const id = uuidv7(Date.parse('2026-02-01T08:00:00Z'))
    const answers = await Promise.all([1, 2, 3, 4].map(() => t.send(name, value, { id })))
    expect(answers.map(({ answer }) => answer).sort()).toEqual([
      'accepted',
      'already-accepted',
      'already-accepted',
      'already-accepted',
    ])
    const results = answers.map(answer => ('result' in answer ? answer.result : answer.problem))
    expect(new Set(results.map(result => JSON.stringify(sorted(result)))).size).toBe(1)
    expect(await t.send(name, value, { id })).toMatchObject({ answer: 'already-accepted' })
    expect(await t.rows('SELECT 1 FROM journal_entry WHERE act_id = $1', id)).toHaveLength(1)
  })

  test('is refused to somebody without the permission, and nothing is kept of it', async () => {
    const value = await input()
    const answer = await t.send(name, value, { as: t.as('viewer') })
    expect(answer).toMatchObject({
      answer: 'refused',
      kept: false,
      problem: { code: 'access.not-allowed', status: 403 },
    })
  })

  if (placeless.has(name)) return
  test('is refused to somebody who may do it at other sites only', async () => {
    const value = await input()
    const stranger = t.as(roleFor(act.allow.permission), t.sites.south)
    const count = () => t.rows('SELECT count(*) FROM journal_entry')
    const before = await count()
    const answer = await t.send(name, value, { as: stranger })
    expect(answer).toMatchObject({ answer: 'refused', problem: { code: 'access.not-allowed' } })
    expect(await count()).toEqual(before)
  })

  test('is accepted from the role it is meant for, at the sites concerned', async () => {
    const value = await input()
    const staff = t.as(roleFor(act.allow.permission), t.sites.north, t.sites.city)
    expect(await t.send(name, value, { as: staff })).toMatchObject({ answer: 'accepted' })
  })
})

test('a replay of the journal gives the same state after every act', () => expectReplayToAgree(t))

/** The stored result comes back with its keys in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, item]) => [key, sorted(item)]),
  )
}
