import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { collectCatalogs } from '../src/kernel/words/catalogs.ts'
import { LOCALES, type Locale } from '../src/kernel/words/locales.ts'
import type { SourceCatalog } from '../src/kernel/words/words.ts'
import { findWordUses, wordUses } from './support/word-uses.ts'
import { checkWords } from './support/words-check.ts'

const root = join(import.meta.dirname, '..')

describe('the words of the product', () => {
  const { catalogs, rooms } = collectCatalogs(root)
  const { files, uses } = findWordUses(root)

  it('are complete in six languages, and every word that the code asks for exists', () => {
    expect(checkWords(catalogs, uses)).toEqual([])
  })

  it('were read', () => {
    expect(new Set(rooms.map(({ room }) => room)).size).toBeGreaterThan(2)
    expect(Object.keys(catalogs.en).length).toBeGreaterThan(100)
    expect(files).toBeGreaterThan(100)
    expect(uses.filter(({ key }) => typeof key === 'string').length).toBeGreaterThan(50)
  })

  it('are in the six files of each room', () => {
    for (const room of new Set(rooms.map(entry => entry.room))) {
      expect(
        rooms.filter(entry => entry.room === room).map(entry => entry.locale),
        room,
      ).toEqual([...LOCALES])
    }
  })
})

const GOOD: Record<Locale, SourceCatalog> = {
  ar: {
    'room.title': 'اللاجئون',
    'room.count':
      '{n, plural, zero {لا أحد} one {شخص} two {شخصان} few {# أشخاص} many {# شخصا} other {# شخص}} حتى {day, date}',
    'room.file': 'ملف {name} CSV',
    'room.state': '{state, select, open {مفتوح} other {مغلق}}',
  },
  en: {
    'room.title': 'Refugees in this place today',
    'room.count': '{n, plural, one {# person} other {# people}} until {day, date}',
    'room.file': 'CSV file {name}',
    'room.state': '{state, select, open {Open} other {Closed}}',
  },
  es: {
    'room.title': 'Refugiados',
    'room.count': '{n, plural, one {# persona} many {# de personas} other {# personas}} hasta el {day, date}',
    'room.file': 'Archivo CSV {name}',
    'room.state': '{state, select, open {Abierto} other {Cerrado}}',
  },
  fr: {
    'room.title': 'Réfugiés',
    'room.count': "{n, plural, one {# personne} other {# personnes}} jusqu''au {day, date}",
    'room.file': 'Fichier CSV {name}',
    'room.state': '{state, select, open {Ouvert} other {Fermé}}',
  },
  ru: {
    'room.title': 'Беженцы',
    'room.count': '{n, plural, one {# человек} few {# человека} many {# человек} other {# человека}} до {day, date}',
    'room.file': 'CSV {name}',
    'room.state': '{state, select, open {Открыто} other {Закрыто}}',
  },
  zh: {
    'room.title': '难民',
    'room.count': '{n, plural, other {#人}}，截至{day, date}',
    'room.file': 'CSV 文件 {name}',
    'room.state': '{state, select, open {开放} other {关闭}}',
  },
}

function change(locale: Locale, key: string, text: string | undefined): Record<Locale, SourceCatalog> {
  const { [key]: _old, ...rest } = GOOD[locale]
  return { ...GOOD, [locale]: text === undefined ? rest : { ...rest, [key]: text } }
}

describe('the check of words', () => {
  it('finds nothing wrong with good ones', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source to be read
    expect(checkWords(GOOD, wordUses('a.tsx', "t('room.title'); t(`room.${x}`)"))).toEqual([])
  })

  it.each<[string, Locale, string, string | undefined, string]>([
    ['a missing word', 'zh', 'room.title', undefined, 'zh room.title: is missing'],
    ['a word that English lacks', 'en', 'room.title', undefined, 'en room.title: is missing'],
    ['an empty word', 'fr', 'room.title', ' ', 'fr room.title: is empty'],
    ['a brace left open', 'fr', 'room.title', 'Réfugiés {n', 'fr room.title: does not compile'],
    ['a value left out', 'fr', 'room.file', 'Fichier CSV', 'fr room.file: does not use {name}'],
    [
      'a value swallowed by an apostrophe',
      'fr',
      'room.file',
      "Fichier CSV {name} de l'{name} d'ici",
      'fr room.file: shows " de l{name} dici"',
    ],
    [
      'a number swallowed by an apostrophe',
      'fr',
      'room.count',
      "{n, plural, one {# personne} other {l'# d'ici}} le {day, date}",
      'fr room.count: shows "l# d',
    ],
    ['a value of another name', 'es', 'room.file', 'Archivo {name} {nombre}', 'es room.file: uses {nombre}'],
    [
      'a date as a mere value',
      'zh',
      'room.count',
      '{n, plural, other {#人}}{day}',
      'zh room.count: uses {day} as a value',
    ],
    [
      'an Arabic dual left out',
      'ar',
      'room.count',
      GOOD.ar['room.count']?.replace('two {شخصان}', ''),
      'ar room.count: {n} has no form for "two"',
    ],
    [
      'a Russian form left out',
      'ru',
      'room.count',
      GOOD.ru['room.count']?.replace('few {# человека}', ''),
      'ru room.count: {n} has no form for "few"',
    ],
    [
      'a form that is never taken',
      'zh',
      'room.count',
      '{n, plural, one {1人} other {#人}}{day, date}',
      'zh room.count: {n} never takes "one"',
    ],
    ['a word not of its script', 'ru', 'room.title', 'Refugees', 'ru room.title: has no letter of its script'],
    [
      'a branch not of its script',
      'ar',
      'room.state',
      '{state, select, open {Open} other {مغلق}}',
      'ar room.state: has no letter of its script: "Open"',
    ],
    [
      'a sentence still in English',
      'es',
      'room.title',
      'Refugees in this place today',
      'es room.title: is still in English',
    ],
  ])('finds %s', (_, locale, key, text, fault) => {
    const faults = checkWords(change(locale, key, text), [])
    expect(faults.filter(found => found.startsWith(fault))).toHaveLength(1)
    if (text !== undefined || locale !== 'en') expect(faults).toHaveLength(1)
  })

  it('takes an exact number for the form that it covers', () => {
    const exact = GOOD.ar['room.count']?.replace('zero', '=0').replace('two', '=2')
    expect(checkWords(change('ar', 'room.count', exact), [])).toEqual([])
  })

  it.each([
    ["t('room.titel')", 'there is no "room.titel"'],
    ["words.t(open ? 'room.title' : 'room.gone')", 'there is no "room.gone"'],
    ["<b>{t('room.gone')}</b>", 'there is no "room.gone"'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source to be read
    ['t(`room.gone.${x}`)', 'no key fits'],
    ["t('room.file')", '"room.file" is not given {name}'],
    ["words.parts('room.count', { n: 1 })", '"room.count" is not given {day}'],
    ["defineProblems({ 'room.gone': 404 })", 'there is no "problem.room.gone"'],
    ["throw problem('room.gone')", 'there is no "problem.room.gone"'],
    ["ctx.addIssue(fieldIssue('room.gone', {}))", 'there is no "problem.room.gone"'],
  ])('finds the fault in %s', (source, fault) => {
    const faults = checkWords(GOOD, wordUses('a.tsx', source))
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/ \(a\.tsx:1\)$/)
    expect(faults[0]).toContain(fault)
  })

  it('leaves other functions of the same name alone', () => {
    expect(wordUses('a.ts', "parts('2020-01-01'); t(key); parts(date); statistics.t(3)")).toEqual([])
    expect(checkWords(GOOD, wordUses('a.ts', "t('room.file', values); t('room.file', { ...values })"))).toEqual([])
  })
})
