import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, expect, it } from 'vitest'
import { createWords } from '../src/kernel/words/words.ts'
import { wordsPlugin } from './words-plugin.ts'

const root = mkdtempSync(join(tmpdir(), 'words-plugin-'))
afterAll(() => rmSync(root, { recursive: true }))

it('builds one chunk per language, compiled, with the wanted rooms only and without the ICU compiler', async () => {
  const texts = {
    ar: 'أهلا {name}',
    en: 'Hello {name}',
    es: 'Hola {name}',
    fr: 'Bonjour {name}',
    ru: 'Да {name}',
    zh: '你好{name}',
  }
  for (const [locale, text] of Object.entries(texts)) {
    mkdirSync(join(root, 'src/room/words'), { recursive: true })
    mkdirSync(join(root, 'src/secret/words'), { recursive: true })
    writeFileSync(join(root, `src/room/words/${locale}.json`), JSON.stringify({ 'room.hello': text }))
    writeFileSync(
      join(root, `src/secret/words/${locale}.json`),
      JSON.stringify({ 'secret.word': 'not for the portal' }),
    )
  }
  const words = join(import.meta.dirname, '../src/kernel/words/index.ts')
  writeFileSync(
    join(root, 'entry.ts'),
    `import { loadCatalog } from 'virtual:words'
     import { createWords } from ${JSON.stringify(words)}
     export const hello = async locale => createWords({ catalogs: { [locale]: await loadCatalog(locale) } }).in(locale).t('room.hello', { name: 'Li' })`,
  )
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [wordsPlugin(root, room => room !== 'src/secret')],
    build: { outDir: 'out', lib: { entry: 'entry.ts', formats: ['es'], fileName: 'entry' } },
  })

  const files = readdirSync(join(root, 'out'))
  const shipped = files.map(file => readFileSync(join(root, 'out', file), 'utf8'))
  expect(shipped.filter(text => /Hello|Hola|Bonjour|你好|أهلا|Да /.test(text))).toHaveLength(6)
  expect(shipped.some(text => text.includes('not for the portal'))).toBe(false)
  expect(shipped.join('').length).toBeLessThan(12_000)

  const entry = files.find(file => file.startsWith('entry'))
  const { hello } = await import(pathToFileURL(join(root, 'out', entry ?? '')).href)
  expect(await hello('zh')).toBe('你好Li')
  expect(await hello('fr')).toBe('Bonjour Li')
})

it('says which key does not compile', async () => {
  const { compileCatalog } = await import('./words-plugin.ts')
  writeFileSync(join(root, 'src/secret/words/en.json'), JSON.stringify({ 'secret.word': '{open' }))
  expect(() => compileCatalog(root, 'en', () => true)).toThrow('en: "secret.word" does not compile')
  expect(() =>
    createWords({ catalogs: { en: compileCatalog(root, 'en', room => room === 'src/room') } }).in('en'),
  ).not.toThrow()
})
