import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'
import {
  codeLists,
  isBlank,
  loadRecogniser,
  maritalStatuses,
  relationships,
  resettlementCriteria,
  sexes,
  specificNeeds,
} from './index.ts'
import ar from './words/ar.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }
import fr from './words/fr.json' with { type: 'json' }
import ru from './words/ru.json' with { type: 'json' }
import zh from './words/zh.json' with { type: 'json' }

const catalogs: Record<string, Readonly<Record<string, string>>> = { ar, en, es, fr, ru, zh }
const { recognise, recogniseColumn } = await loadRecogniser()

describe('an import cell', () => {
  it('is read from every code and alias of every list', () => {
    for (const list of Object.values(codeLists)) {
      for (const code of list.codes)
        expect(recognise(list, ` ${code.toLowerCase()} `), `${list.name} ${code}`).toBe(code)
      for (const [alias, code] of Object.entries<string>(list.aliases)) expect(recognise(list, alias)).toBe(code)
    }
  })

  it('is read from every label in each of the six languages, or not at all, but never as another code', () => {
    const unread: string[] = []
    for (const list of Object.values(codeLists)) {
      for (const code of list.codes) {
        for (const [locale, catalog] of Object.entries(catalogs)) {
          const label = catalog[`vocabulary.${list.name}.${code}`] ?? ''
          const read = recognise(list, label.toUpperCase())
          if (read === undefined) unread.push(`${list.name} ${code} ${locale}: ${label}`)
          else expect(read, `${list.name} ${label}`).toBe(code)
        }
      }
    }
    expect(unread).toEqual([])
  })

  it('is read whatever its accents, apostrophes, spaces and Arabic letters', () => {
    expect(recognise(sexes, 'FEMININ')).toBe('F')
    expect(recognise(sexes, 'انثى')).toBe('F')
    expect(recognise(sexes, 'أنثي')).toBe('F')
    expect(recognise(relationships, "pere d'accueil")).toBe('FPM')
    expect(recognise(relationships, 'ÉPOUSE')).toBe('WIF')
    expect(recognise(relationships, 'زوجه')).toBe('WIF')
    expect(recognise(maritalStatuses, 'Married ')).toBe('MA')
    expect(recognise(maritalStatuses, 'P')).toBe('PT')
  })

  it('is read when code and label stand together and agree, and not when they differ', () => {
    expect(recognise(specificNeeds, 'CR-TP Teenage pregnancy')).toBe('CR-TP')
    expect(recognise(specificNeeds, 'cr tp')).toBe('CR-TP')
    expect(recognise(specificNeeds, 'CR-TP: Grossesse adolescente')).toBe('CR-TP')
    expect(recognise(specificNeeds, 'CR-TP – Malnutrition')).toBeUndefined()
    expect(recognise(relationships, 'SON (Son)')).toBe('SON')
  })

  it('is not guessed', () => {
    expect(recognise(relationships, 'partner')).toBeUndefined()
    expect(recognise(specificNeeds, 'torture')).toBeUndefined()
    expect(recognise(sexes, 'constructor')).toBeUndefined()
  })

  it('that is blank is said to be blank', () => {
    for (const blank of ['', '  ', '-', 'N/A', 'null']) {
      expect(isBlank(blank)).toBe(true)
      expect(recognise(resettlementCriteria, blank)).toBeUndefined()
    }
    expect(isBlank('No')).toBe(false)
  })
})

describe('a column of sex', () => {
  it('of F and M is read as female and male', () => {
    expect([...recogniseColumn(sexes, ['F', 'M', 'm', 'F'])]).toEqual([
      ['F', 'F'],
      ['M', 'M'],
      ['m', 'M'],
    ])
  })

  it('of H and M is Spanish: M is mujer, a woman', () => {
    const read = recogniseColumn(sexes, ['H', 'M', 'M'])
    expect(read.get('H')).toBe('M')
    expect(read.get('M')).toBe('F')
  })

  it('of H and F is French', () => {
    const read = recogniseColumn(sexes, ['H', 'F'])
    expect([read.get('H'), read.get('F')]).toEqual(['M', 'F'])
  })

  it('of H, F and M leaves M for a person to read', () => {
    const read = recogniseColumn(sexes, ['H', 'F', 'M'])
    expect(read.has('M')).toBe(true)
    expect(read.get('M')).toBeUndefined()
  })
})

describe('folding', () => {
  it('changes nothing when done twice', () => {
    for (const catalog of Object.values(catalogs))
      for (const label of Object.values(catalog)) expect(fold(fold(label))).toBe(fold(label))
  })

  it('turns Arabic and Persian digits into the same digits', () => {
    expect(fold('٣ سنوات')).toBe(fold('3 سنوات'))
    expect(fold('۳')).toBe('3')
  })
})
