import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { educationLevels, legalStatuses, maritalStatuses } from '../../../vocabulary/index.ts'
import { Choice, DayField, type ShownField, useWords } from '../../../workspace/screens/index.ts'
import { identityDocumentKinds } from '../../model/individual.ts'
import { useLabels } from '../labels.ts'
import { messageAt } from './check.ts'
import type { MemberDraft } from './draft.ts'
import { PhotoField } from './photo-field.tsx'
import styles from './register.module.css'

interface DetailsProps {
  readonly member: MemberDraft
  readonly path: string
  readonly level: string
  /** Everything that can be asked; else only what the level wants. */
  readonly all: boolean
  readonly errors: readonly ShownField[]
  readonly onChange: (next: (member: MemberDraft) => MemberDraft) => void
}

/** What a data-set level wants beyond the first row, and all else that may be known. */
export function MemberDetails({ member, path, level, all, errors, onChange }: DetailsProps) {
  const { t } = useWords()
  const { label, countryOptions, languageOptions } = useLabels()
  const error = (field: string) => messageAt(errors, `${path}.${field}`)
  const set = (part: Partial<MemberDraft>) => onChange(before => ({ ...before, ...part }))
  const basic = all || level !== 'emergency'
  const comprehensive = all || level === 'comprehensive'
  const countries = countryOptions(member.nationality ? [member.nationality] : [])
  const line = (field: 'birthPlace' | 'phone' | 'fatherName' | 'motherName' | 'latinName', word: string) => (
    <TextInput
      className={styles.field ?? ''}
      label={t(word)}
      name={`${path}.${field}`}
      value={member[field]}
      autoComplete="off"
      dir={field === 'phone' || field === 'latinName' ? 'ltr' : member[field] === '' ? undefined : 'auto'}
      error={error(field)}
      onChange={event => set({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <div className={styles.details}>
      <div className={styles.fields}>
        {basic ? (
          <>
            <Choice
              className={styles.field}
              label={t('web.person.nationality')}
              name={`${path}.nationality`}
              options={countries}
              value={member.nationality}
              error={error('nationality')}
              clearable
              onChange={nationality => set({ nationality })}
            />
            <Choice
              className={styles.field}
              label={t('web.person.legal-status')}
              options={legalStatuses.codes.map(code => ({ value: code, label: label('legal-status', code) }))}
              value={member.legalStatus}
              error={error('legalStatus')}
              onChange={legalStatus => set({ legalStatus })}
            />
            <Choice
              className={styles.field}
              label={t('web.person.marital-status')}
              name={`${path}.maritalStatus`}
              options={maritalStatuses.codes.map(code => ({ value: code, label: label('marital-status', code) }))}
              value={member.maritalStatus}
              error={error('maritalStatus')}
              clearable
              onChange={maritalStatus => set({ maritalStatus })}
            />
          </>
        ) : null}
        {comprehensive ? (
          <>
            <Choice
              className={styles.field}
              label={t('web.person.birth-country')}
              name={`${path}.birthCountry`}
              options={countries}
              value={member.birthCountry}
              error={error('birthCountry')}
              clearable
              onChange={birthCountry => set({ birthCountry })}
            />
            <Choice
              className={styles.field}
              label={t('web.person.language')}
              name={`${path}.languages`}
              options={languageOptions()}
              value={member.languages[0] ?? ''}
              error={error('languages')}
              clearable
              onChange={language =>
                set({
                  languages:
                    language === '' ? [] : [language, ...member.languages.slice(1).filter(other => other !== language)],
                })
              }
            />
            <Choice
              className={styles.field}
              label={t('web.person.education')}
              name={`${path}.education`}
              options={educationLevels.codes.map(code => ({ value: code, label: label('education-level', code) }))}
              value={member.education}
              error={error('education')}
              clearable
              onChange={education => set({ education })}
            />
          </>
        ) : null}
        {all ? (
          <>
            {line('birthPlace', 'web.person.birth-place')}
            {line('phone', 'web.person.phone')}
            {line('fatherName', 'web.person.father-name')}
            {line('motherName', 'web.person.mother-name')}
            {line('latinName', 'web.person.latin-name')}
            <Choice
              className={styles.field}
              label={t('web.person.statelessness')}
              options={(['stateless', 'at-risk', 'no'] as const).map(value => ({
                value,
                label: t(`web.person.statelessness.${value}`),
              }))}
              value={member.statelessness}
              clearable
              onChange={statelessness => set({ statelessness })}
            />
            <DayField
              className={styles.field}
              label={t('web.person.arrived-apart')}
              text={member.arrivedOn}
              error={error('arrivedOn')}
              onChange={arrivedOn => set({ arrivedOn })}
            />
          </>
        ) : null}
      </div>
      {all ? (
        <>
          <Documents member={member} path={path} errors={errors} set={set} />
          <PhotoField photo={member.photo} onChange={photo => set({ photo })} />
        </>
      ) : null}
    </div>
  )
}

function Documents({
  member,
  path,
  errors,
  set,
}: Pick<DetailsProps, 'member' | 'path' | 'errors'> & { set: (part: Partial<MemberDraft>) => void }) {
  const { t } = useWords()
  const { countryOptions } = useLabels()
  const change = (at: number, part: Partial<MemberDraft['documents'][number]>) =>
    set({ documents: member.documents.map((document, place) => (place === at ? { ...document, ...part } : document)) })
  const sent = member.documents.filter(document => document.number.trim() !== '')
  return (
    <div className={styles.documents}>
      {member.documents.map((document, at) => {
        const place = `${path}.documents.${sent.indexOf(document)}`
        return (
          // Documents have no id before they are sent, and they are only added and removed at their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={at} className={styles.document}>
            <Choice
              label={t('web.document.kind')}
              options={identityDocumentKinds.map(kind => ({ value: kind, label: t(`web.document.${kind}`) }))}
              value={document.kind}
              onChange={kind => change(at, { kind })}
            />
            <Choice
              label={t('web.document.country')}
              options={countryOptions(member.nationality ? [member.nationality] : [])}
              value={document.country}
              error={messageAt(errors, `${place}.country`)}
              onChange={country => change(at, { country })}
            />
            <TextInput
              label={t('web.document.number')}
              value={document.number}
              dir="ltr"
              autoComplete="off"
              error={messageAt(errors, `${place}.number`)}
              onChange={event => change(at, { number: event.currentTarget.value })}
            />
            <ActionIcon
              className={styles.documentRemove}
              aria-label={t('web.document.remove')}
              onClick={() => set({ documents: member.documents.filter((_, other) => other !== at) })}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </div>
        )
      })}
      <div>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() =>
            set({ documents: [...member.documents, { kind: 'national-id', country: member.nationality, number: '' }] })
          }
        >
          {t('web.document.add')}
        </Button>
      </div>
    </div>
  )
}
