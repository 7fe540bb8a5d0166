import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { uuidv7 } from '../../../kernel/ids.ts'
import { useLabels } from '../../../modules/registration/screens/index.ts'
import type { CreateSituation } from '../../../modules/situation/model.ts'
import type { listSituations } from '../../../modules/situation/queries.ts'
import {
  Choice,
  Code,
  type Column,
  ConfirmDialog,
  DataList,
  Day,
  DayField,
  EmptyState,
  type OutputOf,
  Page,
  readDay,
  todayHere,
  useAct,
  useAsk,
  useSession,
  useToast,
  useWords,
  written,
} from '../../../modules/workspace/screens/index.ts'
import { ME, situationsOf } from '../shell/me.ts'

type Situation = OutputOf<typeof listSituations>['situations'][number]

/** The responses that this server runs. */
export function SituationsPage() {
  const { t, list, date } = useWords()
  const { country } = useLabels()
  const { me } = useSession()
  const mine = new Set(situationsOf(me).map(({ code }) => code))
  const answer = useAsk<typeof listSituations>('situation.listSituations', {}, { situation: 0 })
  const [making, setMaking] = useState(false)
  const columns: readonly Column<Situation>[] = [
    {
      id: 'name',
      header: t('web.field.name'),
      always: true,
      text: situation => situation.name,
      cell: situation =>
        mine.has(situation.code) ? (
          <Link to="/s/$code" params={{ code: situation.code }}>
            <strong>{situation.name}</strong>
          </Link>
        ) : (
          <strong>{situation.name}</strong>
        ),
    },
    {
      id: 'country',
      header: t('web.situations.country'),
      text: situation => country(situation.country),
      cell: situation => country(situation.country),
    },
    {
      id: 'origins',
      header: t('web.situations.origins'),
      text: situation => list(situation.origins.map(country)),
      cell: situation => list(situation.origins.map(country)),
    },
    {
      id: 'office',
      header: t('web.situations.office'),
      text: situation => situation.office,
      cell: situation => <Code>{situation.office}</Code>,
    },
    {
      id: 'opened',
      header: t('web.situations.opened'),
      text: situation => date(situation.openedOn),
      cell: situation => <Day day={situation.openedOn} />,
    },
  ]
  return (
    <Page
      title={t('web.nav.situations')}
      actions={<Button onClick={() => setMaking(true)}>{t('web.situations.make')}</Button>}
    >
      <DataList
        name="situations"
        caption={t('web.nav.situations')}
        columns={columns}
        rows={answer.data?.situations}
        keyOf={situation => situation.code}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        empty={<EmptyState title={t('web.situations.none')}>{t('web.situations.none-hint')}</EmptyState>}
      />
      {making ? (
        <MakeDialog
          taken={(answer.data?.situations ?? []).map(({ number }) => number)}
          onClose={() => setMaking(false)}
        />
      ) : null}
    </Page>
  )
}

function MakeDialog({ taken, onClose }: { taken: readonly number[]; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const client = useQueryClient()
  const { me } = useSession()
  const { countryOptions, country } = useLabels()
  const { send } = useAct<CreateSituation>('situation.createSituation', { situation: 0 })
  const grant = useAct<object>('access.grantRole', { situation: 0 })
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [office, setOffice] = useState('')
  const [asylum, setAsylum] = useState('')
  const [origins, setOrigins] = useState<readonly string[]>([])
  const [opened, setOpened] = useState(() => written(todayHere()))
  const [number] = useState(() => Math.max(0, ...taken) + 1)
  const [role] = useState(() => uuidv7())
  const openedOn = readDay(opened, todayHere())
  const short = code === '' ? codeOf(name) : code
  const confirm = async () => {
    const reply = await send({
      number,
      code: short,
      name: name.trim(),
      office,
      country: asylum,
      origins: [...origins],
      openedOn: openedOn ?? todayHere(),
    })
    if ('problem' in reply) return reply.problem
    // Whoever makes a situation manages it first; the role can be handed on.
    const given = await grant.send({
      grant: role,
      account: me.id,
      role: 'situation-manager',
      situation: number,
      placeKind: 'situation',
      places: [],
    })
    await client.invalidateQueries({ queryKey: ME })
    if ('problem' in given) return given.problem
    toast({ kind: 'accepted', text: t('web.situations.made', { name: name.trim() }) })
    return undefined
  }
  return (
    <ConfirmDialog
      opened
      title={t('web.situations.make')}
      action={t('web.situations.make')}
      onConfirm={confirm}
      onClose={onClose}
      disabled={
        name.trim() === '' || asylum === '' || !/^\d{3}$/.test(office) || short.length < 2 || openedOn === undefined
      }
    >
      <TextInput label={t('web.field.name')} value={name} onChange={event => setName(event.currentTarget.value)} />
      <TextInput
        label={t('web.situations.code')}
        description={t('web.situations.code-hint')}
        dir="ltr"
        value={short}
        onChange={event => setCode(event.currentTarget.value)}
      />
      <TextInput
        label={t('web.situations.office')}
        description={t('web.situations.office-hint')}
        dir="ltr"
        inputMode="numeric"
        value={office}
        onChange={event => setOffice(event.currentTarget.value.replace(/\D/g, '').slice(0, 3))}
      />
      <Choice label={t('web.situations.country')} options={countryOptions()} value={asylum} onChange={setAsylum} />
      <Choice
        key={origins.length}
        label={t('web.situations.origins')}
        description={origins.map(country).join(', ') || t('web.situations.origins-hint')}
        options={countryOptions().filter(option => !origins.includes(option.value))}
        value=""
        onChange={origin => (origin === '' ? undefined : setOrigins([...origins, origin]))}
      />
      <DayField label={t('web.situations.opened')} text={opened} onChange={setOpened} />
    </ConfirmDialog>
  )
}

/** A short code out of a name in Latin letters. */
function codeOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
}
