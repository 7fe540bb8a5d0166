import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { uuidv7 } from '../../../../kernel/ids.ts'
import { parseInput } from '../../../../kernel/problems/input.ts'
import { Problem } from '../../../../kernel/problems/problem.ts'
import { useSites, useSituation } from '../../../situation/screens/index.ts'
import { ageCohorts } from '../../../vocabulary/index.ts'
import {
  Choice,
  Code,
  DayField,
  envelopeOf,
  Page,
  ProblemNote,
  readDay,
  Section,
  type ShownProblem,
  StateBadge,
  todayHere,
  useOutbox,
  useRemembered,
  useSession,
  useWords,
  written,
} from '../../../workspace/screens/index.ts'
import { type cohortKeys, PreregisterGroup } from '../../model/household.ts'
import { useLabels } from '../labels.ts'
import { inWords, messageAt } from '../register/check.ts'
import { type Defaults, firstDefaults } from '../register/draft.ts'
import styles from '../register/register.module.css'
import own from './group.module.css'

type CohortKey = (typeof cohortKeys)[number]
type Counts = Readonly<Partial<Record<CohortKey, string>>>
interface Sent {
  readonly name: string
  readonly size: number
  readonly number?: string
  readonly household?: string
}

/** Counts people who arrive together, in a few keystrokes; they are registered one by one later. */
export function GroupPage() {
  const words = useWords()
  const { t, number } = words
  const { label, text, countryOptions } = useLabels()
  const { situation, situationCode } = useSession()
  const { sites } = useSites()
  const usual = useSituation()
  const { outbox } = useOutbox()
  const [defaults, setDefaults] = useRemembered<Defaults>(`register.${situation}`, firstDefaults)
  const [id, setId] = useState(() => uuidv7())
  const [representative, setRepresentative] = useState('')
  const [phone, setPhone] = useState('')
  const [counts, setCounts] = useState<Counts>({})
  const [arrivedOn, setArrivedOn] = useState(() => written(todayHere()))
  const [priority, setPriority] = useState(false)
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<ShownProblem | Error>()
  const [sending, setSending] = useState(false)
  const [sent, setSent] = useState<Sent>()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!sent) first.current?.focus()
  }, [sent])
  const size = Object.values(counts).reduce((sum, count) => sum + (Number(count) || 0), 0)
  const errors = problem && !(problem instanceof Error) ? problem.fields : []
  const submit = async () => {
    if (sending) return
    const today = todayHere()
    const raw = {
      id,
      site: defaults.site || undefined,
      origin: defaults.origin || undefined,
      arrivedOn: readDay(arrivedOn, today) ?? arrivedOn,
      representative: representative.trim() || undefined,
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
      counts: Object.fromEntries(
        Object.entries(counts).flatMap(([key, count]) => (Number(count) > 0 ? [[key, Number(count)]] : [])),
      ),
      priority,
      note,
    }
    setProblem(undefined)
    try {
      const input = parseInput(PreregisterGroup, raw)
      setSending(true)
      const delivery = await outbox.deliver<{ household: string; number: string; size: number }>(
        envelopeOf('registration.preregisterGroup', situation, input),
        representative,
      )
      if ('problem' in delivery) return setProblem(delivery.problem)
      setSent({
        name: representative,
        size,
        ...(delivery.answer === 'waiting'
          ? {}
          : { number: delivery.result.number, household: delivery.result.household }),
      })
    } catch (failure) {
      if (failure instanceof Problem) {
        setProblem({
          code: failure.code,
          status: 422,
          title: t('web.register.mend', { count: failure.fields.length }),
          fields: inWords(words, failure.fields),
        })
      } else setProblem(failure as Error)
    } finally {
      setSending(false)
    }
  }
  const next = () => {
    setId(uuidv7())
    setRepresentative('')
    setPhone('')
    setCounts({})
    setPriority(false)
    setNote('')
    setSent(undefined)
  }
  if (sent) {
    return (
      <Page title={t('web.group.title')} narrow>
        <Section>
          <div className={styles.done}>
            <StateBadge state={sent.number ? 'accepted' : 'pending'}>
              {t(`web.outbox.state.${sent.number ? 'accepted' : 'waiting'}`)}
            </StateBadge>
            <h2 role="status">{t('web.group.done', { name: sent.name, count: sent.size })}</h2>
            {sent.number ? (
              <p className={styles.number}>
                <Code>{sent.number}</Code>
              </p>
            ) : (
              <p className={styles.hint}>{t('web.register.waiting-hint')}</p>
            )}
            <div className={styles.doneActions}>
              <Button autoFocus onClick={next}>
                {t('web.group.next')}
              </Button>
              {sent.household ? (
                <Button
                  variant="default"
                  renderRoot={props => (
                    <Link
                      {...props}
                      to="/s/$code/households/$id"
                      params={{ code: situationCode, id: sent.household ?? '' }}
                    />
                  )}
                >
                  {t('web.action.open')}
                </Button>
              ) : null}
            </div>
          </div>
        </Section>
      </Page>
    )
  }
  return (
    <Page title={t('web.group.title')} lead={t('web.group.lead')} narrow>
      <form
        className={styles.form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <Section>
          <div className={styles.fields}>
            <TextInput
              ref={first}
              className={styles.wide ?? ''}
              label={t('web.group.representative')}
              value={representative}
              dir={representative === '' ? undefined : 'auto'}
              autoComplete="off"
              error={messageAt(errors, 'representative')}
              onChange={event => setRepresentative(event.currentTarget.value)}
            />
            <TextInput
              className={styles.wide ?? ''}
              label={t('web.register.phone')}
              type="tel"
              dir="ltr"
              autoComplete="off"
              value={phone}
              error={messageAt(errors, 'phone')}
              onChange={event => setPhone(event.currentTarget.value)}
            />
          </div>
        </Section>
        <Section title={t('web.group.counts')} hint={t('web.group.counts-hint')}>
          <table className={own.counts}>
            <thead>
              <tr>
                <th scope="col">{t('web.field.age')}</th>
                <th scope="col">{text('sex', 'F')}</th>
                <th scope="col">{text('sex', 'M')}</th>
              </tr>
            </thead>
            <tbody>
              {ageCohorts.codes.map(cohort => (
                <tr key={cohort}>
                  <th scope="row">{label('age-cohort', cohort)}</th>
                  {(['f', 'm'] as const).map(sex => {
                    const key = `${sex}_${ageCohorts.facts[cohort].column}` as CohortKey
                    return (
                      <td key={sex}>
                        <TextInput
                          aria-label={`${label('age-cohort', cohort)}, ${text('sex', sex.toUpperCase())}`}
                          inputMode="numeric"
                          pattern="[0-9]*"
                          autoComplete="off"
                          value={counts[key] ?? ''}
                          error={messageAt(errors, `counts.${key}`)}
                          onFocus={event => event.currentTarget.select()}
                          onChange={event =>
                            setCounts({ ...counts, [key]: event.currentTarget.value.replace(/\D/g, '').slice(0, 4) })
                          }
                        />
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('web.group.total')}</th>
                <td colSpan={2} className="number" aria-live="polite">
                  {number(size)}
                </td>
              </tr>
            </tfoot>
          </table>
        </Section>
        <Section title={t('web.register.arrival')}>
          <div className={styles.fields}>
            <Choice
              className={styles.wide}
              label={t('web.register.site')}
              options={sites.filter(site => site.closedOn === null).map(site => ({ value: site.id, label: site.name }))}
              value={defaults.site}
              error={messageAt(errors, 'site')}
              onChange={site => setDefaults({ ...defaults, site })}
            />
            <Choice
              className={styles.wide}
              label={t('web.register.origin')}
              options={countryOptions(usual?.origins)}
              value={defaults.origin}
              error={messageAt(errors, 'origin')}
              onChange={origin => setDefaults({ ...defaults, origin })}
            />
            <DayField
              className={styles.wide}
              label={t('web.register.arrived')}
              text={arrivedOn}
              error={messageAt(errors, 'arrivedOn')}
              onChange={setArrivedOn}
            />
            <Checkbox
              className={styles.full ?? ''}
              label={t('web.group.priority')}
              description={t('web.group.priority-hint')}
              checked={priority}
              onChange={event => setPriority(event.currentTarget.checked)}
            />
            <Textarea
              className={styles.full ?? ''}
              label={t('web.register.note')}
              value={note}
              error={messageAt(errors, 'note')}
              onChange={event => setNote(event.currentTarget.value)}
            />
          </div>
        </Section>
        <ProblemNote problem={problem} />
        <div className={styles.submit}>
          <Button type="submit" size="md" loading={sending}>
            {t('web.group.submit', { count: size })}
          </Button>
        </div>
      </form>
    </Page>
  )
}
