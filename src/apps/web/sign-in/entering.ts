import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { RequestFailed } from '../../../modules/workspace/screens/data/api.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import { ME } from '../shell/me.ts'

/** A problem of signing in as a sentence. The server's own are in the reader's language. */
export function useSignInProblem(): (failure: unknown) => string {
  const { t } = useWords()
  return failure => {
    if (failure instanceof DOMException && failure.name === 'NotAllowedError') return t('web.sign-in.problem.cancelled')
    if (!(failure instanceof RequestFailed)) return t('web.problem.unknown')
    const { problem } = failure
    if (!problem) return t('web.problem.unreachable')
    return problem.fields[0]?.message ?? problem.detail ?? problem.title
  }
}

/** Runs one step of signing in: busy while it lasts, its problem in words after. */
export function useStep() {
  const say = useSignInProblem()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const run = async (step: () => Promise<void>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await step()
    } catch (failure) {
      setProblem(say(failure))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run }
}

/** Goes in, once the server has opened the session. */
export function useEnter(): (next?: string) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async (next = '/') => {
    await client.resetQueries({ queryKey: ME })
    await navigate({ href: next, replace: true })
  }
}
