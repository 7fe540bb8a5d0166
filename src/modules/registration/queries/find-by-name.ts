import { type RawBuilder, sql } from 'kysely'
import { type QueryToken, queryKeys, rankName } from '../../../engines/names/index.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import { candidatesOf } from './name-candidates.ts'
import { type IndividualLine, type PersonFilters, personConditions, selectPeople, toLine } from './person-lines.ts'

/** So many people who share the searched words are ranked, the newest registrations first; a further word narrows it. */
export const nameLimit = 200
const mostWords = 6
/** An unfinished word is completed to at most so many keys. */
const mostCompletions = 100

/** People by name: every word must be met by one of its keys; the last may be unfinished. Who fits best comes first. */
export async function findByName(door: Door, filters: PersonFilters, text: string): Promise<IndividualLine[]> {
  const asked = queryKeys(text).slice(0, mostWords)
  if (asked.length === 0) return []
  const words = await completed(door, asked)
  const ids = await candidatesOf(door, filters, words, nameLimit)
  if (ids.length === 0) return []
  const where = personConditions(door, filters)
  let query = selectPeople(door).where('i.id', 'in', ids)
  if (where) query = query.where(where)
  const people = await query.execute()
  return people
    .map(row => ({ row, rank: rankName(text, [...row.names, { kind: 'alias' as const, text: row.latin_name }]) }))
    .sort((a, b) => b.rank.score - a.rank.score || (a.row.id < b.row.id ? 1 : -1))
    .map(({ row, rank }) =>
      toLine(row, { by: 'name', matched: rank.matched.map(({ token, on, how }) => ({ token, on, how })) }),
    )
}

/** The keys of each word; those of the last, which may be unfinished, with all that begin as it does. */
async function completed(door: Door, asked: readonly QueryToken[]): Promise<string[][]> {
  const words = asked.map(word => word.keys)
  const last = words.at(-1) ?? []
  const runs = (asked.at(-1)?.prefixes ?? []).map((prefix, index) => runOf(door, prefix, `c${index}`))
  if (runs.length === 0) return words
  const reads = runs.map(({ read }) => read)
  const { rows } = await sql<{ key: string }>`WITH RECURSIVE ${sql.join(runs.map(({ cte }) => cte))}
    ${sql.join(reads, sql` UNION ALL `)}`.execute(door.on())
  return [...words.slice(0, -1), [...new Set([...last, ...rows.map(row => row.key)])]]
}

/**
 * The keys that begin with a prefix, from each to the next one: as many steps in the index as there are keys, however many
 * people have them. Keys are ASCII and compared byte by byte, so all lie between the prefix and it with a tilde.
 */
function runOf(door: Door, prefix: string, name: string) {
  const run = sql.ref(name)
  const next = (from: RawBuilder<unknown>) => sql`(SELECT k.key FROM search_key k
    WHERE ${door.scope('search_key', 'k')} AND ${from} AND k.key < ${`${prefix}~`} ORDER BY k.key LIMIT 1)`
  return {
    cte: sql`${run} (key) AS (${next(sql`k.key >= ${prefix}`)}
      UNION ALL SELECT ${next(sql`k.key > ${run}.key`)} FROM ${run} WHERE ${run}.key IS NOT NULL)`,
    read: sql`(SELECT key FROM ${run} WHERE key IS NOT NULL LIMIT ${mostCompletions})`,
  }
}
