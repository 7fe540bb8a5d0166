import { Button, Textarea, TextInput } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import {
  Choice,
  type Draft,
  Note,
  Page,
  ProblemNote,
  Section,
  StateBadge,
  useAsk,
  useDraft,
  useOutbox,
  useRemembered,
  useSession,
  useWords,
  written,
} from '../../../workspace/screens/index.ts'
import type { RegisterHousehold } from '../../model/household.ts'
import type { getHousehold } from '../../queries/get-household.ts'
import { Arrival } from './arrival.tsx'
import { messageAt } from './check.ts'
import { Consents } from './consents.tsx'
import { Done, type Outcome } from './done.tsx'
import {
  type Defaults,
  firstDefaults,
  fromInput,
  type HouseholdDraft,
  isHouseholdEmpty,
  type NameForm,
  nameForms,
  newHousehold,
} from './draft.ts'
import { focusMember } from './focus.ts'
import { LookAlikes } from './look-alikes.tsx'
import { MemberCard } from './member-card.tsx'
import styles from './register.module.css'
import { useMembers } from './use-members.ts'
import { useSubmit } from './use-submit.ts'

/** Registers one household after another, from the keyboard alone where one likes. */
export function RegisterPage() {
  const { situation } = useSession()
  const [defaults, setDefaults] = useRemembered<Defaults>(`register.${situation}`, firstDefaults)
  const draft = useDraft<HouseholdDraft>(
    `register/${situation}`,
    () => newHousehold({ ...firstDefaults, ...defaults }),
    draft => !isHouseholdEmpty(draft),
  )
  if (!draft.value) return null
  return (
    <Form draft={draft} value={draft.value} defaults={{ ...firstDefaults, ...defaults }} onDefaults={setDefaults} />
  )
}

interface FormProps {
  readonly draft: Draft<HouseholdDraft>
  readonly value: HouseholdDraft
  readonly defaults: Defaults
  readonly onDefaults: (defaults: Defaults) => void
}

function Form({ draft, value, defaults, onDefaults }: FormProps) {
  const words = useWords()
  const { t } = words
  const { situationCode } = useSession()
  const [outcome, setOutcome] = useState<Outcome>()
  const begin = (fresh: Defaults) => draft.restart(newHousehold(fresh))
  const members = useMembers(draft, defaults)
  const { submit, sending, problem, errors, forget } = useSubmit(value, sent => {
    const kept = {
      ...defaults,
      level: value.level,
      site: value.site,
      origin: value.origin,
      arrivedOn: value.arrivedOn,
      consentLanguage: value.consentLanguage,
    }
    onDefaults(kept)
    setOutcome(sent)
    begin(kept)
  })
  useMending(draft)
  useFirstField()
  useFormKeys(outcome ? undefined : submit, members.step)
  useGroup(draft)
  const change = (part: Partial<HouseholdDraft>) => draft.change(before => ({ ...before, ...part }))
  const next = () => {
    forget()
    setOutcome(undefined)
    requestAnimationFrame(() => focusMember(0))
  }
  const representative = value.members[0]
  if (outcome) {
    return (
      <Page title={t('web.register.title')} narrow>
        <Done outcome={outcome} onNext={next} />
      </Page>
    )
  }
  return (
    <Page
      title={t('web.register.title')}
      lead={t('web.register.keys')}
      actions={
        <>
          <Saved draft={draft} />
          <Button
            variant="default"
            renderRoot={props => <Link {...props} to="/s/$code/group" params={{ code: situationCode }} />}
          >
            {t('web.register.group-instead')}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <Arrival key={value.id} draft={value} errors={errors} onChange={change} />
        <Section
          title={t('web.register.people')}
          hint={t('web.register.people-hint')}
          actions={
            <Choice
              label={t('web.register.name-form')}
              options={(Object.keys(nameForms) as NameForm[]).map(form => ({
                value: form,
                label: t(`web.name-form.${form}`),
              }))}
              value={defaults.nameForm}
              onChange={form => {
                onDefaults({ ...defaults, nameForm: form as NameForm })
                members.reshape(form as NameForm)
              }}
            />
          }
        >
          {value.members.map((member, index) => (
            <MemberCard
              key={member.id}
              member={member}
              index={index}
              level={value.level}
              errors={errors}
              onChange={members.change}
              onRemove={members.remove}
              onEnter={members.enter}
            />
          ))}
          {representative ? <LookAlikes member={representative} phone={value.phone} /> : null}
          {messageAt(errors, 'members') && errors.some(field => field.path === 'members') ? (
            <Note kind="refused" title={errors.find(field => field.path === 'members')?.message ?? ''} />
          ) : null}
          <div className={styles.addPerson}>
            <Button
              variant="default"
              leftSection={<IconUserPlus size={18} aria-hidden />}
              onClick={() => members.add()}
            >
              {t('web.register.add-person')}
            </Button>
          </div>
        </Section>
        <Section title={t('web.register.reach')}>
          <div className={styles.fields}>
            <TextInput
              className={styles.wide ?? ''}
              label={t('web.register.shelter')}
              value={value.shelter}
              error={messageAt(errors, 'address.shelter')}
              autoComplete="off"
              onChange={event => change({ shelter: event.currentTarget.value })}
            />
            <TextInput
              className={styles.wide ?? ''}
              label={t('web.register.phone')}
              type="tel"
              dir="ltr"
              value={value.phone}
              error={messageAt(errors, 'phone')}
              autoComplete="off"
              onChange={event => change({ phone: event.currentTarget.value })}
            />
            <TextInput
              className={styles.wide ?? ''}
              label={t('web.register.address')}
              value={value.address}
              error={messageAt(errors, 'address.text')}
              autoComplete="off"
              onChange={event => change({ address: event.currentTarget.value })}
            />
            <Textarea
              className={styles.full ?? ''}
              label={t('web.register.note')}
              value={value.note}
              error={messageAt(errors, 'note')}
              dir="auto"
              onChange={event => change({ note: event.currentTarget.value })}
            />
          </div>
        </Section>
        <Consents draft={value} onChange={change} />
        <ProblemNote problem={problem} onField={field => focusMember(undefined, field.path)} />
        <div className={styles.submit}>
          <Button type="submit" size="md" loading={sending}>
            {t('web.register.submit', { count: value.members.length })}
          </Button>
          <Button variant="subtle" onClick={() => begin(defaults)}>
            {t('web.register.clear')}
          </Button>
        </div>
      </form>
    </Page>
  )
}

/** Whether what is written is safe, in a word. */
function Saved({ draft }: { draft: Draft<HouseholdDraft> }) {
  const { t, time } = useWords()
  if (!draft.durable) return <StateBadge state="review">{t('web.draft.not-kept')}</StateBadge>
  if (draft.savedAt === undefined) return null
  return <StateBadge state="quiet">{t('web.draft.saved', { time: time(draft.savedAt) })}</StateBadge>
}

/** Keys that work wherever the focus is, also after what had it has gone. */
function useFormKeys(submit: (() => Promise<void>) | undefined, step: (from: HTMLElement, by: -1 | 1) => void): void {
  const latest = useRef({ submit, step })
  latest.current = { submit, step }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { submit: send, step: move } = latest.current
      if (!send || event.defaultPrevented || (event.target as HTMLElement).closest('[role="dialog"]')) return
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        void send()
      } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        event.preventDefault()
        move(event.target as HTMLElement, event.key === 'ArrowUp' ? -1 : 1)
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/** The hands are on the keyboard: the form begins at the first thing to write. */
function useFirstField(): void {
  useEffect(() => {
    const arrival = document.querySelector<HTMLInputElement>('[data-arrival] input')
    if (arrival && arrival.value === '') arrival.focus()
    else focusMember(0)
  }, [])
}

/** People of a counted group come with what was noted of it. */
function useGroup(draft: Draft<HouseholdDraft>): void {
  const { group } = useSearch({ strict: false }) as { group?: string }
  const known = useAsk<typeof getHousehold>(
    'registration.getHousehold',
    { id: group ?? '' },
    { enabled: group !== undefined },
  ).data?.household
  const { change } = draft
  const begun = draft.value?.group === group
  useEffect(() => {
    if (!known || begun) return
    change(before => ({
      ...before,
      group: known.id,
      site: known.site,
      origin: known.origin,
      arrivedOn: written(known.arrivedOn),
      phone: before.phone === '' ? (known.phone ?? '') : before.phone,
    }))
  }, [known, begun, change])
}

/** Takes a refused household out of the outbox into the form, to be corrected. */
function useMending(draft: Draft<HouseholdDraft>): void {
  const { mend } = useSearch({ strict: false }) as { mend?: string }
  const { entries } = useOutbox()
  const { restart } = draft
  const entry = entries.find(({ envelope }) => envelope.id === mend)
  const done = draft.value?.mends === mend
  useEffect(() => {
    if (entry && !done) restart(fromInput(entry.envelope.input as RegisterHousehold, entry.envelope.id))
  }, [entry, done, restart])
}
