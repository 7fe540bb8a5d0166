import type pg from 'pg'
import type { SitesBelow } from '../../kernel/identity/index.ts'
import { beginText } from '../../kernel/store/session.ts'

/** The sites that lie in these areas or in areas below them. */
export function sitesBelow(pool: pg.Pool): SitesBelow {
  return async (situation, areas) => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query(beginText({ situation, sensitivity: 1 }, 'read only'))
      const { rows } = await client.query<{ id: string }>(
        `WITH RECURSIVE below AS (
           SELECT id, pcode FROM area WHERE situation_id = $1 AND id = ANY($2::uuid[])
           UNION
           SELECT a.id, a.pcode FROM area a JOIN below b ON a.parent_pcode = b.pcode WHERE a.situation_id = $1
         ) SELECT s.id FROM site s WHERE s.situation_id = $1 AND s.area_id IN (SELECT id FROM below)`,
        [situation, areas],
      )
      await client.query('COMMIT')
      return rows.map(row => row.id)
    } catch (failure) {
      await client.query('ROLLBACK').catch((lost: Error) => {
        broken = lost
      })
      throw failure
    } finally {
      client.release(broken)
    }
  }
}
