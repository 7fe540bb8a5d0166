import { createWriteStream } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { systemPrincipal } from '../../kernel/access/principal.ts'
import { writeCsv } from '../../kernel/formats/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { createLog } from '../../kernel/log/index.ts'
import { loadWords } from '../../kernel/words/catalogs.ts'
import { exchangeJobs } from '../../modules/exchange/index.ts'
import { readConfig } from '../config.ts'
import type { House } from '../house/house.ts'
import { openConfiguredHouse } from '../house/open.ts'
import { roles } from '../house/roles.ts'
import { handlersOf, uploadsFolder } from '../house/work.ts'
import { actAsSystem, situationNumber } from './accounts.ts'
import { importAreas } from './import-areas.ts'
import { progressLine, UsageProblem } from './usage.ts'

export const help = `nansen import FILE --situation CODE [--accept] [--site CODE] [--origin ISO3] [--arrived DAY] [--calendar NAME]
              [--day-order dmy|mdy] [--encoding NAME] [--sheet NAME] [--problems FILE]
nansen import areas FILE --situation CODE [--sheet NAME]

Checks a file of people (CSV, XLSX, with headers or HXL tags; or a resettlement referral XML) and says what is wrong.
With --accept a file without faults is taken in: all of it or, after any error, nothing. Importing it again changes nothing.

'areas' takes in administrative areas: P-codes and names by level (ADM1_PCODE, ADM1_EN or HXL tags), or with a parent's code.

  --site, --origin, --arrived   taken where the file says nothing
  --problems FILE               writes every fault to a CSV file
  --calendar                    gregory, islamic-umalqura, persian or ethiopic`

interface Seen {
  run: {
    status: string
    problems: number
    people: number
    households: number
    rows: number
    done: number
    added: number
    known: number
    failure: { code: string; details: Record<string, never> } | null
  }
  problems: { line: number; column: string; code: string; details: Record<string, never> }[]
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      situation: { type: 'string' },
      accept: { type: 'boolean' },
      site: { type: 'string' },
      origin: { type: 'string' },
      arrived: { type: 'string' },
      calendar: { type: 'string' },
      'day-order': { type: 'string' },
      encoding: { type: 'string' },
      sheet: { type: 'string' },
      problems: { type: 'string' },
    },
  })
  if (positionals[0] === 'areas' && positionals[1] !== undefined && positionals.length === 2 && values.situation)
    return importAreas(positionals[1], values.situation, values.sheet)
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new UsageProblem('Name one file to read.')
  if (!values.situation) throw new UsageProblem('--situation is needed.')
  const config = readConfig(process.env)
  const uploads = uploadsFolder(config)
  const permissions = new Set<string>(Object.values(roles).flatMap(role => [...role.permissions]))
  const house = await openConfiguredHouse(config, createLog({ level: 'silent' }), {
    beside: true,
    // The queues must be there, even where no server ever ran.
    handlers: handlersOf(config),
  })
  try {
    const situation = await situationNumber(house, values.situation)
    if (situation === undefined) throw new UsageProblem(`There is no situation "${values.situation}".`)
    const principal = systemPrincipal(situation, permissions)
    const jobs = exchangeJobs({ acts: house.acts, uploads, principalOf: async () => principal })
    const words = loadWords(process.env.NANSEN_ROOT ?? process.cwd()).in('en')
    const say = (code: string, details: Record<string, never>) => words.t(`problem.${code}`, details)
    const spooled = uuidv7()
    await mkdir(uploads, { recursive: true, mode: 0o700 })
    await copyFile(file, join(uploads, spooled))
    const id = uuidv7()
    const site = values.site === undefined ? undefined : await siteId(house, situation, values.site)
    const settings = Object.fromEntries(
      Object.entries({
        site,
        origin: values.origin,
        arrivedOn: values.arrived,
        calendar: values.calendar,
        dayOrder: values['day-order'],
        encoding: values.encoding,
        sheet: values.sheet,
      }).filter(([, value]) => value !== undefined),
    )
    await actAsSystem(house, situation, 'exchange.startImport', {
      id,
      file: spooled,
      fileName: basename(file),
      settings,
    })
    const look = async () =>
      (await house.queries.ask('exchange.getImport', situation, { import: id }, principal)) as Seen
    const step = async (name: 'exchange.check' | 'exchange.apply') => {
      const line = progressLine()
      const timer = setInterval(() => {
        look().then(
          seen => line.show(`${name === 'exchange.check' ? 'checking' : 'taking in'}: ${seen.run.done} rows`),
          () => {},
        )
      }, 1000)
      try {
        // Done here, at once; a server beside us finds the step done when it comes to it.
        await jobs[name]?.({ situation, import: id }, { id, signal: new AbortController().signal })
      } finally {
        clearInterval(timer)
        line.end()
      }
      return look()
    }
    const checked = await step('exchange.check')
    if (checked.run.failure) {
      process.stderr.write(`${say(checked.run.failure.code, checked.run.failure.details)}\n`)
      return 1
    }
    process.stdout.write(
      `${checked.run.people} people in ${checked.run.households} households; ${checked.run.problems} faults\n`,
    )
    for (const fault of checked.problems.slice(0, 20))
      process.stdout.write(`  line ${fault.line}, ${fault.column}: ${say(fault.code, fault.details)}\n`)
    if (values.problems) await writeProblems(house, situation, id, values.problems, principal, say)
    if (checked.run.problems > 0) {
      await actAsSystem(house, situation, 'exchange.refuseImport', { import: id })
      await jobs['exchange.clear']?.({ situation, import: id }, { id, signal: new AbortController().signal })
      return 1
    }
    if (!values.accept) {
      process.stdout.write('Nothing was taken in; add --accept to do so.\n')
      await actAsSystem(house, situation, 'exchange.refuseImport', { import: id })
      await jobs['exchange.clear']?.({ situation, import: id }, { id, signal: new AbortController().signal })
      return 0
    }
    await actAsSystem(house, situation, 'exchange.acceptImport', { import: id })
    const done = await step('exchange.apply')
    if (done.run.status !== 'accepted') {
      process.stderr.write(
        `${done.run.failure ? say(done.run.failure.code, done.run.failure.details) : done.run.status}\nNothing was taken in.\n`,
      )
      return 1
    }
    process.stdout.write(`${done.run.added} households taken in, ${done.run.known} were there already\n`)
    return 0
  } finally {
    await house.close()
  }
}

async function siteId(house: House, situation: number, code: string): Promise<string> {
  const { rows } = await house.database.owner.query<{ id: string }>(
    'SELECT id FROM site WHERE situation_id = $1 AND code = $2',
    [situation, code],
  )
  const id = rows[0]?.id
  if (!id) throw new UsageProblem(`There is no site "${code}".`)
  return id
}

async function writeProblems(
  house: House,
  situation: number,
  id: string,
  file: string,
  principal: ReturnType<typeof systemPrincipal>,
  say: (code: string, details: Record<string, never>) => string,
): Promise<void> {
  async function* rows() {
    for (let after: number | null = 0; after !== null; ) {
      const page = (await house.queries.ask(
        'exchange.importProblems',
        situation,
        { import: id, after },
        principal,
      )) as {
        problems: { line: number; column: string; code: string; details: Record<string, never> }[]
        next: number | null
      }
      for (const fault of page.problems) yield [fault.line, fault.column, fault.code, say(fault.code, fault.details)]
      after = page.next
    }
  }
  const columns = ['line', 'column', 'code', 'problem'].map(name => ({ name, header: name }))
  await pipeline(writeCsv(columns as never, rows()), createWriteStream(file, { mode: 0o600 }))
}
