export { describeFailure, type Failure } from './failure.ts'
export type { Code, LogFields } from './fields.ts'
export { createLog, LOG_LEVELS, type Log, type LogLevel } from './log.ts'
