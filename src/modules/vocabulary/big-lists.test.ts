import { describe, expect, it } from 'vitest'
import { loadEthnicities, loadOccupations, loadRecogniser, occupationGroups, occupationSpecials } from './index.ts'
import en from './words/en.json' with { type: 'json' }

const { findOccupation, occupationMeanings, occupations, occupationsUnder, olderOccupations, recogniseOccupation } =
  await loadOccupations()
const { ethnicities, findEthnicity, recogniseEthnicity } = await loadEthnicities()
const { recognise } = await loadRecogniser()

describe('occupations', () => {
  it('are the 10 major, 43 sub-major, 130 minor and 436 unit groups of ISCO-08', () => {
    const count = (level: number) => occupations.filter(occupation => occupation.level === level).length
    expect([1, 2, 3, 4].map(count)).toEqual([10, 43, 130, 436])
  })

  it('stand in an unbroken hierarchy down to the unit groups', () => {
    expect(occupationsUnder(null).map(({ code }) => code)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    for (const { code, level, parent } of occupations) {
      if (parent !== null) expect(findOccupation(parent), code).toBeDefined()
      if (level < 4) expect(occupationsUnder(code).length, code).toBeGreaterThan(0)
    }
  })

  it('have their two upper levels in the catalogs', () => {
    const upper = occupations.filter(({ level }) => level <= 2).map(({ code }) => code)
    expect([...occupationGroups.codes].sort()).toEqual([...upper].sort())
    expect((en as Record<string, string>)['vocabulary.occupation-group.22']).toBe(findOccupation('22')?.title)
  })

  it('say when a code has an older meaning beside that of ISCO-08', () => {
    expect(occupationMeanings('2221').map(({ title }) => title)).toEqual(['Nursing professionals', 'Medical doctors'])
    expect(recogniseOccupation('2221')).toBeUndefined()
    expect(recogniseOccupation('2221', 'isco08')?.title).toBe('Nursing professionals')
    expect(recogniseOccupation('2221', 'older')?.title).toBe('Medical doctors')
    expect(recogniseOccupation('2341')?.title).toBe('Primary school teachers')
    expect(recogniseOccupation('5122')).toMatchObject({ edition: 'older', title: 'Cooks' })
  })

  it('are read from their titles, the unit group first', () => {
    expect(recogniseOccupation('CARPENTERS AND JOINERS')).toMatchObject({ code: '7115', edition: 'isco08' })
    expect(recogniseOccupation('Veterinarians')?.code).toBe('2250')
    expect(recogniseOccupation('Wizard')).toBeUndefined()
  })

  it('never hold an older code that says what ISCO-08 says under the same figures', () => {
    for (const { code, title } of olderOccupations) expect(findOccupation(code)?.title, code).not.toBe(title)
  })

  it('leave “student” to the words in place of an occupation', () => {
    expect(findOccupation('1')?.title).toBe('Managers')
    expect(recognise(occupationSpecials, '1')).toBe('student')
    expect(recognise(occupationSpecials, 'None')).toBe('none')
    expect(recognise(occupationSpecials, 'طالب أو طالبة')).toBe('student')
  })
})

describe('ethnicities', () => {
  it('are 749 codes, each with a name free of broken letters', () => {
    expect(ethnicities).toHaveLength(749)
    const names = ethnicities.flatMap(({ name, otherNames }) => [name, ...otherNames])
    expect(names.filter(name => name.trim() === '' || /[‡–�]/.test(name))).toEqual([])
  })

  it('are read with and without leading zeros, and by any of their names', () => {
    expect(findEthnicity('1')).toBe(findEthnicity('001'))
    expect(recogniseEthnicity('79')?.name).toBe('Hazara')
    expect(recogniseEthnicity('HAZARA')?.code).toBe('079')
    expect(recogniseEthnicity('azande')?.name).toBe('Zande')
    expect(recogniseEthnicity('emberá')?.code).toBe('927')
    expect(recogniseEthnicity('')).toBeUndefined()
    expect(recogniseEthnicity('Klingon')).toBeUndefined()
  })

  it('are shown under no name that has become an insult', () => {
    expect(ethnicities.filter(({ name }) => /gypsy|pygmy/i.test(name))).toEqual([])
    expect(recogniseEthnicity('Gypsy')?.name).toBe('Roma')
  })
})
