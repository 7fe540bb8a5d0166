import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import { IconMapPinPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { uuidv7 } from '../../../kernel/ids.ts'
import { siteTypes } from '../../vocabulary/index.ts'
import {
  Choice,
  type Column,
  ConfirmDialog,
  Count,
  DataList,
  Day,
  EmptyState,
  Page,
  ProblemNote,
  type ShownProblem,
  StateBadge,
  todayHere,
  useAct,
  useAsk,
  useMay,
  useToast,
  useWords,
} from '../../workspace/screens/index.ts'
import type { ChangeSite, CloseSite, CreateSite, ReopenSite } from '../model.ts'
import type { listAreas, listSites } from '../queries.ts'
import styles from './sites.module.css'

type Site = Awaited<ReturnType<(typeof listSites)['run']>>['sites'][number]

/** Where people are received, registered or live, with how full each is. */
export function Sites() {
  const { t, number } = useWords()
  const may = useMay()
  const toast = useToast()
  const asked = useAsk<typeof listSites>('situation.listSites', {})
  const close = useAct<CloseSite>('situation.closeSite')
  const reopen = useAct<ReopenSite>('situation.reopenSite')
  const [editing, setEditing] = useState<Site | 'new'>()
  const [closing, setClosing] = useState<Site>()
  const [problem, setProblem] = useState<ShownProblem>()
  const manage = may('manage-sites')
  const settle = (reply: Awaited<ReturnType<typeof close.send>>, said: string) => {
    if ('problem' in reply) return setProblem(reply.problem)
    setProblem(undefined)
    toast({ kind: 'accepted', text: said })
  }
  const columns: Column<Site>[] = [
    {
      id: 'name',
      header: t('situation.site.name'),
      always: true,
      cell: site => <strong>{site.name}</strong>,
      text: site => site.name,
    },
    {
      id: 'code',
      header: t('situation.site.code'),
      cell: site => <bdi dir="ltr">{site.code}</bdi>,
      text: site => site.code,
    },
    {
      id: 'kind',
      header: t('situation.site.kind'),
      cell: site => t(`vocabulary.site-type.${site.kind}`),
      text: site => site.kind,
    },
    {
      id: 'area',
      header: t('situation.site.area'),
      cell: site => site.areaName ?? '',
      text: site => site.areaName ?? '',
    },
    {
      id: 'population',
      header: t('situation.site.population'),
      figures: true,
      cell: site => (site.population === null ? '' : <Count value={site.population} />),
      text: site => String(site.population ?? ''),
    },
    {
      id: 'capacity',
      header: t('situation.site.capacity'),
      figures: true,
      cell: site => (site.capacity === null ? '' : <Count value={site.capacity} />),
      text: site => String(site.capacity ?? ''),
    },
    {
      id: 'state',
      header: t('situation.site.state'),
      cell: site =>
        site.closedOn ? (
          <StateBadge state="quiet">{t('situation.site.closed')}</StateBadge>
        ) : site.capacity && (site.population ?? 0) > site.capacity ? (
          <StateBadge state="review">
            {t('situation.site.over-capacity', { part: (site.population ?? 0) / site.capacity })}
          </StateBadge>
        ) : (
          <StateBadge state="accepted">{t('situation.site.open')}</StateBadge>
        ),
      text: site => (site.closedOn ? 'closed' : 'open'),
    },
    {
      id: 'opened',
      header: t('situation.site.opened'),
      hidden: true,
      cell: site => <Day day={site.openedOn} />,
      text: site => site.openedOn,
    },
    ...(manage
      ? [
          {
            id: 'actions',
            header: t('situation.site.actions'),
            always: true,
            cell: (site: Site) => (
              <span className={styles.actions}>
                <Button size="xs" variant="default" onClick={() => setEditing(site)}>
                  {t('web.action.change')}
                </Button>
                {site.closedOn ? (
                  <Button
                    size="xs"
                    variant="default"
                    loading={reopen.sending}
                    onClick={() =>
                      void reopen
                        .send({ site: site.id })
                        .then(reply => settle(reply, t('situation.site.reopened', { name: site.name })))
                    }
                  >
                    {t('situation.site.reopen')}
                  </Button>
                ) : (
                  <Button size="xs" variant="default" onClick={() => setClosing(site)}>
                    {t('situation.site.close')}
                  </Button>
                )}
              </span>
            ),
            text: () => '',
          },
        ]
      : []),
  ]
  const add = manage ? (
    <Button leftSection={<IconMapPinPlus size={18} aria-hidden />} onClick={() => setEditing('new')}>
      {t('situation.site.add')}
    </Button>
  ) : undefined
  const sites = asked.data?.sites
  return (
    <Page title={t('situation.sites')} actions={add}>
      <ProblemNote problem={problem} />
      <DataList<Site>
        name="sites"
        caption={t('situation.sites')}
        columns={columns}
        rows={sites}
        keyOf={site => site.id}
        count={sites ? number(sites.length) : undefined}
        busy={asked.isPlaceholderData}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        empty={
          <EmptyState title={t('situation.site.none')} action={add}>
            {t('situation.site.none-hint')}
          </EmptyState>
        }
      />
      {editing ? (
        <SiteForm site={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      ) : null}
      <ConfirmDialog
        opened={closing !== undefined}
        title={t('situation.site.close-title', { name: closing?.name ?? '' })}
        action={t('situation.site.close')}
        onClose={() => setClosing(undefined)}
        onConfirm={async () => {
          if (!closing) return undefined
          const reply = await close.send({ site: closing.id, closedOn: todayHere() })
          if ('problem' in reply) return reply.problem
          toast({ kind: 'accepted', text: t('situation.site.closed-said', { name: closing.name }) })
          return undefined
        }}
      >
        {t('situation.site.close-what')}
      </ConfirmDialog>
    </Page>
  )
}

function SiteForm({ site, onClose }: { site: Site | undefined; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const create = useAct<CreateSite>('situation.createSite')
  const change = useAct<ChangeSite>('situation.changeSite')
  const areas = useAsk<typeof listAreas>('situation.listAreas', {})
  const [name, setName] = useState(site?.name ?? '')
  const [code, setCode] = useState(site?.code ?? '')
  const [kind, setKind] = useState<string>(site?.kind ?? 'camp')
  const [area, setArea] = useState(site?.area ?? '')
  const [capacity, setCapacity] = useState<number | string>(site?.capacity ?? '')
  const [latitude, setLatitude] = useState<number | string>(site?.latitude ?? '')
  const [longitude, setLongitude] = useState<number | string>(site?.longitude ?? '')
  const [problem, setProblem] = useState<ShownProblem | Error>()
  const fieldError = (path: string) =>
    problem && !(problem instanceof Error) ? problem.fields.find(field => field.path === path)?.message : undefined
  const save = async () => {
    const known = {
      name,
      kind: kind as never,
      area: area === '' ? null : area,
      capacity: asNumber(capacity),
      latitude: asNumber(latitude),
      longitude: asNumber(longitude),
    }
    try {
      const reply = site
        ? await change.send({ site: site.id, ...known })
        : await create.send({ id: uuidv7(), code: code.trim().toUpperCase(), openedOn: todayHere(), ...known })
      if ('problem' in reply) return setProblem(reply.problem)
      toast({ kind: 'accepted', text: t('situation.site.saved', { name }) })
      onClose()
    } catch (failure) {
      setProblem(failure as Error)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={site ? t('situation.site.change', { name: site.name }) : t('situation.site.add')}
      closeButtonProps={{ 'aria-label': t('web.action.close') }}
    >
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <ProblemNote problem={problem} />
        <TextInput
          label={t('situation.site.name')}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
          error={fieldError('name')}
          required
          data-autofocus
        />
        {site ? null : (
          <TextInput
            label={t('situation.site.code')}
            description={t('situation.site.code-hint')}
            value={code}
            onChange={event => setCode(event.currentTarget.value)}
            error={fieldError('code')}
            required
            dir="ltr"
          />
        )}
        <Choice
          label={t('situation.site.kind')}
          value={kind}
          onChange={setKind}
          options={siteTypes.codes.map(value => ({ value, label: t(`vocabulary.site-type.${value}`) }))}
        />
        <Choice
          label={t('situation.site.area')}
          value={area}
          onChange={setArea}
          clearable
          options={(areas.data?.areas ?? []).map(one => ({ value: one.id, label: `${one.name} (${one.pcode})` }))}
        />
        <NumberInput
          label={t('situation.site.capacity')}
          description={t('situation.site.capacity-hint')}
          value={capacity}
          onChange={setCapacity}
          min={0}
          error={fieldError('capacity')}
        />
        <div className={styles.pair}>
          <NumberInput
            label={t('situation.site.latitude')}
            value={latitude}
            onChange={setLatitude}
            min={-90}
            max={90}
            error={fieldError('latitude')}
          />
          <NumberInput
            label={t('situation.site.longitude')}
            value={longitude}
            onChange={setLongitude}
            min={-180}
            max={180}
            error={fieldError('longitude')}
          />
        </div>
        <div className={styles.actions}>
          <Button type="submit" loading={create.sending || change.sending}>
            {t('web.action.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('web.action.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function asNumber(value: number | string): number | null {
  return value === '' ? null : Number(value)
}
