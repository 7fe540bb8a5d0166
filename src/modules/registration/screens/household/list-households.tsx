import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useSites } from '../../../situation/screens/index.ts'
import {
  Code,
  type Column,
  Count,
  DataList,
  Day,
  EmptyState,
  Page,
  PersonName,
  StateBadge,
  useApi,
  useAskPages,
  useMay,
  useSession,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { HouseholdLine, listHouseholds } from '../../queries/list-households.ts'
import { filterValues, useAllowed, useFilters } from '../filters.ts'
import { useLabels } from '../labels.ts'
import { StatusBadge } from '../status.tsx'

const NAME = 'registration.listHouseholds'

/** Households and counted groups, the newest first. */
export function HouseholdsPage() {
  const { t, number } = useWords()
  const api = useApi()
  const may = useMay()
  const navigate = useNavigate()
  const { situation, situationCode } = useSession()
  const { site, origin, status, level, needGroup, arrivedFrom, arrivedTo, priority } = useFilters()
  const filters = useAllowed([site, level, status, origin, arrivedFrom, arrivedTo, priority, needGroup])
  const values = filterValues(useSearch({ strict: false }) as Record<string, unknown>, filters)
  const { priority: cannotWait, ...others } = values
  const input = { ...others, ...(cannotWait ? { priority: true } : {}) }
  const found = useAskPages<typeof listHouseholds>(NAME, { ...input, limit: 50 } as Parameters<
    typeof useAskPages<typeof listHouseholds>
  >[1])
  const pages = found.data?.pages
  const first = pages?.[0]
  const columns = useColumns(number)
  return (
    <Page
      title={t('web.nav.households')}
      actions={
        may('register') ? (
          <>
            <Button
              variant="default"
              renderRoot={props => <Link {...props} to="/s/$code/group" params={{ code: situationCode }} />}
            >
              {t('web.group.title')}
            </Button>
            <Button renderRoot={props => <Link {...props} to="/s/$code/register" params={{ code: situationCode }} />}>
              {t('web.nav.register')}
            </Button>
          </>
        ) : null
      }
    >
      <DataList
        name="households"
        caption={t('web.nav.households')}
        columns={columns}
        rows={pages?.flatMap(page => page.households)}
        keyOf={household => household.id}
        count={first ? t('web.list.households', { count: first.count, more: first.more ? 'yes' : 'no' }) : undefined}
        total={first && !first.more ? first.count : undefined}
        filters={filters}
        values={values}
        onValues={next =>
          void navigate({ to: '/s/$code/households', params: { code: situationCode }, search: next, replace: true })
        }
        busy={found.isPlaceholderData}
        error={found.error}
        onRetry={() => void found.refetch()}
        hasMore={found.hasNextPage}
        onMore={() => void found.fetchNextPage()}
        loadingMore={found.isFetchingNextPage}
        empty={
          Object.keys(values).length > 0 ? (
            <EmptyState title={t('web.households.none')}>{t('web.find.nobody-hint')}</EmptyState>
          ) : (
            <EmptyState title={t('web.households.empty')}>{t('web.find.empty-hint')}</EmptyState>
          )
        }
        {...(may('export')
          ? {
              exportPage: async (after: string | undefined, signal: AbortSignal) => {
                const page = await api.ask<{ households: HouseholdLine[]; next: string | null }>(
                  NAME,
                  situation,
                  { ...input, after, limit: 200 },
                  signal,
                )
                return { rows: page.households, next: page.next }
              },
            }
          : {})}
      />
    </Page>
  )
}

function useColumns(number: (value: number) => string): readonly Column<HouseholdLine>[] {
  const { t, date } = useWords()
  const { text, country } = useLabels()
  const { nameOf } = useSites()
  const { situationCode } = useSession()
  return [
    {
      id: 'name',
      header: t('web.register.representative'),
      always: true,
      text: household => household.representativeName,
      cell: household => (
        <Link to="/s/$code/households/$id" params={{ code: situationCode, id: household.id }}>
          <PersonName name={household.representativeName} />
        </Link>
      ),
    },
    {
      id: 'number',
      header: t('web.field.number'),
      text: household => household.number,
      cell: household => <Code>{household.number}</Code>,
    },
    {
      id: 'size',
      header: t('web.field.people'),
      figures: true,
      text: household => number(household.size),
      cell: household => <Count value={household.size} />,
    },
    {
      id: 'level',
      header: t('web.field.level'),
      text: household => t(`web.level.${household.level}`),
      cell: household => t(`web.level.${household.level}`),
    },
    {
      id: 'site',
      header: t('web.field.site'),
      text: household => nameOf(household.site),
      cell: household => nameOf(household.site),
    },
    {
      id: 'origin',
      header: t('web.field.origin'),
      text: household => country(household.origin),
      cell: household => country(household.origin),
    },
    {
      id: 'arrived',
      header: t('web.field.arrived'),
      text: household => date(household.arrivedOn),
      cell: household => <Day day={household.arrivedOn} />,
    },
    {
      id: 'registered',
      header: t('web.field.registered'),
      hidden: true,
      text: household => date(household.registeredOn),
      cell: household => <Day day={household.registeredOn} />,
    },
    {
      id: 'phone',
      header: t('web.field.phone'),
      hidden: true,
      text: household => household.phone ?? '',
      cell: household => (household.phone ? <Code>{household.phone}</Code> : null),
    },
    {
      id: 'status',
      header: t('web.field.status'),
      text: household => text('process-status', household.status),
      cell: household => (
        <>
          <StatusBadge status={household.status} />{' '}
          {household.priority ? <StateBadge state="review">{t('web.field.priority')}</StateBadge> : null}
        </>
      ),
    },
  ]
}
