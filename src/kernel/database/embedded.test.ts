import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { accountFor, isRoot, run } from './account.ts'
import { type Database, openDatabase } from './connect.ts'
import { startEmbedded } from './embedded.ts'
import { findEngine, prepareEngine } from './engine.ts'
import { withRetry } from './errors.ts'

const project = fileURLToPath(new URL('../../../', import.meta.url))
let base: string
let writer: string
const children: ChildProcess[] = []

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'nansen-embedded-'))
  await chmod(base, 0o755)
  // inside node_modules, so that the bundle finds its packages whoever runs it
  writer = join(project, 'node_modules', '.cache', `nansen-writer-${process.pid}.mjs`)
  await build({
    entryPoints: [fileURLToPath(new URL('./fixtures/writer.ts', import.meta.url))],
    outfile: writer,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

afterAll(async () => {
  await rm(base, { recursive: true, force: true })
  await rm(writer, { force: true })
})

let made = 0
const newFolder = () => join(base, `d${++made}`)

/** Starts the writer in a process of its own and reads what it says. */
const startWriter = (folder: string, options: { uid?: number; gid?: number; mode?: 'once' } = {}) => {
  const { mode, ...spawnOptions } = options
  const child = spawn(process.execPath, [writer, folder, ...(mode ? [mode] : [])], {
    ...spawnOptions,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', line => lines.push(line))
  const ended = once(child, 'close')
  const until = async (pattern: RegExp) => {
    for (;;) {
      const line = lines.find(one => pattern.test(one))
      if (line) return line.split(' ')
      if (child.exitCode !== null) throw new Error(`The writer ended: ${lines.slice(-3).join('; ')}`)
      await sleep(10)
    }
  }
  const acknowledged = () => Number(lines.findLast(line => line.startsWith('row '))?.split(' ')[1] ?? 0)
  return { child, ended, until, acknowledged, lines }
}

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

const problem = async (work: Promise<unknown>) =>
  (await work.catch((error: unknown) => error)) as { code?: string; message: string; details: Record<string, unknown> }

const writtenRows = async (db: Database) =>
  (await db.owner.query<{ count: number; last: number }>('SELECT count(*) AS count, max(n) AS last FROM written'))
    .rows[0]

describe('the embedded database', () => {
  it('starts from nothing, and a second time in less than a second', async () => {
    const folder = newFolder()
    const first = await openDatabase({ folder })
    await first.owner.query('CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)')
    await first.close()
    const times: number[] = []
    for (let i = 0; i < 3; i++) {
      const began = performance.now()
      const again = await openDatabase({ folder })
      times.push(performance.now() - began)
      expect((await again.owner.query('SELECT id FROM kept')).rows).toEqual([{ id: 1 }])
      await again.close()
    }
    // the best of three, since the machine may be busy with other tests
    expect(Math.min(...times)).toBeLessThan(1000)
  })

  it('listens on no network, is durable, has checksums, and knows letters of all scripts', async () => {
    const db = await openDatabase({ folder: newFolder() })
    const { rows } = await db.owner.query(
      `SELECT current_setting('listen_addresses') AS listen, current_setting('fsync') AS fsync,
         current_setting('data_checksums') AS sums, current_setting('synchronous_commit') AS sync,
         current_setting('full_page_writes') AS pages, lower('ÄÖ') AS low,
         (SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules) AS auth`,
    )
    expect(rows).toEqual([
      { listen: '', fsync: 'on', sums: 'on', sync: 'on', pages: 'on', low: 'äö', auth: 'scram-sha-256' },
    ])
    await db.owner.query('CREATE EXTENSION pg_trgm')
    expect((await db.owner.query("SELECT similarity('محمد', 'محمود') > 0.2 AS alike")).rows).toEqual([{ alike: true }])
    await db.close()
  })

  it('keeps its password and its data from other users', async () => {
    const folder = newFolder()
    const db = await openDatabase({ folder })
    const mode = async (name: string) => ((await stat(join(folder, name))).mode & 0o777).toString(8)
    expect([await mode('.'), await mode('owner-password'), await mode('run'), await mode('cluster')]).toEqual([
      '700',
      '600',
      '700',
      '700',
    ])
    await db.close()
    expect(await readdir(folder)).not.toContain('lock')
  })

  it('sets a new password when the file with the old one was lost', async () => {
    const folder = newFolder()
    await (await openDatabase({ folder })).close()
    const old = await readFile(join(folder, 'owner-password'), 'utf8')
    await unlink(join(folder, 'owner-password'))
    await writeFile(join(folder, 'lock'), 'torn') // as after a power cut
    const db = await openDatabase({ folder })
    expect((await db.app.query('SELECT current_user AS me')).rows).toEqual([{ me: 'nansen_app' }])
    await db.close()
    expect(await readFile(join(folder, 'owner-password'), 'utf8')).not.toBe(old)
  })

  it('begins anew when the first start was cut short', async () => {
    const folder = newFolder()
    await mkdir(join(folder, 'cluster.new-abc'), { recursive: true })
    await writeFile(join(folder, 'owner-password'), 'from-the-first-start')
    const db = await openDatabase({ folder })
    expect(await readdir(folder)).not.toContain('cluster.new-abc')
    await db.close()
  })

  it('puts its socket elsewhere when the path of the folder is too long for one', async () => {
    const folder = join(base, 'x'.repeat(120), 'data')
    const embedded = await startEmbedded({ folder })
    expect(embedded.host.startsWith(join(tmpdir(), 'nansen-'))).toBe(true)
    expect(((await stat(embedded.host)).mode & 0o777).toString(8)).toBe('700')
    await embedded.stop()
    expect((await problem(stat(embedded.host))).code).toBe('ENOENT')
  })

  it('refuses a folder that holds other things, and leaves it as it was', async () => {
    const folder = newFolder()
    await mkdir(folder)
    await writeFile(join(folder, 'letter.txt'), 'dear')
    const before = (await stat(folder)).mode
    expect(await problem(openDatabase({ folder }))).toMatchObject({ code: 'database.folder-foreign' })
    expect((await stat(folder)).mode).toBe(before)
    expect(await readdir(folder)).toEqual(['letter.txt'])
  })

  it('refuses the data of another PostgreSQL version, and says what to do', async () => {
    const folder = newFolder()
    await (await openDatabase({ folder })).close()
    await writeFile(join(folder, 'cluster', 'PG_VERSION'), '14\n')
    const refused = await problem(openDatabase({ folder }))
    expect(refused).toMatchObject({ code: 'database.other-version', details: { found: '14' } })
    expect(refused.message).toContain('nansen restore')
    await writeFile(join(folder, 'cluster', 'PG_VERSION'), '18\n')
    await (await openDatabase({ folder })).close()
  })

  it('says what PostgreSQL said when it does not start, and can be tried again', async () => {
    const folder = newFolder()
    const refused = await problem(openDatabase({ folder, settings: { shared_buffers: 'many' } }))
    expect(refused).toMatchObject({ code: 'database.start-failed' })
    expect(refused.message).toContain('shared_buffers')
    await (await openDatabase({ folder })).close()
  })

  it('names another process that has the folder, also when that is this one', async () => {
    const folder = newFolder()
    const other = startWriter(folder)
    const [, pid] = await other.until(/^open/)
    expect(await problem(openDatabase({ folder }))).toMatchObject({
      code: 'database.in-use',
      details: { pid: Number(pid) },
    })
    other.child.kill('SIGKILL')
    await other.ended
    const db = await openDatabase({ folder })
    expect(await problem(openDatabase({ folder }))).toMatchObject({ code: 'database.in-use' })
    expect((await db.owner.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await db.close()
  })
})

describe('after a crash', () => {
  it('of PostgreSQL, it is started again with every acknowledged row, and the pools reconnect', async () => {
    const folder = newFolder()
    const db = await openDatabase({ folder })
    await db.owner.query('CREATE TABLE written (n bigint PRIMARY KEY); GRANT INSERT ON written TO nansen_app')
    let acknowledged = 0
    for (let round = 0; round < 3; round++) {
      const postmaster = Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
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
    const one = startWriter(folder)
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
    const one = startWriter(folder)
    await one.until(/^row 20$/)
    const postmaster = Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
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
    const one = startWriter(folder)
    await one.until(/^row 20$/)
    const postmaster = Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
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

describe('the programs of PostgreSQL', () => {
  it('are made whole when npm skipped the install script: links and execute bits, by many at once', async () => {
    const root = join(base, 'package', 'native')
    await copyEngine(root)
    const engines = await Promise.all([1, 2, 3].map(() => prepareEngine(root, '1', join(base, 'unused'), undefined)))
    expect(new Set(engines.map(engine => engine.bin))).toEqual(new Set([join(root, 'bin')]))
    expect(((await stat(join(root, 'bin', 'postgres'))).mode & 0o111).toString(8)).toBe('111')
    expect(await readdir(base)).not.toContain('unused')
  })

  it('are copied beside the data where the account cannot reach node_modules', async ({ skip }) => {
    const account = await accountFor(base)
    if (!account) return skip('needs to run as root, who alone starts PostgreSQL as somebody else')
    const closed = join(base, 'closed')
    await mkdir(closed, { mode: 0o700 })
    await copyEngine(join(closed, 'native'))
    const folder = newFolder()
    await mkdir(folder)
    await chown(folder, account.uid, account.gid)
    await mkdir(join(folder, 'program-0.9'))
    const engine = await prepareEngine(join(closed, 'native'), '1.0', folder, account)
    expect(engine.bin).toBe(join(folder, 'program-1.0', 'bin'))
    expect(await readdir(folder)).toEqual(['program-1.0'])
    expect((await run(join(engine.bin, 'initdb'), ['--version'], account)).output).toContain('initdb')
  })

  it('give a clear message when they do not run', async () => {
    const root = join(base, 'broken', 'native')
    await mkdir(join(root, 'bin'), { recursive: true })
    for (const name of ['postgres', 'initdb', 'pg_ctl']) {
      await writeFile(join(root, 'bin', name), '#!/bin/sh\necho "no libfoo.so" >&2; exit 127\n', { mode: 0o755 })
    }
    await mkdir(join(base, 'target'))
    const refused = await problem(prepareEngine(root, '1', join(base, 'target'), undefined))
    expect(refused).toMatchObject({ code: 'database.no-engine', details: { failure: 'no libfoo.so' } })
  })
})

const copyEngine = async (root: string) => {
  const { bin } = await findEngine(base, undefined)
  await cp(dirname(bin), root, { recursive: true, filter: async path => !(await isLink(path)) })
  for (const name of await readdir(join(root, 'bin'))) await chmod(join(root, 'bin', name), 0o644)
}

const isLink = async (path: string) => (await lstat(path)).isSymbolicLink()

describe('users of the machine', () => {
  it('a folder below one that the account may not enter is refused, with the way out', async ({ skip }) => {
    if (!isRoot()) return skip('needs to run as root, who alone starts PostgreSQL as somebody else')
    const closed = join(base, 'private')
    await mkdir(closed, { mode: 0o700 })
    const refused = await problem(openDatabase({ folder: join(closed, 'data') }))
    expect(refused).toMatchObject({ code: 'database.folder-unreachable', details: { closed } })
    expect(refused.message).toContain(`chmod o+x ${closed}`)
  })

  it('an ordinary user runs it as themselves, is recovered after a kill, and keeps their data when root starts it', async ({
    skip,
  }) => {
    if (!isRoot()) return skip('needs to run as root, to become another user; the other tests ran as an ordinary user')
    const uid = 65534
    const reaches = await run(process.execPath, ['--version'], { name: 'nobody', uid, gid: uid })
    if (reaches.code !== 0) return skip(`the user nobody cannot run ${process.execPath}`)
    const folder = newFolder()
    await mkdir(folder)
    await chown(folder, uid, uid)
    const one = startWriter(folder, { uid, gid: uid })
    expect((await one.until(/^open/))[2]).toBe(String(uid))
    await one.until(/^row 10$/)
    one.child.kill('SIGKILL')
    await one.ended
    const two = startWriter(folder, { uid, gid: uid, mode: 'once' })
    await two.until(/^closed/)
    const db = await openDatabase({ folder })
    expect((await writtenRows(db))?.count).toBeGreaterThanOrEqual(one.acknowledged())
    await db.close()
    expect((await stat(join(folder, 'cluster', 'PG_VERSION'))).uid).toBe(uid)
    const three = startWriter(folder, { uid, gid: uid, mode: 'once' })
    await three.until(/^closed/)
  })

  it('an ordinary user is told when the folder belongs to somebody else', async ({ skip }) => {
    if (!isRoot()) return skip('needs to run as root, to become another user')
    const uid = 65534
    const folder = newFolder()
    await mkdir(folder, { mode: 0o700 })
    const one = startWriter(folder, { uid, gid: uid })
    await one.ended
    expect(one.lines[0]).toMatch(/^problem database\.folder-unreachable .*the user that runs Nansen/)
  })
})
