import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type RequestFailed, useApi } from '../../../modules/workspace/screens/data/api.tsx'
import { Note } from '../../../modules/workspace/screens/parts/notes.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import { Waiting } from '../shell/missing.tsx'
import styles from './doorway.module.css'
import { Doorway } from './doorway.tsx'
import { useSignInProblem, useStep } from './entering.ts'
import { NewPasswordFields, passwordProblem } from './new-password.tsx'

/** The one-time link of a colleague's new account, or of a forgotten password: chooses the password. */
export function Invitation() {
  const { t } = useWords()
  const { token = '' } = useParams({ strict: false })
  const api = useApi()
  const say = useSignInProblem()
  const look = useQuery<{ name: string; email: string }, RequestFailed>({
    queryKey: ['link', token],
    queryFn: () => api.call('POST', 'invitation/look', { token }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const { busy, problem, run } = useStep()
  const [password, setPassword] = useState({ first: '', second: '' })
  const [checked, setChecked] = useState(false)
  const [done, setDone] = useState<string>()
  const submit = () => {
    setChecked(true)
    if (passwordProblem(password)) return
    void run(async () => {
      const answer = await api.call<{ email: string }>('POST', 'invitation', { token, password: password.first })
      setDone(answer.email)
    })
  }
  if (done !== undefined) {
    return (
      <Doorway title={t('web.invitation.done')} lead={t('web.invitation.done-lead', { email: done })}>
        <Link to="/sign-in">{t('web.sign-in.action')}</Link>
      </Doorway>
    )
  }
  if (look.error) {
    return (
      <Doorway title={t('web.invitation.title')}>
        <Note kind="refused" title={say(look.error)} urgent />
        <Link to="/sign-in">{t('web.sign-in.action')}</Link>
      </Doorway>
    )
  }
  if (!look.data) return <Waiting />
  return (
    <Doorway title={t('web.invitation.title')} lead={t('web.invitation.lead', look.data)}>
      {problem ? <Note kind="refused" title={problem} urgent /> : null}
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <NewPasswordFields value={password} onChange={setPassword} checked={checked} />
        <Button type="submit" loading={busy} fullWidth>
          {t('web.invitation.action')}
        </Button>
      </form>
    </Doorway>
  )
}
