import { execFile } from 'node:child_process'
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DatabaseLog } from './problem.ts'
import { DatabaseProblem } from './problem.ts'

/**
 * Stops what a killed predecessor left running in the cluster: an orphaned postmaster, which is asked for a clean (fast)
 * shutdown, or backends that outlived a killed postmaster. Only called by the holder of the folder's lock.
 */
export async function stopLeftovers(cluster: string, log: DatabaseLog): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ]
  for (const [signal, patience] of steps) {
    let left = await processesIn(cluster)
    if (left.length === 0) {
      // nobody works in the cluster, so a file that names a pid names a dead process or a stranger with the same pid
      await rm(pidFile, { force: true })
      return
    }
    log.warn({ cluster, pids: left, signal }, 'stopping a PostgreSQL that a killed process left running')
    const postmaster = await postmasterPid(cluster)
    const first = postmaster !== undefined && left.includes(postmaster) ? [postmaster] : left
    for (const pid of first) signalQuietly(pid, signal)
    for (let waited = 0; waited < patience && left.length > 0; waited += 20) {
      await sleep(20)
      left = await processesIn(cluster)
    }
    if (left.length === 0) continue
  }
  const left = await processesIn(cluster)
  if (left.length === 0) return rm(pidFile, { force: true })
  throw new DatabaseProblem(
    'database.in-use',
    `PostgreSQL processes (${left.join(', ')}) still work in ${cluster} and do not stop. End them, then start again.`,
    { cluster, pids: left },
  )
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
