import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
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
import type { CorrectHousehold, HouseholdChanges } from '../../model/changes.ts'
import { useLabels } from '../labels.ts'
import type { HouseholdAnswer } from './types.ts'

/** Corrects what is known of a household; only what was changed is sent, with what was seen before. */
export default function ContactDialog({
  household,
  onClose,
}: {
  household: HouseholdAnswer['household']
  onClose: () => void
}) {
  const { t } = useWords()
  const toast = useToast()
  const { countryOptions } = useLabels()
  const { send } = useAct<CorrectHousehold>('registration.correctHousehold')
  const [shelter, setShelter] = useState(household.address.shelter ?? '')
  const [address, setAddress] = useState(household.address.text ?? '')
  const [phone, setPhone] = useState(household.phone ?? '')
  const [origin, setOrigin] = useState(household.origin)
  const [arrived, setArrived] = useState(() => written(household.arrivedOn))
  const [remark, setRemark] = useState(household.note)
  const [priority, setPriority] = useState(household.priority)
  const arrivedOn = readDay(arrived, todayHere())
  const changes = changesOf(household, {
    shelter,
    address,
    phone,
    origin,
    arrivedOn: arrivedOn ?? household.arrivedOn,
    note: remark,
    priority,
  })
  const confirm = async () => {
    const reply = await send({ household: household.id, changes })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.household.corrected') })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.household.correct')}
      action={t('web.action.save')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={Object.keys(changes).length === 0 || arrivedOn === undefined}
    >
      <TextInput
        label={t('web.register.shelter')}
        value={shelter}
        onChange={event => setShelter(event.currentTarget.value)}
      />
      <TextInput
        label={t('web.register.address')}
        value={address}
        onChange={event => setAddress(event.currentTarget.value)}
      />
      <TextInput
        label={t('web.register.phone')}
        type="tel"
        dir="ltr"
        value={phone}
        onChange={event => setPhone(event.currentTarget.value)}
      />
      <Choice
        label={t('web.field.origin')}
        options={countryOptions([household.origin])}
        value={origin}
        onChange={setOrigin}
      />
      <DayField label={t('web.field.arrived')} text={arrived} onChange={setArrived} />
      <Checkbox
        label={t('web.field.priority')}
        checked={priority}
        onChange={event => setPriority(event.currentTarget.checked)}
      />
      <Textarea
        label={t('web.register.note')}
        value={remark}
        onChange={event => setRemark(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}

interface Written {
  readonly shelter: string
  readonly address: string
  readonly phone: string
  readonly origin: string
  readonly arrivedOn: string
  readonly note: string
  readonly priority: boolean
}

/** Each changed field with the value that was seen: somebody else's change meanwhile is then not overwritten unseen. */
export function changesOf(household: HouseholdAnswer['household'], to: Written): HouseholdChanges {
  const { areaName: _, ...address } = household.address
  const text = to.address.trim()
  const shelter = to.shelter.trim()
  const phone = to.phone.trim() === '' ? null : to.phone.trim()
  const changes: HouseholdChanges = {}
  if (text !== (address.text ?? '') || shelter !== (address.shelter ?? '')) {
    const { text: _text, shelter: _shelter, ...rest } = address
    changes.address = {
      from: address,
      to: { ...rest, ...(text === '' ? {} : { text }), ...(shelter === '' ? {} : { shelter }) },
    }
  }
  if (phone !== household.phone) changes.phone = { from: household.phone, to: phone }
  if (to.origin !== household.origin) changes.origin = { from: household.origin, to: to.origin }
  if (to.arrivedOn !== household.arrivedOn) changes.arrivedOn = { from: household.arrivedOn, to: to.arrivedOn }
  if (to.note !== household.note) changes.note = { from: household.note, to: to.note }
  if (to.priority !== household.priority) changes.priority = { from: household.priority, to: to.priority }
  return changes
}
