import { type Kysely, sql } from 'kysely'

/**
 * Runs an act's statements with every row of the situation in sight, whoever acts: for rows that the product itself keeps
 * in order by its rules (a proposal that no longer holds), which may be more closely held than the actor may see. What is
 * read inside must not reach the act's answer. The sight of the transaction is narrow again afterwards.
 */
export async function withWholeSight<T>(db: Kysely<unknown>, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{
    rank: string | null
  }>`SELECT current_setting('nansen.sensitivity', true) AS rank`.execute(db)
  const rank = Number(rows[0]?.rank ?? 0)
  await setRank(db, 4)
  const result = await work()
  await setRank(db, rank)
  return result
}

async function setRank(db: Kysely<unknown>, rank: number): Promise<void> {
  if (!Number.isInteger(rank) || rank < 0 || rank > 4) throw new RangeError('not a rank of sensitivity')
  await sql.raw(`SET LOCAL nansen.sensitivity = '${rank}'`).execute(db)
}
