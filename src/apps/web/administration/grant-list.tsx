import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { listSituations } from '../../../modules/situation/queries.ts'
import { useSites } from '../../../modules/situation/screens/index.ts'
import { ConfirmDialog, Day, useAct, useAsk, useToast, useWords } from '../../../modules/workspace/screens/index.ts'
import styles from './administration.module.css'

export interface GrantLine {
  readonly id: string
  readonly role: string
  readonly situation: number
  readonly placeKind: string
  readonly places: readonly string[]
  readonly sensitivity: string | null
  readonly endsAt: string | null
}

/** Roles that an account holds, each with a way to take it back. */
export function GrantList({ grants, house = false }: { grants: readonly GrantLine[]; house?: boolean }) {
  const { t } = useWords()
  if (grants.length === 0) return <span className={styles.quiet}>{t('web.staff.no-roles')}</span>
  return (
    <ul className={styles.grants}>
      {grants.map(grant => (
        <li key={grant.id}>
          {t(`web.role.${grant.role}`)}
          <span className={styles.quiet}>{house ? <Where grant={grant} /> : <Places grant={grant} />}</span>
          {grant.endsAt ? (
            <span className={styles.quiet}>
              {t('web.staff.until')} <Day day={grant.endsAt.slice(0, 10)} />
            </span>
          ) : null}
          <Revoke grant={grant} house={house} />
        </li>
      ))}
    </ul>
  )
}

function Where({ grant }: { grant: GrantLine }) {
  const { t } = useWords()
  const situations = useAsk<typeof listSituations>(
    'situation.listSituations',
    {},
    { situation: 0, staleTime: 300_000, enabled: grant.situation !== 0 },
  )
  if (grant.situation === 0) return t('web.nav.house')
  return situations.data?.situations.find(situation => situation.number === grant.situation)?.name ?? '…'
}

function Places({ grant }: { grant: GrantLine }) {
  const { t, list } = useWords()
  const { nameOf } = useSites()
  return grant.placeKind === 'situation' ? t('web.staff.everywhere') : list(grant.places.map(nameOf))
}

function Revoke({ grant, house }: { grant: GrantLine; house: boolean }) {
  const { t } = useWords()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const { send } = useAct<{ grant: string }>(
    house ? 'access.revokeGrant' : 'access.revokeSituationGrant',
    house ? { situation: 0 } : {},
  )
  const role = t(`web.role.${grant.role}`)
  const confirm = async () => {
    const reply = await send({ grant: grant.id })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.staff.revoked') })
    return undefined
  }
  return (
    <>
      <ActionIcon size={24} aria-label={t('web.staff.revoke', { role })} onClick={() => setAsking(true)}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
      <ConfirmDialog
        opened={asking}
        title={t('web.staff.revoke', { role })}
        action={t('web.action.remove')}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        <p>{t('web.staff.revoke-what')}</p>
      </ConfirmDialog>
    </>
  )
}
