import type pg from 'pg'
import { fillPopulation } from '../../src/apps/demo/fill.ts'
import type { House } from '../../src/apps/house/house.ts'
import type { World } from './world.ts'
import { situation, system } from './world.ts'

/** So many people come in by acts; beyond, they are copies of these under ids, numbers and papers of their own. */
const byActs = 100_000

/** Tables of a situation's people, parents first, with the columns that hold ids of copied records. */
const copied: Readonly<Record<string, readonly string[]>> = {
  household: ['id', 'group_id', 'merged_into'],
  individual: ['id', 'household_id', 'merged_into'],
  individual_sensitive: ['individual_id'],
  identity_document: ['id', 'individual_id'],
  specific_need: ['id', 'individual_id'],
  consent: ['id', 'household_id', 'individual_id'],
  presence: ['individual_id'],
  search_key: ['individual_id'],
  journal_entry: ['act_id'],
  journal_payload: ['act_id'],
  journal_subject: ['subject_id', 'act_id'],
}
/** Columns that must differ from copy to copy. */
const marked = new Set([
  'household.number',
  'household.external_number',
  'individual.number',
  'identity_document.folded',
])

/**
 * Fills the situation with so many people: the generator's households registered by their acts, then copied inside the
 * database. A copy keeps the time in its ids, so it lies among the others as it would have, had it come at its time.
 */
export async function fillCrowd(
  house: House,
  world: World,
  people: number,
  say: (line: string) => void,
): Promise<void> {
  const started = Date.now()
  const first = Math.min(people, byActs)
  const filled = await fillPopulation(house, {
    situation,
    people: first,
    seed: 1,
    referenceDate: house.now().toISOString().slice(0, 10),
    sites: world.sites,
    principal: system,
    onProgress: () => undefined,
  })
  say(`${filled.people} people in ${filled.households} households by acts, ${seconds(started)} s`)
  const copies = Math.round(people / first) - 1
  if (copies > 0) await copyAll(house.database.owner, copies)
  await house.database.owner.query('VACUUM ANALYZE')
  const { rows } = await house.database.owner.query<{ people: number; keys: number; size: string }>(
    `SELECT (SELECT count(*) FROM individual)::int AS people, (SELECT count(*) FROM search_key)::int AS keys,
       pg_size_pretty(pg_database_size(current_database())) AS size`,
  )
  say(`${rows[0]?.people} people, ${rows[0]?.keys} search keys, ${rows[0]?.size}, ${seconds(started)} s`)
}

async function copyAll(owner: pg.Pool, copies: number): Promise<void> {
  const client = await owner.connect()
  try {
    // Keys are right by construction, and checking ten million of them is not what is measured.
    await client.query('SET session_replication_role = replica')
    await client.query(`CREATE FUNCTION pg_temp.copy_of(uuid, int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
      $$ SELECT (left($1::text, 19) || right(md5($1::text || $2), 17))::uuid $$`)
    for (const [table, ids] of Object.entries(copied)) {
      const { rows } = await client.query<{ name: string }>(
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
           AND attgenerated = '' AND attidentity = '' AND attname <> 'transaction_id'`,
        [table],
      )
      const names = rows.map(row => row.name)
      const values = names.map(name =>
        ids.includes(name)
          ? `pg_temp.copy_of(t.${name}, c.n)`
          : marked.has(`${table}.${name}`)
            ? `t.${name} || 'K' || c.n`
            : `t.${name}`,
      )
      await client.query(
        `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${table} t, generate_series(1, ${copies}) AS c(n)`,
      )
    }
  } finally {
    client.release(true)
  }
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000)
}
