import { Button, TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi } from '../../../modules/workspace/screens/data/api.tsx'
import { Note } from '../../../modules/workspace/screens/parts/notes.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import styles from './doorway.module.css'
import { Doorway } from './doorway.tsx'
import { useEnter, useStep } from './entering.ts'
import { NewPasswordFields, passwordProblem } from './new-password.tsx'

/** The one-time link that the server prints at its first start: makes the administrator and signs them in. */
export function First() {
  const { t } = useWords()
  const { token } = useParams({ from: '/first/$token' })
  const api = useApi()
  const enter = useEnter()
  const { busy, problem, run } = useStep()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState({ first: '', second: '' })
  const [checked, setChecked] = useState(false)
  const submit = () => {
    setChecked(true)
    if (passwordProblem(password)) return
    void run(async () => {
      await api.call('POST', 'first', { token, name: name.trim(), email: email.trim(), password: password.first })
      await api.call('POST', 'auth/sign-in/email', { email: email.trim(), password: password.first, rememberMe: true })
      await enter()
    })
  }
  return (
    <Doorway title={t('web.first.title')} lead={t('web.first.lead')}>
      {problem ? <Note kind="refused" title={problem} urgent /> : null}
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <TextInput
          label={t('web.first.name')}
          autoComplete="name"
          required
          withAsterisk={false}
          autoFocus
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('web.sign-in.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          dir="ltr"
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <NewPasswordFields value={password} onChange={setPassword} checked={checked} />
        <Button type="submit" loading={busy} fullWidth>
          {t('web.first.action')}
        </Button>
      </form>
    </Doorway>
  )
}
