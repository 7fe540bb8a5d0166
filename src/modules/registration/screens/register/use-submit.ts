import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  askKey,
  envelopeOf,
  RequestFailed,
  type ShownField,
  type ShownProblem,
  todayHere,
  useOutbox,
  useSession,
  useToast,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { Registered } from '../../acts/register-household.ts'
import { checkDraft, inWords } from './check.ts'
import type { Outcome } from './done.tsx'
import { type HouseholdDraft, nameOf } from './draft.ts'
import { focusMember } from './focus.ts'
import { useWhere } from './where.ts'

const none: readonly ShownField[] = []

/** Checks, keeps and sends a household. What is refused stays in the form, with the words beside its fields. */
export function useSubmit(draft: HouseholdDraft, onSent: (outcome: Outcome) => void) {
  const words = useWords()
  const { t } = words
  const client = useQueryClient()
  const toast = useToast()
  const { situation } = useSession()
  const { outbox } = useOutbox()
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | Error>()

  const where = useWhere()
  const show = (found: ShownProblem) => {
    const shown = { ...found, fields: found.fields.map(field => ({ ...field, ...where(draft, field.path) })) }
    setProblem(shown)
    const [first] = shown.fields
    if (first) requestAnimationFrame(() => focusMember(undefined, first.path))
  }

  const submit = async () => {
    if (sending) return
    const checked = checkDraft(draft, todayHere())
    if (!checked.ok) {
      show({
        code: 'input.invalid',
        status: 422,
        title: t('web.register.mend', { count: checked.fields.length }),
        fields: inWords(words, checked.fields),
      })
      return
    }
    setSending(true)
    setProblem(undefined)
    try {
      const representative = draft.members.find(member => member.relationship === 'PA') ?? draft.members[0]
      const label = representative ? nameOf(representative) : ''
      const envelope = envelopeOf('registration.registerHousehold', situation, checked.input)
      const delivery = await outbox.deliver<Registered>(envelope, label)
      if ('problem' in delivery) return show(delivery.problem)
      if (draft.mends !== '') await outbox.forget(draft.mends)
      if (delivery.answer === 'waiting') {
        toast({ kind: 'pending', text: t('web.register.kept', { label }) })
        onSent({ draft })
        return
      }
      void client.invalidateQueries({ queryKey: askKey(situation) })
      onSent({ draft, result: delivery.result })
    } catch (failure) {
      setProblem(failure as Error)
      // An ended session shows the door; the draft waits behind it.
      if (failure instanceof RequestFailed && failure.problem?.status === 401)
        void client.invalidateQueries({ queryKey: ['me'] })
    } finally {
      setSending(false)
    }
  }

  const errors = problem && !(problem instanceof Error) ? problem.fields : none
  return { submit, sending, problem, errors, forget: () => setProblem(undefined) }
}
