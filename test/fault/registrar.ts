// A whole house in a process of its own, to be killed: registers what it is told on standard input, one act a line, and
// says on standard output what was answered.
import { createInterface } from 'node:readline'
import { openHouse } from '../../src/apps/house/house.ts'
import { roles } from '../../src/apps/house/roles.ts'
import { type Principal, systemPrincipal } from '../../src/kernel/access/principal.ts'
import type { ActEnvelope } from '../../src/kernel/acts/define.ts'
import { openDatabase } from '../../src/kernel/database/index.ts'
import { createLog } from '../../src/kernel/log/index.ts'

const [folder = '', root = ''] = process.argv.slice(2)
process.env.NANSEN_ROOT = root
const permissions = new Set<string>(Object.values(roles).flatMap(role => [...role.permissions]))
const principals = new Map<number, Principal>(
  [0, 1].map(situation => [situation, systemPrincipal(situation, permissions)]),
)
const house = await openHouse({
  database: await openDatabase({ folder, pipeline: true }),
  log: createLog({ level: 'silent' }),
  work: false,
})

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
say({ ready: true })
createInterface({ input: process.stdin }).on('line', line => {
  const envelope = JSON.parse(line) as ActEnvelope
  const principal = principals.get(envelope.situation)
  if (!principal) return
  house.acts.submit(envelope, principal).then(
    answer =>
      say({ id: envelope.id, answer: answer.answer, problem: 'problem' in answer ? answer.problem.code : undefined }),
    failure => say({ id: envelope.id, answer: 'fault', problem: failure instanceof Error ? failure.message : '' }),
  )
})
process.on('SIGTERM', () => {
  house.close().then(() => process.exit(0))
})
