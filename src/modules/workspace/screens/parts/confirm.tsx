import { Button, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ShownProblem } from '../data/api.tsx'
import { useWords } from '../words.tsx'
import styles from './confirm.module.css'
import { ProblemNote } from './notes.tsx'

interface ConfirmProps {
  readonly opened: boolean
  readonly title: string
  /** What will happen, and whether it can be taken back. */
  readonly children: ReactNode
  readonly action: string
  /** Answers a problem to show, or nothing when it is done. */
  readonly onConfirm: () => Promise<ShownProblem | Error | undefined>
  readonly onClose: () => void
  readonly disabled?: boolean
}

/** Asks before what is hard to take back. It closes itself only when the thing is done. */
export function ConfirmDialog({ opened, title, children, action, onConfirm, onClose, disabled = false }: ConfirmProps) {
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | Error>()
  const close = () => {
    setProblem(undefined)
    onClose()
  }
  const confirm = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const refused = await onConfirm()
      if (refused) setProblem(refused)
      else close()
    } catch (failure) {
      setProblem(failure as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('web.action.close') }}>
      <form
        className={styles.body}
        onSubmit={event => {
          event.preventDefault()
          void confirm()
        }}
      >
        {children}
        <ProblemNote problem={problem} />
        <div className={styles.actions}>
          <Button variant="default" onClick={close}>
            {t('web.action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={disabled}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
