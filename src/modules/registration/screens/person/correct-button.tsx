import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useMay, useWords } from '../../../workspace/screens/index.ts'
import type { PersonFacts } from './types.ts'

const CorrectDialog = lazy(() => import('./correct-dialog.tsx'))

export function CorrectButton({ person }: { person: PersonFacts }) {
  const { t } = useWords()
  const may = useMay()
  const [opened, setOpened] = useState(false)
  if (!may('correct') || person.status === 'closed') return null
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setOpened(true)}>
        {t('web.person.correct')}
      </Button>
      <Suspense fallback={null}>
        {opened ? <CorrectDialog person={person} onClose={() => setOpened(false)} /> : null}
      </Suspense>
    </>
  )
}
