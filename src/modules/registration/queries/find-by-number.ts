import { type RawBuilder, sql } from 'kysely'
import type { Door } from '../../../kernel/queries/door.ts'
import { foldNumber } from '../rules/fold-number.ts'
import { type IndividualLine, selectPeople, toLine, type Why } from './person-lines.ts'

const limit = 100

/**
 * People by a number of theirs: of the person or the household (also one that was merged into another, or the number of
 * another system), of a document, or of a phone, tried in this order until one is met.
 */
export async function findByNumber(
  door: Door,
  where: RawBuilder<boolean> | undefined,
  text: string,
): Promise<IndividualLine[]> {
  const folded = foldNumber(text)
  const digits = folded.replace(/\D/g, '')
  const tries: [by: Why['by'], ids: RawBuilder<unknown>][] = [
    ['number', byRegistration(door, text.trim())],
    [
      'document',
      sql`SELECT d.individual_id AS id FROM identity_document d WHERE ${door.scope('identity_document', 'd')} AND d.folded = ${folded}`,
    ],
  ]
  if (digits.length >= 6) {
    const key = `p:${digits.slice(-9)}`
    tries.push([
      'phone',
      sql`SELECT k.individual_id AS id FROM search_key k WHERE ${door.scope('search_key', 'k')} AND k.key = ${key}`,
    ])
  }
  for (const [by, find] of tries) {
    const ids = await sql<{ id: string }>`${find} LIMIT 1000`.execute(door.on())
    if (ids.rows.length === 0) continue
    // The ids as values: planned together with how they were found, the people would be looked for among all.
    let query = selectPeople(door).where(
      'i.id',
      'in',
      ids.rows.map(row => row.id),
    )
    if (where) query = query.where(where)
    const people = await query.execute()
    if (people.length === 0) continue
    const order = (row: (typeof people)[number]) => `${row.household_id} ${row.relationship === 'PA' ? 0 : 1} ${row.id}`
    return people
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .slice(0, limit)
      .map(row => toLine(row, { by, matched: [] }))
  }
  return []
}

/** Numbers are written in capitals; those of other systems as they are. A merged household's members are where it went. */
function byRegistration(door: Door, text: string): RawBuilder<unknown> {
  const number = text.toUpperCase()
  return sql`
    SELECT a.id FROM individual a WHERE ${door.scope('individual', 'a')} AND a.number = ${number}
    UNION ALL SELECT m.id FROM individual m WHERE ${door.scope('individual', 'm')} AND m.household_id IN (
      WITH RECURSIVE named AS (
        SELECT b.id, b.merged_into FROM household b WHERE b.situation_id = ${door.situation} AND b.number = ${number}
        UNION SELECT x.id, x.merged_into FROM household x WHERE x.situation_id = ${door.situation} AND x.external_number = ${text}
        UNION SELECT o.id, o.merged_into FROM household o JOIN named ON named.merged_into = o.id WHERE o.situation_id = ${door.situation}
      ) SELECT id FROM named)`
}
