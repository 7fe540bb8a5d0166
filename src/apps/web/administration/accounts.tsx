import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { listAccounts } from '../../../kernel/identity/queries.ts'
import {
  askKey,
  type Column,
  ConfirmDialog,
  DataList,
  EmptyState,
  Note,
  type OutputOf,
  Page,
  StateBadge,
  useAct,
  useApi,
  useAskPages,
  useToast,
  useWords,
} from '../../../modules/workspace/screens/index.ts'
import styles from './administration.module.css'
import { GrantDialog } from './grant-dialog.tsx'
import { GrantList } from './grant-list.tsx'

type Account = OutputOf<typeof listAccounts>['accounts'][number]

/** Everybody who can sign in here. */
export function AccountsPage() {
  const { t } = useWords()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const answer = useAskPages<typeof listAccounts>('access.listAccounts', {
    limit: 100,
    ...(wanted === '' ? {} : { text: wanted }),
  })
  const [making, setMaking] = useState(false)
  const [granting, setGranting] = useState<Account>()
  const [link, setLink] = useState<{ name: string; link: string }>()
  const columns: readonly Column<Account>[] = [
    {
      id: 'name',
      header: t('web.field.name'),
      always: true,
      text: account => account.name,
      cell: account => <strong>{account.name}</strong>,
    },
    {
      id: 'email',
      header: t('web.sign-in.email'),
      text: account => account.email,
      cell: account => <bdi dir="ltr">{account.email}</bdi>,
    },
    {
      id: 'grants',
      header: t('web.staff.roles'),
      text: account => account.grants.map(grant => t(`web.role.${grant.role}`)).join('; '),
      cell: account => <GrantList grants={account.grants} house />,
    },
    {
      id: 'state',
      header: t('web.field.status'),
      text: account =>
        t(
          account.disabledAt ? 'web.accounts.closed' : account.canSignIn ? 'web.accounts.open' : 'web.accounts.invited',
        ),
      cell: account =>
        account.disabledAt ? (
          <StateBadge state="quiet">{t('web.accounts.closed')}</StateBadge>
        ) : account.canSignIn ? (
          <StateBadge state="accepted">
            {account.twoFactor ? t('web.accounts.open-two') : t('web.accounts.open')}
          </StateBadge>
        ) : (
          <StateBadge state="pending">{t('web.accounts.invited')}</StateBadge>
        ),
    },
    {
      id: 'actions',
      header: t('web.household.actions'),
      always: true,
      text: () => '',
      cell: account => (
        <AccountActions
          account={account}
          onGrant={() => setGranting(account)}
          onLink={made => setLink({ name: account.name, link: made })}
        />
      ),
    },
  ]
  return (
    <Page
      title={t('web.nav.accounts')}
      actions={<Button onClick={() => setMaking(true)}>{t('web.accounts.make')}</Button>}
    >
      {link ? <LinkNote name={link.name} link={link.link} onClose={() => setLink(undefined)} /> : null}
      <DataList
        name="accounts"
        caption={t('web.nav.accounts')}
        columns={columns}
        rows={answer.data?.pages.flatMap(page => page.accounts)}
        keyOf={account => account.id}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        hasMore={answer.hasNextPage}
        onMore={() => void answer.fetchNextPage()}
        loadingMore={answer.isFetchingNextPage}
        search={
          <TextInput
            type="search"
            aria-label={t('web.accounts.find')}
            placeholder={t('web.accounts.find')}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
          />
        }
        empty={<EmptyState title={t('web.accounts.none')} />}
      />
      {making ? <MakeDialog onClose={() => setMaking(false)} onMade={setLink} /> : null}
      {granting ? <GrantDialog account={granting} house onClose={() => setGranting(undefined)} /> : null}
    </Page>
  )
}

/** The one-time link, to be given to the person by a way that nobody else reads. */
export function LinkNote({ name, link, onClose }: { name: string; link: string; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  return (
    <Note kind="accepted" title={t('web.accounts.link', { name })}>
      <p>{t('web.accounts.link-hint')}</p>
      <bdi dir="ltr" className={styles.link}>
        {link}
      </bdi>
      <div className={styles.actions}>
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            void navigator.clipboard
              .writeText(link)
              .then(() => toast({ kind: 'accepted', text: t('web.action.copied') }))
          }}
        >
          {t('web.action.copy')}
        </Button>
        <Button variant="subtle" size="xs" onClick={onClose}>
          {t('web.action.close')}
        </Button>
      </div>
    </Note>
  )
}

function AccountActions({
  account,
  onGrant,
  onLink,
}: {
  account: Account
  onGrant: () => void
  onLink: (link: string) => void
}) {
  const { t } = useWords()
  const api = useApi()
  const [asking, setAsking] = useState<'disable' | 'enable' | 'link'>()
  const { send } = useAct<{ account: string }>(asking === 'enable' ? 'access.enableAccount' : 'access.disableAccount', {
    situation: 0,
  })
  const confirm = async () => {
    if (asking === 'link') {
      const made = await api.call<{ link: string }>('POST', `accounts/${account.id}/link`, {})
      onLink(made.link)
      return undefined
    }
    const reply = await send({ account: account.id })
    return 'problem' in reply ? reply.problem : undefined
  }
  return (
    <div className={styles.actions}>
      <Button size="xs" variant="default" onClick={onGrant}>
        {t('web.staff.grant')}
      </Button>
      <Button size="xs" variant="subtle" onClick={() => setAsking('link')}>
        {t('web.accounts.new-link')}
      </Button>
      <Button size="xs" variant="subtle" onClick={() => setAsking(account.disabledAt ? 'enable' : 'disable')}>
        {account.disabledAt ? t('web.accounts.enable') : t('web.accounts.disable')}
      </Button>
      <ConfirmDialog
        opened={asking !== undefined}
        title={
          asking === 'link'
            ? t('web.accounts.new-link')
            : asking === 'enable'
              ? t('web.accounts.enable')
              : t('web.accounts.disable')
        }
        action={t('web.action.continue')}
        onConfirm={confirm}
        onClose={() => setAsking(undefined)}
      >
        <p>
          <strong>{account.name}</strong>, <bdi dir="ltr">{account.email}</bdi>
        </p>
        {asking ? <p>{t(`web.accounts.${asking}-what`)}</p> : null}
      </ConfirmDialog>
    </div>
  )
}

function MakeDialog({
  onClose,
  onMade,
}: {
  onClose: () => void
  onMade: (made: { name: string; link: string }) => void
}) {
  const { t, locale } = useWords()
  const api = useApi()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const confirm = async () => {
    const made = await api.call<{ link: string }>('POST', 'accounts', {
      name: name.trim(),
      email: email.trim(),
      locale,
    })
    onMade({ name: name.trim(), link: made.link })
    await client.invalidateQueries({ queryKey: askKey(0) })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.accounts.make')}
      action={t('web.accounts.make')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={name.trim() === '' || email.trim() === ''}
    >
      <TextInput label={t('web.field.name')} value={name} onChange={event => setName(event.currentTarget.value)} />
      <TextInput
        label={t('web.sign-in.email')}
        type="email"
        dir="ltr"
        value={email}
        onChange={event => setEmail(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
