import { Button, FileInput } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { uuidv7 } from '../../../kernel/ids.ts'
import {
  type Column,
  Count,
  DataList,
  EmptyState,
  Moment,
  Page,
  ProblemNote,
  Section,
  type State,
  StateBadge,
  useAct,
  useApi,
  useAsk,
  useSession,
  useWords,
} from '../../workspace/screens/index.ts'
import type { StartImport } from '../acts.ts'
import type { listImports } from '../queries.ts'
import styles from './imports.module.css'

type Run = Awaited<ReturnType<(typeof listImports)['run']>>['imports'][number]

export const stateOf: Readonly<Record<string, State>> = {
  checking: 'pending',
  checked: 'review',
  accepting: 'pending',
  accepted: 'accepted',
  refused: 'quiet',
  failed: 'refused',
  cancelled: 'quiet',
}

/** Files of people that were brought in, and the way to bring another. */
export function Imports() {
  const { t } = useWords()
  const api = useApi()
  const { situation, situationCode } = useSession()
  const navigate = useNavigate()
  const start = useAct<StartImport>('exchange.startImport')
  const asked = useAsk<typeof listImports>('exchange.listImports', {}, { refetchInterval: 5000 })
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Parameters<typeof ProblemNote>[0]['problem']>()
  const bring = async () => {
    if (!file) return
    setBusy(true)
    setProblem(undefined)
    try {
      const { file: spooled } = await api.upload<{ file: string }>(`files/import?situation=${situation}`, file)
      const id = uuidv7()
      const reply = await start.send({ id, file: spooled, fileName: file.name.slice(0, 200) })
      if ('problem' in reply) return setProblem(reply.problem)
      await navigate({ to: '/s/$code/imports/$id', params: { code: situationCode, id } })
    } catch (failure) {
      setProblem(failure as Error)
    } finally {
      setBusy(false)
    }
  }
  const columns: Column<Run>[] = [
    {
      id: 'file',
      header: t('exchange.file'),
      always: true,
      cell: run => (
        <Link to="/s/$code/imports/$id" params={{ code: situationCode, id: run.id }}>
          <bdi>{run.fileName || run.id}</bdi>
        </Link>
      ),
      text: run => run.fileName,
    },
    {
      id: 'state',
      header: t('exchange.state'),
      cell: run => <StateBadge state={stateOf[run.status] ?? 'quiet'}>{t(`exchange.status.${run.status}`)}</StateBadge>,
      text: run => run.status,
    },
    {
      id: 'people',
      header: t('exchange.people'),
      figures: true,
      cell: run => <Count value={run.people} />,
      text: run => String(run.people),
    },
    {
      id: 'problems',
      header: t('exchange.faults'),
      figures: true,
      cell: run => <Count value={run.problems} />,
      text: run => String(run.problems),
    },
    { id: 'made', header: t('exchange.brought'), cell: run => <Moment at={run.madeAt} />, text: run => run.madeAt },
  ]
  return (
    <Page title={t('exchange.title')} lead={t('exchange.lead')}>
      <Section title={t('exchange.bring')} hint={t('exchange.bring-hint')}>
        <div className={styles.bring}>
          <FileInput
            label={t('exchange.file')}
            placeholder={t('exchange.choose')}
            value={file}
            onChange={setFile}
            accept=".csv,.tsv,.txt,.xlsx,.xml"
            clearable
            clearButtonProps={{ 'aria-label': t('web.choice.clear', { label: t('exchange.file') }) }}
          />
          <Button
            leftSection={<IconFileImport size={18} aria-hidden />}
            disabled={!file}
            loading={busy}
            onClick={() => void bring()}
          >
            {t('exchange.check')}
          </Button>
        </div>
        <ProblemNote problem={problem} />
      </Section>
      <DataList<Run>
        name="imports"
        caption={t('exchange.title')}
        columns={columns}
        rows={asked.data?.imports}
        keyOf={run => run.id}
        busy={asked.isPlaceholderData}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        empty={<EmptyState title={t('exchange.none')}>{t('exchange.none-hint')}</EmptyState>}
      />
    </Page>
  )
}
