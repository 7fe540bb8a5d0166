import { readTable } from '../../kernel/formats/index.ts'
import { createLog } from '../../kernel/log/index.ts'
import { loadWords } from '../../kernel/words/catalogs.ts'
import { readAreas } from '../../modules/exchange/index.ts'
import { readConfig } from '../config.ts'
import { openConfiguredHouse } from '../house/open.ts'
import { actAsSystem, situationNumber } from './accounts.ts'
import { UsageProblem } from './usage.ts'

/** What one act takes. */
const atOnce = 5000

/** `nansen import areas FILE`: administrative areas, all of the file or, after any fault, nothing of it. */
export async function importAreas(file: string, code: string, sheet: string | undefined): Promise<number> {
  const house = await openConfiguredHouse(readConfig(process.env), createLog({ level: 'silent' }), { beside: true })
  try {
    const situation = await situationNumber(house, code)
    if (situation === undefined) throw new UsageProblem(`There is no situation "${code}".`)
    const { areas, problems } = await readAreas(await readTable(file, sheet ? { sheet } : {}), situation)
    if (problems.length > 0) {
      const words = loadWords(process.env.NANSEN_ROOT ?? process.cwd()).in('en')
      for (const { line, column, code: fault, details = {} } of problems.slice(0, 20))
        process.stdout.write(
          `  line ${line}, ${column}: ${words.t(`problem.${fault}`, details as Record<string, string>)}\n`,
        )
      process.stderr.write(`${problems.length} faults; nothing was taken in.\n`)
      return 1
    }
    // Parents come first, so a later act finds them.
    for (let from = 0; from < areas.length; from += atOnce)
      await actAsSystem(house, situation, 'situation.importAreas', { areas: areas.slice(from, from + atOnce) })
    process.stdout.write(`${areas.length} areas taken in\n`)
    return 0
  } finally {
    await house.close()
  }
}
