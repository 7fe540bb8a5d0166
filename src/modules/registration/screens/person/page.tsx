import { Link, useParams } from '@tanstack/react-router'
import { useSites } from '../../../situation/screens/index.ts'
import {
  Age,
  Code,
  Day,
  Fact,
  Facts,
  Note,
  Page,
  PersonName,
  ProblemNote,
  Section,
  shownBirth,
  useAsk,
  useMay,
  useSession,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { getIndividual } from '../../queries/get-individual.ts'
import { Face } from '../face.tsx'
import { ConsentList } from '../household/consent-list.tsx'
import { useLabels } from '../labels.ts'
import { StatusBadge } from '../status.tsx'
import { Timeline } from '../timeline.tsx'
import { CorrectButton } from './correct-button.tsx'
import { DocumentList } from './document-list.tsx'
import { NeedList } from './need-list.tsx'
import styles from './person.module.css'
import type { PersonAnswer } from './types.ts'

/** One person, and what happened to them. */
export function PersonPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { t } = useWords()
  const answer = useAsk<typeof getIndividual>('registration.getIndividual', { id })
  if (answer.error && !answer.data) {
    return (
      <Page title={t('web.field.person')}>
        <ProblemNote problem={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  }
  return answer.data ? <Shown key={answer.data.person.id} answer={answer.data} /> : null
}

function Shown({ answer }: { answer: PersonAnswer }) {
  const { t } = useWords()
  const { text } = useLabels()
  const { nameOf } = useSites()
  const { situationCode } = useSession()
  const { person, household, documents, needs, consents, members } = answer
  const birth = {
    birthDate: person.birth.date,
    birthEstimated: person.birth.estimated,
    birthPrecision: person.birth.precision,
  }
  const others = members.filter(member => member.id !== person.id && member.status !== 'closed')
  return (
    <Page
      title={person.name}
      above={
        <Link to="/s/$code/households/$id" params={{ code: situationCode, id: household.id }}>
          <Code>{household.number}</Code> · {household.representativeName}
        </Link>
      }
      beside={<StatusBadge status={person.status} reason={person.statusReason} />}
      lead={
        <span className={styles.lead}>
          {person.latinName === person.name ? null : (
            <bdi lang="und-Latn" dir="ltr">
              {person.latinName}
            </bdi>
          )}
          <strong>
            <Code>{person.number}</Code>
          </strong>
          <span>
            {text('sex', person.sex)} · <Age birth={birth} />
          </span>
          <span>
            {person.relationship === 'PA'
              ? t('web.register.representative')
              : text('relationship', person.relationship)}
          </span>
          <span>{nameOf(person.site)}</span>
        </span>
      }
      actions={<CorrectButton person={person} />}
    >
      {person.mergedInto ? (
        <Note kind="review" title={t('web.person.merged-into')}>
          <Link to="/s/$code/people/$id" params={{ code: situationCode, id: person.mergedInto }}>
            {t('web.action.open')}
          </Link>
        </Note>
      ) : null}
      <div className={styles.top}>
        <Face photo={person.photo} name={person.name} size={96} />
        <div className={styles.family}>
          <h2>{t('web.person.family')}</h2>
          {others.length === 0 ? <p className={styles.quiet}>{t('web.person.alone')}</p> : null}
          <ul className={styles.others}>
            {others.map(member => (
              <li key={member.id}>
                <Face photo={member.photo} name={member.name} size={32} />
                <Link to="/s/$code/people/$id" params={{ code: situationCode, id: member.id }}>
                  <PersonName name={member.name} latin={member.latinName} />
                </Link>
                <span className={styles.quiet}>
                  {member.relationship === 'PA'
                    ? t('web.register.representative')
                    : text('relationship', member.relationship)}{' '}
                  ·{' '}
                  <Age
                    birth={{
                      birthDate: member.birth.date,
                      birthEstimated: member.birth.estimated,
                      birthPrecision: member.birth.precision,
                    }}
                  />
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <NeedList person={person} needs={needs} />
      <Section title={t('web.person.facts')}>
        <KnownFacts answer={answer} birth={birth} />
      </Section>
      <DocumentList person={person} documents={documents} />
      <ConsentList household={household.id} consents={consents} members={members} />
      <Timeline subject={person.id} />
    </Page>
  )
}

function KnownFacts({
  answer,
  birth,
}: {
  answer: PersonAnswer
  birth: { birthDate: string; birthEstimated: boolean; birthPrecision: string }
}) {
  const { t, list } = useWords()
  const { text, country, language } = useLabels()
  const may = useMay()
  const { person, household, sensitive } = answer
  const phone = person.phone ?? (person.relationship === 'PA' ? household.phone : null)
  return (
    <Facts>
      <Fact label={t('web.field.birth')}>
        <Day day={shownBirth(birth)} style="long" />
        {person.birth.estimated ? ` (${t('web.person.estimated')})` : ''}
        {person.birth.entered && person.birth.entered.calendar !== 'gregory' ? (
          <span className={styles.quiet}>
            {' · '}
            <bdi>{person.birth.entered.text}</bdi> {t(`web.calendar.${person.birth.entered.calendar}`)}
          </span>
        ) : null}
      </Fact>
      <Fact label={t('web.person.nationality')}>
        {person.nationality === 'UNK' ? null : list([person.nationality, ...person.otherNationalities].map(country))}
      </Fact>
      <Fact label={t('web.person.legal-status')}>{text('legal-status', person.legalStatus)}</Fact>
      {person.statelessness ? (
        <Fact label={t('web.person.statelessness')}>{t(`web.person.statelessness.${person.statelessness}`)}</Fact>
      ) : null}
      <Fact label={t('web.field.origin')}>{country(person.origin)}</Fact>
      <Fact label={t('web.person.marital-status')}>{text('marital-status', person.maritalStatus)}</Fact>
      <Fact label={t('web.person.birth-country')}>
        {[person.birthPlace, country(person.birthCountry)].filter(Boolean).join(', ')}
      </Fact>
      <Fact label={t('web.person.languages')}>
        {person.languages.length > 0 ? list(person.languages.map(spoken => language(spoken.language))) : null}
      </Fact>
      <Fact label={t('web.person.education')}>{text('education-level', person.education?.level)}</Fact>
      <Fact label={t('web.person.phone')}>{phone ? <Code>{phone}</Code> : null}</Fact>
      <Fact label={t('web.person.father-name')}>{person.fatherName}</Fact>
      <Fact label={t('web.person.mother-name')}>{person.motherName}</Fact>
      <Fact label={t('web.field.arrived')}>
        <Day day={person.arrivedOn} style="long" />
      </Fact>
      <Fact label={t('web.field.registered')}>
        <Day day={person.registeredOn} style="long" />
      </Fact>
      {sensitive && may('read-needs') && (sensitive.ethnicity || sensitive.religion) ? (
        <>
          <Fact label={t('web.person.ethnicity')}>{sensitive.ethnicity}</Fact>
          <Fact label={t('web.person.religion')}>{text('religion', sensitive.religion)}</Fact>
        </>
      ) : null}
    </Facts>
  )
}
