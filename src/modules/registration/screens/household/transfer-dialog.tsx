import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSites } from '../../../situation/screens/index.ts'
import {
  Choice,
  ConfirmDialog,
  DayField,
  readDay,
  todayHere,
  useAct,
  useToast,
  useWords,
  written,
} from '../../../workspace/screens/index.ts'
import type { TransferHousehold } from '../../model/restructure.ts'
import type { HouseholdAnswer } from './types.ts'

/** Moves a whole household to another site. */
export default function TransferDialog({
  household,
  onClose,
}: {
  household: HouseholdAnswer['household']
  onClose: () => void
}) {
  const { t } = useWords()
  const toast = useToast()
  const { sites, nameOf } = useSites()
  const { send } = useAct<TransferHousehold>('registration.transferHousehold')
  const [site, setSite] = useState('')
  const [on, setOn] = useState(() => written(todayHere()))
  const [shelter, setShelter] = useState('')
  const [note, setNote] = useState('')
  const day = readDay(on, todayHere())
  const confirm = async () => {
    const reply = await send({
      household: household.id,
      site,
      on: day ?? todayHere(),
      address: shelter.trim() === '' ? {} : { shelter },
      note,
    })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.household.transferred', { site: nameOf(site) }) })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.household.transfer')}
      action={t('web.household.transfer')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={site === '' || day === undefined}
    >
      <p>{t('web.household.transfer-what', { count: household.size, site: nameOf(household.site) })}</p>
      <Choice
        label={t('web.household.to-site')}
        options={sites
          .filter(({ id, closedOn }) => id !== household.site && closedOn === null)
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={site}
        onChange={setSite}
      />
      <DayField label={t('web.household.since')} text={on} onChange={setOn} />
      <TextInput
        label={t('web.register.shelter')}
        value={shelter}
        onChange={event => setShelter(event.currentTarget.value)}
      />
      <Textarea label={t('web.register.note')} value={note} onChange={event => setNote(event.currentTarget.value)} />
    </ConfirmDialog>
  )
}
