#!/usr/bin/env node
// Runs a TypeScript file of this project on any supported Node: node scripts/run.mjs <file.ts> [arguments…]
// Node 20 cannot strip types, so the file and what it imports are bundled by esbuild into dist/.run first.
// Packages stay external and are resolved from the project's node_modules as usual.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'dist', '.run')
const HOUR = 60 * 60 * 1000

const [, , target, ...rest] = process.argv
const entry = target === undefined ? undefined : resolve(target)
if (entry === undefined || !existsSync(entry)) {
  process.stderr.write(
    entry === undefined ? 'Usage: node scripts/run.mjs <file.ts> [arguments…]\n' : `No such file: ${entry}\n`,
  )
  process.exit(2)
}

// Every bundled file keeps its own address: `new URL('./x.json', import.meta.url)` must not point into dist.
const ownAddress = {
  name: 'own-address',
  setup(bundler) {
    bundler.onLoad({ filter: /\.(ts|tsx|mts|mjs|js)$/ }, ({ path }) => {
      if (path.includes('/node_modules/')) return undefined
      const source = readFileSync(path, 'utf8')
        .replaceAll(/\bimport\.meta\.url\b/g, JSON.stringify(pathToFileURL(path).href))
        .replaceAll(/\bimport\.meta\.dirname\b/g, JSON.stringify(dirname(path)))
        .replaceAll(/\bimport\.meta\.filename\b/g, JSON.stringify(path))
      const loader = { '.tsx': 'tsx', '.mjs': 'js', '.js': 'js' }[extname(path)] ?? 'ts'
      return { contents: source, loader, resolveDir: dirname(path) }
    })
  },
}

const built = await build({
  entryPoints: [entry],
  absWorkingDir: root,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  sourcemap: 'inline',
  sourcesContent: false,
  write: false,
  outdir: folder,
  logLevel: 'silent',
  plugins: [ownAddress],
}).catch(failure => {
  for (const { text, location } of failure.errors ?? [{ text: failure.message }]) {
    process.stderr.write(`${location ? `${location.file}:${location.line}:${location.column}: ` : ''}${text}\n`)
  }
  process.exit(1)
})

const contents = built.outputFiles[0].contents
const name = basename(entry, extname(entry))
const file = join(folder, `${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 16)}.mjs`)
mkdirSync(folder, { recursive: true })
if (!existsSync(file)) {
  // Written aside and renamed, so that two runs at once never read half a file.
  const part = `${file}.${process.pid}`
  writeFileSync(part, contents)
  renameSync(part, file)
}
for (const old of readdirSync(folder)) {
  const path = join(folder, old)
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  if (path !== file && old.startsWith(`${name}-`) && age > HOUR) rmSync(path, { force: true })
}

process.setSourceMapsEnabled(true)
process.argv = [process.argv[0], entry, ...rest]
await import(pathToFileURL(file).href)
