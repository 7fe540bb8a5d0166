import { DatabaseProblem } from '../../kernel/database/index.ts'
import { Problem } from '../../kernel/problems/problem.ts'
import { ConfigProblem } from '../config.ts'
import { UsageProblem } from './usage.ts'

/** One command of the line: its help and what runs it. Loaded only when asked for, so that each starts quickly. */
interface Command {
  readonly about: string
  readonly load: () => Promise<{ help: string; run: (args: string[]) => Promise<number> }>
}

const commands: Readonly<Record<string, Command>> = {
  serve: { about: 'serves the workspace and the API', load: () => import('./serve.ts') },
  demo: { about: 'fills a believable situation with people', load: () => import('./demo.ts') },
  import: { about: 'checks a file of people and takes it in', load: () => import('./import.ts') },
  export: { about: 'writes people or figures to a file', load: () => import('./export.ts') },
  verify: { about: 'checks that no journal entry was changed or removed', load: () => import('./verify.ts') },
  bench: { about: 'measures; see docs/performance.md', load: () => import('./bench.ts') },
  user: { about: 'makes accounts, grants and access tokens', load: () => import('./user.ts') },
  backup: { about: 'writes everything to one file', load: () => import('./backup.ts') },
  restore: { about: 'fills an empty database from a backup', load: () => import('./restore.ts') },
}

const [name, ...args] = process.argv.slice(2)
process.exitCode = await main(name, args)

async function main(given: string | undefined, rest: string[]): Promise<number> {
  if (given === undefined || given === '--help' || given === 'help') {
    process.stdout.write(
      `nansen <command> --help\n\n${Object.entries(commands)
        .map(([command, { about }]) => `  ${command.padEnd(9)}${about}`)
        .join('\n')}\n`,
    )
    return given === undefined ? 2 : 0
  }
  const command = commands[given]
  if (!command) {
    process.stderr.write(`There is no command "${given}". Commands: ${Object.keys(commands).join(', ')}.\n`)
    return 2
  }
  const loaded = await command.load()
  if (rest.includes('--help')) {
    process.stdout.write(`${loaded.help}\n`)
    return 0
  }
  try {
    return await loaded.run(rest)
  } catch (failure) {
    return explain(failure, given)
  }
}

/** What a person can act on is said in words; a fault of the program is shown whole, for who mends it. */
function explain(failure: unknown, command: string): number {
  if (failure instanceof UsageProblem || isParseFailure(failure)) {
    process.stderr.write(`${(failure as Error).message}\nSee: nansen ${command} --help\n`)
    return 2
  }
  if (failure instanceof ConfigProblem || failure instanceof DatabaseProblem) {
    process.stderr.write(`${failure.message}\n`)
    return 1
  }
  if (failure instanceof Problem) {
    process.stderr.write(`${JSON.stringify(failure.toJSON(), null, 2)}\n`)
    return 1
  }
  process.stderr.write(`${failure instanceof Error ? failure.stack : String(failure)}\n`)
  return 1
}

function isParseFailure(failure: unknown): boolean {
  return failure instanceof TypeError && 'code' in failure && String(failure.code).startsWith('ERR_PARSE_ARGS')
}
