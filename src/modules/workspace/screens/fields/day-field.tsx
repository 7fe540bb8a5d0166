import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, Suspense, useState } from 'react'
import { todayHere } from '../parts/values.tsx'
import { useWords } from '../words.tsx'
import styles from './day-field.module.css'
import { readDay } from './read-day.ts'

const CalendarGrid = lazy(() => import('./calendar-grid.tsx'))

interface DayFieldProps {
  readonly label: string
  /** As typed; `readDay` says which day it is. */
  readonly text: string
  readonly onChange: (text: string) => void
  readonly error?: string | undefined
  readonly name?: string
  readonly className?: string | undefined
  readonly description?: string | undefined
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** A day as one knows it, with what was understood below, and a calendar beside. */
export function DayField({ label, text, onChange, error, name, className, description, onKeyDown }: DayFieldProps) {
  const { t, date } = useWords()
  const [opened, setOpened] = useState(false)
  const today = todayHere()
  const day = readDay(text, today)
  const unread = text.trim() !== '' && day === undefined
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
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
          onKeyDown={onKeyDown}
          rightSection={
            <ActionIcon size={28} aria-label={t('web.calendar.open')} onClick={() => setOpened(!opened)}>
              <IconCalendar size={18} aria-hidden />
            </ActionIcon>
          }
        />
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<div className={styles.loading} />}>
          <CalendarGrid
            calendar="gregory"
            day={day ?? today}
            last={today}
            onChoose={chosen => {
              onChange(written(chosen))
              setOpened(false)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

/** ISO as one types it. */
export function written(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}
