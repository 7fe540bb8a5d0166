import type { z } from 'zod'
import type { identityActs, identityQueries } from '../../kernel/identity/index.ts'
import type { journalActs } from '../../kernel/journal/acts.ts'
import type { journalQueries } from '../../kernel/journal/queries.ts'
import type { exchangeActs, exchangeQueries } from '../../modules/exchange/index.ts'
import type { registrationActs, registrationQueries } from '../../modules/registration/index.ts'
import type { situationActs, situationQueries } from '../../modules/situation/index.ts'
import type { statisticsQueries } from '../../modules/statistics/index.ts'

// Types only: nothing of the definitions comes into a program that uses the client.

type ActDefinitions =
  | ReturnType<typeof identityActs>[number]
  | (typeof journalActs)[number]
  | (typeof situationActs)[number]
  | (typeof registrationActs)[number]
  | (typeof exchangeActs)[number]

type QueryDefinitions =
  | (typeof identityQueries)[number]
  | (typeof journalQueries)[number]
  | (typeof situationQueries)[number]
  | (typeof registrationQueries)[number]
  | (typeof statisticsQueries)[number]
  | (typeof exchangeQueries)[number]

/** Every act: what is sent, and what is answered once it is accepted. */
export type Acts = {
  [One in ActDefinitions as One['name']]: { input: z.input<One['input']>; result: z.output<One['result']> }
}

/** Every query: what is asked, and what is answered. */
export type Queries = {
  [One in QueryDefinitions as One['name']]: { input: z.input<One['input']>; output: z.output<One['output']> }
}
