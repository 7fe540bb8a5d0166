import { type Uuid, uuidv7 } from '../../kernel/ids.ts'
import type { Acts, Queries } from './types.ts'

export interface ClientOptions {
  /** `https://nansen.example.org` */
  readonly url: string
  /** A personal access token. Without one the browser’s session is used. */
  readonly token?: string
  /** Language of problems: ar, en, es, fr, ru, zh. */
  readonly locale?: string
  /** How often a request is sent at most when the connection is lost or the server is away. Default 6. */
  readonly attempts?: number
  /** Milliseconds before the first repetition; each later one may wait twice as long. Default 250. */
  readonly firstPause?: number
  readonly fetch?: typeof fetch
}

/** What the server found wrong, in words. */
export interface ProblemAnswer {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  readonly fields: ReadonlyArray<{
    path: string
    code: string
    message: string
    details: Readonly<Record<string, unknown>>
  }>
}

export type ClientAnswer<Result> =
  | {
      readonly answer: 'accepted' | 'already-accepted'
      readonly id: Uuid
      readonly recordedAt: string
      readonly result: Result
    }
  | {
      readonly answer: 'needs-review' | 'refused'
      readonly id: Uuid
      readonly kept: boolean
      readonly problem: ProblemAnswer
    }

export interface ActOptions {
  /** UUIDv7. Sending the same again with the same id is safe for ever; the client itself does so. */
  readonly id?: Uuid
  readonly occurredAt?: string
  readonly device?: string
  readonly mends?: Uuid
  readonly keep?: boolean
  readonly signal?: AbortSignal
}

/** Thrown for what is no answer to an act: not signed in, not there, unreachable after all attempts. */
export class ClientProblem extends Error {
  readonly status: number
  readonly problem: ProblemAnswer | undefined
  constructor(status: number, problem: ProblemAnswer | undefined, options?: ErrorOptions) {
    super(problem?.title ?? `The server cannot be reached (${status})`, options)
    this.name = 'ClientProblem'
    this.status = status
    this.problem = problem
  }
}

export interface Client {
  /** Submits an act. A refusal is an answer; a lost connection is bridged by sending the same act again. */
  act<Name extends keyof Acts>(
    name: Name,
    situation: number,
    input: Acts[Name]['input'],
    options?: ActOptions,
  ): Promise<ClientAnswer<Acts[Name]['result']>>
  query<Name extends keyof Queries>(
    name: Name,
    situation: number,
    input: Queries[Name]['input'],
    options?: { readonly signal?: AbortSignal },
  ): Promise<Queries[Name]['output']>
}

/** The typed client of the API, for programs (with a token) and for pages of the same server (with the session). */
export function createClient(options: ClientOptions): Client {
  const { url, token, locale, attempts = 6, firstPause = 250 } = options
  const send = options.fetch ?? fetch
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(locale === undefined ? {} : { 'accept-language': locale }),
  }

  const request = async (path: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Reply> => {
    for (let attempt = 1; ; attempt++) {
      let pause = firstPause * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)
      try {
        const reply = await read(
          await send(new URL(path, url), { ...init, signal: signal ?? null, credentials: 'same-origin' }),
        )
        if (!passing.has(reply.status) || attempt >= attempts) return reply
        pause = Math.max(pause, reply.retryAfter * 1000)
      } catch (lost) {
        if (signal?.aborted) throw lost
        if (attempt >= attempts) throw new ClientProblem(0, undefined, { cause: lost })
      }
      await sleep(pause, signal)
    }
  }

  return {
    async act(name, situation, input, { signal, id = uuidv7(), ...more } = {}) {
      const body = JSON.stringify({ id, name, situation, input, ...more })
      const init = { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } }
      const reply = await request('/api/acts', init, signal)
      return answerOf(reply)
    },
    async query(name, situation, input, { signal } = {}) {
      const reply = await request(`/api/queries/${name}?${queryOf(situation, input)}`, { headers }, signal)
      if (reply.status !== 200) throw new ClientProblem(reply.status, problemIn(reply.body))
      return reply.body as never
    },
  }
}

interface Reply {
  readonly status: number
  readonly body: unknown
  /** Seconds. */
  readonly retryAfter: number
}

/** Away for a moment: the same request may succeed later. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504])

async function read(response: Response): Promise<Reply> {
  const text = await response.text()
  const retryAfter = Number(response.headers.get('retry-after') ?? 0)
  return { status: response.status, body: parsed(text), retryAfter: Number.isFinite(retryAfter) ? retryAfter : 0 }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function answerOf<Result>({ status, body }: Reply): ClientAnswer<Result> {
  const { answer, id, kept, problem } = (body ?? {}) as Record<string, unknown>
  if (answer === 'accepted' || answer === 'already-accepted') return body as ClientAnswer<Result>
  if (answer === 'needs-review' && typeof id === 'string') {
    return { answer, id, kept: kept === true, problem: problem as ProblemAnswer }
  }
  const found = problemIn(body)
  if (answer === 'refused' && typeof id === 'string' && found)
    return { answer, id, kept: kept === true, problem: found }
  throw new ClientProblem(status, found)
}

function problemIn(body: unknown): ProblemAnswer | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { type, title, status, detail, code, details, fields } = body as ProblemAnswer
  return typeof code === 'string' ? { type, title, status, detail, code, details, fields } : undefined
}

function queryOf(situation: number, input: object): URLSearchParams {
  const query = new URLSearchParams({ situation: String(situation) })
  for (const [name, value] of Object.entries(input)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) query.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one))
    }
  }
  return query
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
