import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { generatePopulation } from '../../engines/people/index.ts'
import type { Principal } from '../../kernel/access/principal.ts'
import { OpenTransaction } from '../../kernel/acts/transaction.ts'
import { writeCsv } from '../../kernel/formats/index.ts'
import { beginText } from '../../kernel/store/session.ts'
import type { House } from '../house/house.ts'
import { eventsOf } from './events.ts'
import { demoPersonId, registrationOf } from './people.ts'
import { demoSites } from './place.ts'

export interface FillOptions {
  readonly situation: number
  readonly people: number
  readonly seed: number
  readonly referenceDate: string
  /** Site id of each site of the generator. */
  readonly sites: readonly string[]
  readonly principal: Principal
  readonly onProgress: (people: number) => void
  /** Where the truth about duplicates goes: CSV of record and original. */
  readonly truthFile?: string | undefined
}

const householdsPerTransaction = 1000

/** Registers a generated population by the same acts as any registrar, many in one transaction. Answers how many people. */
export async function fillPopulation(
  house: House,
  options: FillOptions,
): Promise<{ households: number; people: number; duplicates: number }> {
  const { situation, seed, principal } = options
  const population = generatePopulation({
    people: options.people,
    seed,
    referenceDate: options.referenceDate,
    years: 3,
    duplicates: 0.03,
    sites: demoSites
      .filter(site => site.index !== null)
      .map(site => ({ kind: site.kind === 'camp' ? ('camp' as const) : ('city' as const), weight: site.capacity })),
  })
  const truth: [string, string][] = []
  const idOfKey = new Map<string, string>()
  let people = 0
  let households = 0
  const iterator = population[Symbol.iterator]()
  for (let ended = false; !ended; ) {
    const client = await house.database.app.connect()
    try {
      await client.query(beginText({ situation, sensitivity: 4 }, 'read write'))
      const tx = new OpenTransaction(client)
      for (let count = 0; count < householdsPerTransaction; count++) {
        const next = iterator.next()
        if (next.done) {
          ended = true
          break
        }
        const household = next.value
        for (const person of household.members) {
          const id = demoPersonId(seed, situation, household, person)
          if (options.truthFile) idOfKey.set(person.key, id)
          if (person.duplicateOf) truth.push([id, person.duplicateOf])
        }
        const registration = registrationOf(seed, situation, household, options.sites)
        const householdId = (registration.input as { id: string }).id
        for (const act of [registration, ...eventsOf(seed, situation, household, householdId)]) {
          await house.acts.applyIn(tx, await house.acts.ready(act, principal), principal)
        }
        households++
        people += household.members.length
        if (tx.waiting > 4000) await tx.flush()
      }
      await tx.finish()
    } catch (failure) {
      await client.query('ROLLBACK').catch(() => {})
      throw failure
    } finally {
      client.release()
    }
    options.onProgress(people)
  }
  if (options.truthFile) {
    await mkdir(dirname(options.truthFile), { recursive: true })
    const rows = truth.map(([record, original]) => [record, idOfKey.get(original) ?? original])
    await pipeline(
      writeCsv([{ header: 'record' }, { header: 'original' }], rows),
      createWriteStream(options.truthFile, { mode: 0o600 }),
    )
  }
  return { households, people, duplicates: truth.length }
}
