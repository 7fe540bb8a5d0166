import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { prepareWriter } from '../../../test/support/start-writer.ts'
import { isRoot, run } from './account.ts'
import { type Database, openDatabase } from './connect.ts'
import { startEmbedded } from './embedded.ts'

let writer: Awaited<ReturnType<typeof prepareWriter>>
let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'nansen-embedded-'))
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

const problem = async (work: Promise<unknown>) =>
  (await work.catch((error: unknown) => error)) as { code?: string; message: string; details: Record<string, unknown> }

const writtenRows = async (db: Database) =>
  (await db.owner.query<{ count: number; last: number }>('SELECT count(*) AS count, max(n) AS last FROM written'))
    .rows[0]

// a busy disk makes starts and recoveries slow
describe('the embedded database', { timeout: 120_000 }, () => {
  it('starts from nothing, and again with what it kept', async () => {
    const folder = newFolder()
    const first = await openDatabase({ folder })
    await first.owner.query('CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)')
    await first.close()
    const again = await openDatabase({ folder })
    expect((await again.owner.query('SELECT id FROM kept')).rows).toEqual([{ id: 1 }])
    await again.close()
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
    const other = writer.start(folder)
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

describe('users of the machine', { timeout: 120_000 }, () => {
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
    const one = writer.start(folder, { uid, gid: uid })
    expect((await one.until(/^open/))[2]).toBe(String(uid))
    await one.until(/^row 10$/)
    one.child.kill('SIGKILL')
    await one.ended
    const two = writer.start(folder, { uid, gid: uid, mode: 'once' })
    await two.until(/^closed/)
    const db = await openDatabase({ folder })
    expect((await writtenRows(db))?.count).toBeGreaterThanOrEqual(one.acknowledged())
    await db.close()
    expect((await stat(join(folder, 'cluster', 'PG_VERSION'))).uid).toBe(uid)
    const three = writer.start(folder, { uid, gid: uid, mode: 'once' })
    await three.until(/^closed/)
  })

  it('an ordinary user is told when the folder belongs to somebody else', async ({ skip }) => {
    if (!isRoot()) return skip('needs to run as root, to become another user')
    const uid = 65534
    const folder = newFolder()
    await mkdir(folder, { mode: 0o700 })
    const one = writer.start(folder, { uid, gid: uid })
    await one.ended
    expect(one.lines[0]).toMatch(/^problem database\.folder-unreachable .*the user that runs Nansen/)
  })
})
