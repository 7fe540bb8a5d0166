import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { educationLevels, legalStatuses, maritalStatuses, relationships, sexes } from '../../../vocabulary/index.ts'
import {
  BirthField,
  type BirthText,
  Choice,
  ConfirmDialog,
  readBirth,
  Segments,
  todayHere,
  useAct,
  useToast,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { CorrectIndividual } from '../../model/changes.ts'
import { useLabels } from '../labels.ts'
import { changesOf, type WrittenPerson } from './changes-of.ts'
import styles from './person.module.css'
import type { PersonFacts } from './types.ts'

/** Corrects what is known of a person; only what was changed is sent, with what was seen before. */
export default function CorrectDialog({ person, onClose }: { person: PersonFacts; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const { label, text, countryOptions, languageOptions } = useLabels()
  const { send } = useAct<CorrectIndividual>('registration.correctIndividual')
  const [to, setTo] = useState<WrittenPerson>(() => ({
    names: person.names,
    latinName: person.latinName,
    sex: person.sex,
    relationship: person.relationship,
    nationality: person.nationality,
    legalStatus: person.legalStatus,
    maritalStatus: person.maritalStatus ?? '',
    birthCountry: person.birthCountry ?? '',
    birthPlace: person.birthPlace ?? '',
    language: person.languages[0]?.language ?? '',
    education: person.education?.level ?? '',
    phone: person.phone ?? '',
    fatherName: person.fatherName ?? '',
    motherName: person.motherName ?? '',
  }))
  // The birth stays as it is until something is written: what was said then may not be readable the same way today.
  const [birth, setBirth] = useState<BirthText>({
    text: person.birth.entered?.text ?? person.birth.date,
    calendar: (person.birth.entered?.calendar ?? 'gregory') as BirthText['calendar'],
    order: 'dmy',
  })
  const [touched, setTouched] = useState(false)
  const [note, setNote] = useState('')
  const read = touched ? readBirth(birth, todayHere()) : undefined
  const changes = changesOf(person, to, read?.ok ? read.birth : undefined)
  const set = (part: Partial<WrittenPerson>) => setTo(before => ({ ...before, ...part }))
  const confirm = async () => {
    const reply = await send({ individual: person.id, changes, note })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.person.corrected') })
    return undefined
  }
  const line = (field: 'latinName' | 'birthPlace' | 'phone' | 'fatherName' | 'motherName', word: string) => (
    <TextInput
      label={t(word)}
      value={to[field]}
      dir={field === 'phone' || field === 'latinName' ? 'ltr' : 'auto'}
      onChange={event => set({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <ConfirmDialog
      opened
      title={t('web.person.correct')}
      action={t('web.action.save')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={Object.keys(changes).length === 0 || (touched && !read?.ok)}
    >
      <div className={styles.stack}>
        {to.names.map((part, at) => (
          <TextInput
            // Parts of a name have no id and keep their places.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={at}
            label={t(`web.name.${part.kind}`)}
            value={part.text}
            dir="auto"
            onChange={event =>
              set({
                names: to.names.map((other, place) => (place === at ? { ...other, text: event.target.value } : other)),
              })
            }
          />
        ))}
        {line('latinName', 'web.person.latin-name')}
        <Segments
          label={t('web.field.sex')}
          options={sexes.codes.map(code => ({ value: code, label: label('sex', code) }))}
          value={to.sex}
          onChange={sex => set({ sex })}
        />
        <BirthField
          label={t('web.birth.label')}
          value={birth}
          onChange={next => {
            setBirth(next)
            setTouched(true)
          }}
        />
        {person.relationship === 'PA' ? null : (
          <Choice
            label={t('web.register.relationship')}
            options={relationships.codes
              .filter(code => code !== 'PA')
              .map(code => ({ value: code, label: text('relationship', code) }))}
            value={to.relationship}
            onChange={relationship => set({ relationship })}
          />
        )}
        <Choice
          label={t('web.person.nationality')}
          options={countryOptions([person.origin])}
          value={to.nationality}
          onChange={nationality => set({ nationality })}
        />
        <Choice
          label={t('web.person.legal-status')}
          options={legalStatuses.codes.map(code => ({ value: code, label: label('legal-status', code) }))}
          value={to.legalStatus}
          onChange={legalStatus => set({ legalStatus })}
        />
        <Choice
          label={t('web.person.marital-status')}
          options={maritalStatuses.codes.map(code => ({ value: code, label: label('marital-status', code) }))}
          value={to.maritalStatus}
          clearable
          onChange={maritalStatus => set({ maritalStatus })}
        />
        <Choice
          label={t('web.person.birth-country')}
          options={countryOptions([person.origin])}
          value={to.birthCountry}
          clearable
          onChange={birthCountry => set({ birthCountry })}
        />
        {line('birthPlace', 'web.person.birth-place')}
        <Choice
          label={t('web.person.language')}
          options={languageOptions()}
          value={to.language}
          clearable
          onChange={language => set({ language })}
        />
        <Choice
          label={t('web.person.education')}
          options={educationLevels.codes.map(code => ({ value: code, label: label('education-level', code) }))}
          value={to.education}
          clearable
          onChange={education => set({ education })}
        />
        {line('phone', 'web.person.phone')}
        {line('fatherName', 'web.person.father-name')}
        {line('motherName', 'web.person.mother-name')}
        <Textarea label={t('web.person.why')} value={note} onChange={event => setNote(event.currentTarget.value)} />
      </div>
    </ConfirmDialog>
  )
}
