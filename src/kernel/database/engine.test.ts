import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountFor, run } from './account.ts'
import { findEngine, prepareEngine } from './engine.ts'

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'nansen-engine-'))
  await chmod(base, 0o755)
})
afterAll(async () => {
  await rm(base, { recursive: true, force: true })
})

let made = 0
const newFolder = () => join(base, `d${++made}`)

const problem = async (work: Promise<unknown>) =>
  (await work.catch((error: unknown) => error)) as { code?: string; message: string; details: Record<string, unknown> }

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
