import { type DestinationStream, type Logger, pino } from 'pino'
import { describeFailure } from './failure.ts'
import { type Code, isCode, keepFields, type LogFields } from './fields.ts'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Writes lines of JSON. An event is a code, what is told of it are ids, counts, durations and codes: never words. */
export interface Log {
  debug: (event: Code, fields?: LogFields) => void
  info: (event: Code, fields?: LogFields) => void
  warn: (event: Code, fields?: LogFields, thrown?: unknown) => void
  error: (event: Code, fields?: LogFields, thrown?: unknown) => void
  /** A log whose every line has these fields, such as the id of a request. */
  with: (fields: LogFields) => Log
}

interface Options {
  level: LogLevel
  /** Standard output by default. */
  destination?: DestinationStream
  /** Whether a code is one that the program has declared; others are dropped. By default its form is enough. */
  knows?: (code: Code) => boolean
}

/**
 * Makes the program's log. Whatever is not an allowed field of the right form is left out of the line and counted in
 * `dropped`; of what was thrown, the class, code and place are written, never the message.
 */
export function createLog({ level, destination, knows = () => true }: Options): Log {
  const settings = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return wrap(destination === undefined ? pino(settings) : pino(settings, destination), {}, knows)
}

function wrap(logger: Logger, common: LogFields, knows: (code: Code) => boolean): Log {
  const write = (level: 'debug' | 'info' | 'warn' | 'error', event: Code, fields: LogFields, thrown?: unknown) => {
    if (!logger.isLevelEnabled(level)) return
    const { kept, dropped } = keepFields({ ...common, ...fields }, knows)
    logger[level]({
      event: isCode(event) ? event : 'log.unfit-event',
      ...kept,
      ...(dropped > 0 && { dropped }),
      ...(thrown !== undefined && { failure: describeFailure(thrown) }),
    })
  }
  return {
    debug: (event, fields = {}) => write('debug', event, fields),
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}, thrown) => write('warn', event, fields, thrown),
    error: (event, fields = {}, thrown) => write('error', event, fields, thrown),
    with: fields => wrap(logger, { ...common, ...fields }, knows),
  }
}
