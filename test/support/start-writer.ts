import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const project = fileURLToPath(new URL('../../', import.meta.url))

export type WriterOptions = { uid?: number; gid?: number; mode?: 'once' }

export type Writer = {
  child: ChildProcess
  /** When it is gone, however it went. */
  ended: Promise<unknown>
  lines: string[]
  /** The words of the first line that fits, once there is one. */
  until(pattern: RegExp): Promise<string[]>
  /** The last row whose commit the writer was told of. */
  acknowledged(): number
}

/** Bundles `database-writer.ts`, so that any user can run it on any Node; returns what starts it, and what removes it. */
export async function prepareWriter(): Promise<{
  start(folder: string, options?: WriterOptions): Writer
  killAll(): void
  remove(): Promise<void>
}> {
  // inside node_modules, so that the bundle finds its packages from there
  const program = join(project, 'node_modules', '.cache', `nansen-writer-${process.pid}.mjs`)
  await build({
    entryPoints: [join(project, 'test/support/database-writer.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
  const children: ChildProcess[] = []
  return {
    start(folder, { mode, ...user } = {}) {
      const child = spawn(process.execPath, [program, folder, ...(mode ? [mode] : [])], {
        ...user,
        cwd: '/',
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      children.push(child)
      const lines: string[] = []
      createInterface({ input: child.stdout }).on('line', line => lines.push(line))
      return {
        child,
        lines,
        ended: once(child, 'close'),
        async until(pattern) {
          for (;;) {
            const line = lines.find(one => pattern.test(one))
            if (line) return line.split(' ')
            if (child.exitCode !== null) throw new Error(`The writer ended: ${lines.slice(-3).join('; ')}`)
            await sleep(10)
          }
        },
        acknowledged: () => Number(lines.findLast(line => line.startsWith('row '))?.split(' ')[1] ?? 0),
      }
    },
    killAll() {
      for (const child of children.splice(0)) child.kill('SIGKILL')
    },
    remove: () => rm(program, { force: true }),
  }
}

/** The pid of the postmaster that works in an embedded database's folder. */
export async function postmasterIn(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
}
