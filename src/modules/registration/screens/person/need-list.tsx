import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { uuidv7 } from '../../../../kernel/ids.ts'
import { isCode, needGroups, needsOfGroup, specificNeeds, urgencies } from '../../../vocabulary/index.ts'
import {
  Choice,
  ConfirmDialog,
  EmptyState,
  Section,
  todayHere,
  useAct,
  useMay,
  useToast,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { RecordNeed, ResolveNeed } from '../../model/closely-held.ts'
import { useLabels } from '../labels.ts'
import { NeedRow } from '../need-row.tsx'
import styles from './person.module.css'
import type { PersonFacts, PersonNeed } from './types.ts'

/** A person's specific needs. Who may not see them sees that, and not an empty list. */
export function NeedList({ person, needs }: { person: PersonFacts; needs: readonly PersonNeed[] | null }) {
  const { t } = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [resolving, setResolving] = useState<PersonNeed>()
  if (needs === null && !may('note-needs')) return null
  return (
    <Section
      title={t('web.field.needs')}
      actions={
        may('note-needs') && person.status !== 'closed' ? (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t('web.need.add')}
          </Button>
        ) : null
      }
    >
      {needs === null ? <p className={styles.quiet}>{t('web.need.not-shown')}</p> : null}
      {needs?.length === 0 ? <EmptyState title={t('web.need.none')} /> : null}
      <ul className={styles.items}>
        {needs?.map(need => (
          <NeedRow
            key={need.id}
            need={need}
            more={
              need.status === 'confirmed' && may('review-needs') ? (
                <Button size="xs" variant="default" onClick={() => setResolving(need)}>
                  {t('web.need.resolve')}
                </Button>
              ) : null
            }
          />
        ))}
      </ul>
      {adding ? (
        <NoteDialog person={person} noted={(needs ?? []).map(need => need.code)} onClose={() => setAdding(false)} />
      ) : null}
      {resolving ? <ResolveDialog need={resolving} onClose={() => setResolving(undefined)} /> : null}
    </Section>
  )
}

function NoteDialog({
  person,
  noted,
  onClose,
}: {
  person: PersonFacts
  noted: readonly string[]
  onClose: () => void
}) {
  const { t } = useWords()
  const toast = useToast()
  const { label } = useLabels()
  const { send } = useAct<RecordNeed>('registration.recordNeed')
  const [id] = useState(() => uuidv7())
  const [code, setCode] = useState('')
  const [urgency, setUrgency] = useState('medium')
  const [note, setNote] = useState('')
  const options = needGroups.codes.map(group => ({
    group: label('need-group', group),
    items: needsOfGroup(group)
      .filter(need => !noted.includes(need))
      .map(need => ({ value: need, label: label('need', need) })),
  }))
  const confidential = isCode(specificNeeds, code) && specificNeeds.facts[code].sensitivity === 'confidential'
  const confirm = async () => {
    const need = { id, code, urgency, note, pendingReview: true, identifiedOn: todayHere() } as RecordNeed['need']
    const reply = await send({ individual: person.id, need })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.need.noted') })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.need.add')}
      action={t('web.action.save')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={code === ''}
    >
      <Choice
        label={t('web.need.which')}
        options={options}
        value={code}
        onChange={next => {
          setCode(next)
          if (isCode(specificNeeds, next)) setUrgency(specificNeeds.facts[next].urgency ?? 'medium')
        }}
      />
      <Choice
        label={t('web.need.urgency')}
        options={urgencies.codes.map(value => ({ value, label: t(`web.need.urgency.${value}`) }))}
        value={urgency}
        onChange={setUrgency}
      />
      <Textarea label={t('web.need.note')} value={note} onChange={event => setNote(event.currentTarget.value)} />
      {confidential ? <p className={styles.quiet}>{t('web.need.confidential')}</p> : null}
    </ConfirmDialog>
  )
}

function ResolveDialog({ need, onClose }: { need: PersonNeed; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const { text } = useLabels()
  const { send } = useAct<ResolveNeed>('registration.resolveNeed')
  const [note, setNote] = useState('')
  const confirm = async () => {
    const reply = await send({ need: need.id, on: todayHere(), note })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.need.resolved', { need: text('need', need.code) }) })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.need.resolve')}
      action={t('web.need.resolve')}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{text('need', need.code)}</p>
      <Textarea label={t('web.need.resolve-how')} value={note} onChange={event => setNote(event.currentTarget.value)} />
    </ConfirmDialog>
  )
}
