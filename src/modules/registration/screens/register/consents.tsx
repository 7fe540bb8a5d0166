import { uuidv7 } from '../../../../kernel/ids.ts'
import { Choice, Section, Segments, useWords } from '../../../workspace/screens/index.ts'
import type { ConsentPurpose } from '../../model/household.ts'
import { useLabels } from '../labels.ts'
import type { ConsentDraft, HouseholdDraft } from './draft.ts'
import styles from './register.module.css'

/** Asked of everybody. Others are asked when the time for them comes. Nothing is ever asked for the country of origin here. */
const purposes = [
  'registration',
  'assistance',
  'protection-referral',
  'family-tracing',
  'host-authorities',
] as const satisfies readonly ConsentPurpose[]

/** Each purpose on its own; no answer is an answer too, and refusing closes no door. */
export function Consents({
  draft,
  onChange,
}: {
  draft: HouseholdDraft
  onChange: (part: Partial<HouseholdDraft>) => void
}) {
  const { t } = useWords()
  const { languageOptions } = useLabels()
  const answer = (purpose: ConsentPurpose, decision: string) => {
    const others = draft.consents.filter(consent => consent.purpose !== purpose)
    const id = draft.consents.find(consent => consent.purpose === purpose)?.id ?? uuidv7()
    onChange({
      consents: decision === '' ? others : [...others, { id, purpose, decision: decision as ConsentDraft['decision'] }],
    })
  }
  return (
    <Section title={t('web.consent.title')} hint={t('web.consent.hint')}>
      <div className={styles.consents}>
        {purposes.map(purpose => (
          <div key={purpose} className={styles.consent}>
            <span>{t(`web.consent.${purpose}`)}</span>
            <Segments
              label={t(`web.consent.${purpose}`)}
              hideLabel
              options={[
                { value: '', label: t('web.consent.not-asked') },
                { value: 'given', label: t('web.consent.given') },
                { value: 'refused', label: t('web.consent.refused') },
              ]}
              value={draft.consents.find(consent => consent.purpose === purpose)?.decision ?? ''}
              onChange={decision => answer(purpose, decision)}
            />
          </div>
        ))}
        <div className={styles.consentLanguage}>
          <Choice
            label={t('web.consent.language')}
            options={languageOptions()}
            value={draft.consentLanguage}
            clearable
            onChange={consentLanguage => onChange({ consentLanguage })}
          />
        </div>
      </div>
    </Section>
  )
}
