import type { ReactNode } from 'react'
import { scriptOf } from '../../../../engines/names/script.ts'
import { loadHan } from '../style/load-han.ts'
import { useWords } from '../words.tsx'
import styles from './values.module.css'

/** A person's name: in its own script first, and in Latin letters below where those are others. */
export function PersonName({
  name,
  latin,
  strong = true,
}: {
  name: string
  latin?: string | null | undefined
  strong?: boolean
}) {
  const script = scriptOf(name)
  if (script === 'Hani') loadHan()
  const second = latin && latin !== name && script !== 'Latn' ? latin : undefined
  return (
    <span className={styles.name}>
      <bdi className={strong ? styles.own : undefined} lang={`und-${script}`} dir="auto">
        {name}
      </bdi>
      {second ? (
        <bdi className={styles.latin} lang="und-Latn" dir="ltr">
          {second}
        </bdi>
      ) : null}
    </span>
  )
}

/** A number, code or address that is read in its own order whatever runs around it. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <bdi className="number" dir="ltr">
      {children}
    </bdi>
  )
}

/** A calendar day `1990-02-03`; nothing for nothing. */
export function Day({ day, style = 'short' }: { day: string | null | undefined; style?: 'short' | 'long' }) {
  const { date } = useWords()
  return day ? <time dateTime={day}>{date(day, style)}</time> : null
}

/** A moment, in the reader's own time zone. */
export function Moment({ at }: { at: string | number }) {
  const { date, time } = useWords()
  const instant = typeof at === 'number' ? new Date(at).toISOString() : at
  return (
    <time dateTime={instant} className="number">
      {date(instant)}, {time(instant)}
    </time>
  )
}

export function Count({ value }: { value: number }) {
  const { number } = useWords()
  return <span className="number">{number(value)}</span>
}

export interface Birth {
  readonly birthDate: string
  readonly birthEstimated: boolean
  readonly birthPrecision: string
}

/** Completed years on a day; both are ISO dates. */
export function yearsOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

/** The device's calendar day, as its user reads it on the wall. */
export function todayHere(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** «34 years», «about 40 years», «7 months». */
export function useAge(): (birth: Birth, on?: string) => string {
  const { t } = useWords()
  return (birth, on = todayHere()) => {
    const years = yearsOn(birth.birthDate, on)
    const about = birth.birthEstimated || birth.birthPrecision === 'age'
    if (about && (years >= 2 || birth.birthPrecision === 'year'))
      return t('web.age.about', { years: Math.max(0, years) })
    if (years >= 2) return t('web.age.years', { years })
    const [year = 0, month = 1, day = 1] = on.split('-').map(Number)
    const [bornYear = 0, bornMonth = 1, bornDay = 1] = birth.birthDate.split('-').map(Number)
    const months = (year - bornYear) * 12 + month - bornMonth - (day < bornDay ? 1 : 0)
    return birth.birthPrecision === 'year'
      ? t('web.age.years', { years: Math.max(0, years) })
      : t(about ? 'web.age.about-months' : 'web.age.months', { months: Math.max(0, months) })
  }
}

export function Age({ birth }: { birth: Birth }) {
  const age = useAge()
  return <span className="number">{age(birth)}</span>
}

/** What is known of birth, no more exactly than it is known. */
export function shownBirth({ birthDate, birthPrecision }: Birth): string {
  if (birthPrecision === 'day') return birthDate
  return birthPrecision === 'month' ? birthDate.slice(0, 7) : birthDate.slice(0, 4)
}

/** Pairs of a word and what is known; an empty answer says that it is not known. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>
}

export function Fact({ label, children }: { label: string; children?: ReactNode }) {
  const { t } = useWords()
  const empty = children === undefined || children === null || children === ''
  return (
    <div>
      <dt>{label}</dt>
      <dd>{empty ? <span className={styles.none}>{t('web.not-known')}</span> : children}</dd>
    </div>
  )
}
