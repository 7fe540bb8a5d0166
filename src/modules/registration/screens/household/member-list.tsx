import { Link } from '@tanstack/react-router'
import { Age, Code, PersonName, useSession, useWords } from '../../../workspace/screens/index.ts'
import { Face } from '../face.tsx'
import { useLabels } from '../labels.ts'
import { StatusBadge } from '../status.tsx'
import styles from './household.module.css'
import type { Member, MemberNeed } from './types.ts'

const openNeeds = new Set(['proposed', 'pending-review', 'confirmed'])

/** Everybody of a household as cards: face, name, age, tie, needs in words. */
export function MemberList({ members, needs }: { members: readonly Member[]; needs: readonly MemberNeed[] | null }) {
  return (
    <ul className={styles.members}>
      {members.map(member => (
        <MemberCard
          key={member.id}
          member={member}
          needs={(needs ?? []).filter(need => need.individual === member.id && openNeeds.has(need.status))}
        />
      ))}
    </ul>
  )
}

function MemberCard({ member, needs }: { member: Member; needs: readonly MemberNeed[] }) {
  const { t } = useWords()
  const { text } = useLabels()
  const { situationCode } = useSession()
  const tie =
    member.relationship === 'PA' ? t('web.register.representative') : text('relationship', member.relationship)
  return (
    <li className={styles.member} data-closed={member.status === 'closed' || undefined}>
      <Face photo={member.photo} name={member.name} size={64} />
      <div className={styles.who}>
        <Link to="/s/$code/people/$id" params={{ code: situationCode, id: member.id }}>
          <PersonName name={member.name} latin={member.latinName} />
        </Link>
        <span className={styles.facts}>
          {tie} · {text('sex', member.sex)} ·{' '}
          <Age
            birth={{
              birthDate: member.birth.date,
              birthEstimated: member.birth.estimated,
              birthPrecision: member.birth.precision,
            }}
          />
        </span>
        <span className={styles.facts}>
          <Code>{member.number}</Code>
        </span>
        {member.status === 'active' ? null : (
          <span>
            <StatusBadge status={member.status} reason={member.statusReason} />
          </span>
        )}
        {needs.length > 0 ? (
          <ul className={styles.needs} aria-label={t('web.field.needs')}>
            {needs.map(need => (
              <li key={need.id} className={styles.need}>
                {text('need', need.code)}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  )
}
