import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageProblem } from './usage.ts'

export const help = `nansen bench [NAME] [options]

Measures, on databases of its own that are gone afterwards. Without a name: the list of what can be measured.
docs/performance.md has the figures that were seen, and the targets.`

/** The measurements are no part of the product: they are found in the project's folder and run in a process of their own. */
export async function run(args: string[]): Promise<number> {
  const root = process.env.NANSEN_ROOT ?? resolve(import.meta.dirname, '../../..')
  const main = join(root, 'bench/main.ts')
  if (!existsSync(main)) throw new UsageProblem(`There are no measurements in ${root}.`)
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), main, ...args], { stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 1))
  })
}
