import { ActionIcon, Popover } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { CalendarName } from '../../../../engines/calendar/index.ts'
import { useWords } from '../words.tsx'
import styles from './day-field.module.css'

const CalendarGrid = lazy(() => import('./calendar-grid.tsx'))

interface CalendarButtonProps {
  readonly calendar: CalendarName
  /** Gregorian ISO days: where it opens, and the last that may be chosen. */
  readonly day: string
  readonly last: string
  readonly onChoose: (day: string) => void
  /** Above the month, such as which calendar it is. */
  readonly children?: ReactNode
}

/** The calendar beside a field. The field comes first: Tab passes the button by, a pointer or a reader finds it. */
export function CalendarButton({ calendar, day, last, onChoose, children }: CalendarButtonProps) {
  const { t } = useWords()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size={28} tabIndex={-1} aria-label={t('web.calendar.open')} onClick={() => setOpened(!opened)}>
          <IconCalendar size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.dropdown}>
          {children}
          <Suspense fallback={<div className={styles.loading} />}>
            <CalendarGrid
              key={calendar}
              calendar={calendar}
              day={day}
              last={last}
              onChoose={chosen => {
                onChoose(chosen)
                setOpened(false)
              }}
            />
          </Suspense>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
