import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconLock, IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { uuidv7 } from '../../../../kernel/ids.ts'
import { isCode, needGroups, needsOfGroup, specificNeeds, urgencies } from '../../../vocabulary/index.ts'
import { Choice, type ShownField, useWords } from '../../../workspace/screens/index.ts'
import { useLabels } from '../labels.ts'
import { messageAt } from './check.ts'
import type { NeedDraft } from './draft.ts'
import styles from './register.module.css'

interface NeedsEditorProps {
  readonly needs: readonly NeedDraft[]
  readonly errors: readonly ShownField[]
  readonly path: string
  readonly onChange: (needs: readonly NeedDraft[]) => void
  /** What else can be opened for this person. */
  readonly beside?: ReactNode
}

/** Specific needs as they are seen at the desk; protection staff confirm them later. */
export function NeedsEditor({ needs, errors, path, onChange, beside }: NeedsEditorProps) {
  const { t } = useWords()
  const { label, text } = useLabels()
  const [adding, setAdding] = useState(false)
  const [added, setAdded] = useState('')
  const noted = new Set(needs.map(need => need.code))
  const options = needGroups.codes.map(group => ({
    group: label('need-group', group),
    items: needsOfGroup(group)
      .filter(code => !noted.has(code))
      .map(code => ({ value: code, label: label('need', code) })),
  }))
  const add = (code: string) => {
    if (!isCode(specificNeeds, code)) return
    const id = uuidv7()
    setAdded(id)
    onChange([...needs, { id, code, urgency: specificNeeds.facts[code].urgency ?? 'medium', note: '' }])
    setAdding(false)
  }
  const change = (id: string, part: Partial<NeedDraft>) =>
    onChange(needs.map(need => (need.id === id ? { ...need, ...part } : need)))
  return (
    <div className={styles.needs} data-own-enter>
      {needs.map((need, at) => {
        const confidential =
          isCode(specificNeeds, need.code) && specificNeeds.facts[need.code].sensitivity === 'confidential'
        const words = text('need', need.code)
        return (
          <fieldset key={need.id} className={styles.need}>
            <legend>
              {confidential ? <IconLock size={16} aria-hidden /> : null} {words}
            </legend>
            <Choice
              label={t('web.need.urgency')}
              hideLabel
              options={urgencies.codes.map(code => ({ value: code, label: t(`web.need.urgency.${code}`) }))}
              value={need.urgency}
              onChange={urgency => change(need.id, { urgency })}
            />
            <TextInput
              aria-label={t('web.need.note')}
              placeholder={t('web.need.note')}
              value={need.note}
              dir="auto"
              error={messageAt(errors, `${path}.${at}`)}
              // The hands go on where the need was chosen: what was seen.
              ref={need.id === added ? focus : undefined}
              onChange={event => change(need.id, { note: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={t('web.need.remove', { need: words })}
              onClick={() => onChange(needs.filter(other => other.id !== need.id))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
            {confidential ? <p className={styles.hint}>{t('web.need.confidential')}</p> : null}
          </fieldset>
        )
      })}
      {adding ? (
        <div className={styles.needAdd}>
          <Choice label={t('web.need.which')} options={options} value="" onChange={add} inputRef={focus} />
          <ActionIcon aria-label={t('web.action.cancel')} onClick={() => setAdding(false)}>
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </div>
      ) : (
        <div className={styles.memberActions}>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('web.need.add')}
          </Button>
          {beside}
        </div>
      )}
    </div>
  )
}

const focus = (input: HTMLInputElement | null) => input?.focus()
