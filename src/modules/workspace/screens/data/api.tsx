import { createContext, type ReactNode, useContext } from 'react'
import type { ActEnvelope } from '../../../../kernel/acts/define.ts'

/** One wrong field, in the user's language, as the server says it or as the same rule says it on the screen. */
export interface ShownField {
  readonly path: string
  readonly code: string
  readonly message: string
  /** What and whose the field is, in words, where the screen can say it. */
  readonly where?: string
}

/** A problem in words (RFC 9457). */
export interface ShownProblem {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail?: string | undefined
  readonly fields: readonly ShownField[]
}

/** What a screen hears of an act. `already-accepted` is as good as `accepted`. */
export type ActReply<Result> =
  | { readonly answer: 'accepted' | 'already-accepted'; readonly id: string; readonly result: Result }
  | { readonly answer: 'needs-review' | 'refused'; readonly id: string; readonly problem: ShownProblem }

/** Thrown when there is no answer at all (`unreachable`), or when the answer is a problem. */
export class RequestFailed extends Error {
  readonly problem: ShownProblem | undefined
  /** The server was not reached, or could not answer now: the same request may succeed later. */
  readonly passing: boolean

  constructor(problem: ShownProblem | undefined, passing: boolean, cause?: unknown) {
    super(problem?.code ?? 'unreachable', { cause })
    this.name = 'RequestFailed'
    this.problem = problem
    this.passing = passing
  }
}

/** The way to the server. The application gives it; a screen knows no address. */
export interface Api {
  send<Result>(envelope: ActEnvelope, signal?: AbortSignal): Promise<ActReply<Result>>
  ask<Output>(name: string, situation: number, input: object, signal?: AbortSignal): Promise<Output>
  /** Everything else under `/api`: JSON in, JSON out. */
  call<Output>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Output>
  /** The bytes of one file as they are; its type says what it is. */
  upload<Output>(path: string, file: Blob, signal?: AbortSignal): Promise<Output>
}

const Context = createContext<Api | undefined>(undefined)

export function ApiProvider({ api, children }: { api: Api; children: ReactNode }) {
  return <Context value={api}>{children}</Context>
}

export function useApi(): Api {
  const api = useContext(Context)
  if (!api) throw new Error('useApi outside of ApiProvider')
  return api
}
