import { Input } from '@mantine/core'
import { type KeyboardEvent, useId } from 'react'
import { useWords } from '../words.tsx'
import type { Option } from './choice.tsx'
import styles from './segments.module.css'

interface SegmentsProps {
  readonly label: string
  readonly hideLabel?: boolean
  readonly options: readonly Option[]
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

/** A few answers side by side. Real radio buttons: arrows move, and the first letter of an answer chooses it. */
export function Segments({ label, hideLabel = false, options, value, onChange, error, onKeyDown }: SegmentsProps) {
  const { locale } = useWords()
  const id = useId()
  const press = (event: KeyboardEvent) => {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const key = event.key.toLocaleLowerCase(locale)
      const found = options.find(option => option.label.toLocaleLowerCase(locale).startsWith(key))
      if (found) {
        event.preventDefault()
        onChange(found.value)
        // The answer has the focus too, so that Tab leaves the question.
        event.currentTarget
          .closest('fieldset')
          ?.querySelector<HTMLInputElement>(`input[value="${found.value}"]`)
          ?.focus()
      }
    }
    onKeyDown?.(event)
  }
  return (
    <fieldset
      className={styles.set}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? `${id}error` : undefined}
    >
      <legend className={hideLabel ? 'visually-hidden' : styles.legend}>{label}</legend>
      <div className={styles.row} data-error={error ? true : undefined}>
        {options.map(option => (
          <label key={option.value} className={styles.segment}>
            <input
              type="radio"
              className={styles.input}
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              onKeyDown={press}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {error ? (
        <Input.Error id={`${id}error`} className={styles.error ?? ''}>
          {error}
        </Input.Error>
      ) : null}
    </fieldset>
  )
}
