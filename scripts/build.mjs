#!/usr/bin/env node
// Builds the server and the command line into dist/server and the web workspace into dist/web, each only when a source
// is newer than what was built. `node scripts/build.mjs` builds both.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Builds what is stale; answers the address of the command line's module. */
export async function ensureBuilt({ web = true, server = true } = {}) {
  const mark = fingerprint()
  if (server && !isFresh('server', mark)) await buildServer(mark)
  if (web && !isFresh('web', mark)) buildWeb(mark)
  return pathToFileURL(join(root, 'dist/server/nansen.mjs')).href
}

async function buildServer(mark) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: { nansen: 'src/apps/cli/main.ts' },
    outdir: 'dist/server',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    define: { 'process.env.NANSEN_ROOT': JSON.stringify(root) },
    logLevel: 'warning',
  })
  writeFileSync(join(root, 'dist/server/.mark'), mark)
}

function buildWeb(mark) {
  process.stderr.write('Building the web workspace …\n')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const result = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (result.status !== 0) throw new Error('The web workspace could not be built; see the lines above.')
  writeFileSync(join(root, 'dist/web/.mark'), mark)
}

function isFresh(part, mark) {
  const file = join(root, 'dist', part, '.mark')
  return existsSync(file) && readFileSync(file, 'utf8') === mark
}

/** Names, sizes and times of all sources: cheap, and a checkout that changes anything changes it. */
function fingerprint() {
  const hash = createHash('sha256')
  const add = path => {
    const stat = statSync(path)
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name))
    } else if (!path.endsWith('.test.ts') && !path.endsWith('.md'))
      hash.update(`${path}:${stat.size}:${stat.mtimeMs}\n`)
  }
  for (const path of ['src', 'scripts', 'vite.config.ts', 'package-lock.json']) {
    if (existsSync(join(root, path))) add(join(root, path))
  }
  return hash.digest('hex')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt()
