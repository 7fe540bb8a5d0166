// Installs packages when they are missing or the lock file changed since. `npm install` and not `npm ci`: the lock leaves
// out optional packages of other platforms that a registry lacks, and `npm ci` takes that for an error.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`Nansen needs Node 20.19 or newer; this is ${process.versions.node}.\n`)
    process.exit(1)
  }
  const installed = join(root, 'node_modules/.package-lock.json')
  const lock = join(root, 'package-lock.json')
  if (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(lock).mtimeMs - 1000 &&
    existsSync(join(root, 'node_modules/fastify'))
  )
    return
  process.stderr.write('Installing packages …\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (result.status !== 0) {
    process.stderr.write('The packages could not be installed; see the lines above.\n')
    process.exit(result.status ?? 1)
  }
}
