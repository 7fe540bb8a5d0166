import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  Choice,
  Code,
  ConfirmDialog,
  Section,
  useAct,
  useMay,
  useToast,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { RecordDocument, RemoveDocument } from '../../model/closely-held.ts'
import { identityDocumentKinds } from '../../model/individual.ts'
import { useLabels } from '../labels.ts'
import styles from './person.module.css'
import type { PersonAnswer, PersonFacts } from './types.ts'

type Document = PersonAnswer['documents'][number]

/** Papers that a person has shown. */
export function DocumentList({ person, documents }: { person: PersonFacts; documents: readonly Document[] }) {
  const { t } = useWords()
  const may = useMay()
  const { country } = useLabels()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Document>()
  const allowed = may('correct') && person.status !== 'closed'
  return (
    <Section
      title={t('web.document.list')}
      actions={
        allowed ? (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t('web.document.add')}
          </Button>
        ) : null
      }
    >
      {documents.length === 0 ? <p className={styles.quiet}>{t('web.document.none')}</p> : null}
      <ul className={styles.items}>
        {documents.map(document => (
          <li key={document.id} className={styles.item}>
            <div className={styles.itemWords}>
              <span className={styles.itemTitle}>
                {t(`web.document.${document.kind}`)} <Code>{document.number}</Code>
              </span>
              <span className={styles.quiet}>{country(document.country)}</span>
            </div>
            {allowed ? (
              <Button variant="subtle" size="xs" onClick={() => setRemoving(document)}>
                {t('web.action.remove')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? <AddDialog person={person} onClose={() => setAdding(false)} /> : null}
      {removing ? <RemoveDialog person={person} document={removing} onClose={() => setRemoving(undefined)} /> : null}
    </Section>
  )
}

function AddDialog({ person, onClose }: { person: PersonFacts; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const { countryOptions } = useLabels()
  const { send } = useAct<RecordDocument>('registration.recordDocument')
  const [kind, setKind] = useState('national-id')
  const [country, setCountry] = useState(person.nationality === 'UNK' ? person.origin : person.nationality)
  const [number, setNumber] = useState('')
  const confirm = async () => {
    const reply = await send({
      individual: person.id,
      document: { kind, country, number: number.trim() } as RecordDocument['document'],
    })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.document.added') })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.document.add')}
      action={t('web.action.save')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={number.trim().length < 2}
    >
      <Choice
        label={t('web.document.kind')}
        options={identityDocumentKinds.map(value => ({ value, label: t(`web.document.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <Choice
        label={t('web.document.country')}
        options={countryOptions([person.origin])}
        value={country}
        onChange={setCountry}
      />
      <TextInput
        label={t('web.document.number')}
        dir="ltr"
        value={number}
        onChange={event => setNumber(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}

function RemoveDialog({ person, document, onClose }: { person: PersonFacts; document: Document; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const { send } = useAct<RemoveDocument>('registration.removeDocument')
  const [note, setNote] = useState('')
  const confirm = async () => {
    const reply = await send({ individual: person.id, document: document.id, note })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.document.removed') })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.document.remove')}
      action={t('web.action.remove')}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        {t(`web.document.${document.kind}`)} <Code>{document.number}</Code>
      </p>
      <p>{t('web.document.remove-what')}</p>
      <TextInput label={t('web.register.note')} value={note} onChange={event => setNote(event.currentTarget.value)} />
    </ConfirmDialog>
  )
}
