import { Button, Modal } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { ProblemNote } from '../parts/notes.tsx'
import { Progress } from '../parts/progress.tsx'
import { todayHere } from '../parts/values.tsx'
import { useWords } from '../words.tsx'
import styles from './data-list.module.css'
import { exportCsv, saveFile } from './export.ts'
import type { Column, ExportPage } from './types.ts'

interface ExportProps<Row> {
  readonly name: string
  readonly columns: readonly Column<Row>[]
  readonly page: (after: string | undefined, signal: AbortSignal) => Promise<ExportPage<Row>>
  readonly total: number | undefined
}

/** Everything that the filters let through, with the columns that are shown, as a CSV file. */
export function ExportButton<Row>({ name, columns, page, total }: ExportProps<Row>) {
  const { t } = useWords()
  const [running, setRunning] = useState<{ done: number; startedAt: number }>()
  const [problem, setProblem] = useState<Error>()
  const control = useRef<AbortController>(undefined)
  const run = async () => {
    const abort = new AbortController()
    control.current = abort
    const startedAt = Date.now()
    setProblem(undefined)
    setRunning({ done: 0, startedAt })
    try {
      const file = await exportCsv({
        columns,
        page,
        signal: abort.signal,
        onProgress: done => setRunning({ done, startedAt }),
      })
      saveFile(file, `${name}-${todayHere()}.csv`)
      setRunning(undefined)
    } catch (failure) {
      if (!abort.signal.aborted) setProblem(failure as Error)
      else setRunning(undefined)
    }
  }
  const stop = () => {
    control.current?.abort()
    setRunning(undefined)
  }
  return (
    <>
      <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={() => void run()}>
        {t('web.list.export')}
      </Button>
      <Modal
        opened={running !== undefined}
        onClose={stop}
        title={t('web.list.export-title')}
        closeButtonProps={{ 'aria-label': t('web.action.close') }}
      >
        <div className={styles.list}>
          <ProblemNote problem={problem} onRetry={() => void run()} />
          {running && !problem ? (
            <Progress
              label={t('web.list.exporting')}
              done={running.done}
              total={total}
              startedAt={running.startedAt}
              onCancel={stop}
            />
          ) : null}
        </div>
      </Modal>
    </>
  )
}
