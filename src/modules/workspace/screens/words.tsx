import { createContext, type ReactNode, useContext } from 'react'
import type { Words } from '../../../kernel/words/index.ts'

const Context = createContext<Words | undefined>(undefined)

export function WordsProvider({ words, children }: { words: Words; children: ReactNode }) {
  return <Context value={words}>{children}</Context>
}

/** The words of the language that is shown now. */
export function useWords(): Words {
  const words = useContext(Context)
  if (!words) throw new Error('useWords outside of WordsProvider')
  return words
}
