import { type RawBuilder, sql } from 'kysely'
import type { Door } from '../../../kernel/queries/door.ts'
import { type PersonFilters, personConditions } from './person-lines.ts'

/** What is rare, narrow and enough, in people. */
export interface Bounds {
  /** Up to here a word counts as rare: all who have it are looked at. */
  readonly rareWord: number
  /** Up to here filters, or the sites of the asker, count as narrow: all who fit them are looked at. */
  readonly narrowFilter: number
  /** How many who share a common word are looked at, in growing steps, before all of them are. */
  readonly steps: readonly number[]
  /** Where fewer than this share of those looked at fit, more steps would not be enough. */
  readonly worthwhile: number
}

/** Measured at a million people: each way answers in some tens of milliseconds up to its bound. */
const usual: Bounds = { rareWord: 10_000, narrowFilter: 5000, steps: [400, 2000, 8000, 16_000], worthwhile: 0.01 }

/**
 * The ids of up to `limit` people who have every word (one of its keys) and fit the filters, the newest registrations first.
 *
 * It starts from what the fewest people have: a rare word, or narrow filters. Where all is common it goes through the
 * people of the rarest word from the newest back, step by step, until it has enough; where few of them fit, it compares all.
 * The steps are ours and not the planner's: it cannot know how common two words are together.
 */
export async function candidatesOf(
  door: Door,
  filters: PersonFilters,
  words: readonly string[][],
  limit: number,
  bounds: Bounds = usual,
): Promise<string[]> {
  const counts = await countWords(door, words, bounds.rareWord)
  const [first, ...others] = words
    .map((keys, index) => ({ keys, count: counts[index] ?? 0 }))
    .sort((a, b) => a.count - b.count)
  if (!first || first.count === 0) return []
  const where = personConditions(door, filters)
  const narrowed = where !== undefined || door.places() !== '*'
  // Who may not be shown must not take the place of who may.
  const fits = sql`EXISTS (SELECT 1 FROM individual i WHERE ${door.scope('individual', 'i')} AND i.id = c.id
    ${where ? sql`AND ${where}` : sql``})`
  const conditions = [
    ...others.map(({ keys }, index) => hasOneOf(door, keys, `o${index}`)),
    ...(narrowed ? [fits] : []),
  ]
  const all = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` AND `)
  if (first.count <= bounds.rareWord) return ofAllWith(door, first.keys, all, limit)
  if (narrowed && (await isNarrow(door, filters, bounds.narrowFilter))) {
    const has = words.map((keys, index) => hasOneOf(door, keys, `o${index}`))
    return ofNarrowFilter(door, where, sql.join(has, sql` AND `), limit)
  }
  return ofCommonWord(door, first.keys, all, limit, bounds)
}

/** How many have each word, up to a little more than rare. */
async function countWords(door: Door, words: readonly string[][], most: number): Promise<number[]> {
  const counts = words.map(
    (keys, index) => sql`(SELECT count(*)::int FROM (SELECT 1 FROM search_key k WHERE ${door.scope('search_key', 'k')}
      AND k.key = ANY(${keys}::text[]) LIMIT ${most + 1}) AS found) AS ${sql.ref(`w${index}`)}`,
  )
  const { rows } = await sql<Record<string, number>>`SELECT ${sql.join(counts)}`.execute(door.on())
  return words.map((_, index) => rows[0]?.[`w${index}`] ?? 0)
}

/** Sex halves a list at best and has no index of its own, so it is left out of the question. */
async function isNarrow(door: Door, { sex: _, ...filters }: PersonFilters, most: number): Promise<boolean> {
  const where = personConditions(door, filters)
  if (!where && door.places() === '*') return false
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (SELECT 1 FROM individual i
    WHERE ${door.scope('individual', 'i')} ${where ? sql`AND ${where}` : sql``} LIMIT ${most + 1}) AS found`.execute(
    door.on(),
  )
  return (rows[0]?.count ?? 0) <= most
}

/** The condition that the candidate `c.id` has one of the keys. */
function hasOneOf(door: Door, keys: readonly string[], alias: string): RawBuilder<unknown> {
  const other = sql.ref(alias)
  return sql`EXISTS (SELECT 1 FROM search_key ${other} WHERE ${door.scope('search_key', alias)}
    AND ${other}.individual_id = c.id AND ${other}.key = ANY(${[...keys]}::text[]))`
}

async function ofAllWith(door: Door, keys: readonly string[], all: RawBuilder<unknown>, limit: number) {
  return read(
    door,
    sql`SELECT c.id FROM (SELECT DISTINCT k.individual_id AS id FROM search_key k
      WHERE ${door.scope('search_key', 'k')} AND k.key = ANY(${[...keys]}::text[])) AS c
    WHERE ${all} ORDER BY c.id DESC LIMIT ${limit}`,
  )
}

async function ofNarrowFilter(
  door: Door,
  where: RawBuilder<boolean> | undefined,
  has: RawBuilder<unknown>,
  limit: number,
) {
  return read(
    door,
    sql`WITH c AS MATERIALIZED (SELECT i.id FROM individual i
      WHERE ${door.scope('individual', 'i')} ${where ? sql`AND ${where}` : sql``})
    SELECT c.id FROM c WHERE ${has} ORDER BY c.id DESC LIMIT ${limit}`,
  )
}

async function ofCommonWord(
  door: Door,
  keys: readonly string[],
  all: RawBuilder<unknown>,
  limit: number,
  { steps, worthwhile }: Bounds,
): Promise<string[]> {
  const ids: string[] = []
  let before: string | undefined
  let seen = 0
  for (const step of steps) {
    // Each key's run of the index from its newest end; together no more than a step.
    const runs = keys.map(
      key => sql`(SELECT k.individual_id AS id FROM search_key k WHERE ${door.scope('search_key', 'k')} AND k.key = ${key}
        ${before === undefined ? sql`` : sql`AND k.individual_id < ${before}`} ORDER BY k.individual_id DESC LIMIT ${step})`,
    )
    const { rows } = await sql<{ id: string; size: number | null }>`
      WITH c AS MATERIALIZED (SELECT DISTINCT r.id FROM (${sql.join(runs, sql` UNION ALL `)}) AS r ORDER BY r.id DESC LIMIT ${step})
      (SELECT c.id, NULL::int AS size FROM c WHERE ${all} ORDER BY c.id DESC LIMIT ${limit - ids.length})
      UNION ALL (SELECT c.id, (SELECT count(*)::int FROM c) AS size FROM c ORDER BY c.id LIMIT 1)`.execute(door.on())
    const end = rows.find(row => row.size !== null)
    ids.push(...rows.filter(row => row !== end).map(row => row.id))
    if (ids.length >= limit || end === undefined || (end.size ?? 0) < step) return ids
    before = end.id
    seen += step
    if (step !== steps[0] && ids.length < seen * worthwhile) break
  }
  return ofAllWith(door, keys, all, limit)
}

async function read(door: Door, statement: RawBuilder<{ id: string }>): Promise<string[]> {
  const { rows } = await statement.execute(door.on())
  return rows.map(row => row.id)
}
