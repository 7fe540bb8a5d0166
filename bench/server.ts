import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { roles } from '../src/apps/house/roles.ts'
import { buildServer } from '../src/apps/server/server.ts'
import { createLog } from '../src/kernel/log/index.ts'
import { buildWorld, openBenchHouse, root } from './support/world.ts'

/*
 * The server that is measured, as `nansen serve` runs it: in a process of its own, with its log switched on. It makes its
 * situation first and tells its parent where it listens. Stops when the parent says so.
 */
const data = process.argv[2]
if (!data || !process.send) throw new Error('started by bench/register.ts only')
const house = await openBenchHouse(data, createLog({ level: 'info' }))
const world = await buildWorld(house)
const server = await buildServer(house, {
  origin: 'http://127.0.0.1',
  secret: randomBytes(32).toString('base64url'),
  dataFolder: data,
  root,
  roles,
  limits: { perSecond: 1e6, burst: 1e6 },
})
await server.listen({ host: '127.0.0.1', port: 0 })
process.send({ port: (server.server.address() as AddressInfo).port, ...world })
process.once('message', async () => {
  await server.close()
  await house.close()
  process.disconnect()
})
