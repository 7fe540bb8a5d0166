import { TextInput } from '@mantine/core'
import { todayHere } from '../parts/values.tsx'
import { useWords } from '../words.tsx'
import { CalendarButton } from './calendar-button.tsx'
import styles from './day-field.module.css'
import { readDay } from './read-day.ts'

interface DayFieldProps {
  readonly label: string
  /** As typed; `readDay` says which day it is. */
  readonly text: string
  readonly onChange: (text: string) => void
  readonly error?: string | undefined
  readonly name?: string
  readonly className?: string | undefined
  readonly description?: string | undefined
}

/** A day as one knows it, with what was understood below, and a calendar beside. */
export function DayField({ label, text, onChange, error, name, className, description }: DayFieldProps) {
  const { t, date } = useWords()
  const today = todayHere()
  const day = readDay(text, today)
  const unread = text.trim() !== '' && day === undefined
  return (
    <TextInput
      className={className ?? ''}
      label={label}
      name={name}
      value={text}
      inputMode="text"
      autoComplete="off"
      error={error ?? (unread ? t('web.day.unread') : undefined)}
      description={
        day ? <span className={styles.understood}>{date(day, 'full')}</span> : (description ?? t('web.day.hint'))
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={event => onChange(event.currentTarget.value)}
      rightSection={
        <CalendarButton
          calendar="gregory"
          day={day ?? today}
          last={today}
          onChoose={chosen => onChange(written(chosen))}
        />
      }
    />
  )
}

/** ISO as one types it. */
export function written(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}
