import { Button } from '@mantine/core'
import { IconCamera, IconX } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { Note, RequestFailed, useApi, useSession, useWords } from '../../../workspace/screens/index.ts'
import { Face } from '../face.tsx'
import styles from './register.module.css'

/** A face from the camera or a file. It goes to the server at once; only its id stays in the form. */
export function PhotoField({ photo, onChange }: { photo: string; onChange: (photo: string) => void }) {
  const { t } = useWords()
  const api = useApi()
  const { situation } = useSession()
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const send = async (file: File) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const answer = await api.upload<{ id: string }>(`files/photo?situation=${situation}`, file)
      onChange(answer.id)
    } catch (failure) {
      const said = failure instanceof RequestFailed ? failure.problem?.title : undefined
      setProblem(said ?? t('web.photo.not-sent'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={styles.photo}>
      {photo === '' ? null : <Face photo={photo} name={t('web.photo.taken')} size={64} />}
      <input
        id={id}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="user"
        className="visually-hidden"
        tabIndex={-1}
        onChange={event => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void send(file)
        }}
      />
      <Button
        variant="default"
        size="xs"
        loading={busy}
        leftSection={<IconCamera size={18} aria-hidden />}
        onClick={() => document.getElementById(id)?.click()}
      >
        {photo === '' ? t('web.photo.take') : t('web.photo.again')}
      </Button>
      {photo === '' ? null : (
        <Button variant="subtle" size="xs" leftSection={<IconX size={16} aria-hidden />} onClick={() => onChange('')}>
          {t('web.action.remove')}
        </Button>
      )}
      {problem ? <Note kind="refused" title={problem} urgent /> : null}
    </div>
  )
}
