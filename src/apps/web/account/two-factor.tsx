import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { encode } from 'uqr'
import {
  Note,
  Section,
  StateBadge,
  saveFile,
  useApi,
  useToast,
  useWords,
} from '../../../modules/workspace/screens/index.ts'
import { ME } from '../shell/me.ts'
import { useStep } from '../sign-in/entering.ts'
import styles from './account.module.css'

interface Enrolment {
  readonly totpURI: string
  readonly backupCodes: readonly string[]
}

/** A code from one's phone beside the password. */
export function TwoFactor({ enabled }: { enabled: boolean }) {
  const { t } = useWords()
  const api = useApi()
  const toast = useToast()
  const client = useQueryClient()
  const { busy, problem, run } = useStep()
  const [password, setPassword] = useState('')
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [code, setCode] = useState('')
  const begin = () =>
    run(async () => {
      setEnrolment(await api.call<Enrolment>('POST', 'auth/two-factor/enable', { password }))
      setPassword('')
    })
  const finish = () =>
    run(async () => {
      await api.call('POST', 'auth/two-factor/verify-totp', { code: code.replace(/\s/g, '') })
      setEnrolment(undefined)
      setCode('')
      await client.invalidateQueries({ queryKey: ME })
      toast({ kind: 'accepted', text: t('web.account.two-factor-on') })
    })
  const end = () =>
    run(async () => {
      await api.call('POST', 'auth/two-factor/disable', { password })
      setPassword('')
      await client.invalidateQueries({ queryKey: ME })
      toast({ kind: 'accepted', text: t('web.account.two-factor-off') })
    })
  return (
    <Section
      title={t('web.account.two-factor')}
      hint={t('web.account.two-factor-hint')}
      actions={
        <StateBadge state={enabled ? 'accepted' : 'quiet'}>
          {enabled ? t('web.account.on') : t('web.account.off')}
        </StateBadge>
      }
    >
      {problem ? <Note kind="refused" title={problem} urgent /> : null}
      {enrolment ? (
        <Enrol enrolment={enrolment} code={code} onCode={setCode} busy={busy} onFinish={() => void finish()} />
      ) : (
        <form
          className={styles.form}
          onSubmit={event => {
            event.preventDefault()
            void (enabled ? end() : begin())
          }}
        >
          <PasswordInput
            label={t('web.account.confirm-password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            visibilityToggleButtonProps={{ 'aria-label': t('web.sign-in.show-password') }}
            onChange={event => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={busy}>
            {enabled ? t('web.account.turn-off') : t('web.account.turn-on')}
          </Button>
        </form>
      )}
    </Section>
  )
}

interface EnrolProps {
  readonly enrolment: Enrolment
  readonly code: string
  readonly onCode: (code: string) => void
  readonly busy: boolean
  readonly onFinish: () => void
}

function Enrol({ enrolment, code, onCode, busy, onFinish }: EnrolProps) {
  const { t } = useWords()
  const secret = new URL(enrolment.totpURI).searchParams.get('secret') ?? ''
  const codes = enrolment.backupCodes.join('\n')
  return (
    <form
      className={styles.steps}
      onSubmit={event => {
        event.preventDefault()
        onFinish()
      }}
    >
      <p>{t('web.account.two-factor-scan')}</p>
      <QrCode text={enrolment.totpURI} />
      <p>
        {t('web.account.two-factor-type')} <bdi className={styles.secret}>{secret.replace(/(.{4})/g, '$1 ')}</bdi>
      </p>
      <div>
        <p>{t('web.account.two-factor-codes')}</p>
        <ul className={styles.codes}>
          {enrolment.backupCodes.map(backup => (
            <li key={backup}>{backup}</li>
          ))}
        </ul>
        <Button
          variant="subtle"
          size="xs"
          onClick={() => saveFile(new Blob([`${codes}\n`], { type: 'text/plain' }), 'nansen-codes.txt')}
        >
          {t('web.account.two-factor-save')}
        </Button>
      </div>
      <div className={styles.row}>
        <TextInput
          label={t('web.sign-in.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          dir="ltr"
          required
          withAsterisk={false}
          value={code}
          onChange={event => onCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {t('web.account.two-factor-finish')}
        </Button>
      </div>
    </form>
  )
}

/** Drawn as shapes of our own: no picture is fetched, and the text leaves the page to nobody. */
function QrCode({ text }: { text: string }) {
  const { t } = useWords()
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('web.account.two-factor-qr')}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}
