import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi } from '../../../modules/workspace/screens/data/api.tsx'
import { Note } from '../../../modules/workspace/screens/parts/notes.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import { canUsePasskeys, signWithPasskey } from '../passkeys.ts'
import styles from './doorway.module.css'
import { Doorway } from './doorway.tsx'
import { useEnter, useStep } from './entering.ts'

/** Password first, then the code where the account asks for one; or a passkey instead of both. */
export function SignIn() {
  const { t } = useWords()
  const { next } = useSearch({ from: '/sign-in' })
  const [step, setStep] = useState<'password' | 'code'>('password')
  return (
    <Doorway
      title={step === 'password' ? t('web.sign-in.title') : t('web.sign-in.code-title')}
      lead={step === 'code' ? t('web.sign-in.code-lead') : undefined}
    >
      {step === 'password' ? (
        <Password next={next} onCode={() => setStep('code')} />
      ) : (
        <SecondStep next={next} onBack={() => setStep('password')} />
      )}
    </Doorway>
  )
}

function Password({ next, onCode }: { next: string | undefined; onCode: () => void }) {
  const { t } = useWords()
  const api = useApi()
  const enter = useEnter()
  const { busy, problem, run } = useStep()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = () =>
    run(async () => {
      const answer = await api.call<{ twoFactorRedirect?: boolean }>('POST', 'auth/sign-in/email', {
        email: email.trim(),
        password,
        rememberMe: true,
      })
      if (answer.twoFactorRedirect) onCode()
      else await enter(next)
    })
  const passkey = () =>
    run(async () => {
      const options = await api.call<Record<string, unknown>>('GET', 'auth/passkey/generate-authenticate-options')
      await api.call('POST', 'auth/passkey/verify-authentication', { response: await signWithPasskey(options) })
      await enter(next)
    })
  const ways = useQuery({
    queryKey: ['sign-in'],
    queryFn: () => api.call<{ oidc: { provider: string; name: string } | null; first: boolean }>('GET', 'sign-in'),
    staleTime: 60_000,
  }).data
  const provider = () =>
    run(async () => {
      const answer = await api.call<{ url?: string }>('POST', 'auth/sign-in/social', {
        provider: ways?.oidc?.provider,
        callbackURL: next ?? '/',
      })
      if (answer.url) window.location.assign(answer.url)
    })
  return (
    <>
      {ways?.first ? <Note kind="pending" title={t('web.sign-in.first')} /> : null}
      {problem ? <Note kind="refused" title={problem} urgent /> : null}
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextInput
          label={t('web.sign-in.email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          dir="ltr"
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('web.sign-in.password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t('web.sign-in.show-password') }}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} fullWidth>
          {t('web.sign-in.action')}
        </Button>
      </form>
      {canUsePasskeys() || ways?.oidc ? <span className={styles.or}>{t('web.sign-in.or')}</span> : null}
      {canUsePasskeys() ? (
        <Button
          variant="default"
          leftSection={<IconKey size={18} aria-hidden />}
          disabled={busy}
          onClick={() => void passkey()}
        >
          {t('web.sign-in.passkey')}
        </Button>
      ) : null}
      {ways?.oidc ? (
        <Button variant="default" disabled={busy} onClick={() => void provider()}>
          {t('web.sign-in.provider', { name: ways.oidc.name })}
        </Button>
      ) : null}
    </>
  )
}

function SecondStep({ next, onBack }: { next: string | undefined; onBack: () => void }) {
  const { t } = useWords()
  const api = useApi()
  const enter = useEnter()
  const { busy, problem, run } = useStep()
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  // Six digits come from the app; anything longer is one of the codes kept on paper.
  const submit = () =>
    run(async () => {
      const written = code.replace(/\s/g, '')
      const path = /^\d{6}$/.test(written) ? 'auth/two-factor/verify-totp' : 'auth/two-factor/verify-backup-code'
      await api.call('POST', path, { code: written, trustDevice: trust })
      await enter(next)
    })
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      {problem ? <Note kind="refused" title={problem} urgent /> : null}
      <TextInput
        className={styles.code ?? ''}
        label={t('web.sign-in.code')}
        description={t('web.sign-in.code-hint')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        autoFocus
        value={code}
        onChange={event => setCode(event.currentTarget.value)}
      />
      <Checkbox
        label={t('web.sign-in.trust')}
        checked={trust}
        onChange={event => setTrust(event.currentTarget.checked)}
      />
      <Button type="submit" loading={busy} fullWidth>
        {t('web.action.continue')}
      </Button>
      <Button variant="subtle" onClick={onBack}>
        {t('web.action.back')}
      </Button>
    </form>
  )
}
