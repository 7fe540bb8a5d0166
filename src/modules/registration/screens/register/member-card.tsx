import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconChevronDown, IconChevronUp, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, memo, useState } from 'react'
import { relationships, sexes } from '../../../vocabulary/index.ts'
import { BirthField, Choice, Segments, type ShownField, useWords } from '../../../workspace/screens/index.ts'
import { useLabels } from '../labels.ts'
import { messageAt } from './check.ts'
import { type MemberDraft, nameOf, withRelationship } from './draft.ts'
import { LatinName } from './latin-name.tsx'
import { MemberDetails } from './member-details.tsx'
import { NeedsEditor } from './needs-editor.tsx'
import styles from './register.module.css'

/** The ties that make up most households come first; the rest of the standard follows. */
// biome-ignore format: a list of codes
const usual = ['WIF', 'HUS', 'SON', 'DAU', 'PRM', 'PRF', 'SBM', 'SBF', 'GCM', 'GCF', 'NEP', 'NCE', 'GPM', 'GPF', 'BIL', 'SIL'] as const

interface MemberCardProps {
  readonly member: MemberDraft
  readonly index: number
  readonly level: string
  readonly errors: readonly ShownField[]
  readonly onChange: (index: number, next: (member: MemberDraft) => MemberDraft) => void
  readonly onRemove: (index: number) => void
  readonly onEnter: (index: number) => void
}

/** One person: what everybody is asked in one row, the rest behind one button. */
export const MemberCard = memo(function MemberCard({
  member,
  index,
  level,
  errors,
  onChange,
  onRemove,
  onEnter,
}: MemberCardProps) {
  const { t } = useWords()
  const { label } = useLabels()
  const [opened, setOpened] = useState(false)
  const path = `members.${index}`
  const change = (next: (member: MemberDraft) => MemberDraft) => onChange(index, next)
  const error = (field: string) => messageAt(errors, `${path}.${field}`)
  const name = nameOf(member)
  const title =
    member.relationship === 'PA' ? t('web.register.representative') : t('web.register.person', { number: index + 1 })
  // Enter in a line of text means: this person is done. In a list that is open it still means: take this one.
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.defaultPrevented) return
    if (
      !(target instanceof HTMLInputElement) ||
      target.getAttribute('aria-expanded') === 'true' ||
      target.closest('[data-own-enter]')
    )
      return
    event.preventDefault()
    onEnter(index)
  }
  const relationshipOptions = [
    {
      group: t('web.register.relationship.usual'),
      items: usual.map(code => ({ value: code, label: label('relationship', code) })),
    },
    {
      group: t('web.register.relationship.other'),
      items: relationships.codes
        .filter(code => code !== 'PA' && !(usual as readonly string[]).includes(code))
        .map(code => ({ value: code, label: label('relationship', code) })),
    },
  ]
  return (
    <section
      className={styles.member}
      aria-label={name === '' ? title : `${title}: ${name}`}
      data-member={index}
      onKeyDown={press}
    >
      <header className={styles.memberHead}>
        <h3>
          {title}
          {name === '' ? null : <bdi className={styles.memberName}>{name}</bdi>}
        </h3>
        {index > 0 ? (
          <ActionIcon
            tabIndex={-1}
            aria-label={t('web.register.remove-person', { name: name === '' ? title : name })}
            onClick={() => onRemove(index)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        ) : null}
      </header>
      <div className={styles.fields}>
        {member.relationship === 'PA' ? null : (
          <Choice
            label={t('web.register.relationship')}
            className={styles.field}
            name={`${path}.relationship`}
            options={relationshipOptions}
            value={member.relationship}
            error={error('relationship')}
            onChange={code => change(before => withRelationship(before, code))}
          />
        )}
        <Names member={member} path={path} error={error} onChange={change} />
        <div className={styles.sex}>
          <Segments
            label={t('web.register.sex')}
            options={sexes.codes.map(code => ({ value: code, label: label('sex', code) }))}
            value={member.sex}
            error={error('sex')}
            onChange={sex => change(before => ({ ...before, sex }))}
          />
        </div>
        <BirthField
          label={t('web.birth.label')}
          className={styles.field}
          name={`${path}.birth`}
          value={member.birth}
          error={error('birth')}
          onChange={birth => change(before => ({ ...before, birth }))}
        />
      </div>
      <LatinName name={name} latin={member.latinName} />
      <NeedsEditor
        needs={member.needs}
        errors={errors}
        path={`${path}.needs`}
        onChange={needs => change(before => ({ ...before, needs }))}
        beside={
          <Button
            variant="subtle"
            size="xs"
            aria-expanded={opened}
            leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
            rightSection={opened ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
            onClick={() => setOpened(!opened)}
          >
            {opened ? t('web.register.less') : t('web.register.details')}
          </Button>
        }
      />
      {opened || level !== 'emergency' ? (
        <MemberDetails member={member} path={path} level={level} all={opened} errors={errors} onChange={change} />
      ) : null}
    </section>
  )
})

interface NamesProps {
  readonly member: MemberDraft
  readonly path: string
  readonly error: (field: string) => string | undefined
  readonly onChange: (next: (member: MemberDraft) => MemberDraft) => void
}

function Names({ member, path, error, onChange }: NamesProps) {
  const { t } = useWords()
  // Empty parts are not sent, so the server's third name may be the form's fourth.
  const sent = member.names.filter(part => part.text.trim() !== '')
  return member.names.map((part, at) => {
    const wrong = sent.includes(part) ? error(`names.${sent.indexOf(part)}`) : undefined
    const missing = at === 0 && sent.length === 0 ? error('names') : undefined
    return (
      <NamePartField
        // biome-ignore lint/suspicious/noArrayIndexKey: two parts may be of one kind, and parts are never reordered
        key={`${part.kind} ${at}`}
        label={t(`web.name.${part.kind}`)}
        name={`${path}.names.${at}`}
        text={part.text}
        error={wrong ?? missing}
        onChange={text =>
          onChange(before => ({
            ...before,
            names: before.names.map((other, place) => (place === at ? { ...other, text } : other)),
          }))
        }
      />
    )
  })
}

interface NamePartProps {
  readonly label: string
  readonly name: string
  readonly text: string
  readonly error: string | undefined
  readonly onChange: (text: string) => void
}

function NamePartField({ label, name, text, error, onChange }: NamePartProps) {
  return (
    <TextInput
      className={styles.field ?? ''}
      label={label}
      name={name}
      value={text}
      error={error}
      autoComplete="off"
      autoCapitalize="words"
      spellCheck={false}
      // A name has its own direction, whatever the page's is.
      dir={text === '' ? undefined : 'auto'}
      // What was carried over from the person before is overwritten by typing.
      onFocus={event => event.currentTarget.select()}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
