import { Button } from '@mantine/core'
import { IconCheck, IconDownload, IconTrash } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { listSites } from '../../situation/index.ts'
import {
  Choice,
  ConfirmDialog,
  Fact,
  Facts,
  Note,
  Page,
  ProblemNote,
  Progress,
  Section,
  type ShownProblem,
  StateBadge,
  useAct,
  useAsk,
  useSession,
  useWords,
} from '../../workspace/screens/index.ts'
import type { OneImport as One, RemapImport } from '../acts.ts'
import { importFieldNames } from '../fields.ts'
import type { getImport } from '../queries.ts'
import styles from './imports.module.css'
import { stateOf } from './imports.tsx'

/** One file: what it turned out to be, what is wrong with it, and whether it is taken in. */
export function OneImport() {
  const words = useWords()
  const { t } = words
  const { id } = useParams({ from: '/s/$code/imports/$id' })
  const { situation, situationCode } = useSession()
  const [poll, setPoll] = useState(true)
  const asked = useAsk<typeof getImport>(
    'exchange.getImport',
    { import: id },
    { refetchInterval: poll ? 1000 : 15_000 },
  )
  const sites = useAsk<typeof listSites>('situation.listSites', { open: true })
  const accept = useAct<One>('exchange.acceptImport')
  const refuse = useAct<One>('exchange.refuseImport')
  const cancel = useAct<One>('exchange.cancelImport')
  const remap = useAct<RemapImport>('exchange.remapImport')
  const [mapping, setMapping] = useState<(string | null)[]>()
  const [settings, setSettings] = useState<Record<string, unknown>>()
  const [refusing, setRefusing] = useState(false)
  const [problem, setProblem] = useState<ShownProblem>()
  const run = asked.data?.run
  const working = run?.status === 'checking' || run?.status === 'accepting'
  if (run && working !== poll) setPoll(working)
  const settle = (reply: Awaited<ReturnType<typeof accept.send>>) => {
    setProblem('problem' in reply ? reply.problem : undefined)
    setPoll(true)
  }
  const say = (code: string, details: Record<string, unknown>) =>
    words.has(`problem.${code}`) ? t(`problem.${code}`, details as Record<string, string>) : code
  const shownMapping = mapping ?? run?.mapping ?? []
  const shownSettings = settings ?? run?.settings ?? {}
  const set = (name: string, value: string) =>
    setSettings({ ...shownSettings, [name]: value === '' ? undefined : value })
  const fieldOptions = importFieldNames.map(value => ({ value, label: t(`exchange.field.${value}`) }))
  const changed = mapping !== undefined || settings !== undefined
  return (
    <Page
      title={run?.fileName || t('exchange.file')}
      above={
        <Link to="/s/$code/imports" params={{ code: situationCode }}>
          {t('exchange.title')}
        </Link>
      }
      beside={
        run ? (
          <StateBadge state={stateOf[run.status] ?? 'quiet'}>{t(`exchange.status.${run.status}`)}</StateBadge>
        ) : undefined
      }
      actions={
        run?.status === 'checked' || run?.status === 'failed' ? (
          <>
            <Button
              variant="default"
              leftSection={<IconTrash size={18} aria-hidden />}
              onClick={() => setRefusing(true)}
            >
              {t('exchange.refuse')}
            </Button>
            {run.status === 'checked' ? (
              <Button
                leftSection={<IconCheck size={18} aria-hidden />}
                disabled={run.problems > 0 || changed}
                loading={accept.sending}
                onClick={() => void accept.send({ import: run.id }).then(settle)}
              >
                {t('exchange.accept', { people: run.people })}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      <ProblemNote problem={asked.error ?? problem} />
      {run && working ? (
        <Progress
          label={t(`exchange.status.${run.status}`)}
          done={run.done}
          total={run.status === 'accepting' ? run.people : undefined}
          onCancel={() => void cancel.send({ import: run.id }).then(settle)}
        />
      ) : null}
      {run?.failure ? (
        <Note kind="refused" title={say(run.failure.code, run.failure.details)} urgent>
          <p>{t('exchange.nothing-taken')}</p>
        </Note>
      ) : null}
      {run?.status === 'accepted' ? (
        <Note kind="accepted" title={t('exchange.taken', { added: run.added, known: run.known })} />
      ) : null}
      {run?.status === 'checked' && run.problems === 0 ? (
        <Note kind="accepted" title={t('exchange.no-faults', { people: run.people, households: run.households })}>
          {run.known > 0 ? <p>{t('exchange.known', { known: run.known })}</p> : null}
        </Note>
      ) : null}
      {run && run.problems > 0 ? (
        <Section
          title={t('exchange.faults-title', { faults: run.problems })}
          hint={t('exchange.faults-hint')}
          actions={
            <Button
              component="a"
              href={`/api/imports/${situation}/${run.id}/problems.csv`}
              download
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              {t('exchange.download-faults')}
            </Button>
          }
        >
          <div className={styles.scroll}>
            <table className={styles.table}>
              <caption className="visually-hidden">{t('exchange.faults')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('exchange.line')}</th>
                  <th scope="col">{t('exchange.column')}</th>
                  <th scope="col">{t('exchange.what')}</th>
                </tr>
              </thead>
              <tbody>
                {asked.data?.problems.map(fault => (
                  <tr key={`${fault.line} ${fault.column} ${fault.code} ${JSON.stringify(fault.details)}`}>
                    <td className="number">{fault.line}</td>
                    <td>
                      <bdi>{fault.column}</bdi>
                    </td>
                    <td>{say(fault.code, fault.details)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      ) : null}
      {run && (run.status === 'checked' || run.status === 'failed') && run.header.length > 0 ? (
        <Section
          title={t('exchange.columns')}
          hint={t('exchange.columns-hint')}
          actions={
            changed ? (
              <Button
                loading={remap.sending}
                onClick={() =>
                  void remap
                    .send({
                      import: run.id,
                      settings: JSON.parse(JSON.stringify(shownSettings)),
                      mapping: shownMapping as never,
                    })
                    .then(reply => {
                      settle(reply)
                      setMapping(undefined)
                      setSettings(undefined)
                    })
                }
              >
                {t('exchange.check-again')}
              </Button>
            ) : undefined
          }
        >
          <div className={styles.mapping}>
            {run.header.map((header, index) => (
              <Choice
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same header
                key={`${index} ${header}`}
                label={header || t('exchange.unnamed', { column: index + 1 })}
                value={shownMapping[index] ?? ''}
                clearable
                placeholder={t('exchange.left-out')}
                options={fieldOptions}
                onChange={value =>
                  setMapping(
                    run.header.map((_, at) =>
                      at === index
                        ? value || null
                        : value && shownMapping[at] === value
                          ? null
                          : (shownMapping[at] ?? null),
                    ),
                  )
                }
              />
            ))}
          </div>
          <div className={styles.mapping}>
            <Choice
              label={t('exchange.default-site')}
              clearable
              value={String(shownSettings.site ?? '')}
              onChange={value => set('site', value)}
              options={(sites.data?.sites ?? []).map(site => ({ value: site.id, label: site.name }))}
            />
            <Choice
              label={t('exchange.calendar')}
              clearable
              value={String(shownSettings.calendar ?? '')}
              onChange={value => set('calendar', value)}
              options={['gregory', 'islamic-umalqura', 'persian', 'ethiopic'].map(value => ({
                value,
                label: t(`web.calendar.${value}`),
              }))}
            />
            <Choice
              label={t('exchange.day-order')}
              clearable
              value={String(shownSettings.dayOrder ?? '')}
              onChange={value => set('dayOrder', value)}
              options={['dmy', 'mdy'].map(value => ({ value, label: t(`exchange.day-order.${value}`) }))}
            />
            {run.sheets.length > 1 ? (
              <Choice
                label={t('exchange.sheet')}
                value={String(shownSettings.sheet ?? run.sheets[0])}
                onChange={value => set('sheet', value)}
                options={run.sheets.map(value => ({ value, label: value }))}
              />
            ) : null}
          </div>
          <Facts>
            <Fact label={t('exchange.format')}>{[run.format, run.encoding].filter(Boolean).join(', ')}</Fact>
          </Facts>
        </Section>
      ) : null}
      {asked.data && asked.data.preview.length > 0 ? (
        <Section title={t('exchange.preview')} hint={t('exchange.preview-hint')}>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <caption className="visually-hidden">{t('exchange.preview')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('exchange.line')}</th>
                  {previewFields.map(name => (
                    <th key={name} scope="col">
                      {t(`exchange.field.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {asked.data.preview.map(row => (
                  <tr key={row.line}>
                    <td className="number">{row.line}</td>
                    <td>
                      <bdi>{row.reference}</bdi>
                    </td>
                    <td>{String(row.member.relationship ?? '')}</td>
                    <td>
                      <bdi dir="auto">
                        {((row.member.names ?? []) as { text: string }[]).map(part => part.text).join(' ')}
                      </bdi>
                    </td>
                    <td>{String(row.member.sex ?? '')}</td>
                    <td className="number">{(row.member.birth as { date?: string } | undefined)?.date ?? ''}</td>
                    <td>{String((row.household as Record<string, unknown>).origin ?? '')}</td>
                    <td className="number">{String((row.household as Record<string, unknown>).arrivedOn ?? '')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      ) : null}
      <ConfirmDialog
        opened={refusing}
        title={t('exchange.refuse-title')}
        action={t('exchange.refuse')}
        onClose={() => setRefusing(false)}
        onConfirm={async () => {
          const reply = run ? await refuse.send({ import: run.id }) : undefined
          setPoll(true)
          return reply && 'problem' in reply ? reply.problem : undefined
        }}
      >
        {t('exchange.refuse-what')}
      </ConfirmDialog>
    </Page>
  )
}

const previewFields = ['household', 'relationship', 'fullName', 'sex', 'birthDate', 'origin', 'arrivedOn'] as const
