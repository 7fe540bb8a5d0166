import { say } from './support/figures.ts'

interface Benchmark {
  readonly about: string
  readonly run: (args: string[]) => Promise<number>
}

const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  register: () => import('./register.ts'),
  scale: () => import('./scale.ts'),
  import: () => import('./import.ts'),
}

const [name, ...args] = process.argv.slice(2)
const load = name === undefined ? undefined : benchmarks[name]
if (load) {
  process.exitCode = await (await load()).run(args)
} else {
  for (const [known, one] of Object.entries(benchmarks)) say(`  ${known.padEnd(10)}${(await one()).about}`)
  process.exitCode = name === undefined ? 0 : 2
}
