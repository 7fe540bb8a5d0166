import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { uuidv7 } from '../../../kernel/ids.ts'
import type { listSituations } from '../../../modules/situation/queries.ts'
import { useSites } from '../../../modules/situation/screens/index.ts'
import { Choice, ConfirmDialog, useAct, useAsk, useToast, useWords } from '../../../modules/workspace/screens/index.ts'
import { roles } from '../../house/roles.ts'
import styles from './administration.module.css'

interface GrantDialogProps {
  readonly account: { readonly id: string; readonly name: string }
  /** Given by an administrator, in the house or any situation; else in the situation that is shown. */
  readonly house?: boolean
  readonly onClose: () => void
}

/** Gives a role: in the house, in a whole situation, or at some of its sites. */
export function GrantDialog({ account, house = false, onClose }: GrantDialogProps) {
  const { t } = useWords()
  const toast = useToast()
  const situations =
    useAsk<typeof listSituations>('situation.listSituations', {}, { situation: 0, enabled: house }).data?.situations ??
    []
  const { send } = useAct<object>(
    house ? 'access.grantRole' : 'access.grantSituationRole',
    house ? { situation: 0 } : {},
  )
  const [grant] = useState(() => uuidv7())
  const [where, setWhere] = useState(house ? '' : 'here')
  const [role, setRole] = useState('')
  const [places, setPlaces] = useState<readonly string[]>([])
  const scope = where === '0' ? 'house' : 'situation'
  const offered = Object.entries(roles).filter(([, facts]) => facts.scope === scope)
  const confirm = async () => {
    const reply = await send({
      grant,
      account: account.id,
      role,
      ...(house ? { situation: Number(where) } : {}),
      placeKind: places.length > 0 ? 'site' : 'situation',
      places: [...places],
    })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.staff.granted', { name: account.name }) })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.staff.grant-to', { name: account.name })}
      action={t('web.staff.grant')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={role === '' || where === ''}
    >
      {house ? (
        <Choice
          label={t('web.staff.where')}
          options={[
            { value: '0', label: t('web.nav.house') },
            ...situations.map(situation => ({ value: String(situation.number), label: situation.name })),
          ]}
          value={where}
          onChange={next => {
            setWhere(next)
            setRole('')
          }}
        />
      ) : null}
      <Choice
        label={t('web.staff.role')}
        options={offered.map(([name]) => ({ value: name, label: t(`web.role.${name}`) }))}
        value={role}
        onChange={setRole}
      />
      {role === '' ? null : <p className={styles.quiet}>{t(`web.role.${role}.what`)}</p>}
      {house ? null : <PlacesField places={places} onChange={setPlaces} />}
    </ConfirmDialog>
  )
}

function PlacesField({
  places,
  onChange,
}: {
  places: readonly string[]
  onChange: (places: readonly string[]) => void
}) {
  const { t } = useWords()
  const { sites } = useSites()
  return (
    <Checkbox.Group
      label={t('web.staff.places')}
      description={t('web.staff.places-hint')}
      value={[...places]}
      onChange={onChange}
    >
      <div className={styles.grants}>
        {sites.map(site => (
          <Checkbox key={site.id} value={site.id} label={site.name} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
