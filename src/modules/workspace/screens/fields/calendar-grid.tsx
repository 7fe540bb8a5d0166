import {
  type Calendar,
  CalendarDate,
  EthiopicCalendar,
  endOfMonth,
  GregorianCalendar,
  IslamicUmalquraCalendar,
  PersianCalendar,
  startOfMonth,
  startOfWeek,
  toCalendar,
} from '@internationalized/date'
import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { CalendarName } from '../../../../engines/calendar/index.ts'
import { intlTagOf } from '../../../../kernel/words/index.ts'
import { useWords } from '../words.tsx'
import styles from './calendar-grid.module.css'

const calendars: Readonly<Record<CalendarName, () => Calendar>> = {
  gregory: () => new GregorianCalendar(),
  'islamic-umalqura': () => new IslamicUmalquraCalendar(),
  persian: () => new PersianCalendar(),
  ethiopic: () => new EthiopicCalendar(),
}

interface CalendarGridProps {
  readonly calendar: CalendarName
  /** Gregorian ISO day to begin at. */
  readonly day: string
  /** The last day that may be chosen, Gregorian ISO. */
  readonly last?: string
  readonly onChoose: (day: string) => void
}

/** One month of a calendar. Arrows move by a day and a week, Page Up and Down by a month, with Shift by a year. */
export default function CalendarGrid({ calendar, day, last, onChoose }: CalendarGridProps) {
  const { t, locale, direction } = useWords()
  const tag = `${intlTagOf(locale)}${intlTagOf(locale).includes('-u-') ? '' : '-u'}-ca-${calendar}`
  const [at, setAt] = useState(() => toCalendar(fromIso(day), calendars[calendar]()))
  const grid = useRef<HTMLTableElement>(null)
  const moved = useRef(false)
  const end = last === undefined ? undefined : fromIso(last)
  const first = startOfMonth(at)
  // The week begins where most of the six languages' readers begin it; the names above the columns say which day is which.
  const begin = startOfWeek(first, locale === 'en' ? 'en-GB' : locale === 'ar' ? 'ar-SY' : locale)
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => begin.add({ days: week * 7 + weekday })),
  )
  const shown = weeks.filter(week => week.some(date => date.month === at.month && date.year === at.year))
  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  })
  const go = (to: CalendarDate) => {
    moved.current = true
    setAt(end && to.compare(end) > 0 ? toCalendar(end, to.calendar) : to)
  }
  const press = (event: KeyboardEvent) => {
    const forward = direction === 'rtl' ? -1 : 1
    const moves: Readonly<Record<string, () => CalendarDate>> = {
      ArrowLeft: () => at.subtract({ days: forward }),
      ArrowRight: () => at.add({ days: forward }),
      ArrowUp: () => at.subtract({ days: 7 }),
      ArrowDown: () => at.add({ days: 7 }),
      PageUp: () => at.subtract(event.shiftKey ? { years: 1 } : { months: 1 }),
      PageDown: () => at.add(event.shiftKey ? { years: 1 } : { months: 1 }),
      Home: () => first,
      End: () => endOfMonth(at),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    go(move())
  }
  const write = (date: CalendarDate, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options }).format(new Date(`${isoOf(date)}T00:00:00Z`))
  return (
    <div className={styles.calendar}>
      <div className={styles.head}>
        <ActionIcon aria-label={t('web.calendar.year-before')} onClick={() => setAt(at.subtract({ years: 1 }))}>
          <IconChevronsLeft size={18} className="turns" aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('web.calendar.month-before')} onClick={() => setAt(at.subtract({ months: 1 }))}>
          <IconChevronLeft size={18} className="turns" aria-hidden />
        </ActionIcon>
        <strong aria-live="polite">
          {write(first, { month: 'long', year: 'numeric' }).replace(/\s*ERA\d\s*/, '')}
        </strong>
        <ActionIcon aria-label={t('web.calendar.month-after')} onClick={() => setAt(at.add({ months: 1 }))}>
          <IconChevronRight size={18} className="turns" aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('web.calendar.year-after')} onClick={() => setAt(at.add({ years: 1 }))}>
          <IconChevronsRight size={18} className="turns" aria-hidden />
        </ActionIcon>
      </div>
      <table ref={grid} className={styles.grid} onKeyDown={press}>
        <thead>
          <tr>
            {shown[0]?.map(date => (
              <th key={isoOf(date)} scope="col" abbr={write(date, { weekday: 'long' })}>
                {write(date, { weekday: 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(week => (
            <tr key={isoOf(week[0] ?? first)}>
              {week.map(date => (
                <td key={isoOf(date)}>
                  <button
                    type="button"
                    className={styles.day}
                    data-other={date.month === at.month ? undefined : true}
                    tabIndex={date.compare(at) === 0 ? 0 : -1}
                    disabled={end !== undefined && date.compare(end) > 0}
                    aria-label={write(date, { day: 'numeric', month: 'long', year: 'numeric' })}
                    aria-pressed={isoOf(date) === day}
                    onClick={() => onChoose(isoOf(date))}
                  >
                    {write(date, { day: 'numeric' })}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function fromIso(day: string): CalendarDate {
  const [year = 2000, month = 1, date = 1] = day.split('-').map(Number)
  return new CalendarDate(year, month, date)
}

function isoOf(date: CalendarDate): string {
  return toCalendar(date, new GregorianCalendar()).toString()
}
