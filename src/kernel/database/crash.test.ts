import { chmod, chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { postmasterIn, prepareWriter } from '../../../test/support/start-writer.ts'
import { accountFor, run } from './account.ts'
import { type Database, openDatabase } from './connect.ts'
import { withRetry } from './errors.ts'

let writer: Awaited<ReturnType<typeof prepareWriter>>
let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'nansen-crash-'))
  await chmod(base, 0o755)
  writer = await prepareWriter()
})
afterAll(async () => {
  await rm(base, { recursive: true, force: true })
  await writer.remove()
})
afterEach(() => writer.killAll())

let made = 0
const newFolder = () => join(base, `d${++made}`)

const isGone = async (pid: number) => {
  for (let i = 0; i < 400; i++) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await sleep(25)
  }
  return false
}

const writtenRows = async (db: Database) =>
  (await db.owner.query<{ count: number; last: number }>('SELECT count(*) AS count, max(n) AS last FROM written'))
    .rows[0]

/** The shells that watch a postmaster, told by their command line. */
const watchdogsOf = async (postmaster: number): Promise<number[]> => {
  const isWatchdog = (words: string[]) => words.includes('nansen-watchdog') && words.includes(String(postmaster))
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger)
    const commands = pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
    const words = (await Promise.all(commands)).map(command => command.split('\0'))
    return pids.filter((_, index) => isWatchdog(words[index] ?? []))
  }
  const { output } = await run('/bin/ps', ['-eo', 'pid=,args='], undefined)
  const lines = output.split('\n').map(line => line.trim().split(/\s+/))
  return lines.filter(isWatchdog).map(([pid]) => Number(pid))
}

// a busy disk makes starts and recoveries slow
describe('after a crash', { timeout: 120_000 }, () => {
  it('of PostgreSQL, it is started again with every acknowledged row, and the pools reconnect', async () => {
    const folder = newFolder()
    const db = await openDatabase({ folder })
    await db.owner.query('CREATE TABLE written (n bigint PRIMARY KEY); GRANT INSERT ON written TO nansen_app')
    let acknowledged = 0
    for (let round = 0; round < 3; round++) {
      const postmaster = await postmasterIn(folder)
      const kill = sleep(150).then(() => process.kill(postmaster, 'SIGKILL'))
      const until = Date.now() + 600
      while (Date.now() < until) {
        const n = acknowledged + 1
        // a commit whose answer was lost may have happened: the row's number is its idempotency key
        await withRetry(() => db.app.query('INSERT INTO written VALUES ($1) ON CONFLICT DO NOTHING', [n]))
        acknowledged = n
      }
      await kill
    }
    expect(acknowledged).toBeGreaterThan(30)
    expect(await withRetry(() => writtenRows(db))).toEqual({ count: acknowledged, last: acknowledged })
    await db.close()
  })

  it('of this program, PostgreSQL shuts down by itself and the next start has every acknowledged row', async () => {
    const folder = newFolder()
    const one = writer.start(folder)
    const [, , , checkpointer] = await one.until(/^open/)
    await one.until(/^row 50$/)
    one.child.kill('SIGKILL')
    await one.ended
    expect(await isGone(Number(checkpointer))).toBe(true)
    const db = await openDatabase({ folder })
    const rows = await writtenRows(db)
    // at most one more: committed, and its answer on the way when the program died
    expect([one.acknowledged(), one.acknowledged() + 1]).toContain(rows?.count)
    expect(rows?.count).toBe(rows?.last)
    await db.close()
  })

  it('of this program and its watchdog, the next start stops the orphaned PostgreSQL first', async () => {
    const folder = newFolder()
    const one = writer.start(folder)
    await one.until(/^row 20$/)
    const postmaster = await postmasterIn(folder)
    for (const pid of await watchdogsOf(postmaster)) process.kill(pid, 'SIGKILL')
    one.child.kill('SIGKILL')
    await one.ended
    await sleep(300)
    process.kill(postmaster, 0) // it lives, or this throws
    const db = await openDatabase({ folder })
    expect(await isGone(postmaster)).toBe(true)
    expect((await writtenRows(db))?.count).toBeGreaterThanOrEqual(one.acknowledged())
    await db.close()
  })

  it('of everything at once, the next start recovers every acknowledged row', async () => {
    const folder = newFolder()
    const one = writer.start(folder)
    await one.until(/^row 20$/)
    const postmaster = await postmasterIn(folder)
    for (const pid of await watchdogsOf(postmaster)) process.kill(pid, 'SIGKILL')
    one.child.kill('SIGKILL')
    process.kill(postmaster, 'SIGKILL')
    await one.ended
    const db = await openDatabase({ folder })
    expect((await writtenRows(db))?.count).toBeGreaterThanOrEqual(one.acknowledged())
    await db.close()
  })

  it('a pid file that names a stranger does not hinder the start', async () => {
    const folder = newFolder()
    const account = await accountFor(join(folder, 'cluster'))
    await (await openDatabase({ folder })).close()
    const pidFile = join(folder, 'cluster', 'postmaster.pid')
    await writeFile(
      pidFile,
      `${process.pid}\n${join(folder, 'cluster')}\n1\n5432\n${join(folder, 'run')}\n\n  0 0\nready\n`,
    )
    if (account) await chown(pidFile, account.uid, account.gid)
    await (await openDatabase({ folder })).close()
  })
})
