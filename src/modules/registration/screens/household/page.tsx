import { Button } from '@mantine/core'
import { IconPrinter, IconUserPlus } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useSites } from '../../../situation/screens/index.ts'
import {
  Code,
  Count,
  Day,
  EmptyState,
  Fact,
  Facts,
  Note,
  Page,
  ProblemNote,
  Section,
  StateBadge,
  useAsk,
  useMay,
  useSession,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { getHousehold } from '../../queries/get-household.ts'
import { useLabels } from '../labels.ts'
import { StatusBadge } from '../status.tsx'
import { Timeline } from '../timeline.tsx'
import { ConsentList } from './consent-list.tsx'
import { GroupCounts } from './group-counts.tsx'
import styles from './household.module.css'
import { HouseholdActions } from './household-actions.tsx'
import { MemberList } from './member-list.tsx'
import type { HouseholdAnswer } from './types.ts'

/** The household: the unit that one sees. */
export function HouseholdPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { t } = useWords()
  const answer = useAsk<typeof getHousehold>('registration.getHousehold', { id })
  if (answer.error && !answer.data) {
    return (
      <Page title={t('web.field.household')}>
        <ProblemNote problem={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  }
  return answer.data ? <Shown answer={answer.data} /> : null
}

function Shown({ answer }: { answer: HouseholdAnswer }) {
  const { t } = useWords()
  const may = useMay()
  const { situationCode } = useSession()
  const { country } = useLabels()
  const { nameOf } = useSites()
  const { household, members, needs, consents } = answer
  const group = household.level === 'group'
  const open = household.status !== 'closed'
  const params = { code: situationCode, id: household.id }
  return (
    <Page
      title={household.representativeName}
      above={
        <Link to="/s/$code/households" params={{ code: situationCode }}>
          {t('web.nav.households')}
        </Link>
      }
      beside={
        <>
          <StatusBadge status={household.status} reason={household.statusReason} />
          {household.priority ? <StateBadge state="review">{t('web.field.priority')}</StateBadge> : null}
        </>
      }
      lead={
        <span className={styles.lead}>
          <strong>
            <Code>{household.number}</Code>
          </strong>
          <span>{t('web.household.people', { count: household.size })}</span>
          <span>{t(`web.level.${household.level}`)}</span>
          <span>{nameOf(household.site)}</span>
        </span>
      }
      actions={
        <>
          {group && open && may('register') ? (
            <Button
              renderRoot={props => (
                <Link
                  {...props}
                  to="/s/$code/register"
                  params={{ code: situationCode }}
                  search={{ group: household.id }}
                />
              )}
            >
              {t('web.group.register')}
            </Button>
          ) : null}
          {!group && open && may('register') ? (
            <Button
              leftSection={<IconUserPlus size={18} aria-hidden />}
              renderRoot={props => <Link {...props} to="/s/$code/households/$id/add" params={params} />}
            >
              {t('web.register.add-person')}
            </Button>
          ) : null}
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            {t('web.action.print')}
          </Button>
          <HouseholdActions answer={answer} />
        </>
      }
    >
      {household.mergedInto ? (
        <Note kind="review" title={t('web.household.merged-into')}>
          <Link to="/s/$code/households/$id" params={{ code: situationCode, id: household.mergedInto.id }}>
            <Code>{household.mergedInto.number}</Code> {household.mergedInto.name}
          </Link>
        </Note>
      ) : null}
      {group ? (
        <GroupCounts counts={household.counts ?? {}} />
      ) : (
        <Section title={t('web.household.members')}>
          {members.length > 0 ? (
            <MemberList members={members} needs={needs} />
          ) : (
            <EmptyState title={t('web.household.no-members')} />
          )}
        </Section>
      )}
      <Section title={t('web.household.facts')}>
        <Facts>
          <Fact label={t('web.field.origin')}>{country(household.origin)}</Fact>
          <Fact label={t('web.field.arrived')}>
            <Day day={household.arrivedOn} style="long" />
          </Fact>
          <Fact label={t('web.field.registered')}>
            <Day day={household.registeredOn} style="long" />
          </Fact>
          <Fact label={t('web.register.shelter')}>{household.address.shelter}</Fact>
          <Fact label={t('web.register.address')}>
            {[household.address.text, household.address.areaName].filter(Boolean).join(', ')}
          </Fact>
          <Fact label={t('web.register.phone')}>{household.phone ? <Code>{household.phone}</Code> : null}</Fact>
          {household.externalNumber ? (
            <Fact label={t('web.household.external-number')}>
              <Code>{household.externalNumber}</Code>
            </Fact>
          ) : null}
          {household.group ? (
            <Fact label={t('web.household.from-group')}>
              <Link to="/s/$code/households/$id" params={{ code: situationCode, id: household.group.id }}>
                <Code>{household.group.number}</Code>
              </Link>
            </Fact>
          ) : null}
        </Facts>
        {household.note ? <p className={styles.note}>{household.note}</p> : null}
        {household.registeredFrom.length > 0 ? (
          <p className={styles.note}>
            {t('web.household.registered-from')} <Count value={household.registeredFrom.length} />
          </p>
        ) : null}
      </Section>
      {group ? null : <ConsentList household={household.id} consents={consents} members={members} />}
      <Timeline subject={household.id} />
    </Page>
  )
}
