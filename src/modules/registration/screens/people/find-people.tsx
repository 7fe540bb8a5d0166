import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useSites } from '../../../situation/screens/index.ts'
import {
  Age,
  Code,
  type Column,
  DataList,
  Day,
  EmptyState,
  type OutputOf,
  Page,
  PersonName,
  useAge,
  useApi,
  useAskPages,
  useMay,
  useSession,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { findIndividuals } from '../../queries/find-individuals.ts'
import { Face } from '../face.tsx'
import { filterValues, useAllowed, useFilters } from '../filters.ts'
import { useLabels } from '../labels.ts'
import { StatusBadge } from '../status.tsx'
import styles from './people.module.css'

type IndividualLine = OutputOf<typeof findIndividuals>['people'][number]

const NAME = 'registration.findIndividuals'

/** People by name in any script, by number, document or phone, and by what is known of them. */
export function FindPeoplePage() {
  const { t } = useWords()
  const api = useApi()
  const may = useMay()
  const navigate = useNavigate()
  const { situation, situationCode } = useSession()
  const { site, origin, sex, status, needGroup, bornFrom, bornTo, arrivedFrom, arrivedTo } = useFilters()
  const filters = useAllowed([site, origin, sex, status, needGroup, bornFrom, bornTo, arrivedFrom, arrivedTo])
  const values = filterValues(useSearch({ strict: false }) as Record<string, unknown>, filters)
  const [text, setText] = useLastText(situation)
  const wanted = useDeferredValue(text.trim())
  const input = { ...values, ...(wanted === '' ? {} : { text: wanted }) }
  const found = useAskPages<typeof findIndividuals>(NAME, { ...input, limit: 50 })
  const pages = found.data?.pages
  const first = pages?.[0]
  const rows = pages?.flatMap(page => page.people)
  const columns = useColumns()
  const filtered = wanted !== '' || Object.keys(values).length > 0
  return (
    <Page
      title={t('web.find.title')}
      actions={
        may('register') ? (
          <Button renderRoot={props => <Link {...props} to="/s/$code/register" params={{ code: situationCode }} />}>
            {t('web.nav.register')}
          </Button>
        ) : null
      }
    >
      <DataList
        name="people"
        caption={t('web.find.title')}
        columns={columns}
        rows={rows}
        keyOf={person => person.id}
        count={first ? t('web.list.people', { count: first.count, more: first.more ? 'yes' : 'no' }) : undefined}
        total={first && !first.more ? first.count : undefined}
        filters={filters}
        values={values}
        onValues={next =>
          void navigate({ to: '/s/$code/people', params: { code: situationCode }, search: next, replace: true })
        }
        search={
          <TextInput
            size="md"
            type="search"
            autoFocus
            aria-label={t('web.find.text')}
            placeholder={t('web.find.placeholder')}
            leftSection={<IconSearch size={20} aria-hidden />}
            value={text}
            dir={text === '' ? undefined : 'auto'}
            autoComplete="off"
            spellCheck={false}
            onChange={event => setText(event.currentTarget.value)}
          />
        }
        busy={found.isPlaceholderData || wanted !== text.trim()}
        error={found.error}
        onRetry={() => void found.refetch()}
        hasMore={found.hasNextPage}
        onMore={() => void found.fetchNextPage()}
        loadingMore={found.isFetchingNextPage}
        empty={
          filtered ? (
            <EmptyState title={t('web.find.nobody')}>{t('web.find.nobody-hint')}</EmptyState>
          ) : (
            <EmptyState title={t('web.find.empty')}>{t('web.find.empty-hint')}</EmptyState>
          )
        }
        {...(may('export')
          ? {
              exportPage: async (after: string | undefined, signal: AbortSignal) => {
                const page = await api.ask<{ people: IndividualLine[]; next: string | null }>(
                  NAME,
                  situation,
                  { ...input, after, limit: 200 },
                  signal,
                )
                return { rows: page.people, next: page.next }
              },
            }
          : {})}
      />
    </Page>
  )
}

/** What was searched last, until the tab is closed: a name belongs neither in an address nor in the browser's history. */
function useLastText(situation: number): [string, (text: string) => void] {
  const key = `nansen.find.${situation}`
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '')
  return [
    text,
    next => {
      setText(next)
      sessionStorage.setItem(key, next)
    },
  ]
}

function useColumns(): readonly Column<IndividualLine>[] {
  const { t, date } = useWords()
  const { text, country } = useLabels()
  const { nameOf } = useSites()
  const age = useAge()
  const { situationCode } = useSession()
  return [
    {
      id: 'name',
      header: t('web.field.name'),
      always: true,
      text: person =>
        person.latinName && person.latinName !== person.name ? `${person.name} (${person.latinName})` : person.name,
      cell: person => (
        <span className={styles.who}>
          <Face photo={person.photo} name={person.name} size={32} />
          <Link to="/s/$code/people/$id" params={{ code: situationCode, id: person.id }}>
            <PersonName name={person.name} latin={person.latinName} />
          </Link>
        </span>
      ),
    },
    { id: 'age', header: t('web.field.age'), text: person => age(person), cell: person => <Age birth={person} /> },
    {
      id: 'sex',
      header: t('web.field.sex'),
      text: person => text('sex', person.sex),
      cell: person => text('sex', person.sex),
    },
    {
      id: 'relationship',
      header: t('web.field.relationship'),
      hidden: true,
      text: person => text('relationship', person.relationship),
      cell: person => text('relationship', person.relationship),
    },
    {
      id: 'number',
      header: t('web.field.number'),
      text: person => person.number,
      cell: person => <Code>{person.number}</Code>,
    },
    {
      id: 'household',
      header: t('web.field.household'),
      text: person => person.householdNumber,
      cell: person => (
        <Link to="/s/$code/households/$id" params={{ code: situationCode, id: person.household }}>
          <Code>{person.householdNumber}</Code>
        </Link>
      ),
    },
    {
      id: 'site',
      header: t('web.field.site'),
      text: person => nameOf(person.site),
      cell: person => nameOf(person.site),
    },
    {
      id: 'origin',
      header: t('web.field.origin'),
      hidden: true,
      text: person => country(person.origin),
      cell: person => country(person.origin),
    },
    {
      id: 'nationality',
      header: t('web.person.nationality'),
      hidden: true,
      text: person => country(person.nationality),
      cell: person => country(person.nationality),
    },
    {
      id: 'arrived',
      header: t('web.field.arrived'),
      text: person => date(person.arrivedOn),
      cell: person => <Day day={person.arrivedOn} />,
    },
    {
      id: 'registered',
      header: t('web.field.registered'),
      hidden: true,
      text: person => date(person.registeredOn),
      cell: person => <Day day={person.registeredOn} />,
    },
    {
      id: 'status',
      header: t('web.field.status'),
      text: person => text('process-status', person.status),
      cell: person => <StatusBadge status={person.status} />,
    },
  ]
}
