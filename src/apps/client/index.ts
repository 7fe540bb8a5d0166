export { type Uuid, uuidv7 } from '../../kernel/ids.ts'
export {
  type ActOptions,
  type Client,
  type ClientAnswer,
  type ClientOptions,
  ClientProblem,
  createClient,
  type ProblemAnswer,
} from './client.ts'
export type { Acts, Queries } from './types.ts'
