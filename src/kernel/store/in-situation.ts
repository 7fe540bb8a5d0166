import type pg from 'pg'
import { beginText, type Client } from './session.ts'

/** A short transaction of the kernel's own, with the whole situation in sight. */
export async function inSituation<T>(
  pool: pg.Pool,
  situation: number,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(beginText({ situation, sensitivity: 4 }, 'read write'))
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (failure) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw failure
  } finally {
    client.release(broken)
  }
}
