import { Link } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useState } from 'react'
import {
  Age,
  Code,
  Note,
  PersonName,
  readBirth,
  todayHere,
  useAsk,
  useMay,
  useSession,
  useWords,
} from '../../../workspace/screens/index.ts'
import type { findIndividuals } from '../../queries/find-individuals.ts'
import { type MemberDraft, nameOf } from './draft.ts'
import styles from './register.module.css'

/** Years by which a birth may differ and still be the same person's: estimates are rough. */
const YEARS_APART = 6
const PAUSE = 500

/** People on record who may be the one at the desk: looking before registering spares two records of one person. */
export function LookAlikes({ member, phone }: { member: MemberDraft; phone: string }) {
  const { t } = useWords()
  const may = useMay()
  const { situationCode } = useSession()
  const name = useSettled(nameOf(member))
  const enough = name.split(/\s+/u).length >= 2 && name.length >= 5
  const number = useSettled(phone.trim())
  const dialled = number.replace(/\D/g, '').length >= 7
  const allowed = may('read-people')
  const byName = useAsk<typeof findIndividuals>(
    'registration.findIndividuals',
    { text: name, limit: 10 },
    { enabled: allowed && enough },
  )
  const byPhone = useAsk<typeof findIndividuals>(
    'registration.findIndividuals',
    { text: number, limit: 3 },
    { enabled: allowed && dialled },
  )
  const birth = useDeferredValue(readBirth(member.birth, todayHere()))
  const fits = (person: { birthDate: string; sex: string }) => {
    if (member.sex !== '' && member.sex !== 'U' && person.sex !== 'U' && person.sex !== member.sex) return false
    return (
      !birth?.ok || Math.abs(Number(person.birthDate.slice(0, 4)) - Number(birth.birth.date.slice(0, 4))) <= YEARS_APART
    )
  }
  const found = [
    ...(dialled ? (byPhone.data?.people ?? []) : []),
    ...(enough ? (byName.data?.people ?? []).filter(fits) : []),
  ]
  const people = found.filter((person, index) => found.findIndex(other => other.id === person.id) === index).slice(0, 3)
  if (people.length === 0) return null
  return (
    <Note kind="review" title={t('web.register.look-alikes')}>
      <ul className={styles.lookAlikes}>
        {people.map(person => (
          <li key={person.id}>
            <Link
              to="/s/$code/people/$id"
              params={{ code: situationCode, id: person.id }}
              target="_blank"
              rel="noopener"
            >
              <PersonName name={person.name} latin={person.latinName} />
            </Link>{' '}
            <Age birth={person} /> · <Code>{person.householdNumber}</Code>
          </li>
        ))}
      </ul>
    </Note>
  )
}

/** A text once it has stopped changing. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
