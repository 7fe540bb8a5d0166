import { join } from 'node:path'
import { Principals } from '../../kernel/identity/index.ts'
import type { JobHandler } from '../../kernel/jobs/jobs.ts'
import { problem } from '../../kernel/problems/common.ts'
import { exchangeJobs } from '../../modules/exchange/index.ts'
import type { Config } from '../config.ts'
import { sitesBelow } from '../server/places.ts'
import type { House } from './house.ts'
import { roles } from './roles.ts'

/** Where uploaded files wait. */
export function uploadsFolder(config: Pick<Config, 'data'>): string {
  return join(config.data, 'uploads')
}

/** The long work of all modules, done with the rights of who asked for it. */
export function handlersOf(
  config: Pick<Config, 'data'>,
): (house: Omit<House, 'close'>) => Readonly<Record<string, JobHandler>> {
  return house => {
    const principals = new Principals({
      pool: house.database.app,
      roles,
      sitesBelow: sitesBelow(house.database.app),
      now: house.now,
    })
    const principalOf = async (account: string) => {
      const principal = await principals.of(account)
      if (!principal) throw problem('access.not-allowed')
      return principal
    }
    return { ...exchangeJobs({ acts: house.acts, uploads: uploadsFolder(config), principalOf }) }
  }
}
