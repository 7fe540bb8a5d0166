import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { systemPrincipal } from '../../kernel/access/principal.ts'
import { createLog } from '../../kernel/log/index.ts'
import { readConfig } from '../config.ts'
import { exportNames, openExport } from '../exports/exports.ts'
import { openConfiguredHouse } from '../house/open.ts'
import { roles } from '../house/roles.ts'
import { situationNumber } from './accounts.ts'
import { UsageProblem } from './usage.ts'

export const help = `nansen export NAME --situation CODE --out FILE [--date DAY]

Writes to a file: ${exportNames.join(', ')}.

  --date DAY   the reference date of a table of figures (today)`

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { situation: { type: 'string' }, out: { type: 'string' }, date: { type: 'string' } },
  })
  const [name] = positionals
  if (!name || !exportNames.includes(name)) throw new UsageProblem(`Say what to write: ${exportNames.join(', ')}.`)
  if (!values.situation || !values.out) throw new UsageProblem('--situation and --out are needed.')
  const house = await openConfiguredHouse(readConfig(process.env), createLog({ level: 'silent' }), { beside: true })
  try {
    const situation = await situationNumber(house, values.situation)
    if (situation === undefined) throw new UsageProblem(`There is no situation "${values.situation}".`)
    const permissions = new Set<string>(Object.values(roles).flatMap(role => [...role.permissions]))
    const made = await openExport(
      house,
      name,
      situation,
      systemPrincipal(situation, permissions),
      values.date ? { referenceDate: values.date } : {},
    )
    await pipeline(made.stream, createWriteStream(values.out, { mode: 0o600 }))
    process.stdout.write(`Written to ${values.out}\n`)
    return 0
  } finally {
    await house.close()
  }
}
