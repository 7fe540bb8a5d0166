import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { uuidv7 } from '../../kernel/ids.ts'

const sleep = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

test('asked to stop, the server ends what it has begun, takes nothing new, and then is gone', async () => {
  const app = await testApp({ situation: 'two-camps' })
  const manager = await app.as('situation-manager')
  const url = await app.server.listen({ port: 0, host: '127.0.0.1' })
  const headers = { cookie: manager.cookie ?? '', 'content-type': 'application/json' }
  const act = () =>
    fetch(`${url}/api/acts`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        id: uuidv7(),
        name: 'situation.saveOrganisation',
        situation: 1,
        input: { id: uuidv7(), name: `Agency ${uuidv7()}`, kind: 'un' },
      }),
    })
  expect((await act()).status).toBe(200)

  const blocker = await app.house.database.owner.connect()
  await blocker.query('BEGIN; LOCK TABLE organisation IN ACCESS EXCLUSIVE MODE')
  const begun = act()
  await sleep(300)
  const stopped = app.server.close()
  await sleep(50)
  await expect(fetch(`${url}/readyz`).then(answer => answer.status)).rejects.toThrow('fetch failed')
  await blocker.query('COMMIT')
  blocker.release()
  const answer = await begun
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ answer: 'accepted' })
  await stopped
  await expect(act()).rejects.toThrow('fetch failed')
  expect(app.faults).toEqual([])
  await app.close()
})

test('without its database the server answers 503 and says when to come back, and is well again after', async () => {
  const app = await testApp({ situation: 'two-camps' })
  try {
    const viewer = await app.as('viewer')
    const { owner } = app.house.database
    const { rows } = await owner.query<{ name: string }>('SELECT current_database() AS name')
    const name = rows[0]?.name
    const shut = async (limit: number) => {
      await owner.query(`ALTER DATABASE ${name} CONNECTION LIMIT ${limit}`)
      if (limit === 0) {
        await owner.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = 'nansen_app'`,
          [name],
        )
      }
    }
    expect((await viewer.query('statistics.overview')).status).toBe(200)
    await shut(0)
    await sleep(100)
    const away = await viewer.query('statistics.overview')
    expect(away).toMatchObject({ status: 503, body: { code: 'server.database-away' } })
    expect(away.headers['retry-after']).toBe('5')
    expect(JSON.stringify(away.body)).not.toMatch(/SELECT|connection|nansen_app|postgres/)
    expect((await app.api.get('/readyz')).status).toBe(503)
    expect((await app.api.get('/healthz')).status).toBe(200)
    await shut(-1)
    expect((await viewer.query('statistics.overview')).status).toBe(200)
    expect((await app.api.get('/readyz')).status).toBe(200)
  } finally {
    await app.close()
  }
})

test('a fault inside shows the person a number and nothing else, and the log no word of theirs', async () => {
  const lines: unknown[][] = []
  const log = {
    debug: (...line: unknown[]) => lines.push(line),
    info: (...line: unknown[]) => lines.push(line),
    warn: (...line: unknown[]) => lines.push(line),
    error: (...line: unknown[]) => lines.push(line),
    with: () => log,
  }
  const app = await testApp({ situation: 'two-camps', log })
  try {
    const viewer = await app.as('viewer')
    const secret = 'Halima-Abdi-Warsame'
    await app.house.database.owner.query('ALTER TABLE presence RENAME COLUMN sex TO hidden')
    const answer = await viewer.get(`/api/queries/statistics.overview?situation=1&locale=en&x=${secret}`)
    expect(answer.status).toBe(422)
    const fault = await viewer.query('statistics.demographics')
    expect(fault).toMatchObject({ status: 500, body: { code: 'server.fault', details: {}, fields: [] } })
    const number = String(fault.body.instance).replace('urn:uuid:', '')
    expect(fault.headers['x-request-id']).toBe(number)
    expect(JSON.stringify(fault.body)).not.toMatch(/column|presence|SELECT|\.ts/)
    expect(
      lines.some(
        ([event, fields]) => event === 'http.failed' && (fields as { requestId: string }).requestId === number,
      ),
    ).toBe(true)
    const answered = lines.filter(([event]) => event === 'http.answered').map(([, fields]) => fields)
    expect(answered).toContainEqual(
      expect.objectContaining({ method: 'GET', route: '/api/queries/:name', status: 422 }),
    )
    expect(JSON.stringify(answered)).not.toContain(secret)
  } finally {
    await app.close()
  }
})
