import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Moment, Note, Section, useApi, useWords } from '../../../modules/workspace/screens/index.ts'
import { canUsePasskeys, makePasskey } from '../passkeys.ts'
import { ME } from '../shell/me.ts'
import { useStep } from '../sign-in/entering.ts'
import styles from './account.module.css'

interface Passkey {
  readonly id: string
  readonly name?: string | null
  readonly createdAt: string
}

/** Keys on one's devices that sign in without a password. */
export function Passkeys() {
  const { t } = useWords()
  const api = useApi()
  const client = useQueryClient()
  const { busy, problem, run } = useStep()
  const keys = useQuery({
    queryKey: ['passkeys'],
    queryFn: () => api.call<Passkey[]>('GET', 'auth/passkey/list-user-passkeys'),
  })
  const renew = async () => {
    await client.invalidateQueries({ queryKey: ['passkeys'] })
    await client.invalidateQueries({ queryKey: ME })
  }
  const add = () =>
    run(async () => {
      const options = await api.call<Record<string, unknown>>('GET', 'auth/passkey/generate-register-options')
      const response = await makePasskey(options)
      await api.call('POST', 'auth/passkey/verify-registration', { response, name: deviceName() })
      await renew()
    })
  const remove = (id: string) =>
    run(async () => {
      await api.call('POST', 'auth/passkey/delete-passkey', { id })
      await renew()
    })
  return (
    <Section title={t('web.account.passkeys')} hint={t('web.account.passkeys-hint')}>
      {problem ? <Note kind="refused" title={problem} urgent /> : null}
      <ul className={styles.items}>
        {keys.data?.map(key => (
          <li key={key.id} className={styles.item}>
            <span className={styles.words}>
              <bdi>{key.name || t('web.account.passkey')}</bdi>
              <span className={styles.quiet}>
                <Moment at={key.createdAt} />
              </span>
            </span>
            <Button variant="default" size="xs" disabled={busy} onClick={() => void remove(key.id)}>
              {t('web.action.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {canUsePasskeys() ? (
        <Button variant="default" loading={busy} onClick={() => void add()}>
          {t('web.account.passkey-add')}
        </Button>
      ) : (
        <p className={styles.quiet}>{t('web.account.passkey-impossible')}</p>
      )}
    </Section>
  )
}

/** Enough to tell one's devices apart: «Firefox, Windows». */
function deviceName(): string {
  const agent = navigator.userAgent
  const browser =
    /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(agent)?.[1]?.replace('Edg', 'Edge').replace('OPR', 'Opera') ?? 'Browser'
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux)/.exec(agent)?.[1] ?? ''
  return [browser, system].filter(Boolean).join(', ')
}
