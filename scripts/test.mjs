#!/usr/bin/env node
// npm test: every check and every suite, with its own set-up. Ends with one line: N passed, N failed.
// Arguments after -- go to Vitest. NANSEN_LONG=1 runs the long forms of simulations and fuzzing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, root } from './install.mjs'

ensureInstalled()
const only = process.argv.slice(2)
let passed = 0
let failed = 0

function run(name, command, args) {
  process.stdout.write(`\n── ${name}\n`)
  const started = Date.now()
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const good = result.status === 0
  process.stdout.write(`── ${name}: ${good ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`)
  return good
}

const bin = name => join(root, 'node_modules/.bin', name)
const node = process.execPath
if (only.length === 0) {
  const checks = [
    ['format and lint', bin('biome'), ['ci', '--error-on-warnings', '.']],
    ['types', bin('tsc'), ['-p', 'tsconfig.json']],
    ['floors', node, ['scripts/run.mjs', 'scripts/floors.ts']],
    ['unused code', bin('knip'), []],
    ['build', node, ['scripts/build.mjs']],
  ]
  for (const [name, command, args] of checks) run(name, command, args) ? passed++ : failed++
}
const folder = mkdtempSync(join(tmpdir(), 'nansen-report-'))
const report = join(folder, 'report.json')
const good = run('suites', node, [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...only,
])
try {
  const found = JSON.parse(readFileSync(report, 'utf8'))
  passed += found.numPassedTests
  failed += found.numFailedTests
  if (!good && found.numFailedTests === 0) failed += Math.max(1, found.numFailedTestSuites)
} catch {
  failed++
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
