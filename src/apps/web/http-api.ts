import type { ActEnvelope } from '../../kernel/acts/define.ts'
import type { Locale } from '../../kernel/words/index.ts'
import { type ActReply, type Api, RequestFailed, type ShownProblem } from '../../modules/workspace/screens/data/api.tsx'

/** Longer than any act takes; past it the connection is dead, whatever the device says. */
const PATIENCE = 30_000

/** The API over HTTP with the session's cookie. `locale` is asked at each call: it is the language the answers are in. */
export function createHttpApi(locale: () => Locale, fetcher: typeof fetch = fetch): Api {
  const request = async (method: string, path: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> => {
    const limit = AbortSignal.timeout(PATIENCE)
    let response: Response
    try {
      response = await fetcher(`/api/${withLocale(path, locale())}`, {
        ...init,
        method,
        credentials: 'same-origin',
        headers: { accept: 'application/json', 'accept-language': locale(), ...init.headers },
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      })
    } catch (cause) {
      if (signal?.aborted) throw cause
      throw new RequestFailed(undefined, true, cause)
    }
    const body = await readBody(response)
    if (response.ok) return body
    const problem = readProblem(body, response.status)
    throw new RequestFailed(problem, response.status >= 502 || response.status === 429)
  }
  const json = (body: unknown): RequestInit =>
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }

  return {
    async send<Result>(envelope: ActEnvelope, signal?: AbortSignal) {
      try {
        return readReply<Result>(await request('POST', 'acts', json(envelope), signal), envelope.id)
      } catch (failure) {
        // A refusal may travel as an HTTP error too: to the screen it is an answer all the same.
        if (failure instanceof RequestFailed && !failure.passing && failure.problem && failure.problem.status !== 401) {
          return { answer: 'refused', id: envelope.id, problem: failure.problem }
        }
        throw failure
      }
    },
    ask: <Output>(name: string, situation: number, input: object, signal?: AbortSignal) =>
      request('GET', `queries/${name}?${queryOf(situation, input)}`, {}, signal) as Promise<Output>,
    call: <Output>(method: string, path: string, body?: unknown, signal?: AbortSignal) =>
      request(method, path, json(body), signal) as Promise<Output>,
    upload: <Output>(path: string, file: Blob, signal?: AbortSignal) =>
      request('POST', path, { body: file, headers: { 'content-type': file.type } }, signal) as Promise<Output>,
  }
}

/** The language on the screen, which may be another than the account's. The sign-in service takes no such parameter. */
function withLocale(path: string, locale: Locale): string {
  return path.startsWith('auth/') ? path : `${path}${path.includes('?') ? '&' : '?'}locale=${locale}`
}

function queryOf(situation: number, input: object): string {
  const query = new URLSearchParams({ situation: String(situation) })
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined || value === null || value === '') continue
    if (Array.isArray(value)) for (const item of value) query.append(key, String(item))
    else query.set(key, String(value))
  }
  return query.toString()
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function readProblem(body: unknown, status: number): ShownProblem | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { title, message, detail, code, fields } = body as Record<string, unknown>
  const words = typeof title === 'string' ? title : typeof message === 'string' ? message : undefined
  if (words === undefined && typeof code !== 'string') return undefined
  return {
    code: typeof code === 'string' ? code : '',
    status,
    title: words ?? '',
    detail: typeof detail === 'string' ? detail : undefined,
    fields: Array.isArray(fields) ? fields : [],
  }
}

function readReply<Result>(body: unknown, id: string): ActReply<Result> {
  const reply = body as { answer: ActReply<Result>['answer']; result: Result; problem?: unknown }
  if (reply.answer === 'accepted' || reply.answer === 'already-accepted') {
    return { answer: reply.answer, id, result: reply.result }
  }
  const problem = readProblem(reply.problem ?? body, 422) ?? { code: '', status: 422, title: '', fields: [] }
  return { answer: reply.answer, id, problem }
}
