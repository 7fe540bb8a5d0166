import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { Note, Section, useApi, useToast, useWords } from '../../../modules/workspace/screens/index.ts'
import { useStep } from '../sign-in/entering.ts'
import { NewPasswordFields, passwordProblem } from '../sign-in/new-password.tsx'
import styles from './account.module.css'

/** Changes the password and ends every other session: whoever else knew the old one is out. */
export function PasswordForm() {
  const { t } = useWords()
  const api = useApi()
  const toast = useToast()
  const { busy, problem, run } = useStep()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState({ first: '', second: '' })
  const [checked, setChecked] = useState(false)
  const submit = () => {
    setChecked(true)
    if (passwordProblem(next)) return
    void run(async () => {
      await api.call('POST', 'auth/change-password', {
        currentPassword: current,
        newPassword: next.first,
        revokeOtherSessions: true,
      })
      setCurrent('')
      setNext({ first: '', second: '' })
      setChecked(false)
      toast({ kind: 'accepted', text: t('web.account.password-changed') })
    })
  }
  return (
    <Section title={t('web.account.password')} hint={t('web.account.password-hint')}>
      {problem ? <Note kind="refused" title={problem} urgent /> : null}
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <PasswordInput
          label={t('web.account.current-password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={current}
          visibilityToggleButtonProps={{ 'aria-label': t('web.sign-in.show-password') }}
          onChange={event => setCurrent(event.currentTarget.value)}
        />
        <NewPasswordFields value={next} onChange={setNext} checked={checked} />
        <Button type="submit" variant="default" loading={busy}>
          {t('web.account.change-password')}
        </Button>
      </form>
    </Section>
  )
}
