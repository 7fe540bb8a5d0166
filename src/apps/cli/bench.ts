import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageProblem } from './usage.ts'

export const help = `nansen bench NAME [options]

Runs a measurement of bench/; without a name, lists them. Figures and hardware: docs/performance.md.`

export async function run(args: string[]): Promise<number> {
  const root = process.env.NANSEN_ROOT ?? process.cwd()
  const entry = join(root, 'bench/main.ts')
  if (!existsSync(entry)) throw new UsageProblem('The measurements are not part of this installation: take the whole repository.')
  const result = spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), entry, ...args], { cwd: root, stdio: 'inherit' })
  return result.status ?? 1
}
