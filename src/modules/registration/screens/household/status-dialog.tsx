import { Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import { mayReopen, type ProcessStatusCode, processTransitions, relationships } from '../../../vocabulary/index.ts'
import {
  Choice,
  ConfirmDialog,
  DayField,
  readDay,
  Segments,
  todayHere,
  useAct,
  useToast,
  useWords,
  written,
} from '../../../workspace/screens/index.ts'
import { type ChangeStatus, statusReasons } from '../../model/restructure.ts'
import { useLabels } from '../labels.ts'
import styles from './household.module.css'
import type { HouseholdAnswer } from './types.ts'

/** Puts a household, or some of its people, on hold, inactive, closed, or active again. */
export default function StatusDialog({ answer, onClose }: { answer: HouseholdAnswer; onClose: () => void }) {
  const { t, has } = useWords()
  const toast = useToast()
  const { text } = useLabels()
  const { household, members } = answer
  const { send } = useAct<ChangeStatus>('registration.changeStatus')
  const [status, setStatus] = useState('')
  const [reason, setReason] = useState('')
  const [on, setOn] = useState(() => written(todayHere()))
  const [note, setNote] = useState('')
  const [people, setPeople] = useState<readonly string[]>([])
  const [successor, setSuccessor] = useState('')
  const [ties, setTies] = useState<Readonly<Record<string, string>>>({})
  const open = members.filter(member => member.status !== 'closed')
  const from = household.status as ProcessStatusCode
  const reopens =
    household.statusReason === null || mayReopen(household.statusReason as Parameters<typeof mayReopen>[0])
  const statuses =
    people.length > 0
      ? (['active', 'hold', 'inactive', 'closed'] as const)
      : processTransitions[from].filter(to => from !== 'closed' || (to === 'active' && reopens))
  const reasons: readonly string[] = status === '' ? [] : statusReasons[status as ProcessStatusCode]
  const representative = open.find(member => member.relationship === 'PA')
  const leaves = status === 'closed' && representative !== undefined && people.includes(representative.id)
  const stay = open.filter(member => !people.includes(member.id))
  const day = readDay(on, todayHere())
  const ready =
    status !== '' &&
    day !== undefined &&
    (reasons.length === 0 || reason !== '') &&
    (!leaves || stay.length === 0 || successor !== '')
  const reasonWord = (code: string) => {
    const key = [`vocabulary.closure-reason.${code}`, `web.reason.${code}`].find(candidate => has(candidate))
    return key ? t(key) : code
  }
  const confirm = async () => {
    const others = stay.filter(member => member.id !== successor && ties[member.id])
    const input = {
      household: household.id,
      status: status as ProcessStatusCode,
      on: day ?? todayHere(),
      note,
      ...(reason === '' ? {} : { reason }),
      ...(people.length > 0 && people.length < open.length ? { individuals: [...people] } : {}),
      ...(leaves && successor !== ''
        ? {
            representative: {
              individual: successor,
              relationships: others.map(({ id }) => ({ individual: id, relationship: ties[id] })) as NonNullable<
                ChangeStatus['representative']
              >['relationships'],
            },
          }
        : {}),
    }
    const reply = await send(input)
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.household.status-changed') })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.household.change-status')}
      action={t('web.household.change-status')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={!ready}
    >
      {open.length > 1 ? (
        <fieldset className={styles.plain}>
          <legend>{t('web.household.whose-status')}</legend>
          <div className={styles.stack}>
            {open.map(member => (
              <Checkbox
                key={member.id}
                label={`${member.name} · ${text('relationship', member.relationship)}`}
                checked={people.includes(member.id)}
                onChange={event =>
                  setPeople(
                    event.currentTarget.checked ? [...people, member.id] : people.filter(id => id !== member.id),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      ) : null}
      <Segments
        label={t('web.field.status')}
        options={statuses.map(code => ({ value: code, label: text('process-status', code) }))}
        value={status}
        onChange={next => {
          setStatus(next)
          setReason('')
        }}
      />
      {reasons.length > 0 ? (
        <Choice
          label={t('web.household.reason')}
          options={reasons.map(code => ({ value: code, label: reasonWord(code) }))}
          value={reason}
          onChange={setReason}
        />
      ) : null}
      {leaves && stay.length > 0 ? (
        <>
          <Choice
            label={t('web.household.successor')}
            options={stay.map(({ id, name }) => ({ value: id, label: name }))}
            value={successor}
            onChange={setSuccessor}
          />
          {stay
            .filter(member => successor !== '' && member.id !== successor)
            .map(member => (
              <Choice
                key={member.id}
                label={t('web.household.tie-to', { name: member.name })}
                options={relationships.codes
                  .filter(code => code !== 'PA')
                  .map(code => ({ value: code, label: text('relationship', code) }))}
                value={ties[member.id] ?? ''}
                clearable
                onChange={code => setTies({ ...ties, [member.id]: code })}
              />
            ))}
        </>
      ) : null}
      <DayField label={t('web.household.since')} text={on} onChange={setOn} />
      <Textarea label={t('web.register.note')} value={note} onChange={event => setNote(event.currentTarget.value)} />
      {status === 'closed' ? <p>{t('web.household.closing')}</p> : null}
    </ConfirmDialog>
  )
}
