import { ageCohorts } from '../../../vocabulary/index.ts'
import { Count, Section, useWords } from '../../../workspace/screens/index.ts'
import { useLabels } from '../labels.ts'
import styles from './household.module.css'

/** People of a counted group by age and sex. */
export function GroupCounts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const { t } = useWords()
  const { label, text } = useLabels()
  const of = (sex: 'f' | 'm', column: string) => counts[`${sex}_${column}`] ?? 0
  return (
    <Section title={t('web.group.counts')}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('web.field.age')}</th>
              <th scope="col" data-figures>
                {text('sex', 'F')}
              </th>
              <th scope="col" data-figures>
                {text('sex', 'M')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ageCohorts.codes.map(code => {
              const { column } = ageCohorts.facts[code]
              return (
                <tr key={code}>
                  <th scope="row">{label('age-cohort', code)}</th>
                  <td data-figures>
                    <Count value={of('f', column)} />
                  </td>
                  <td data-figures>
                    <Count value={of('m', column)} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
