import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useMay, useWords } from '../../../workspace/screens/index.ts'
import type { HouseholdAnswer } from './types.ts'

const StatusDialog = lazy(() => import('./status-dialog.tsx'))
const TransferDialog = lazy(() => import('./transfer-dialog.tsx'))
const ContactDialog = lazy(() => import('./contact-dialog.tsx'))

/** What can be done to a household, by those who may. */
export function HouseholdActions({ answer }: { answer: HouseholdAnswer }) {
  const { t } = useWords()
  const may = useMay()
  const [dialog, setDialog] = useState<'status' | 'transfer' | 'contact'>()
  const { household } = answer
  const closed = household.status === 'closed'
  const items = [
    { id: 'contact', word: 'web.household.correct', shown: may('correct') && !closed },
    { id: 'transfer', word: 'web.household.transfer', shown: may('restructure') && !closed },
    { id: 'status', word: 'web.household.change-status', shown: may('change-status') },
  ] as const
  const shown = items.filter(item => item.shown)
  if (shown.length === 0) return null
  const close = () => setDialog(undefined)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('web.household.actions')}>
            <IconDots size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {shown.map(item => (
            <Menu.Item key={item.id} onClick={() => setDialog(item.id)}>
              {t(item.word)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {dialog === 'status' ? <StatusDialog answer={answer} onClose={close} /> : null}
        {dialog === 'transfer' ? <TransferDialog household={household} onClose={close} /> : null}
        {dialog === 'contact' ? <ContactDialog household={household} onClose={close} /> : null}
      </Suspense>
    </>
  )
}
