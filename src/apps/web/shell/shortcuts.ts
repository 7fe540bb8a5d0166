import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { itemsFor } from './navigation.ts'

interface Shortcuts {
  readonly code: string
  readonly may: (permission: string) => boolean
  readonly search: () => void
  readonly help: () => void
}

/** How long after `g` the second key is still its pair. */
const PAIR = 1200

/** `/` searches, `?` explains, `g` and a letter goes to a page. None works while one writes or a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const navigate = useNavigate()
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  useEffect(() => {
    let went = 0
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWriting(event.target)) return
      const { code, may, search, help } = latest.current
      if (event.key === '/') {
        event.preventDefault()
        search()
      } else if (event.key === '?') {
        event.preventDefault()
        help()
      } else if (event.key === 'g') {
        went = event.timeStamp
        return
      } else if (went > 0 && event.timeStamp - went < PAIR) {
        const item = itemsFor(may).find(({ key }) => key === event.key)
        if (item) {
          event.preventDefault()
          void navigate({ to: item.to, params: { code } })
        }
      }
      went = 0
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [navigate])
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="listbox"], [role="menu"]') !== null
  )
}
