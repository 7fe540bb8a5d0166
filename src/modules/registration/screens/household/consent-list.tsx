import { Button } from '@mantine/core'
import { useState } from 'react'
import { uuidv7 } from '../../../../kernel/ids.ts'
import {
  Choice,
  ConfirmDialog,
  Day,
  EmptyState,
  Moment,
  Section,
  Segments,
  type State,
  StateBadge,
  useAct,
  useMay,
  useToast,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { RecordConsent } from '../../model/closely-held.ts'
import { consentPurposes } from '../../model/household.ts'
import { useLabels } from '../labels.ts'
import styles from './household.module.css'
import type { Member, MemberConsent } from './types.ts'

const states: Readonly<Record<string, State>> = { given: 'accepted', refused: 'quiet', withdrawn: 'review' }

/** What may be done with these people's data, purpose by purpose, as they last said. */
export function ConsentList({
  household,
  consents,
  members,
}: {
  household: string
  consents: readonly MemberConsent[]
  members: readonly Pick<Member, 'id' | 'name'>[]
}) {
  const { t } = useWords()
  const may = useMay()
  const { language } = useLabels()
  const [asking, setAsking] = useState(false)
  const current = consents.filter(consent => consent.current)
  return (
    <Section
      title={t('web.consent.list')}
      actions={
        may('record-consent') ? (
          <Button variant="default" size="xs" onClick={() => setAsking(true)}>
            {t('web.consent.note')}
          </Button>
        ) : null
      }
    >
      {current.length === 0 ? (
        <EmptyState title={t('web.consent.none')}>{t('web.consent.none-hint')}</EmptyState>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('web.consent.purpose')}</th>
                <th scope="col">{t('web.consent.answer')}</th>
                <th scope="col">{t('web.consent.by')}</th>
                <th scope="col">{t('web.consent.when')}</th>
                <th scope="col">{t('web.consent.until')}</th>
              </tr>
            </thead>
            <tbody>
              {current.map(consent => (
                <tr key={consent.id}>
                  <td>
                    {t(`web.consent.${consent.purpose}`)}
                    {consent.recipient ? ` · ${consent.recipient}` : ''}
                  </td>
                  <td>
                    <StateBadge state={states[consent.decision] ?? 'quiet'}>
                      {t(`web.consent.${consent.decision}`)}
                    </StateBadge>
                  </td>
                  <td>
                    {members.find(member => member.id === consent.individual)?.name ?? t('web.register.representative')}
                  </td>
                  <td>
                    <Moment at={consent.decidedAt} />
                    {consent.language ? ` · ${language(consent.language)}` : ''}
                  </td>
                  <td>{consent.expiresOn ? <Day day={consent.expiresOn} /> : '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asking ? <ConsentDialog household={household} members={members} onClose={() => setAsking(false)} /> : null}
    </Section>
  )
}

function ConsentDialog({
  household,
  members,
  onClose,
}: {
  household: string
  members: readonly Pick<Member, 'id' | 'name'>[]
  onClose: () => void
}) {
  const { t } = useWords()
  const toast = useToast()
  const { languageOptions } = useLabels()
  const { send } = useAct<RecordConsent>('registration.recordConsent')
  const [id] = useState(() => uuidv7())
  const [purpose, setPurpose] = useState('')
  const [decision, setDecision] = useState('')
  const [individual, setIndividual] = useState('')
  const [language, setLanguage] = useState('')
  const confirm = async () => {
    const consent = {
      id,
      purpose: purpose as RecordConsent['consent']['purpose'],
      recipient: '',
      decision: decision as RecordConsent['consent']['decision'],
      ...(individual === '' ? {} : { individual }),
      ...(language === '' ? {} : { language }),
    }
    const reply = await send({ household, consent })
    if ('problem' in reply) return reply.problem
    toast({ kind: 'accepted', text: t('web.consent.noted') })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.consent.note')}
      action={t('web.action.save')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={purpose === '' || decision === ''}
    >
      <Choice
        label={t('web.consent.purpose')}
        options={consentPurposes.map(code => ({ value: code, label: t(`web.consent.${code}`) }))}
        value={purpose}
        onChange={setPurpose}
      />
      {purpose === 'origin-authorities' ? <p>{t('web.consent.origin-warning')}</p> : null}
      <Segments
        label={t('web.consent.answer')}
        options={(['given', 'refused', 'withdrawn'] as const).map(code => ({
          value: code,
          label: t(`web.consent.${code}`),
        }))}
        value={decision}
        onChange={setDecision}
      />
      <Choice
        label={t('web.consent.by')}
        placeholder={t('web.consent.by-representative')}
        options={members.map(member => ({ value: member.id, label: member.name }))}
        value={individual}
        clearable
        onChange={setIndividual}
      />
      <Choice
        label={t('web.consent.language')}
        options={languageOptions()}
        value={language}
        clearable
        onChange={setLanguage}
      />
    </ConfirmDialog>
  )
}
