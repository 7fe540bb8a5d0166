import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/kernel/database/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { journalSigner, journalVerifiers } from '../../src/kernel/journal/keys.ts'
import { sealAll } from '../../src/kernel/journal/seal.ts'
import { verifyJournal } from '../../src/kernel/journal/verify.ts'
import { household, person } from '../support/people.ts'
import { postmasterIn } from '../support/start-writer.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
const program = join(project, 'node_modules', '.cache', `nansen-registrar-${process.pid}.mjs`)
/** All fifty with NANSEN_LONG=1. */
const rounds = process.env.NANSEN_LONG === '1' ? 50 : 4
const site = uuidv7()
let folder: string
const children = new Set<ChildProcess>()

beforeAll(async () => {
  const base = await mkdtemp(join(tmpdir(), 'nansen-kill-'))
  await chmod(base, 0o755)
  folder = join(base, 'database')
  await build({
    entryPoints: [join(project, 'test/fault/registrar.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'error',
  })
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await sleep(500)
  await rm(join(folder, '..'), { recursive: true, force: true, maxRetries: 10, retryDelay: 500 })
  await rm(program, { force: true })
})

interface Registrar {
  readonly child: ChildProcess
  readonly answers: Map<string, { answer: string; problem?: string }>
  readonly ended: Promise<unknown>
  send(envelope: object): void
}

async function start(): Promise<Registrar> {
  const child = spawn(process.execPath, [program, folder, project], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.add(child)
  child.stdin.on('error', () => undefined)
  const answers = new Map<string, { answer: string; problem?: string }>()
  const ended = once(child, 'close')
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      const said = JSON.parse(line) as { ready?: true; id: string; answer: string; problem?: string }
      if (said.ready) resolve()
      else answers.set(said.id, said)
    })
    child.once('close', () => reject(new Error('the registrar ended before it was ready')))
  })
  return { child, answers, ended, send: envelope => child.stdin.write(`${JSON.stringify(envelope)}\n`) }
}

let tell: () => string = () => ''
async function until(done: () => boolean): Promise<void> {
  for (let waited = 0; !done(); waited += 20) {
    if (waited > 60_000) throw new Error(`the registrar does not answer: ${tell()}`)
    await sleep(20)
  }
}

function registration() {
  const members = [
    person('PA', 'F', 34, 'Amina Deng'),
    person('SON', 'M', 9, 'Garang Deng'),
    person('DAU', 'F', 4, 'Nyibol Deng'),
  ]
  const input = household(site, members, { consents: [{ id: uuidv7(), purpose: 'registration', decision: 'given' }] })
  return { id: uuidv7(), name: 'registration.registerHousehold', situation: 1, input }
}

/** Everything that one accepted registration must have left behind, counted by household; and what must not be there. */
async function check(database: Database, accepted: ReadonlySet<string>) {
  const { rows } = await database.owner.query<{
    act_id: string
    people: number
    presences: number
    keys: number
    consents: number
    payload: boolean
    subjects: number
  }>(`
    SELECT e.act_id, p.act_id IS NOT NULL AS payload,
      (SELECT count(*)::int FROM journal_subject s WHERE s.act_id = e.act_id) AS subjects,
      (SELECT count(*)::int FROM individual i WHERE i.household_id = (p.input->>'id')::uuid) AS people,
      (SELECT count(*)::int FROM presence r JOIN individual i ON i.id = r.individual_id WHERE i.household_id = (p.input->>'id')::uuid) AS presences,
      (SELECT count(DISTINCT k.individual_id)::int FROM search_key k JOIN individual i ON i.id = k.individual_id WHERE i.household_id = (p.input->>'id')::uuid) AS keys,
      (SELECT count(*)::int FROM consent c WHERE c.household_id = (p.input->>'id')::uuid) AS consents
    FROM journal_entry e LEFT JOIN journal_payload p USING (situation_id, act_id) WHERE e.name = 'registration.registerHousehold'`)
  const whole = rows.filter(
    row =>
      row.payload &&
      row.people === 3 &&
      row.presences === 3 &&
      row.keys === 3 &&
      row.consents === 1 &&
      row.subjects === 4,
  )
  expect(whole.length).toBe(rows.length)
  const present = new Set(rows.map(row => row.act_id))
  expect([...accepted].filter(id => !present.has(id))).toEqual([])
  const halves = await database.owner.query<{ count: number }>(`
    SELECT count(*)::int AS count FROM household h WHERE NOT EXISTS (SELECT 1 FROM journal_subject s WHERE s.subject_id = h.id)`)
  expect(halves.rows[0]?.count).toBe(0)
}

describe('killed at random moments under load', { timeout: rounds * 60_000 }, () => {
  test('every accepted act is there, no half act, and the journal verifies', async () => {
    const accepted = new Set<string>()
    let registrar = await start()
    tell = () =>
      `${registrar.answers.size} answers, exit ${registrar.child.exitCode} ${registrar.child.signalCode}, ${[...registrar.answers.values()].slice(-3).map(one => `${one.answer} ${one.problem}`)}`
    const set = (envelope: { id: string; name: string; situation: number; input: object }) => {
      registrar.send(envelope)
      return until(() => registrar.answers.has(envelope.id))
    }
    await set({
      id: uuidv7(),
      name: 'situation.createSituation',
      situation: 0,
      input: { number: 1, code: 'kill', name: 'Kill', office: '100', country: 'UGA', openedOn: '2025-01-01' },
    })
    await set({
      id: uuidv7(),
      name: 'situation.createSite',
      situation: 1,
      input: { id: site, code: 'AA', name: 'A', kind: 'camp', openedOn: '2025-01-01' },
    })
    for (let round = 0; round < rounds; round++) {
      const sent = Array.from({ length: 150 }, registration)
      for (const envelope of sent) registrar.send(envelope)
      const wanted = 10 + Math.floor(Math.random() * 100)
      await until(() => registrar.answers.size >= wanted || registrar.child.exitCode !== null)
      if (round % 2 === 0) registrar.child.kill('SIGKILL')
      else {
        // The database dies under a living server: it is started again, and what was under way is answered or is a fault.
        process.kill(await postmasterIn(folder), 'SIGKILL')
        await until(() => sent.every(envelope => registrar.answers.has(envelope.id)))
        registrar.child.kill('SIGKILL')
      }
      await registrar.ended
      for (const { id } of sent) if (registrar.answers.get(id)?.answer === 'accepted') accepted.add(id)
      registrar = await start()
      // What was sent before the kill is sent again, as any client would: each becomes one, whether it had arrived or not.
      for (const envelope of sent) registrar.send(envelope)
      await until(() => sent.every(envelope => registrar.answers.has(envelope.id)))
      for (const envelope of sent) {
        const found = registrar.answers.get(envelope.id)
        expect(['accepted', 'already-accepted'], `${found?.answer} ${found?.problem}`).toContain(found?.answer)
        if (accepted.has(envelope.id)) expect(found?.answer).toBe('already-accepted')
        accepted.add(envelope.id)
      }
    }
    registrar.child.kill('SIGTERM')
    await registrar.ended
    const database = await openDatabase({ folder })
    try {
      await check(database, accepted)
      await sealAll(database.owner, await journalSigner(database.owner, 'the secret of a test that kills'))
      const found = await verifyJournal(database.owner, 1, await journalVerifiers(database.owner))
      expect(found).toMatchObject({ entries: rounds * 150 + 1, waiting: 0, faults: [] })
    } finally {
      await database.close()
    }
  })
})
