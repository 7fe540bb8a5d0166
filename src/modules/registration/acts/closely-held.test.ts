import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/support/house.ts'
import { household, person } from '../../../../test/support/people.ts'
import { expectReplayToAgree } from '../../../../test/support/replay.ts'
import { uuidv7 } from '../../../kernel/ids.ts'

let t: TestHouse
beforeAll(async () => {
  t = await testHouse({ now: () => new Date('2026-02-01T09:00:00Z') })
})
afterAll(() => t.close())

async function registered(site = t.sites.north) {
  const input = household(site, [person('PA', 'F', 30, 'Amal Said')])
  await t.act('registration.registerHousehold', input)
  return { id: input.id, individual: input.members[0]?.id ?? '' }
}

const need = (code: string, more: Record<string, unknown> = {}) => ({ id: uuidv7(), code, ...more })
const needsOf = (individual: string) =>
  t.rows<Record<string, unknown>>(
    'SELECT id, code, status, urgency, note, sensitivity, reviewed_by, reviewed_on, review_note FROM specific_need WHERE individual_id = $1 ORDER BY code',
    individual,
  )

describe('noting a need', () => {
  test('keeps it for protection staff to confirm, never less closely than its code asks', async () => {
    const { individual } = await registered()
    const registrar = t.as('registrar')
    await t.act('registration.recordNeed', { individual, need: need('DS-DF') }, { as: registrar })
    await t.act(
      'registration.recordNeed',
      { individual, need: need('SV-VF', { sensitivity: 'sensitive' }) },
      { as: registrar },
    )
    await t.act(
      'registration.recordNeed',
      { individual, need: need('SM-CI', { sensitivity: 'confidential' }) },
      { as: registrar },
    )
    expect(await needsOf(individual)).toMatchObject([
      { code: 'DS-DF', status: 'pending-review', sensitivity: 3 },
      { code: 'SM-CI', status: 'pending-review', sensitivity: 4 },
      { code: 'SV-VF', status: 'pending-review', sensitivity: 4 },
    ])
  })

  test('of one that is open already adds what was said, and answers a registrar as if there had been none', async () => {
    const { individual } = await registered()
    const first = need('SV-VF', { note: 'Told to the nurse', urgency: 'high' })
    await t.act('registration.recordNeed', { individual, need: first })
    const registrar = t.as('registrar')
    const fresh = await t.act(
      'registration.recordNeed',
      { individual, need: need('DS-DF', { note: 'x' }) },
      { as: registrar },
    )
    const again = await t.act(
      'registration.recordNeed',
      { individual, need: need('SV-VF', { note: 'Seen to be afraid', urgency: 'low' }) },
      { as: registrar },
    )
    expect(again).toEqual(fresh)
    expect(await needsOf(individual)).toMatchObject([
      { code: 'DS-DF' },
      { id: first.id, code: 'SV-VF', urgency: 'high', note: 'Told to the nurse\nSeen to be afraid' },
    ])
  })

  test('takes up a need that a rule proposed: somebody saw it', async () => {
    const input = household(t.sites.north, [person('PA', 'M', 70, 'Karim Said')])
    await t.act('registration.registerHousehold', input)
    const individual = input.members[0]?.id ?? ''
    await t.act('registration.recordNeed', { individual, need: need('ER-UR', { note: 'Cannot fetch water' }) })
    expect(await needsOf(individual)).toMatchObject([
      { code: 'ER-UR', status: 'pending-review', note: 'Cannot fetch water' },
    ])
  })

  test('twice at once keeps one', async () => {
    const { individual } = await registered()
    await Promise.all([1, 2, 3].map(() => t.act('registration.recordNeed', { individual, need: need('DS-DF') })))
    expect(await needsOf(individual)).toHaveLength(1)
  })

  test('is refused for a day to come, of a closed record, and as confirmed by who may not review', async () => {
    const { id, individual } = await registered()
    const note = (more: Record<string, unknown>, as = t.system) =>
      t.send('registration.recordNeed', { individual, need: need('DS-DF', more) }, { as })
    expect(await note({ identifiedOn: '2026-05-01' })).toMatchObject({
      problem: { fields: [{ path: 'need.identifiedOn' }] },
    })
    expect(await note({ pendingReview: false }, t.as('registrar'))).toMatchObject({
      problem: { code: 'access.not-allowed' },
    })
    expect(await note({ code: 'XX-YY' })).toMatchObject({
      problem: { fields: [{ path: 'need.code', code: 'input.not-one-of' }] },
    })
    await t.act('registration.changeStatus', { household: id, status: 'closed', reason: 'resettled', on: '2026-01-20' })
    expect(await note({})).toMatchObject({ problem: { code: 'registration.individual-not-active' } })
  })
})

describe('reviewing a need', () => {
  const noted = async (code: string, site = t.sites.north) => {
    const { individual } = await registered(site)
    const one = need(code)
    await t.act('registration.recordNeed', { individual, need: one })
    return { individual, need: one.id }
  }

  test('confirms or rejects it, with who, when and what was said', async () => {
    const officer = t.as('protection-officer')
    const { individual, need: id } = await noted('DS-DF')
    await t.act(
      'registration.reviewNeed',
      { need: id, decision: 'confirm', urgency: 'high', note: 'Deaf since birth' },
      { as: officer },
    )
    expect(await needsOf(individual)).toMatchObject([
      {
        status: 'confirmed',
        urgency: 'high',
        reviewed_by: officer.id,
        reviewed_on: '2026-02-01',
        review_note: 'Deaf since birth',
      },
    ])
    const other = await noted('DS-DF')
    await t.act('registration.reviewNeed', { need: other.need, decision: 'reject', note: 'A cold' }, { as: officer })
    expect(await needsOf(other.individual)).toMatchObject([{ status: 'rejected' }])
  })

  test('happens once: the second of two reviewers hears what became of it', async () => {
    const { need: id } = await noted('DS-DF')
    const answers = await Promise.all(
      ['confirm', 'reject'].map(decision => t.send('registration.reviewNeed', { need: id, decision })),
    )
    expect(answers.map(({ answer }) => answer).sort()).toEqual(['accepted', 'refused'])
    const refused = answers.find(({ answer }) => answer === 'refused')
    expect(refused).toMatchObject({ problem: { code: 'registration.need-not-open', status: 409 } })
  })

  test('of what is confidential is for who may see it there; for others it does not exist', async () => {
    const { need: id } = await noted('SV-VF')
    const review = (as: ReturnType<TestHouse['as']>) =>
      t.send('registration.reviewNeed', { need: id, decision: 'confirm' }, { as })
    expect(await review(t.as('registration-supervisor'))).toMatchObject({ problem: { code: 'record.not-found' } })
    const mixed = {
      ...t.as('registration-supervisor', t.sites.north),
      grants: [
        ...t.as('registration-supervisor', t.sites.north).grants,
        ...t.as('protection-officer', t.sites.south).grants,
      ],
    }
    expect(await review(mixed)).toMatchObject({ problem: { code: 'record.not-found' } })
    expect(await review(t.as('protection-officer', t.sites.north))).toMatchObject({ answer: 'accepted' })
  })

  test('that is met or gone, resolves it; then it may be noted anew', async () => {
    const { individual, need: id } = await noted('SM-CC')
    await t.act('registration.resolveNeed', { need: id, on: '2026-01-31', note: 'Operated' })
    expect(await needsOf(individual)).toMatchObject([
      { status: 'resolved', reviewed_on: '2026-01-31', review_note: 'Operated' },
    ])
    expect(await t.send('registration.resolveNeed', { need: id, on: '2026-01-31' })).toMatchObject({
      problem: { code: 'registration.need-not-open' },
    })
    await t.act('registration.recordNeed', { individual, need: need('SM-CC') })
    expect(await needsOf(individual)).toHaveLength(2)
  })

  test('is refused for a need that is not there and a day to come', async () => {
    expect(await t.send('registration.reviewNeed', { need: uuidv7(), decision: 'confirm' })).toMatchObject({
      problem: { code: 'record.not-found' },
    })
    const { need: id } = await noted('DS-DF')
    expect(await t.send('registration.resolveNeed', { need: id, on: '2026-05-01' })).toMatchObject({
      problem: { fields: [{ path: 'on' }] },
    })
  })
})

describe('consent', () => {
  const record = (household: string, consent: Record<string, unknown>) =>
    t.send('registration.recordConsent', { household, consent: { id: uuidv7(), ...consent } })

  test('can be refused, given and withdrawn; the last answer holds and the others stay', async () => {
    const { id } = await registered()
    for (const decision of ['refused', 'given', 'withdrawn']) {
      expect(
        await record(id, { purpose: 'research', recipient: 'University', decision, language: 'ARA' }),
      ).toMatchObject({ answer: 'accepted' })
    }
    expect(await record(id, { purpose: 'research', recipient: 'Ministry', decision: 'given' })).toMatchObject({
      answer: 'accepted',
    })
    const { consents } = await t.ask<{ consents: Record<string, unknown>[] }>('registration.getHousehold', { id })
    expect(
      consents
        .filter(({ current }) => current)
        .map(({ recipient, decision }) => [recipient, decision])
        .sort(),
    ).toEqual([
      ['Ministry', 'given'],
      ['University', 'withdrawn'],
    ])
    expect(consents).toHaveLength(4)
  })

  test('of somebody outside the household is refused; after a refusal everything else still goes on', async () => {
    const { id, individual } = await registered()
    expect(await record(id, { purpose: 'research', decision: 'given', individual: uuidv7() })).toMatchObject({
      problem: { fields: [{ path: 'consent.individual', code: 'registration.consent-stranger' }] },
    })
    await record(id, { purpose: 'registration', decision: 'refused', individual })
    await t.act('registration.recordNeed', { individual, need: need('DS-DF') })
  })
})

describe('ethnicity and religion', () => {
  test('are noted apart, by who may, and a different answer meanwhile is put to a person', async () => {
    const { individual } = await registered()
    const officer = t.as('protection-officer')
    const note = (changes: unknown, as = officer) =>
      t.send('registration.recordSensitive', { individual, changes }, { as })
    expect(await note({ religion: { from: null, to: 'ORT' } })).toMatchObject({ answer: 'accepted' })
    expect(await note({ ethnicity: { from: null, to: 'ABC' } })).toMatchObject({ answer: 'accepted' })
    expect(await t.ask('registration.getIndividual', { id: individual }, officer)).toMatchObject({
      sensitive: { religion: 'ORT', ethnicity: 'ABC' },
    })
    expect(await note({ religion: { from: null, to: 'CAT' } })).toMatchObject({
      answer: 'needs-review',
      problem: { details: { fields: ['religion'] } },
    })
    expect(await note({ religion: { from: 'ORT', to: null } })).toMatchObject({ answer: 'accepted' })
    expect(await note({ religion: { from: null, to: 'ORT' } }, t.as('registrar'))).toMatchObject({
      problem: { code: 'access.not-allowed' },
    })
    expect(await note({})).toMatchObject({ problem: { fields: [{ path: 'changes', code: 'input.required' }] } })
  })
})

describe('papers', () => {
  const passport = (number: string) => ({ kind: 'passport', country: 'SYR', number })

  test('that a person shows are found by their number, and are one however often they are noted', async () => {
    const { individual } = await registered()
    await t.act('registration.recordDocument', { individual, document: passport('N 55-66 77') })
    expect(await t.act('registration.recordDocument', { individual, document: passport('n556677') })).toEqual({
      changed: [],
    })
    const found = await t.ask('registration.findIndividuals', { text: 'N-556677' })
    expect(found).toMatchObject({ people: [{ id: individual, why: { by: 'document' } }] })
  })

  test('of somebody else are refused', async () => {
    const [one, other] = [await registered(), await registered()]
    await t.act('registration.recordDocument', { individual: one.individual, document: passport('T-1234') })
    const answer = await t.send('registration.recordDocument', {
      individual: other.individual,
      document: passport('T 1234'),
    })
    expect(answer).toMatchObject({
      problem: { fields: [{ path: 'document.number', code: 'registration.document-number-taken' }] },
    })
  })

  test('taken away stay in the timeline, and the number is free again', async () => {
    const [one, other] = [await registered(), await registered()]
    await t.act('registration.recordDocument', { individual: one.individual, document: passport('R-1234') })
    const { documents } = await t.ask<{ documents: { id: string }[] }>('registration.getIndividual', {
      id: one.individual,
    })
    const remove = { individual: one.individual, document: documents[0]?.id, note: 'Was the sister’s' }
    await t.act('registration.removeDocument', remove)
    const { entries } = await t.ask<{ entries: unknown[] }>('registration.timeline', { subject: one.individual })
    expect(entries[0]).toMatchObject({
      summary: { changes: [{ field: 'document', from: passport('R-1234'), to: null }], note: 'Was the sister’s' },
    })
    await t.act('registration.recordDocument', { individual: other.individual, document: passport('R-1234') })
    expect(await t.send('registration.removeDocument', remove)).toMatchObject({ problem: { code: 'record.not-found' } })
  })
})

describe('a photo', () => {
  const store = async () => {
    const id = uuidv7()
    const bytesBase64 = Buffer.from('ffd8ff00112233', 'hex').toString('base64')
    await t.act('registration.storePhoto', { id, mediaType: 'image/jpeg', width: 3, height: 4, bytesBase64 })
    return id
  }

  test('is put into a record, replaced, and taken out; two different ones at once are put to a person', async () => {
    const { individual } = await registered()
    const [first, second, third] = [await store(), await store(), await store()]
    const attach = (from: string | null, photo: string | null) =>
      t.send('registration.attachPhoto', { individual, from, photo })
    expect(await attach(null, first)).toMatchObject({ answer: 'accepted' })
    expect(await attach(first, second)).toMatchObject({ answer: 'accepted' })
    expect(await attach(first, third)).toMatchObject({
      answer: 'needs-review',
      problem: { fields: [{ path: 'photo', code: 'act.conflict' }] },
    })
    expect(await t.ask('registration.getIndividual', { id: individual })).toMatchObject({ person: { photo: second } })
    expect(await attach(second, null)).toMatchObject({ answer: 'accepted' })
  })

  test('that was not stored is refused, as is one that is no picture', async () => {
    const { individual } = await registered()
    expect(await t.send('registration.attachPhoto', { individual, from: null, photo: uuidv7() })).toMatchObject({
      problem: { fields: [{ path: 'photo', code: 'registration.photo-unknown' }] },
    })
    for (const bytesBase64 of ['', 'AAAA', Buffer.from('not a picture').toString('base64')]) {
      const answer = await t.send('registration.storePhoto', {
        id: uuidv7(),
        mediaType: 'image/jpeg',
        width: 3,
        height: 4,
        bytesBase64,
      })
      expect(answer.answer).toBe('refused')
    }
  })
})

test('a replay of the journal gives the same state', () => expectReplayToAgree(t))
