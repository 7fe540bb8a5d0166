import { createContext, type ReactNode, useContext } from 'react'
import type { Locale } from '../../kernel/words/index.ts'

type Turn = (locale: Locale) => Promise<void>

const Context = createContext<Turn>(async () => {})

export function LanguageProvider({ turn, children }: { turn: Turn; children: ReactNode }) {
  return <Context value={turn}>{children}</Context>
}

/** Changes the language of the whole workspace. */
export function useLanguage(): Turn {
  return useContext(Context)
}
