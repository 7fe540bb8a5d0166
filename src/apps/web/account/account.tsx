import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  Page,
  ProblemNote,
  Section,
  useApi,
  useSession,
  useToast,
  useWords,
} from '../../../modules/workspace/screens/index.ts'
import { ME } from '../shell/me.ts'
import styles from './account.module.css'
import { Passkeys } from './passkeys.tsx'
import { PasswordForm } from './password-form.tsx'
import { Sessions } from './sessions.tsx'
import { Tokens } from './tokens.tsx'
import { TwoFactor } from './two-factor.tsx'

/** One's own account: name, password, second factor, passkeys, sessions, tokens. */
export function AccountPage() {
  const { t } = useWords()
  const { me } = useSession()
  return (
    <Page title={t('web.shell.account')} lead={<bdi dir="ltr">{me.email}</bdi>} narrow>
      <NameForm />
      <PasswordForm />
      <TwoFactor enabled={me.twoFactor} />
      <Passkeys />
      <Sessions />
      <Tokens />
    </Page>
  )
}

function NameForm() {
  const { t, locale } = useWords()
  const { me } = useSession()
  const api = useApi()
  const toast = useToast()
  const client = useQueryClient()
  const [name, setName] = useState(me.name)
  const [problem, setProblem] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      await api.call('PUT', 'me', { name: name.trim(), locale })
      await client.invalidateQueries({ queryKey: ME })
      toast({ kind: 'accepted', text: t('web.account.saved') })
    } catch (failure) {
      setProblem(failure as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={t('web.account.you')} hint={t('web.account.you-hint')}>
      <form
        className={styles.row}
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <TextInput
          label={t('web.first.name')}
          value={name}
          required
          withAsterisk={false}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy}>
          {t('web.action.save')}
        </Button>
      </form>
      <ProblemNote problem={problem} />
    </Section>
  )
}
