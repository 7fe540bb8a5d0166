import { useCallback, useState } from 'react'

/** A choice of how things look, remembered on this device. Never anything that a person has said. */
export function useRemembered<Value>(key: string, first: Value): [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => read(key) ?? first)
  const change = useCallback(
    (next: Value) => {
      setValue(next)
      try {
        localStorage.setItem(`nansen.${key}`, JSON.stringify(next))
      } catch {
        // It holds until the tab is closed.
      }
    },
    [key],
  )
  return [value, change]
}

function read<Value>(key: string): Value | undefined {
  try {
    const text = localStorage.getItem(`nansen.${key}`)
    return text === null ? undefined : (JSON.parse(text) as Value)
  } catch {
    return undefined
  }
}
