import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Outbox, OutboxEntry } from './outbox.ts'
import type { Vault } from './vault.ts'

interface Keeping {
  readonly vault: Vault | undefined
  readonly outbox: Outbox
}

const Context = createContext<Keeping | undefined>(undefined)

export function KeepingProvider({ keeping, children }: { keeping: Keeping; children: ReactNode }) {
  return <Context value={keeping}>{children}</Context>
}

function useKeeping(): Keeping {
  const keeping = useContext(Context)
  if (!keeping) throw new Error('useKeeping outside of KeepingProvider')
  return keeping
}

export function useOutbox(): { outbox: Outbox; entries: readonly OutboxEntry[] } {
  const { outbox } = useKeeping()
  return { outbox, entries: useSyncExternalStore(outbox.subscribe, outbox.snapshot) }
}

export function useVault(): Vault | undefined {
  return useKeeping().vault
}

export interface Draft<Value> {
  /** Undefined until what an earlier tab left has been read. */
  readonly value: Value | undefined
  readonly change: (next: (value: Value) => Value) => void
  /** When the device last had all of it; undefined while unsaved or where nothing can be kept. */
  readonly savedAt: number | undefined
  readonly durable: boolean
  /** Begins anew; the copy on the device goes. */
  readonly restart: (value: Value) => void
}

const SAVE_AFTER = 350

/** A form's content that outlives the tab. `isWorthKeeping` spares the device an empty form. */
export function useDraft<Value>(
  name: string,
  make: () => Value,
  isWorthKeeping: (value: Value) => boolean,
): Draft<Value> {
  const vault = useVault()
  const [value, setValue] = useState<Value>()
  const [savedAt, setSavedAt] = useState<number>()
  const state = useRef({ make, isWorthKeeping, latest: undefined as Value | undefined, dirty: false })
  state.current.make = make
  state.current.isWorthKeeping = isWorthKeeping

  useEffect(() => {
    let gone = false
    const begin = async () => {
      const kept = await vault?.get<Value>('draft', name)
      if (gone) return
      const first = kept?.value ?? state.current.make()
      state.current.latest = first
      setSavedAt(kept?.at)
      setValue(first)
    }
    void begin()
    return () => {
      gone = true
    }
  }, [vault, name])

  const save = useCallback(async () => {
    const { latest, dirty, isWorthKeeping: worth } = state.current
    if (!dirty || latest === undefined || !vault) return
    state.current.dirty = false
    if (worth(latest)) {
      await vault.put('draft', name, latest)
      if (!state.current.dirty) setSavedAt(Date.now())
    } else {
      await vault.remove('draft', name)
      setSavedAt(undefined)
    }
  }, [vault, name])

  useEffect(() => {
    const now = () => void save()
    document.addEventListener('visibilitychange', now)
    globalThis.addEventListener('pagehide', now)
    return () => {
      document.removeEventListener('visibilitychange', now)
      globalThis.removeEventListener('pagehide', now)
      now()
    }
  }, [save])

  useEffect(() => {
    if (value === undefined || !state.current.dirty) return
    const timer = setTimeout(() => void save(), SAVE_AFTER)
    return () => clearTimeout(timer)
  }, [value, save])

  const change = useCallback((next: (value: Value) => Value) => {
    const { latest } = state.current
    if (latest === undefined) return
    const changed = next(latest)
    state.current.latest = changed
    state.current.dirty = true
    setValue(changed)
  }, [])

  const restart = useCallback(
    (fresh: Value) => {
      state.current.latest = fresh
      state.current.dirty = false
      setSavedAt(undefined)
      setValue(fresh)
      void vault?.remove('draft', name)
    },
    [vault, name],
  )

  return { value, change, savedAt, durable: vault !== undefined, restart }
}
