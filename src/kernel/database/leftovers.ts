import { execFile } from 'node:child_process'
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DatabaseLog } from './problem.ts'
import { DatabaseProblem } from './problem.ts'

/** How a postmaster is asked to end, and for how long in milliseconds: cleanly, then at once, then by force. */
export const endings: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 60_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 10_000],
]

/**
 * Backends that lost their postmaster end by themselves, except one that waits for a helper process that is gone too.
 * Recovery follows in any case, so nothing is gained by asking them nicely.
 */
const endingsWithoutPostmaster: typeof endings = [
  ['SIGQUIT', 1_000],
  ['SIGKILL', 10_000],
]

/**
 * Stops what a killed predecessor left running in the cluster: an orphaned postmaster, which is asked for a clean (fast)
 * shutdown, or backends that outlived a killed postmaster. Only called by the holder of the folder's lock.
 */
export async function stopLeftovers(cluster: string, log: DatabaseLog): Promise<void> {
  const postmaster = await postmasterPid(cluster)
  let left = await processesIn(cluster)
  if (postmaster !== undefined && left.includes(postmaster)) {
    for (const [signal, patienceMs] of endings) {
      if (!left.includes(postmaster)) break
      log.warn({ cluster, pid: postmaster, signal }, 'stopping a PostgreSQL that a killed process left running')
      signalQuietly(postmaster, signal)
      left = await waitUntil(cluster, patienceMs, pids => !pids.includes(postmaster))
    }
  }
  left = await waitUntil(cluster, 300, pids => pids.length === 0)
  for (const [signal, patienceMs] of endingsWithoutPostmaster) {
    if (left.length === 0) break
    log.warn({ cluster, pids: left, signal }, 'ending what a killed PostgreSQL left running')
    for (const pid of left) signalQuietly(pid, signal)
    left = await waitUntil(cluster, patienceMs, pids => pids.length === 0)
  }
  if (left.length > 0) {
    throw new DatabaseProblem(
      'database.in-use',
      `PostgreSQL processes (${left.join(', ')}) still work in ${cluster} and do not stop. End them, then start again.`,
      { cluster, pids: left },
    )
  }
  // nobody works in the cluster, so a file that names a pid names a dead process or a stranger with the same pid
  await rm(join(cluster, 'postmaster.pid'), { force: true })
}

async function waitUntil(
  cluster: string,
  patienceMs: number,
  enough: (pids: readonly number[]) => boolean,
): Promise<number[]> {
  const end = Date.now() + patienceMs
  for (;;) {
    const left = await processesIn(cluster)
    if (enough(left) || Date.now() >= end) return left
    await sleep(20)
  }
}

/** The pid that the cluster's postmaster.pid names, whether or not it lives. */
export async function postmasterPid(cluster: string): Promise<number | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** The postmaster and its backends all make the cluster their working folder, which is how they are found. */
async function processesIn(cluster: string): Promise<number[]> {
  const home = await realpath(cluster).catch(() => undefined)
  if (home === undefined) return []
  if (process.platform !== 'linux') return processesByName(cluster)
  const pids = (await readdir('/proc')).map(Number).filter(pid => Number.isInteger(pid) && pid !== process.pid)
  const found = await Promise.all(
    pids.map(async pid => {
      const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
      if (folder !== home) return []
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
      return name.trim() === 'postgres' ? [pid] : []
    }),
  )
  return found.flat()
}

/** Where /proc does not exist only the postmaster can be told, by its command line. */
async function processesByName(cluster: string): Promise<number[]> {
  const pid = await postmasterPid(cluster)
  if (pid === undefined) return []
  return new Promise(resolve => {
    execFile('ps', ['-o', 'command=', '-p', String(pid)], (error, stdout) =>
      resolve(!error && stdout.includes('postgres') && stdout.includes(cluster) ? [pid] : []),
    )
  })
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // it ended meanwhile
  }
}
