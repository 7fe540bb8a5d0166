import { IconCircleCheck, IconCircleX, IconClock, IconX } from '@tabler/icons-react'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useWords } from '../words.tsx'
import type { Icon } from './icons.tsx'
import styles from './toast.module.css'

interface Toast {
  readonly kind: 'accepted' | 'pending' | 'refused'
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

type Say = (toast: Toast) => void

const Context = createContext<Say>(() => {})
const shapes: Readonly<Record<Toast['kind'], Icon>> = {
  accepted: IconCircleCheck,
  pending: IconClock,
  refused: IconCircleX,
}
const SHOWN_FOR = 6000

let last = 0

/** Short words about what has just happened. What must be acted upon stands on the page itself, never only here. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useWords()
  const [toasts, setToasts] = useState<readonly (Toast & { id: number })[]>([])
  const close = useCallback((id: number) => setToasts(shown => shown.filter(toast => toast.id !== id)), [])
  const say = useCallback<Say>(
    toast => {
      const id = ++last
      setToasts(shown => [...shown.slice(-2), { ...toast, id }])
      if (toast.kind !== 'refused' && !toast.action) setTimeout(() => close(id), SHOWN_FOR)
    },
    [close],
  )
  const shown = useMemo(
    () =>
      toasts.map(({ id, kind, text, action }) => {
        const Shape = shapes[kind]
        return (
          <div key={id} className={styles.toast}>
            <Shape size={20} stroke={1.75} aria-hidden />
            <span className={styles.words}>{text}</span>
            {action ? (
              <button
                type="button"
                className={styles.button}
                onClick={() => {
                  action.run()
                  close(id)
                }}
              >
                {action.label}
              </button>
            ) : null}
            <button
              type="button"
              className={styles.button}
              aria-label={t('web.action.close')}
              onClick={() => close(id)}
            >
              <IconX size={16} aria-hidden />
            </button>
          </div>
        )
      }),
    [toasts, close, t],
  )
  return (
    <Context value={say}>
      {children}
      <div className={`${styles.stack} not-printed`} role="status" aria-live="polite">
        {shown}
      </div>
    </Context>
  )
}

export function useToast(): Say {
  return useContext(Context)
}
