import { type State, StateBadge, useWords } from '../../workspace/screens/index.ts'

const states: Readonly<Record<string, State>> = {
  active: 'accepted',
  hold: 'review',
  inactive: 'quiet',
  closed: 'quiet',
}

/** Where a record stands, with why where there is a reason. */
export function StatusBadge({ status, reason }: { status: string; reason?: string | null }) {
  const { t, has } = useWords()
  const word = `vocabulary.process-status.${status}`
  const why = reason ? [`vocabulary.closure-reason.${reason}`, `web.reason.${reason}`].find(key => has(key)) : undefined
  const text = has(word) ? t(word) : status
  return <StateBadge state={states[status] ?? 'quiet'}>{why ? `${text}: ${t(why)}` : text}</StateBadge>
}

const needStates: Readonly<Record<string, State>> = {
  proposed: 'pending',
  'pending-review': 'review',
  confirmed: 'accepted',
  rejected: 'quiet',
  resolved: 'quiet',
}

/** Where a specific need stands. */
export function NeedBadge({ status }: { status: string }) {
  const { t } = useWords()
  return <StateBadge state={needStates[status] ?? 'quiet'}>{t(`web.need.status.${status}`)}</StateBadge>
}
