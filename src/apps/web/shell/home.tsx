import { Navigate } from '@tanstack/react-router'
import { isGranted } from '../../../modules/workspace/screens/data/session.tsx'
import { ProblemNote } from '../../../modules/workspace/screens/parts/notes.tsx'
import { useMe, usualSituation } from './me.ts'
import { Waiting } from './missing.tsx'
import { firstPageOf } from './navigation.ts'

/** The bare address: goes to where this person works. */
export function Home() {
  const me = useMe()
  if (me.error && me.error.problem?.status === 401) return <Navigate to="/sign-in" replace />
  if (me.error) return <ProblemNote problem={me.error} onRetry={() => void me.refetch()} />
  if (!me.data) return <Waiting />
  const situation = usualSituation(me.data)
  if (situation)
    return (
      <Navigate
        to={firstPageOf(permission => isGranted(me.data, situation.number, permission))}
        params={{ code: situation.code }}
        replace
      />
    )
  if (isGranted(me.data, 0, 'manage-situations')) return <Navigate to="/situations" replace />
  return <Navigate to="/account" replace />
}
