import { Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import type { findIndividuals } from '../../../modules/registration/queries/find-individuals.ts'
import { useApi } from '../../../modules/workspace/screens/data/api.tsx'
import { askKey, type OutputOf } from '../../../modules/workspace/screens/data/ask.ts'
import type { Session } from '../../../modules/workspace/screens/data/session.tsx'
import { Age, Code, PersonName } from '../../../modules/workspace/screens/parts/values.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import { situationsOf } from './me.ts'
import { itemsFor } from './navigation.ts'
import styles from './search-dialog.module.css'

interface SearchProps {
  readonly session: Session
  readonly may: (permission: string) => boolean
  readonly onClose: () => void
}

type Found = OutputOf<typeof findIndividuals>

/** Pages by their words, people by name, number, document or phone: one field, arrows and Enter. */
export default function SearchDialog({ session, may, onClose }: SearchProps) {
  const { t, locale } = useWords()
  const api = useApi()
  const navigate = useNavigate()
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const wanted = useDeferredValue(text.trim())
  const situation = situationsOf(session.me).find(({ code }) => code === session.situationCode)?.number
  const found = useQuery<Found>({
    queryKey: askKey(situation ?? 0, 'registration.findIndividuals', { text: wanted, limit: 8 }),
    queryFn: ({ signal }) =>
      api.ask<Found>('registration.findIndividuals', situation ?? 0, { text: wanted, limit: 8 }, signal),
    enabled: situation !== undefined && wanted.length >= 2 && may('read-people'),
    placeholderData: before => before,
  })
  const lower = wanted.toLocaleLowerCase(locale)
  const pages = itemsFor(may).filter(({ word }) => t(word).toLocaleLowerCase(locale).includes(lower))
  const people = wanted.length >= 2 ? (found.data?.people ?? []) : []
  const count = people.length + pages.length
  const open = (index: number) => {
    const params = { code: session.situationCode }
    const person = people[index]
    const page = pages[index - people.length]
    if (person) void navigate({ to: '/s/$code/people/$id', params: { ...params, id: person.id } })
    else if (page) void navigate({ to: page.to, params })
    else return
    onClose()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (count > 0) setAt((at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      open(at)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={640}
      yOffset="12vh"
      centered={false}
      aria-label={t('web.shell.search')}
    >
      <TextInput
        size="md"
        variant="unstyled"
        className={styles.field ?? ''}
        leftSection={<IconSearch size={20} aria-hidden />}
        placeholder={t('web.search.placeholder')}
        aria-label={t('web.shell.search')}
        role="combobox"
        aria-expanded
        aria-controls={`${id}list`}
        aria-activedescendant={count > 0 ? `${id}${at}` : undefined}
        data-autofocus
        value={text}
        onChange={event => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id={`${id}list`} role="listbox" aria-label={t('web.search.results')} className={styles.list}>
        {people.map((person, index) => (
          <Option
            key={person.id}
            id={`${id}${index}`}
            chosen={at === index}
            onPoint={() => setAt(index)}
            onOpen={() => open(index)}
          >
            <PersonName name={person.name} latin={person.latinName} />
            <span className={styles.facts}>
              <Age birth={person} /> · <Code>{person.householdNumber}</Code>
            </span>
          </Option>
        ))}
        {pages.map((page, offset) => {
          const index = people.length + offset
          return (
            <Option
              key={page.to}
              id={`${id}${index}`}
              chosen={at === index}
              onPoint={() => setAt(index)}
              onOpen={() => open(index)}
            >
              <span className={styles.page}>
                <page.icon size={20} stroke={1.6} aria-hidden />
                {t(page.word)}
              </span>
            </Option>
          )
        })}
      </div>
      <p className={styles.status} role="status">
        {count === 0 && !found.isFetching ? t('web.search.nothing') : ''}
      </p>
    </Modal>
  )
}

interface OptionProps {
  readonly id: string
  readonly chosen: boolean
  readonly onPoint: () => void
  readonly onOpen: () => void
  readonly children: React.ReactNode
}

function Option({ id, chosen, onPoint, onOpen, children }: OptionProps) {
  return (
    // The focus stays in the field; the field's keys choose.
    // biome-ignore lint/a11y/useFocusableInteractive: an option of a combobox is reached through aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={styles.option}
      onPointerMove={onPoint}
      onClick={onOpen}
    >
      {children}
    </div>
  )
}
