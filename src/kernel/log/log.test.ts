import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuidv7 } from '../ids.ts'
import { createLog, describeFailure, type Log } from './index.ts'

function capture(options: Partial<Parameters<typeof createLog>[0]> = {}) {
  const lines: string[] = []
  const log = createLog({ level: 'debug', destination: { write: line => void lines.push(line) }, ...options })
  const last = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}')
  return { log, lines, last }
}

// What a careless caller may do in JavaScript, past the types.
type Careless = (event: string, fields?: unknown, thrown?: unknown) => void
const careless = (log: Log, level: 'info' | 'error') => log[level] as unknown as Careless

const FIRST = ['Amal', 'amal', 'María José', 'Nguyễn', 'أمل', '李娜', 'Фатима', "N'Dri", 'አበበ', 'jean-paul', 'O’Neill']
const LAST = ['Al-Hassan', 'García', 'الحسن', '王', 'Иванова', 'Nkurunziza', 'ተሰማ', 'de la Cruz']
const name = fc.tuple(fc.constantFrom(...FIRST), fc.constantFrom(...LAST)).map(parts => parts.join(' '))
const digits = (from: number, to: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: from, maxLength: to })
const phone = fc.oneof(
  digits(9, 12).map(number => `+${number}`),
  digits(9, 12),
  digits(9, 9).map(number => `0${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`),
)
const query = fc.tuple(name, phone).map(([who, number]) => `/people?name=${encodeURIComponent(who)}&phone=${number}`)
const email = fc.constantFrom(...FIRST).map(who => `${who}@example.org`)
const secret = fc.oneof(name, fc.constantFrom(...FIRST), fc.constantFrom(...LAST), phone, query, email)

const ALL_FIELDS = [
  'requestId',
  'actId',
  'actor',
  'device',
  'jobId',
  'import',
  'situation',
  'act',
  'query',
  'job',
  'problem',
  'outcome',
  'method',
  'route',
  'status',
  'duration',
  'count',
  'bytes',
  'version',
  'migration',

  'signal',
  'ready',
  'name',
  'familyName',
  'message',
  'msg',
  'err',
  'error',
  'event',
  'level',
  'time',
  'dropped',
  'failure',
  '__proto__',
]

describe('the log', () => {
  it('writes an event with its fields, as JSON, with the time', () => {
    const { log, last } = capture()
    const requestId = uuidv7()
    log
      .with({ requestId })
      .info('http.answered', { method: 'POST', route: '/api/situations/:situation/acts', status: 200, duration: 12.5 })
    expect(last()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      event: 'http.answered',
      requestId,
      method: 'POST',
      route: '/api/situations/:situation/acts',
      status: 200,
      duration: 12.5,
    })
  })

  it('keeps acts, migrations, versions and codes', () => {
    const { log, last } = capture()
    const fields = {
      act: 'registration.registerHousehold',
      problem: 'problem.registration.birth-in-future',
      migration: '0001_acts',
      version: '18.4-beta.17',
      outcome: 'needs-review',
      ready: false,
    } as const
    log.warn('acts.refused', fields)
    expect(last()).toMatchObject(fields)
    expect(last()).not.toHaveProperty('dropped')
  })

  it('is silent below its level', () => {
    const { log, lines } = capture({ level: 'warn' })
    log.info('a.b')
    log.debug('a.b')
    log.warn('a.b')
    expect(lines).toHaveLength(1)
  })

  it('refuses by type what is not a declared field or is free text', () => {
    const { log, last } = capture()
    // @ts-expect-error no such field
    log.info('a.b', { name: 'Amal' })
    // @ts-expect-error an event is a code
    log.info('Amal came')
    // @ts-expect-error a problem is a code
    log.info('a.b', { problem: 'Amal is registered already' })
    expect(last()).toEqual({ level: 'info', time: expect.any(String), event: 'a.b', dropped: 1 })
  })

  it('writes only the codes that are known, where it is told which', () => {
    const { log, last } = capture({ knows: code => code === 'registration.registerHousehold' })
    log.info('acts.done', { act: 'registration.registerHousehold' })
    expect(last()).toMatchObject({ act: 'registration.registerHousehold' })
    log.info('acts.done', { act: 'amal.hassan' })
    expect(last()).toMatchObject({ dropped: 1 })
  })

  it('never holds a name, a phone, an address or a query string, wherever they are put', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...ALL_FIELDS), (text, field) => {
        const { log, lines } = capture()
        const fields = Object.defineProperty({}, field, { value: text, enumerable: true })
        careless(log, 'info')('a.b', fields)
        careless(log, 'info')('a.b', { [text]: text, extra: { deep: text }, list: [text], count: text })
        careless(log, 'info')(text, { situation: 1 })
        log.with(fields).info('a.b')
        careless(log, 'error')('a.b', {}, text)
        careless(log, 'error')('a.b', {}, { message: text })
        expect(lines).toHaveLength(6)
        for (const line of lines) for (const part of partsOf(text)) expect(line).not.toContain(part)
      }),
      { numRuns: 1500 },
    )
  })

  it('never holds what an error says, whatever its form', () => {
    fc.assert(
      fc.property(secret, text => {
        const { log, lines } = capture()
        for (const error of errorsAbout(text)) log.error('a.b', {}, error)
        expect(lines).toHaveLength(errorsAbout(text).length)
        for (const line of lines) for (const part of partsOf(text)) expect(line).not.toContain(part)
      }),
      { numRuns: 500 },
    )
  })
})

// A secret is leaked also in part: each word of it long enough not to be there by chance.
function partsOf(text: string): string[] {
  const parts = text
    .split(/[\s?=&@/]+/)
    .filter(part => [...part].length >= (/^\d+$/.test(part) ? 6 : 4) || /[^\u0020-\u007e]/.test(part))
  return [text, ...parts.filter(part => !['people', 'name', 'phone', 'example.org'].includes(part))]
}

function errorsAbout(text: string): Error[] {
  const frames = `${text}\n    at ${text} (/app/${text}.ts:1:1)\n    at Amal (/app/amal.ts:1:1)\n    at /app/x.ts?name=${text}:1:1`
  const renamed = Object.assign(new Error(text), { name: text })
  const changed = new Error(`short`)
  changed.message = frames
  const late = new Error(frames)
  late.message = 'another message'
  const database = Object.assign(new Error(`Key (family_name)=(${text}) exists`), {
    code: text,
    detail: text,
    table: text,
    constraint: text,
    where: text,
  })
  const Named = { [text]: class extends Error {} }[text] ?? Error
  return [
    new Error(text),
    new TypeError(frames),
    renamed,
    changed,
    late,
    database,
    new Named(text),
    new Error('outer', { cause: new Error(text, { cause: text }) }),
    new AggregateError([new Error(frames)], text),
    new Error(text, { cause: { message: text } }),
  ]
}

describe('describeFailure', () => {
  it('keeps the class, code, names of the schema, place and cause', () => {
    class StoreError extends Error {}
    const database = Object.assign(new Error('duplicate key'), {
      code: '23505',
      table: 'household',
      constraint: 'household_number_key',
    })
    const failure = describeFailure(new StoreError('multi\nline', { cause: database }))
    expect(failure).toMatchObject({
      class: 'StoreError',
      cause: { class: 'Error', code: '23505', table: 'household', constraint: 'household_number_key' },
    })
    expect(failure.stack?.[0]).toMatch(/^at .*log\.test\.ts:\d+:\d+\)?$/)
    expect(failure.cause?.stack?.length).toBeGreaterThan(0)
  })

  it('keeps the place of an error without message', () => {
    expect(describeFailure(new RangeError()).stack?.[0]).toContain('log.test.ts')
  })

  it('keeps the place and code of the errors of Node', async () => {
    const { readFile } = await import('node:fs/promises')
    const failure = describeFailure(await readFile('/no/such/file').catch(error => error))
    expect(failure).toMatchObject({ class: 'Error', code: 'ENOENT' })
    const assertion = describeFailure(
      await import('node:assert').then(({ AssertionError }) => new AssertionError({ message: 'x' })),
    )
    expect(assertion.stack?.[1]).toContain('log.test.ts')
  })

  it('ends on causes in a circle and survives hostile getters', () => {
    const circular = new Error('a')
    circular.cause = circular
    expect(describeFailure(circular).cause?.cause?.cause?.cause).toBeUndefined()
    const hostile = new Error('a')
    for (const key of ['stack', 'code', 'cause', 'constructor']) {
      Object.defineProperty(hostile, key, {
        get: () => {
          throw new Error('no')
        },
      })
    }
    expect(describeFailure(hostile)).toEqual({ class: 'Error' })
    expect(describeFailure('text')).toEqual({ class: 'NotAnError' })
  })
})
