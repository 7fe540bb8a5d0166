import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemPrincipal } from '../../kernel/access/principal.ts'
import { cloneDatabase } from '../../kernel/database/testing.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { journalSigner, journalVerifiers } from '../../kernel/journal/keys.ts'
import { replay } from '../../kernel/journal/replay.ts'
import { seal, sealAll } from '../../kernel/journal/seal.ts'
import { verifyJournal } from '../../kernel/journal/verify.ts'
import { createLog } from '../../kernel/log/index.ts'
import { rooms } from './definitions.ts'
import { type House, openHouse } from './house.ts'
import { roles } from './roles.ts'

const permissions = new Set<string>(Object.values(roles).flatMap(role => [...role.permissions]))
const log = createLog({ level: 'silent' })
const site = uuidv7()
let house: House

async function submit(situation: number, name: string, input: unknown) {
  const answer = await house.acts.submit(
    { id: uuidv7(), name, situation, input },
    systemPrincipal(situation, permissions),
  )
  expect(answer.answer).toBe('accepted')
}

function household(given: string) {
  return {
    id: uuidv7(),
    site,
    origin: 'SSD',
    arrivedOn: '2026-03-01',
    members: [
      {
        id: uuidv7(),
        relationship: 'PA',
        sex: 'M',
        birth: { date: '1980-02-03', precision: 'day', estimated: false },
        names: [{ kind: 'given', text: given }],
        needs: [{ id: uuidv7(), code: 'SM-CI' }],
      },
    ],
  }
}

/** An entry is settled only when every older transaction of the server has ended, and other tests share this server. */
async function sealed(wanted: number, round: () => Promise<number>): Promise<number> {
  let total = 0
  for (let tries = 0; total < wanted && tries < 250; tries++) {
    total += await round()
    if (total < wanted) await new Promise(resolve => setTimeout(resolve, 100))
  }
  return total
}

beforeAll(async () => {
  house = await openHouse({ database: await cloneDatabase(rooms, { pipeline: true }), log, work: false })
  await submit(0, 'situation.createSituation', {
    number: 1,
    code: 'one',
    name: 'One',
    office: '100',
    country: 'UGA',
    openedOn: '2025-01-01',
  })
  await submit(1, 'situation.createSite', { id: site, code: 'AA', name: 'A', kind: 'camp', openedOn: '2025-01-01' })
  await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      submit(1, 'registration.registerHousehold', household(`Deng${String.fromCharCode(97 + (index % 26))}`)),
    ),
  )
})

afterAll(() => house.close())

describe('the journal', () => {
  test('is sealed into signed checkpoints, each later one beginning with the one before', async () => {
    const { owner } = house.database
    const signer = await journalSigner(owner, 'a secret of the test')
    expect(await sealed(32, () => sealAll(owner, signer))).toBe(32)
    const { rows } = await owner.query<{ note: string }>(
      'SELECT note FROM journal_checkpoint WHERE situation_id = 1 ORDER BY tree_size DESC LIMIT 1',
    )
    await submit(1, 'registration.registerHousehold', household('Nyandeng'))
    expect(await sealed(1, () => seal(owner, 1, signer))).toBe(1)
    const found = await verifyJournal(owner, 1, await journalVerifiers(owner), { witness: rows[0]?.note ?? '' })
    expect(found).toMatchObject({ entries: 32, waiting: 0, faults: [] })
    expect(found.checkpoints).toBeGreaterThanOrEqual(2)
  })

  test('cannot be changed by the application: updates and deletes are refused', async () => {
    const client = await house.database.app.connect()
    try {
      for (const table of [
        'journal_entry',
        'journal_payload',
        'journal_subject',
        'journal_leaf',
        'journal_checkpoint',
        'access_log',
      ]) {
        await expect(client.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/)
        await expect(client.query(`UPDATE ${table} SET situation_id = 2`)).rejects.toThrow(/permission denied/)
        await expect(client.query(`TRUNCATE ${table}`)).rejects.toThrow(/permission denied/)
      }
      await expect(client.query('SELECT sealed FROM journal_key')).rejects.toThrow(/permission denied/)
    } finally {
      client.release()
    }
  })

  test.each([
    [
      'payload-altered',
      `UPDATE journal_payload SET input = jsonb_set(input, '{note}', '"changed"') WHERE situation_id = 1 AND act_id = $1`,
    ],
    ['leaf-altered', `UPDATE journal_entry SET actor_id = gen_random_uuid() WHERE situation_id = 1 AND act_id = $1`],
    [
      'checkpoint-wrong-root',
      `UPDATE journal_leaf l SET leaf_hash = leaf_hash, act_id = act_id WHERE situation_id = 1 AND act_id = $1`,
    ],
  ] as const)('shows %s when somebody with the owner’s rights rewrote it', async (kind, change) => {
    const { owner } = house.database
    const verifiers = await journalVerifiers(owner)
    const { rows } = await owner.query<{ act_id: string }>(
      `SELECT act_id FROM journal_entry WHERE situation_id = 1 AND name = 'registration.registerHousehold' ORDER BY position LIMIT 1`,
    )
    const act = rows[0]?.act_id
    if (kind === 'checkpoint-wrong-root') {
      // The cleverest forger changes an entry and its leaf alike: the signed root still tells.
      const before = await owner.query<{ digest: string }>('SELECT digest FROM journal_entry WHERE act_id = $1', [act])
      const { hashOfEntry, entryColumns } = await import('../../kernel/journal/leaves.ts')
      await owner.query(`UPDATE journal_entry SET digest = repeat('0', 64) WHERE act_id = $1`, [act])
      const forged = await owner.query(`SELECT ${entryColumns} FROM journal_entry e WHERE act_id = $1`, [act])
      const kept = await owner.query<{ leaf_hash: Buffer }>('SELECT leaf_hash FROM journal_leaf WHERE act_id = $1', [
        act,
      ])
      await owner.query('UPDATE journal_leaf SET leaf_hash = $2 WHERE act_id = $1', [
        act,
        Buffer.from(hashOfEntry(forged.rows[0])),
      ])
      const found = await verifyJournal(owner, 1, verifiers)
      expect(found.faults.map(fault => fault.kind)).toContain(kind)
      await owner.query('UPDATE journal_entry SET digest = $2 WHERE act_id = $1', [act, before.rows[0]?.digest])
      await owner.query('UPDATE journal_leaf SET leaf_hash = $2 WHERE act_id = $1', [act, kept.rows[0]?.leaf_hash])
    } else {
      const table = kind === 'payload-altered' ? 'journal_payload' : 'journal_entry'
      const column = kind === 'payload-altered' ? 'input' : 'actor_id'
      const before = await owner.query<{ value: unknown }>(
        `SELECT ${column} AS value FROM ${table} WHERE act_id = $1`,
        [act],
      )
      await owner.query(change, [act])
      const found = await verifyJournal(owner, 1, verifiers)
      expect(found.faults.map(fault => fault.kind)).toContain(kind)
      const value = before.rows[0]?.value
      await owner.query(`UPDATE ${table} SET ${column} = $2 WHERE act_id = $1`, [
        act,
        typeof value === 'object' ? JSON.stringify(value) : value,
      ])
    }
    expect((await verifyJournal(owner, 1, verifiers)).faults).toEqual([])
  })

  test('replayed into an empty house gives the same state', async () => {
    const copy = await openHouse({ database: await cloneDatabase(rooms, { pipeline: true }), log, work: false })
    try {
      for (const situation of [0, 1])
        await replay(house.database.owner, copy.database.app, house.actRegistry, situation)
      for (const table of [
        'situation',
        'site',
        'household',
        'individual',
        'search_key',
        'presence',
        'specific_need',
        'consent',
        'identity_document',
        'individual_sensitive',
      ]) {
        const text = `SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)::text), '[]') AS all FROM ${table} t`
        const [was, is] = await Promise.all([house.database.owner.query(text), copy.database.owner.query(text)])
        expect(is.rows, table).toEqual(was.rows)
      }
      const next = await copy.acts.submit(
        { id: uuidv7(), name: 'registration.registerHousehold', situation: 1, input: household('Later') },
        systemPrincipal(1, permissions),
      )
      expect(next.answer).toBe('accepted')
    } finally {
      await copy.close()
    }
  })
})

describe('the database', () => {
  test('has an index for every foreign key', async () => {
    const { rows } = await house.database.owner.query<{ missing: string }>(`
      SELECT c.conrelid::regclass || ' ' || c.conname AS missing FROM pg_constraint c
      JOIN pg_namespace n ON n.oid = c.connamespace AND n.nspname IN ('public', 'auth')
      WHERE c.contype = 'f' AND NOT EXISTS (
        SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid
          AND (SELECT array_agg(k ORDER BY k) FROM unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) k) = (SELECT array_agg(k ORDER BY k) FROM unnest(c.conkey) k))
        -- A key that is only the situation needs no index of its own: it leads every primary key.
        AND NOT (cardinality(c.conkey) = 1 AND EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]))`)
    expect(rows.map(row => row.missing)).toEqual([])
  })

  test('says of every table and column what it is for', async () => {
    const { rows } = await house.database.owner.query<{ missing: string }>(`
      SELECT c.relname || coalesce('.' || a.attname, '') AS missing FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN LATERAL (SELECT NULL::name AS attname, 0 AS attnum UNION ALL SELECT attname, attnum FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) a ON true
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
        AND CASE WHEN a.attnum = 0 THEN obj_description(c.oid, 'pg_class') ELSE col_description(c.oid, a.attnum) END IS NULL ORDER BY 1`)
    expect(rows.map(row => row.missing)).toEqual([])
  })

  test('puts the situation first in every key of a situation’s table, and a wall of row-level security around it', async () => {
    const { rows } = await house.database.owner.query<{ wrong: string }>(`
      SELECT c.relname || ' ' || coalesce(k.conname, 'has no row-level security') AS wrong FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'situation_id'
      LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f') AND k.conkey[1] <> a.attnum
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('access_grant', 'access_token')
        AND (k.conname IS NOT NULL OR NOT c.relrowsecurity)`)
    expect(rows.map(row => row.wrong)).toEqual([])
  })

  test('shows rows of no situation to a transaction that names none', async () => {
    const { rows } = await house.database.app.query<{ count: number }>('SELECT count(*)::int AS count FROM individual')
    expect(rows[0]?.count).toBe(0)
  })
})
