import { createWriteStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { openHouse } from '../src/apps/house/house.ts'
import { usualSites } from '../src/engines/people/index.ts'
import { generatePopulation } from '../src/engines/people/population.ts'
import { openDatabase } from '../src/kernel/database/index.ts'
import { writeCsv } from '../src/kernel/formats/index.ts'
import { uuidv7 } from '../src/kernel/ids.ts'
import { createLog } from '../src/kernel/log/index.ts'
import { exchangeJobs } from '../src/modules/exchange/index.ts'
import { say } from './support/figures.ts'
import { buildWorld, inFolder, situation, system } from './support/world.ts'

export const about = 'imports a file of people: --people 100000, checked and taken in'
export const run = importBench

const headers =
  'Household ID,Relationship,Full name,Latin name,Sex,Date of birth,Birth estimated,Nationality,Country of origin,Arrival date,Registration date,Site,Marital status,Phone,Languages,Education,Occupation,Specific needs'.split(
    ',',
  )

function* rowsOf(people: number) {
  const sites = ['S1', 'S2', 'S3']
  for (const household of generatePopulation({ people, seed: 7, referenceDate: '2026-01-31' })) {
    for (const person of household.members) {
      yield [
        `B-${household.index}`,
        person.relationship,
        person.names.map(part => part.text).join(' '),
        person.latinName,
        person.sex,
        person.birth.date,
        person.birth.estimated ? 'yes' : 'no',
        person.nationality,
        household.origin,
        household.arrivedOn,
        household.registeredOn,
        sites[household.siteIndex],
        person.maritalStatus,
        person.phone,
        person.languages.join('; '),
        person.education,
        person.occupation,
        person.needs.join('; '),
      ]
    }
  }
}

/**
 * Checks and takes in one file of generated people, as the job queue does, on an embedded database of its own. Prints
 * seconds and rows a second of each step, the largest memory of this process, and what was taken in.
 */
export async function importBench(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { people: { type: 'string', default: '100000' } } })
  return inFolder(async data => {
    const uploads = join(data, 'uploads')
    await mkdir(uploads)
    const file = uuidv7()
    const path = join(uploads, file)
    const columns = headers.map(header => ({ header }))
    await pipeline(writeCsv(columns, rowsOf(Number(values.people))), createWriteStream(path))
    say(`a file of ${((await stat(path)).size / 2 ** 20).toFixed(1)} MB`)
    const database = await openDatabase({ folder: join(data, 'database'), pipeline: true })
    const house = await openHouse({
      database,
      log: createLog({ level: 'silent' }),
      work: false,
      handlers: ({ acts }) => exchangeJobs({ acts, uploads, principalOf: async () => system }),
    })
    const memory = { most: 0 }
    const watch = setInterval(() => {
      memory.most = Math.max(memory.most, process.memoryUsage.rss())
    }, 100)
    try {
      await buildWorld(house, Math.max(3, usualSites.length))
      const jobs = exchangeJobs({ acts: house.acts, uploads, principalOf: async () => system })
      const id = uuidv7()
      const act = async (name: string, input: unknown) => {
        const answer = await house.acts.submit({ id: uuidv7(), name, situation, input }, system)
        if (answer.answer !== 'accepted') throw new Error(`${name}: ${JSON.stringify(answer)}`)
      }
      const look = async () =>
        (await house.queries.ask('exchange.getImport', situation, { import: id }, system)) as {
          run: { status: string; rows: number; households: number; people: number; problems: number; added: number }
          problems: unknown[]
        }
      const step = async (name: 'exchange.check' | 'exchange.apply') => {
        const began = performance.now()
        await jobs[name]?.({ situation, import: id }, { id, signal: new AbortController().signal })
        const seconds = (performance.now() - began) / 1000
        const seen = await look()
        const rate = Math.round(seen.run.people / seconds)
        say(`${name.padEnd(16)} ${seconds.toFixed(1)} s, ${rate} people/s, ${seen.run.status}`)
        return { seen, seconds }
      }
      await act('exchange.startImport', { id, file, fileName: 'people.csv' })
      const checked = await step('exchange.check')
      if (checked.seen.run.problems > 0) {
        say(`${checked.seen.run.problems} problems: ${JSON.stringify(checked.seen.problems.slice(0, 5))}`)
        return 1
      }
      await act('exchange.acceptImport', { import: id })
      const taken = await step('exchange.apply')
      const { people, households, added } = taken.seen.run
      say(
        `${people} people, ${households} households, ${added} added in ${(checked.seconds + taken.seconds).toFixed(1)} s`,
      )
      say(`largest memory ${Math.round(memory.most / 2 ** 20)} MB`)
      return added === households ? 0 : 1
    } finally {
      clearInterval(watch)
      await house.close()
    }
  })
}
