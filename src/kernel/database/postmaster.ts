import { type ChildProcess, spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, runAs } from './account.ts'
import type { Engine } from './engine.ts'
import { endings, stopLeftovers } from './leftovers.ts'
import { type DatabaseLog, DatabaseProblem } from './problem.ts'
import { asArguments, type Settings } from './settings.ts'

export type PostmasterOptions = {
  folder: string
  cluster: string
  engine: Engine
  account: Account | undefined
  settings: Settings
  /** Remove the whole folder when this process dies without stopping: for tests. */
  ephemeral: boolean
  log: DatabaseLog
}

export type Postmaster = { pid(): number | undefined; stop(): Promise<void> }

const maxLogBytes = 10 << 20
const longestPauseMs = 10_000

/**
 * Runs the postmaster until `stop()`, and starts it again whenever it dies.
 * Should this very process be killed, a small watchdog shuts the postmaster down cleanly.
 */
export async function runPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const { log, cluster } = options
  let stopping = false
  let current: Running | undefined
  // known from its first moment, so that a stop reaches one that is still recovering
  const start = () =>
    startOnce(options, running => {
      current = running
    })
  let running = await start()

  const startAgain = async (): Promise<Running | undefined> => {
    for (let pauseMs = 100; !stopping; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      try {
        await stopLeftovers(cluster, log)
        if (!stopping) return await start()
      } catch (error) {
        if (stopping) return undefined
        log.error({ cluster, err: error }, 'PostgreSQL could not be started again; trying once more')
        await sleep(pauseMs, undefined, { ref: false })
      }
    }
    return undefined
  }
  const keepAlive = async () => {
    for (;;) {
      await running.ended
      running.dismissWatchdog()
      if (stopping) return
      log.error({ cluster }, 'PostgreSQL stopped unexpectedly; starting it again')
      const began = Date.now()
      const next = await startAgain()
      if (!next) return
      running = next
      log.info({ cluster, ms: Date.now() - began }, 'PostgreSQL runs again')
    }
  }
  const kept = keepAlive()

  return {
    pid: () => (current && current.child.exitCode === null ? current.child.pid : undefined),
    async stop() {
      stopping = true
      await current?.stop()
      await kept
      await stopLeftovers(cluster, log)
    },
  }
}

type Running = { child: ChildProcess; ended: Promise<void>; stop(): Promise<void>; dismissWatchdog(): void }

async function startOnce(options: PostmasterOptions, spawned: (running: Running) => void): Promise<Running> {
  const { folder, cluster, engine, account, settings } = options
  const logPath = join(folder, 'postgres.log')
  const size = await stat(logPath).then(
    found => found.size,
    () => 0,
  )
  if (size > maxLogBytes) await rename(logPath, `${logPath}.1`)
  const logFile = await open(logPath, 'a', 0o600)
  const from = (await logFile.stat()).size
  const child = spawn(join(engine.bin, 'postgres'), ['-D', cluster, ...asArguments(settings)], {
    ...runAs(account),
    stdio: ['ignore', logFile.fd, logFile.fd],
    // in a group of its own, so that Ctrl+C in a terminal does not reach it before the application has closed
    detached: true,
  })
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  await logFile.close()
  const watchdog = child.pid === undefined ? undefined : watch(child.pid, options)
  child.unref()

  const stop = async () => {
    child.ref()
    for (const [signal, patience] of endings) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) break
      child.kill(signal)
      const timer = new AbortController()
      const late = sleep(patience, undefined, { signal: timer.signal }).catch(() => undefined)
      await Promise.race([ended, late])
      timer.abort()
    }
    watchdog?.kill('SIGKILL')
  }

  const running = { child, ended, stop, dismissWatchdog: () => void watchdog?.kill('SIGKILL') }
  spawned(running)
  if (!(await ready(cluster, child, options.log))) {
    running.dismissWatchdog()
    throw await startFailed(cluster, logPath, from)
  }
  return running
}

/** Waits, without limit while the process lives: recovery after a crash takes as long as it takes. */
async function ready(cluster: string, child: ChildProcess, log: DatabaseLog): Promise<boolean> {
  let failed = false
  child.once('error', () => {
    failed = true
  })
  const began = Date.now()
  let told = began
  while (!failed && child.exitCode === null && child.signalCode === null) {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true
    if (Date.now() - told > 10_000) {
      told = Date.now()
      log.info({ cluster, seconds: Math.round((told - began) / 1000) }, 'waiting for PostgreSQL to recover')
    }
    await sleep(15)
  }
  return false
}

async function startFailed(cluster: string, logPath: string, from: number): Promise<DatabaseProblem> {
  const whole = await readFile(logPath).catch(() => Buffer.alloc(0))
  const output = whole.subarray(whole.length >= from ? from : 0).toString('utf8')
  const tail = output.trim().split('\n').slice(-10).join('\n')
  return new DatabaseProblem(
    'database.start-failed',
    `PostgreSQL did not start in ${cluster}. It said:\n${tail || 'nothing'}`,
    { cluster, output: tail },
  )
}

/**
 * A shell that waits for the end of its input, which comes when this process is gone, however it went; it then asks the
 * postmaster for a fast shutdown. It checks the pid file first, so a reused pid is not hit.
 */
function watch(pid: number, options: PostmasterOptions): ChildProcess {
  const script = `
    read -r line
    if [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ]; then kill -INT "$2" 2>/dev/null; fi
    if [ -n "$3" ]; then
      while kill -0 "$2" 2>/dev/null; do sleep 0.1; done
      rm -rf -- "$3"
    fi`
  const args = ['-c', script, 'nansen-watchdog', options.cluster, String(pid), options.ephemeral ? options.folder : '']
  const child = spawn('/bin/sh', args, {
    ...runAs(options.account),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  child.on('error', () => undefined)
  child.stdin?.on('error', () => undefined)
  child.unref()
  if (child.stdin && 'unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  return child
}
