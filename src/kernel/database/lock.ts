import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { link, readdir, readFile, readlink, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseProblem } from './problem.ts'

/** Who holds a folder. `started` tells a process from a later one with the same pid. */
type Holder = { pid: number; started: string; space: string; nonce: string }

export type FolderLock = { release(): Promise<void> }

const heartbeatMs = 5_000
/** A holder in another container is judged by its heartbeat, since its pid says nothing here. */
const silenceMs = 3 * heartbeatMs

/**
 * Takes the folder for this process, or throws `database.in-use`.
 *
 * The lock is a file made by `link`, which is atomic and refuses to replace. A lock left by a dead process is succeeded by
 * a second link named after the dead holder's nonce, so that of many successors only one can win, and is then renamed over
 * the lock. Between its link and its rename a successor reads the lock again: if it changed, somebody else was quicker.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock')
  const me: Holder = { ...(await describeSelf()), nonce: randomUUID() }
  const mine = join(folder, `lock.${me.nonce}.new`)
  await writeFile(mine, JSON.stringify(me), { mode: 0o600 })
  try {
    while (!(await takeFree(mine, path)) && !(await succeed(folder, path, mine))) await sleep(50)
  } finally {
    await rm(mine, { force: true })
  }
  await tidy(folder)

  const beat = setInterval(() => {
    utimes(path, new Date(), new Date()).catch(() => undefined)
  }, heartbeatMs)
  beat.unref()
  return {
    async release() {
      clearInterval(beat)
      if ((await readHolder(path))?.nonce === me.nonce) await rm(path, { force: true })
    },
  }
}

async function takeFree(mine: string, path: string): Promise<boolean> {
  return link(mine, path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
}

async function succeed(folder: string, path: string, mine: string): Promise<boolean> {
  const root = await readHolder(path)
  if (!root) return false
  let last = root
  let lastPath = path
  for (;;) {
    if (await isAlive(last, lastPath)) throw inUse(folder, last)
    const next = join(folder, `lock.${last.nonce}.next`)
    if (await takeFree(mine, next)) {
      if ((await readHolder(path))?.nonce !== root.nonce) {
        await rm(next, { force: true })
        return false
      }
      await rename(next, path)
      return true
    }
    const successor = await readHolder(next)
    if (!successor) return false
    last = successor
    lastPath = next
  }
}

/** Removes what dead contenders left; a living one still needs its `.new` file, and a `.next` no longer counts. */
async function tidy(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (/^lock\..*\.next$/.test(name)) await rm(path, { force: true })
    if (!/^lock\..*\.new$/.test(name)) continue
    const contender = await readHolder(path)
    // an unreadable one is just being written
    if (!contender || contender.pid === 0 || contender.space !== (await space())) continue
    if ((await startOf(contender.pid)) !== contender.started) await rm(path, { force: true })
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    const holder = JSON.parse(text) as Partial<Holder>
    if (typeof holder.pid === 'number' && typeof holder.started === 'string' && typeof holder.nonce === 'string') {
      return { pid: holder.pid, started: holder.started, space: holder.space ?? '', nonce: holder.nonce }
    }
  } catch {
    // a torn file, after a power cut: its writer is gone
  }
  return { pid: 0, started: '', space: '', nonce: createHash('sha256').update(text).digest('hex').slice(0, 32) }
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.pid === 0) return false
  if (holder.space === (await space())) return (await startOf(holder.pid)) === holder.started
  const before = await stat(path).catch(() => undefined)
  for (let waited = 0; waited < silenceMs; waited += 500) {
    await sleep(500)
    const now = await stat(path).catch(() => undefined)
    if (!before || !now) return false
    if (now.mtimeMs !== before.mtimeMs) return true
  }
  return false
}

const inUse = (folder: string, holder: Holder) =>
  new DatabaseProblem(
    'database.in-use',
    `The data folder ${folder} is in use by another Nansen (process ${holder.pid}). ` +
      'Stop that one first, or give this one another folder with NANSEN_DATA.',
    { folder, pid: holder.pid },
  )

async function describeSelf(): Promise<Omit<Holder, 'nonce'>> {
  return { pid: process.pid, started: (await startOf(process.pid)) ?? 'unknown', space: await space() }
}

/** Pids can only be compared inside one machine, one boot and one pid namespace. */
async function space(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '')
  return `${hostname()} ${namespace}`
}

/** When a process started, as a text that no other process with the same pid has; undefined when there is none. */
export async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    if (line === undefined) return undefined
    // the name in brackets may hold spaces; the start time is field 22 of the line, and the state field 3
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
    return `${boot.trim()} ${fields[19]}`
  }
  return new Promise(resolve => {
    execFile('ps', ['-o', 'lstart=', '-p', String(pid)], (error, stdout) =>
      resolve(error ? undefined : stdout.trim() || undefined),
    )
  })
}
