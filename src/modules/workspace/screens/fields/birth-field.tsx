import { TextInput } from '@mantine/core'
import {
  type CalendarName,
  calendarNames,
  formatDate,
  type ParsedDate,
  parsePartialDate,
} from '../../../../engines/calendar/index.ts'
import { intlTagOf } from '../../../../kernel/words/index.ts'
import { todayHere, useAge } from '../parts/values.tsx'
import { useWords } from '../words.tsx'
import { CalendarButton } from './calendar-button.tsx'
import { Choice } from './choice.tsx'
import styles from './day-field.module.css'

/** A birth as typed. `calendar` is empty where the year may decide; `order` of day and month in digits. */
export interface BirthText {
  readonly text: string
  readonly calendar: CalendarName | ''
  readonly order: 'dmy' | 'mdy'
}

export const noBirth: BirthText = { text: '', calendar: '', order: 'dmy' }

/** What a text says; undefined for an empty one. */
export function readBirth({ text, calendar, order }: BirthText, today: string): ParsedDate | undefined {
  if (text.trim() === '') return undefined
  return parsePartialDate(text, today, { order, ...(calendar === '' ? {} : { calendar }) })
}

interface BirthFieldProps {
  readonly label: string
  readonly value: BirthText
  readonly onChange: (value: BirthText) => void
  readonly error?: string | undefined
  readonly name?: string
  readonly className?: string | undefined
}

/** A birth as people know it: «34», «about 40», «1358», «3 Mehr 1360», «12/10/1979». Says back what was understood. */
export function BirthField({ label, value, onChange, error, name, className }: BirthFieldProps) {
  const { t } = useWords()
  const today = todayHere()
  const read = readBirth(value, today)
  const say = useSayBirth()
  const problem =
    read && !read.ok && read.problem !== 'needs-calendar' ? t(`web.birth.problem.${read.problem}`) : undefined
  return (
    <div className={className}>
      <TextInput
        label={label}
        name={name}
        value={value.text}
        autoComplete="off"
        placeholder={t('web.birth.placeholder')}
        error={error ?? problem}
        description={read?.ok ? <span className={styles.understood}>{say(read, today)}</span> : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={event => onChange({ ...value, text: event.currentTarget.value })}
        rightSection={
          <CalendarButton
            calendar={value.calendar === '' ? 'gregory' : value.calendar}
            day={read?.ok ? read.birth.date : `${Number(today.slice(0, 4)) - 25}-01-01`}
            last={today}
            onChoose={day => onChange({ text: day, calendar: 'gregory', order: value.order })}
          >
            <Choice
              label={t('web.birth.calendar')}
              options={calendarNames.map(code => ({ value: code, label: t(`web.calendar.${code}`) }))}
              value={value.calendar === '' ? 'gregory' : value.calendar}
              onChange={calendar => onChange({ ...value, calendar: calendar as CalendarName })}
            />
          </CalendarButton>
        }
      />
      <Doubts value={value} read={read} today={today} onChange={onChange} />
    </div>
  )
}

/** What cannot be known from the text alone is asked, with what each answer would mean. */
function Doubts({
  value,
  read,
  today,
  onChange,
}: {
  value: BirthText
  read: ParsedDate | undefined
  today: string
  onChange: (value: BirthText) => void
}) {
  const { t } = useWords()
  const age = useAge()
  if (read && !read.ok && read.problem === 'needs-calendar') {
    return (
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{t('web.birth.which-calendar')}</legend>
        {(read.calendars ?? []).map(calendar => {
          const tried = readBirth({ ...value, calendar }, today)
          return (
            <button
              key={calendar}
              type="button"
              className={styles.choice}
              onClick={() => onChange({ ...value, calendar })}
            >
              {t(`web.calendar.${calendar}`)}
              {tried?.ok
                ? ` · ${age({ birthDate: tried.birth.date, birthEstimated: true, birthPrecision: 'year' })}`
                : ''}
            </button>
          )
        })}
      </fieldset>
    )
  }
  if (read?.ok && read.understood.orderGuessed) {
    const other = value.order === 'dmy' ? 'mdy' : 'dmy'
    const tried = readBirth({ ...value, order: other }, today)
    if (!tried?.ok || tried.birth.date === read.birth.date) return null
    return (
      <div className={styles.choices}>
        <button type="button" className={styles.choice} onClick={() => onChange({ ...value, order: other })}>
          {t('web.birth.other-order', { day: tried.birth.date })}
        </button>
      </div>
    )
  }
  return null
}

/** What was understood, in a sentence: in its own calendar, in the Gregorian one, and as an age. */
function useSayBirth(): (read: ParsedDate & { ok: true }, today: string) => string {
  const { t, date, locale } = useWords()
  const age = useAge()
  return ({ birth, understood }, today) => {
    const years = age(
      {
        birthDate: birth.date,
        birthEstimated: birth.estimated && birth.precision !== 'month',
        birthPrecision: birth.precision,
      },
      today,
    )
    if (birth.precision === 'age') return t('web.birth.said-age', { age: years, year: birth.date.slice(0, 4) })
    const day = date(
      birth.precision === 'day'
        ? birth.date
        : birth.precision === 'month'
          ? birth.date.slice(0, 7)
          : birth.date.slice(0, 4),
      'long',
    )
    if (understood.calendar === 'gregory') return t('web.birth.said', { day, age: years })
    const own =
      birth.precision === 'year'
        ? String(understood.year)
        : formatDate(birth.date, intlTagOf(locale), understood.calendar, { precision: birth.precision })
    return t('web.birth.said-other', { own, calendar: t(`web.calendar.${understood.calendar}`), day, age: years })
  }
}
