import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const PATIENCE = 180_000
const PAUSE = 200

/**
 * Does what only one test process may do at a time, such as building into `dist`. The others wait; a lock whose owner
 * has died is taken over.
 */
export async function alone<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const lock = join(root, 'node_modules/.cache', `nansen-${name}.lock`)
  await mkdir(join(root, 'node_modules/.cache'), { recursive: true })
  const until = Date.now() + PATIENCE
  while (!(await take(lock))) {
    if (Date.now() > until) throw new Error(`${lock} is held by another process; remove it if no test is running.`)
    await new Promise(wake => setTimeout(wake, PAUSE))
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''))
    if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true })
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM'
  }
}
