import { type RawBuilder, sql } from 'kysely'
import { type QueryToken, queryKeys, rankName } from '../../../engines/names/index.ts'
import type { Door } from '../../../kernel/queries/door.ts'
import { type IndividualLine, type PersonRow, selectPeople, toLine } from './person-lines.ts'

/** So many people who share the searched keys are ranked, the newest registrations first; a further word narrows it. */
export const nameLimit = 400
const mostWords = 6
/** Up to here a word counts as rare: all who have it are looked at. */
const rare = 2000

/**
 * People by name. Every word must be met by one of its keys; the last may be unfinished. The search starts from the word
 * that the fewest people have, and asks of those only whether they have the others too; where even that word is common, it
 * goes from the newest registration back and stops when it has enough.
 */
export async function findByName(
  door: Door,
  where: RawBuilder<boolean> | undefined,
  text: string,
): Promise<IndividualLine[]> {
  const words = queryKeys(text)
    .slice(0, mostWords)
    .map((word, index, all) => searchOf(word, index === all.length - 1))
  if (words.length === 0) return []
  const counts = await countWords(door, words)
  const [first, ...others] = words
    .map((word, index) => ({ word, count: counts[index] ?? 0 }))
    .sort((a, b) => a.count - b.count)
  if (!first || first.count === 0) return []
  const people = await readPeople(
    door,
    where,
    first.word,
    first.count <= rare,
    others.map(other => other.word),
  )
  return people
    .map(row => ({ row, rank: rankName(text, [...row.names, { kind: 'alias' as const, text: row.latin_name }]) }))
    .sort((a, b) => b.rank.score - a.rank.score || (a.row.id < b.row.id ? 1 : -1))
    .map(({ row, rank }) =>
      toLine(row, { by: 'name', matched: rank.matched.map(({ token, on, how }) => ({ token, on, how })) }),
    )
}

interface WordSearch {
  readonly keys: readonly string[]
  readonly prefixes: readonly string[]
}

function searchOf(word: QueryToken, unfinished: boolean): WordSearch {
  const prefixes = unfinished ? word.prefixes : []
  return { keys: word.keys.filter(key => !prefixes.some(prefix => key.startsWith(prefix))), prefixes }
}

/** The rows of one word, in pieces that the key index gives in order: one for each key, one for each range of keys. */
function pieces(door: Door, { keys, prefixes }: WordSearch): RawBuilder<unknown>[] {
  const piece = (condition: RawBuilder<unknown>) =>
    sql`SELECT k.individual_id FROM search_key k WHERE ${door.scope('search_key', 'k')} AND ${condition}`
  return [...keys.map(key => piece(sql`k.key = ${key}`)), ...prefixes.map(prefix => piece(startsWith('k', prefix)))]
}

/** Keys are ASCII and compared byte by byte, so all that begin with the prefix lie between it and it with a tilde. */
function startsWith(alias: string, prefix: string): RawBuilder<unknown> {
  const key = sql.ref(`${alias}.key`)
  return sql`(${key} >= ${prefix} AND ${key} < ${`${prefix}~`})`
}

/** How many rows each word has, up to a little more than rare. */
async function countWords(door: Door, words: readonly WordSearch[]): Promise<number[]> {
  if (words.length === 1) return [rare + 1]
  const counts = words.map(
    (word, index) =>
      sql`(SELECT count(*)::int FROM (${sql.join(
        pieces(door, word).map(piece => sql`(${piece} LIMIT ${rare + 1})`),
        sql` UNION ALL `,
      )}) AS found) AS ${sql.ref(`w${index}`)}`,
  )
  const { rows } = await sql<Record<string, number>>`SELECT ${sql.join(counts)}`.execute(door.on())
  return words.map((_, index) => rows[0]?.[`w${index}`] ?? 0)
}

async function readPeople(
  door: Door,
  where: RawBuilder<boolean> | undefined,
  first: WordSearch,
  isRare: boolean,
  others: readonly WordSearch[],
): Promise<PersonRow[]> {
  const conditions = others.map(
    (
      word,
      index,
    ) => sql`EXISTS (SELECT 1 FROM search_key ${sql.ref(`o${index}`)} WHERE ${door.scope('search_key', `o${index}`)}
      AND ${sql.ref(`o${index}.individual_id`)} = c.individual_id AND ${matches(`o${index}`, word)})`,
  )
  const also = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` AND `)
  if (isRare) {
    const all = sql.join(
      pieces(door, first).map(piece => sql`(${piece} LIMIT ${rare + 1})`),
      sql` UNION `,
    )
    const ids = sql`SELECT c.individual_id FROM (${all}) AS c WHERE ${also}`
    let query = selectPeople(door).where(sql<boolean>`i.id IN (${ids})`)
    if (where) query = query.where(where)
    return query.orderBy('i.id', 'desc').limit(nameLimit).execute()
  }
  const newest = sql.join(
    pieces(door, first).map(piece => sql`(${piece})`),
    sql` UNION ALL `,
  )
  const narrowed = where
    ? sql`AND EXISTS (SELECT 1 FROM individual i WHERE ${door.scope('individual', 'i')} AND i.id = c.individual_id AND ${where})`
    : sql``
  const ids = sql`SELECT DISTINCT c.individual_id FROM (${newest}) AS c WHERE ${also} ${narrowed} ORDER BY c.individual_id DESC LIMIT ${nameLimit}`
  return selectPeople(door).where(sql<boolean>`i.id IN (${ids})`).execute()
}

function matches(alias: string, { keys, prefixes }: WordSearch): RawBuilder<unknown> {
  const ways = prefixes.map(prefix => startsWith(alias, prefix))
  if (keys.length > 0) ways.push(sql`${sql.ref(`${alias}.key`)} = ANY(${[...keys]}::text[])`)
  return sql`(${sql.join(ways, sql` OR `)})`
}
