import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSites, useSituation } from '../../../situation/screens/index.ts'
import {
  Choice,
  DayField,
  readDay,
  Section,
  Segments,
  type ShownField,
  todayHere,
  useSession,
  useWords,
} from '../../../workspace/screens/index.ts'
import { useLabels } from '../labels.ts'
import { messageAt } from './check.ts'
import type { HouseholdDraft } from './draft.ts'
import styles from './register.module.css'

interface ArrivalProps {
  readonly draft: HouseholdDraft
  readonly errors: readonly ShownField[]
  readonly onChange: (part: Partial<HouseholdDraft>) => void
}

const levels = ['emergency', 'basic', 'comprehensive'] as const

/** Where from, where and when. After the first household it is one line, since the next one mostly came the same way. */
export function Arrival({ draft, errors, onChange }: ArrivalProps) {
  const { t, date } = useWords()
  const { country, countryOptions } = useLabels()
  const { sites, nameOf } = useSites()
  const situation = useSituation()
  const places = usePlaces(sites)
  const day = readDay(draft.arrivedOn, todayHere())
  const wrong = ['site', 'origin', 'arrivedOn', 'level'].some(field => messageAt(errors, field))
  const [opened, setOpened] = useState(draft.site === '' || draft.origin === '')
  const complete = draft.site !== '' && draft.origin !== '' && day !== undefined
  if (!opened && complete && !wrong) {
    return (
      <Section>
        <div className={styles.arrivalLine}>
          <p>
            {t('web.register.arrival-line', {
              site: nameOf(draft.site),
              origin: country(draft.origin),
              day: date(day, 'long'),
            })}
            {' · '}
            {t(`web.level.${draft.level}`)}
          </p>
          <Button variant="subtle" size="xs" onClick={() => setOpened(true)}>
            {t('web.action.change')}
          </Button>
        </div>
      </Section>
    )
  }
  return (
    <Section title={t('web.register.arrival')} hint={t('web.register.arrival-hint')}>
      <div className={styles.fields} data-arrival>
        <Choice
          className={styles.wide}
          label={t('web.register.site')}
          name="site"
          options={places.map(site => ({ value: site.id, label: site.name }))}
          value={draft.site}
          error={messageAt(errors, 'site')}
          onChange={site => onChange({ site })}
        />
        <Choice
          className={styles.wide}
          label={t('web.register.origin')}
          name="origin"
          options={countryOptions(situation?.origins)}
          value={draft.origin}
          error={messageAt(errors, 'origin')}
          onChange={origin => onChange({ origin })}
        />
        <DayField
          className={styles.wide}
          label={t('web.register.arrived')}
          name="arrivedOn"
          text={draft.arrivedOn}
          error={messageAt(errors, 'arrivedOn')}
          onChange={arrivedOn => onChange({ arrivedOn })}
        />
        <div className={styles.full}>
          <Segments
            label={t('web.register.level')}
            options={levels.map(value => ({ value, label: t(`web.level.${value}`) }))}
            value={draft.level}
            error={messageAt(errors, 'level')}
            onChange={level => onChange({ level: level as HouseholdDraft['level'] })}
          />
          <p className={styles.hint}>{t(`web.level.${draft.level}.hint`)}</p>
        </div>
      </div>
    </Section>
  )
}

/** Open sites at which this person may register. */
function usePlaces<Place extends { id: string; closedOn: string | null }>(sites: readonly Place[]): Place[] {
  const { me, situation } = useSession()
  const today = todayHere()
  const grants = me.grants.filter(grant => grant.situation === situation && grant.permissions.includes('register'))
  return sites.filter(
    site =>
      (site.closedOn === null || site.closedOn > today) &&
      grants.some(({ places }) => places === '*' || places.includes(site.id)),
  )
}
