import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { journalSigner, journalVerifiers } from '../../kernel/journal/keys.ts'
import { journalled } from '../../kernel/journal/leaves.ts'
import { sealAll } from '../../kernel/journal/seal.ts'
import { verifyJournal } from '../../kernel/journal/verify.ts'
import { createLog } from '../../kernel/log/index.ts'
import { readConfig } from '../config.ts'
import { openConfiguredHouse } from '../house/open.ts'
import { progressLine, UsageProblem, wholeNumber } from './usage.ts'

export const help = `nansen verify [--situation N] [--checkpoint FILE]

Reads every journal from its first entry and checks that each entry follows from what was recorded, that each
signed checkpoint follows from the entries before it, and that none is missing.

  --situation N       only this one
  --checkpoint FILE   a checkpoint that was kept elsewhere: the journal must still begin with what it signs
                      (needs --situation)

Ends with 0 when all is in order, 1 when something was changed or removed.`

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { situation: { type: 'string' }, checkpoint: { type: 'string' } } })
  const only = wholeNumber(values.situation, 'situation', 0, 2_000_000_000)
  if (values.checkpoint && only === undefined) throw new UsageProblem('--checkpoint needs --situation.')
  const witness = values.checkpoint ? await readFile(values.checkpoint, 'utf8') : undefined
  const config = readConfig(process.env)
  const house = await openConfiguredHouse(config, createLog({ level: 'silent' }), { beside: true })
  const line = progressLine()
  try {
    const { owner } = house.database
    await sealAll(owner, await journalSigner(owner, config.secret))
    const verifiers = await journalVerifiers(owner)
    const situations = only === undefined ? await journalled(owner) : [only]
    let faults = 0
    for (const situation of situations) {
      const options = {
        onProgress: (entries: number) => line.show(`situation ${situation}: ${entries} entries`),
        ...(witness === undefined ? {} : { witness }),
      }
      const found = await verifyJournal(owner, situation, verifiers, options)
      line.end()
      faults += found.faults.length
      process.stdout.write(
        `situation ${situation}: ${found.entries} entries, ${found.checkpoints} checkpoints, ${found.waiting} not yet sealed: ${found.faults.length === 0 ? 'in order' : 'NOT in order'}\n`,
      )
      for (const fault of found.faults) {
        process.stdout.write(
          `  ${fault.kind}${fault.leaf === undefined ? '' : ` at entry ${fault.leaf}`}${fault.act ? ` (act ${fault.act})` : ''}\n`,
        )
      }
    }
    return faults === 0 ? 0 : 1
  } finally {
    await house.close()
  }
}
