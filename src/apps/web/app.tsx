import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Locale, Words } from '../../kernel/words/index.ts'
import { ApiProvider, RequestFailed } from '../../modules/workspace/screens/data/api.tsx'
import { ToastProvider } from '../../modules/workspace/screens/parts/toast.tsx'
import { cssVariables, theme } from '../../modules/workspace/screens/style/theme.ts'
import { WordsProvider } from '../../modules/workspace/screens/words.tsx'
import { createHttpApi } from './http-api.ts'
import { LanguageProvider } from './language.tsx'
import { rememberLocale, turnTo } from './locale.ts'
import { nonce } from './nonce.ts'
import { createAppRouter } from './router.tsx'

export function App({ first }: { first: Words }) {
  const [words, setWords] = useState(first)
  const locale = useRef(first.locale)
  const turn = useCallback(async (to: Locale) => {
    const next = await turnTo(to)
    rememberLocale(to)
    locale.current = to
    setWords(next)
  }, [])
  const { api, client, router } = useMemo(() => {
    const made = createHttpApi(() => locale.current)
    return { api: made, client: createClient(), router: createAppRouter() }
  }, [])
  // What the server has said in words was said in the former language.
  useEffect(() => {
    void client.invalidateQueries({
      predicate: query => query.state.status === 'error' && query.state.data === undefined && words !== first,
    })
  }, [client, words, first])
  return (
    <WordsProvider words={words}>
      <LanguageProvider turn={turn}>
        <DirectionProvider initialDirection={first.direction} detectDirection={false}>
          <MantineProvider
            theme={theme}
            cssVariablesResolver={cssVariables}
            defaultColorScheme="auto"
            getStyleNonce={() => nonce}
            withStaticClasses={false}
          >
            <Directed direction={words.direction}>
              <QueryClientProvider client={client}>
                <ApiProvider api={api}>
                  <ToastProvider>
                    <RouterProvider router={router} />
                  </ToastProvider>
                </ApiProvider>
              </QueryClientProvider>
            </Directed>
          </MantineProvider>
        </DirectionProvider>
      </LanguageProvider>
    </WordsProvider>
  )
}

function Directed({ direction, children }: { direction: 'ltr' | 'rtl'; children: ReactNode }) {
  const { setDirection } = useDirection()
  useEffect(() => setDirection(direction), [direction, setDirection])
  return children
}

function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        networkMode: 'always',
        retry: (failures, failure) => failures < 2 && failure instanceof RequestFailed && failure.passing,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
