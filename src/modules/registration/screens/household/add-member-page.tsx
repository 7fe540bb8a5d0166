import { Button } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { parseInput } from '../../../../kernel/problems/input.ts'
import { Problem } from '../../../../kernel/problems/problem.ts'
import {
  Code,
  Page,
  ProblemNote,
  Section,
  Segments,
  type ShownField,
  type ShownProblem,
  todayHere,
  useAct,
  useAsk,
  useSession,
  useToast,
  useWords,
} from '../../../workspace/screens/index.ts'
import { NewMember } from '../../model/individual.ts'
import type { AddMember } from '../../model/restructure.ts'
import type { getHousehold } from '../../queries/get-household.ts'
import { inWords } from '../register/check.ts'
import { firstDefaults, type MemberDraft, memberInput, nameOf, newMember } from '../register/draft.ts'
import { MemberCard } from '../register/member-card.tsx'
import styles from '../register/register.module.css'

/** A person who was born here, came later, or was missed. */
export function AddMemberPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const toast = useToast()
  const { situationCode } = useSession()
  const household = useAsk<typeof getHousehold>('registration.getHousehold', { id }).data?.household
  const { send, sending } = useAct<AddMember, { individual: string; number: string }>('registration.addMember')
  const [member, setMember] = useState<MemberDraft>(() => ({
    ...newMember({ ...firstDefaults, nameForm: 'given-father-family' }, []),
    relationship: '',
  }))
  const [event, setEvent] = useState<string>('')
  const [problem, setProblem] = useState<ShownProblem | Error>()
  const params = { code: situationCode, id }
  const submit = async () => {
    setProblem(undefined)
    try {
      const input = parseInput(NewMember, JSON.parse(JSON.stringify(memberInput(member, todayHere()))))
      const reply = await send({ household: id, event: event as AddMember['event'], member: input })
      if ('problem' in reply) return setProblem(reply.problem)
      toast({ kind: 'accepted', text: t('web.household.added', { name: nameOf(member), number: reply.result.number }) })
      await navigate({ to: '/s/$code/households/$id', params })
    } catch (failure) {
      if (failure instanceof Problem)
        setProblem({
          code: failure.code,
          status: 422,
          title: t('web.register.mend', { count: failure.fields.length }),
          fields: inWords(words, failure.fields),
        })
      else setProblem(failure as Error)
    }
  }
  // The server speaks of `member.birth`, the card of the first member of a form.
  const errors: readonly ShownField[] =
    problem && !(problem instanceof Error)
      ? problem.fields.map(field => ({ ...field, path: `members.0.${field.path.replace(/^member\./, '')}` }))
      : []
  return (
    <Page
      title={t('web.register.add-person')}
      above={
        <Link to="/s/$code/households/$id" params={params}>
          {household ? (
            <>
              <Code>{household.number}</Code> · {household.representativeName}
            </>
          ) : (
            t('web.field.household')
          )}
        </Link>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={submitted => {
          submitted.preventDefault()
          void submit()
        }}
      >
        <Section>
          <Segments
            label={t('web.household.why-now')}
            options={(['birth', 'arrival', 'missed'] as const).map(value => ({
              value,
              label: t(`web.household.event.${value}`),
            }))}
            value={event}
            onChange={setEvent}
          />
        </Section>
        <Section title={t('web.field.person')}>
          <MemberCard
            member={member}
            index={0}
            level={household?.level ?? 'emergency'}
            errors={errors}
            onChange={(_, next) => setMember(next)}
            onRemove={() => {}}
            onEnter={() => void submit()}
          />
        </Section>
        <ProblemNote problem={problem} />
        <div className={styles.submit}>
          <Button type="submit" size="md" loading={sending} disabled={event === ''}>
            {t('web.register.add-person')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
