import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { findAccount, listStaff } from '../../../kernel/identity/queries.ts'
import {
  type Column,
  ConfirmDialog,
  DataList,
  EmptyState,
  type OutputOf,
  Page,
  useApi,
  useAsk,
  useSession,
  useWords,
} from '../../../modules/workspace/screens/index.ts'
import { GrantDialog } from './grant-dialog.tsx'
import { GrantList } from './grant-list.tsx'

type Staff = OutputOf<typeof listStaff>['accounts'][number]

/** Who works in this situation, as what and where. */
export function StaffPage() {
  const { t } = useWords()
  const answer = useAsk<typeof listStaff>('access.listStaff', {})
  const [finding, setFinding] = useState(false)
  const [granting, setGranting] = useState<{ id: string; name: string }>()
  const columns: readonly Column<Staff>[] = [
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
      cell: account => <GrantList grants={account.grants} />,
    },
    {
      id: 'actions',
      header: t('web.household.actions'),
      always: true,
      text: () => '',
      cell: account => (
        <Button size="xs" variant="default" onClick={() => setGranting(account)}>
          {t('web.staff.grant')}
        </Button>
      ),
    },
  ]
  return (
    <Page title={t('web.nav.staff')} actions={<Button onClick={() => setFinding(true)}>{t('web.staff.add')}</Button>}>
      <DataList
        name="staff"
        caption={t('web.nav.staff')}
        columns={columns}
        rows={answer.data?.accounts}
        keyOf={account => account.id}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        empty={<EmptyState title={t('web.staff.none')}>{t('web.staff.none-hint')}</EmptyState>}
      />
      {finding ? <FindDialog onClose={() => setFinding(false)} onFound={setGranting} /> : null}
      {granting ? <GrantDialog account={granting} onClose={() => setGranting(undefined)} /> : null}
    </Page>
  )
}

/** A colleague is found by the whole address: a manager of staff cannot leaf through everybody's accounts. */
function FindDialog({
  onClose,
  onFound,
}: {
  onClose: () => void
  onFound: (account: { id: string; name: string }) => void
}) {
  const { t } = useWords()
  const api = useApi()
  const { situation } = useSession()
  const [email, setEmail] = useState('')
  const [missing, setMissing] = useState(false)
  const confirm = async () => {
    setMissing(false)
    const { account } = await api.ask<OutputOf<typeof findAccount>>('access.findAccount', situation, {
      email: email.trim(),
    })
    if (account) onFound(account)
    else setMissing(true)
    return account
      ? undefined
      : {
          code: 'access.account-unknown',
          status: 404,
          title: t('web.staff.unknown'),
          detail: t('web.staff.unknown-hint'),
          fields: [],
        }
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.staff.add')}
      action={t('web.action.continue')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={email.trim() === ''}
    >
      <TextInput
        label={t('web.sign-in.email')}
        type="email"
        dir="ltr"
        value={email}
        error={missing}
        onChange={event => setEmail(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
