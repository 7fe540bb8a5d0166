import { Button, Checkbox, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  Choice,
  ConfirmDialog,
  Day,
  Moment,
  Note,
  ProblemNote,
  Section,
  useApi,
  useSession,
  useToast,
  useWords,
} from '../../../modules/workspace/screens/index.ts'
import { situationsOf } from '../shell/me.ts'
import styles from './account.module.css'

interface TokenLine {
  readonly id: string
  readonly name: string
  readonly readOnly: boolean
  readonly situations: readonly number[]
  readonly madeAt: string
  readonly expiresAt: string
  readonly lastUsedOn: string | null
}

/** Rights that no token may carry: they are used by a person at a screen. */
const neverByToken = new Set(['manage-accounts', 'manage-staff', 'manage-situations'])
const lifetimes = [30, 90, 365] as const

/** Secrets for programs that act with one's own rights. */
export function Tokens() {
  const { t } = useWords()
  const api = useApi()
  const client = useQueryClient()
  const toast = useToast()
  const [making, setMaking] = useState(false)
  const [secret, setSecret] = useState<string>()
  const [problem, setProblem] = useState<Error>()
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.call<{ tokens: TokenLine[] }>('GET', 'tokens') })
  const renew = () => client.invalidateQueries({ queryKey: ['tokens'] })
  const revoke = async (id: string) => {
    setProblem(undefined)
    try {
      await api.call('DELETE', `tokens/${id}`)
      await renew()
    } catch (failure) {
      setProblem(failure as Error)
    }
  }
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    toast({ kind: 'accepted', text: t('web.action.copied') })
  }
  return (
    <Section
      title={t('web.account.tokens')}
      hint={t('web.account.tokens-hint')}
      actions={
        <Button variant="default" size="xs" onClick={() => setMaking(true)}>
          {t('web.account.token-make')}
        </Button>
      }
    >
      <ProblemNote problem={problem ?? tokens.error} />
      {secret ? (
        <Note kind="accepted" title={t('web.account.token-made')}>
          <p className={styles.secret}>{secret}</p>
          <div className={styles.actions}>
            <Button variant="default" size="xs" onClick={() => void copy(secret)}>
              {t('web.action.copy')}
            </Button>
            <Button variant="subtle" size="xs" onClick={() => setSecret(undefined)}>
              {t('web.action.close')}
            </Button>
          </div>
        </Note>
      ) : null}
      <ul className={styles.items}>
        {tokens.data?.tokens.map(token => (
          <li key={token.id} className={styles.item}>
            <span className={styles.words}>
              <bdi>{token.name}</bdi>
              <span className={styles.quiet}>
                {token.readOnly ? `${t('web.account.token-read-only')} · ` : ''}
                {t('web.account.token-until')} <Moment at={token.expiresAt} /> ·{' '}
                {token.lastUsedOn ? (
                  <>
                    {t('web.account.token-used')} <Day day={token.lastUsedOn} />
                  </>
                ) : (
                  t('web.account.token-unused')
                )}
              </span>
            </span>
            <Button variant="default" size="xs" onClick={() => void revoke(token.id)}>
              {t('web.account.token-revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {making ? (
        <MakeDialog
          onClose={() => setMaking(false)}
          onMade={made => {
            setSecret(made)
            void renew()
          }}
        />
      ) : null}
    </Section>
  )
}

function MakeDialog({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const { t } = useWords()
  const api = useApi()
  const { me } = useSession()
  const situations = situationsOf(me)
  const [name, setName] = useState('')
  const [readOnly, setReadOnly] = useState(true)
  const [situation, setSituation] = useState(String(situations[0]?.number ?? ''))
  const [days, setDays] = useState<string>('90')
  const confirm = async () => {
    const number = Number(situation)
    const permissions = new Set(
      me.grants.filter(grant => grant.situation === number).flatMap(grant => grant.permissions),
    )
    const made = await api.call<{ secret: string }>('POST', 'tokens', {
      name: name.trim(),
      readOnly,
      situations: [number],
      permissions: [...permissions].filter(permission => !neverByToken.has(permission)),
      expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString(),
    })
    onMade(made.secret)
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.account.token-make')}
      action={t('web.account.token-make')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={name.trim() === '' || situation === ''}
    >
      <TextInput
        label={t('web.account.token-name')}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <Choice
        label={t('web.nav.situation')}
        options={situations.map(one => ({ value: String(one.number), label: one.name }))}
        value={situation}
        onChange={setSituation}
      />
      <Choice
        label={t('web.account.token-lifetime')}
        options={lifetimes.map(count => ({ value: String(count), label: t('web.account.days', { count }) }))}
        value={days}
        onChange={setDays}
      />
      <Checkbox
        label={t('web.account.token-read-only')}
        checked={readOnly}
        onChange={event => setReadOnly(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  )
}
