import { describe, expect, it } from 'vitest'
import { codeLists } from './index.ts'
import ar from './words/ar.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }
import fr from './words/fr.json' with { type: 'json' }
import ru from './words/ru.json' with { type: 'json' }
import zh from './words/zh.json' with { type: 'json' }

type Catalog = Readonly<Record<string, string>>
const catalogs: Readonly<Record<'ar' | 'en' | 'es' | 'fr' | 'ru' | 'zh', Catalog>> = { ar, en, es, fr, ru, zh }
const english: Catalog = en
const wanted = Object.values(codeLists).flatMap(list => list.codes.map(code => `vocabulary.${list.name}.${code}`))

describe.each(Object.entries(catalogs))('the labels in %s', (_locale, catalog) => {
  it('are there for every code of every list', () => {
    expect(wanted.filter(key => !catalog[key]?.trim())).toEqual([])
  })

  it('have the same keys as the others', () => {
    expect(Object.keys(catalog).sort()).toEqual(Object.keys(english).sort())
  })

  it('tell the codes of one list apart', () => {
    for (const list of Object.values(codeLists)) {
      const labels = list.codes.map(code => catalog[`vocabulary.${list.name}.${code}`])
      expect(
        labels.filter((label, at) => labels.indexOf(label) !== at),
        list.name,
      ).toEqual([])
    }
  })

  it('are plain text: nothing that a message format would read as syntax', () => {
    expect(Object.entries(catalog).filter(([, label]) => /[{}<>#']/.test(label))).toEqual([])
  })
})

it.each([
  ['ar', /\p{Script=Arabic}/u],
  ['ru', /\p{Script=Cyrillic}/u],
  ['zh', /\p{Script=Han}/u],
] as const)('no label in %s is left in English: each is written in the script of the language', (locale, script) => {
  expect(Object.entries(catalogs[locale]).filter(([, label]) => !script.test(label))).toEqual([])
})
