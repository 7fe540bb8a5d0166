import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPrincipal } from '../../kernel/access/principal.ts'
import type { ActAnswer } from '../../kernel/acts/define.ts'
import { cloneDatabase } from '../../kernel/database/testing.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { createLog } from '../../kernel/log/index.ts'
import { rooms } from './definitions.ts'
import { type House, openHouse } from './house.ts'
import { roles } from './roles.ts'

let house: House
const everything = new Set(Object.values(roles).flatMap(role => [...role.permissions]))
const system = systemPrincipal(1, everything)
const site = uuidv7()

beforeAll(async () => {
  house = await openHouse({
    database: await cloneDatabase(rooms, { pipeline: true }),
    log: createLog({ level: 'silent' }),
  })
  await act(0, 'situation.createSituation', {
    number: 1,
    code: 'two-camps',
    name: 'Two camps',
    office: '417',
    country: 'KEN',
    openedOn: '2024-01-01',
  })
  await act(1, 'situation.createSite', {
    id: site,
    code: 'NORTH',
    name: 'North camp',
    kind: 'camp',
    openedOn: '2024-01-01',
  })
})

afterAll(() => house.close())

async function act(situation: number, name: string, input: unknown, id = uuidv7()): Promise<ActAnswer> {
  const answer = await house.acts.submit(
    { id, name, situation, input },
    situation === 0 ? systemPrincipal(0, everything) : system,
  )
  if (answer.answer === 'refused') throw new Error(JSON.stringify(answer.problem))
  return answer
}

function family() {
  const birth = (date: string) => ({ date, precision: 'day', estimated: false })
  return {
    id: uuidv7(),
    site,
    origin: 'SYR',
    arrivedOn: '2026-01-10',
    phone: '+254 700 123456',
    members: [
      {
        id: uuidv7(),
        relationship: 'PA',
        sex: 'F',
        birth: birth('1990-05-06'),
        names: [
          { kind: 'given', text: 'فاطمة' },
          { kind: 'father', text: 'محمد' },
          { kind: 'family', text: 'حسين' },
        ],
        documents: [{ kind: 'passport', country: 'SYR', number: `N ${uuidv7().slice(-6)}` }],
      },
      {
        id: uuidv7(),
        relationship: 'SON',
        sex: 'M',
        birth: birth('2015-01-01'),
        names: [{ kind: 'given', text: 'أحمد' }],
        needs: [{ id: uuidv7(), code: 'DS-PM' }],
      },
      {
        id: uuidv7(),
        relationship: 'DAU',
        sex: 'F',
        birth: birth('2018-01-01'),
        names: [{ kind: 'given', text: 'Mariam' }],
      },
      {
        id: uuidv7(),
        relationship: 'DAU',
        sex: 'F',
        birth: birth('2020-01-01'),
        names: [{ kind: 'given', text: 'Nour' }],
      },
    ],
  }
}

test('people arrive, are registered, found and counted', async () => {
  const household = family()
  const answer = await act(1, 'registration.registerHousehold', household)
  expect(answer).toMatchObject({
    answer: 'accepted',
    result: { number: '417-26C00001', proposed: [{ code: 'SP-PT', rule: 'single-caregiver' }] },
  })
  const found = await house.queries.ask('registration.findIndividuals', 1, { text: 'Fatima Hussain' }, system)
  expect(found).toMatchObject({ people: [{ name: 'فاطمة محمد حسين', why: { by: 'name' } }] })
  const counted = await house.queries.ask('statistics.demographics', 1, {}, system)
  expect(counted).toMatchObject({ total: 4 })
  const overview = await house.queries.ask('statistics.overview', 1, {}, system)
  expect(overview).toMatchObject({ population: 4, households: 1 })
})

test('the same act sent twice, in parallel too, is one', async () => {
  const household = family()
  const id = uuidv7()
  const answers = await Promise.all([1, 2, 3, 4].map(() => act(1, 'registration.registerHousehold', household, id)))
  expect(answers.map(answer => answer.answer).sort()).toEqual([
    'accepted',
    'already-accepted',
    'already-accepted',
    'already-accepted',
  ])
  expect(await act(1, 'registration.registerHousehold', household, id)).toMatchObject({ answer: 'already-accepted' })
})
