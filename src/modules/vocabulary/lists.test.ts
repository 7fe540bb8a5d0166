import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { foldCode } from './fold.ts'
import {
  ageCohorts,
  ageOn,
  closureReasons,
  codeLists,
  cohortCutoffs,
  cohortOn,
  currentNeed,
  currentNeeds,
  educationLevels,
  inverseRelationship,
  isCode,
  labelKey,
  mayMove,
  mayReopen,
  needGroups,
  needsOfGroup,
  populationTypes,
  processStatuses,
  processTransitions,
  relationships,
  religions,
  resettlementCriteria,
  sexes,
  specificNeeds,
} from './index.ts'

describe('the code lists', () => {
  it('hold the numbers of codes that the field knows', () => {
    expect(sexes.codes).toEqual(['F', 'M', 'U'])
    expect(relationships.codes).toHaveLength(55)
    expect(religions.codes).toHaveLength(47)
    expect(needGroups.codes).toHaveLength(12)
    expect(specificNeeds.codes).toHaveLength(101)
    expect(populationTypes.codes).toHaveLength(13)
    expect(educationLevels.codes).toHaveLength(21)
  })

  it('hold no code twice, and none that another spells the same but for case', () => {
    for (const list of Object.values(codeLists)) {
      const spellings = [...list.codes, ...Object.keys(list.aliases)].map(foldCode)
      const doubled = spellings.filter((spelling, at) => spellings.indexOf(spelling) !== at)
      // PCOA is in the field's own table beside PCoA; they are one code.
      expect(doubled, list.name).toEqual(list.name === 'address-type' ? ['PCOA'] : [])
    }
  })

  it('send every alias to a code of the list, and never shadow a code by an alias', () => {
    for (const list of Object.values(codeLists)) {
      for (const [alias, code] of Object.entries<string>(list.aliases)) {
        expect(list.codes as readonly string[]).toContain(code)
        expect(list.codes as readonly string[]).not.toContain(alias)
      }
    }
  })

  it('make zod schemas that accept exactly their codes', () => {
    const Sex = z.enum(sexes.codes)
    expect(Sex.parse('F')).toBe('F')
    expect(Sex.safeParse('X').success).toBe(false)
    expect(z.enum(specificNeeds.codes).safeParse('CR-XX').success).toBe(false)
  })

  it('know a code by its exact letters only, and no property of objects', () => {
    expect(isCode(relationships, 'SON')).toBe(true)
    expect(isCode(relationships, 'son')).toBe(false)
    expect(isCode(relationships, 'toString')).toBe(false)
  })

  it('give the key of a label', () => {
    expect(labelKey('relationship', 'SON')).toBe('vocabulary.relationship.SON')
    expect(labelKey('need', 'CR-CP')).toBe('vocabulary.need.CR-CP')
  })

  it('count school years only where the code counts them', () => {
    expect(educationLevels.facts['7'].years).toBe(7)
    expect(educationLevels.facts.UG.years).toBeUndefined()
    expect(educationLevels.codes.filter(code => educationLevels.facts[code].years !== undefined)).toHaveLength(14)
  })
})

describe('relationships', () => {
  const known = relationships.codes.filter(code => relationships.facts[code].inverse)

  it('have an inverse except the two roles of representative', () => {
    expect(relationships.codes.filter(code => !relationships.facts[code].inverse)).toEqual(['HR1', 'HR2'])
  })

  it('turn round to the opposite generation, the same kind, and the sex that was asked for', () => {
    for (const code of known) {
      const { generation, kind } = relationships.facts[code]
      for (const sex of ['M', 'F'] as const) {
        const inverse = inverseRelationship(code, sex)
        expect(inverse, code).toBeDefined()
        if (!inverse) continue
        const back = relationships.facts[inverse]
        expect(back.generation, `${code} -> ${inverse}`).toBe(generation === null ? null : 0 - generation)
        expect(back.kind, `${code} -> ${inverse}`).toBe(kind)
        expect([sex, null], `${code} -> ${inverse}`).toContain(back.sex)
      }
    }
  })

  it('come back to themselves when turned round twice with the right sexes', () => {
    for (const code of known) {
      const { sex } = relationships.facts[code]
      if (sex === null) continue
      for (const principal of ['M', 'F'] as const) {
        const there = inverseRelationship(code, principal)
        expect(there && inverseRelationship(there, sex), code).toBe(code)
      }
    }
  })

  it('do not guess a sex: the father of an unknown child has no inverse, a foster child has a foster parent', () => {
    expect(inverseRelationship('PRM', 'U')).toBeUndefined()
    expect(inverseRelationship('FCM', 'U')).toBe('FP')
    expect(inverseRelationship('FP', 'U')).toBeUndefined()
    expect(inverseRelationship('HR1', 'F')).toBeUndefined()
  })

  it('keep apart the common-law spouses (CLH, CLW) and the children-in-law (CLM, CLF)', () => {
    expect(relationships.facts.CLH.kind).toBe('marriage')
    expect(relationships.facts.CLM).toMatchObject({ kind: 'in-law', generation: -1, sex: 'M' })
    expect(inverseRelationship('CLF', 'F')).toBe('PLF')
  })
})

describe('specific needs', () => {
  it('begin with the code of their group, and every group has some that can be entered', () => {
    for (const code of specificNeeds.codes) expect(code.slice(0, 2)).toBe(specificNeeds.facts[code].group)
    for (const group of needGroups.codes) expect(needsOfGroup(group).length, group).toBeGreaterThan(0)
    expect(needGroups.codes.flatMap(needsOfGroup)).toEqual(currentNeeds)
  })

  it('map legacy codes to codes that are not legacy and are no less protected', () => {
    for (const code of specificNeeds.codes) {
      const { legacy, mapsTo, sensitivity } = specificNeeds.facts[code]
      if (!legacy) expect(mapsTo, code).toBeUndefined()
      if (!mapsTo) continue
      expect(currentNeeds, code).toContain(mapsTo)
      expect(specificNeeds.facts[mapsTo].sensitivity, code).toBe(sensitivity)
    }
    expect(specificNeeds.codes.filter(code => specificNeeds.facts[code].legacy)).toHaveLength(15)
    expect(currentNeed('LP-VA')).toBe('SV-VA')
    expect(currentNeed('LP-TA')).toBeUndefined()
    expect(currentNeed('DS-BD')).toBe('DS-BD')
  })

  it('hide by default whatever reveals gender-based violence or torture', () => {
    const open = specificNeeds.codes.filter(code => specificNeeds.facts[code].sensitivity !== 'confidential')
    expect(open.filter(code => /^(SV|TR)-/.test(code))).toEqual([])
    for (const code of [
      'CR-AF',
      'CR-LW',
      'CR-CS',
      'CR-MS',
      'WR-GM',
      'LP-AN',
      'LP-VA',
      'LP-VF',
      'LP-VO',
      'LP-TA',
      'LP-TO',
    ])
      expect(open, code).not.toContain(code)
  })

  it('let reception staff see unaccompanied children', () => {
    expect(specificNeeds.facts['SC-UC']).toMatchObject({ sensitivity: 'sensitive', urgency: 'high' })
  })

  it('mark the 36 codes that child-protection systems exchange', () => {
    expect(specificNeeds.codes.filter(code => specificNeeds.facts[code].childProtectionSubset)).toHaveLength(36)
  })
})

describe('age cohorts', () => {
  it('have no gap and no overlap', () => {
    const bands = ageCohorts.codes.map(code => ageCohorts.facts[code])
    for (const [at, band] of bands.entries())
      expect(band.from).toBe(at === 0 ? 0 : (bands[at - 1]?.to ?? Number.NaN) + 1)
    expect(bands.at(-1)?.to).toBeNull()
  })

  it('change on the birthday', () => {
    expect(ageOn('2006-05-10', '2024-05-09')).toBe(17)
    expect(ageOn('2006-05-10', '2024-05-10')).toBe(18)
    expect(cohortOn('2006-05-10', '2024-05-09')).toBe('12-17')
    expect(cohortOn('2006-05-10', '2024-05-10')).toBe('18-59')
    expect(cohortOn('2025-01-01', '2024-05-10')).toBeUndefined()
  })

  it('give cut-off dates that agree with the ages on every day around them, leap years included', () => {
    for (const reference of ['2024-02-29', '2023-02-28', '2023-03-01', '2000-01-01', '1999-12-31', '2024-03-01']) {
      const cutoffs = cohortCutoffs(reference)
      const [year] = reference.split('-').map(Number)
      for (const years of [0, 4, 5, 6, 11, 12, 13, 17, 18, 19, 59, 60, 61, 99]) {
        for (let shift = -2; shift <= 3; shift += 1) {
          const birth = new Date(
            Date.UTC((year ?? 0) - years, Number(reference.slice(5, 7)) - 1, Number(reference.slice(8)) + shift),
          )
            .toISOString()
            .slice(0, 10)
          const inRange = cutoffs.filter(
            ({ bornAfter, bornOnOrBefore }) => birth <= bornOnOrBefore && (bornAfter === null || birth > bornAfter),
          )
          const expected = cohortOn(birth, reference)
          expect(
            inRange.map(({ cohort }) => cohort),
            `${birth} on ${reference}`,
          ).toEqual(expected ? [expected] : [])
        }
      }
      for (const { bornOnOrBefore } of cutoffs) expect(() => ageOn(bornOnOrBefore, reference)).not.toThrow()
    }
  })

  it('refuse what is not a calendar date', () => {
    for (const wrong of ['2024-02-30', '2024-13-01', '24-01-01', '', '2024-1-1', '2023-02-29'])
      expect(() => cohortCutoffs(wrong), wrong).toThrow(RangeError)
  })
})

describe('process statuses', () => {
  it('allow only moves to another known status, and every status can be left and reached', () => {
    for (const from of processStatuses.codes) {
      expect(mayMove(from, from)).toBe(false)
      expect(processTransitions[from].length).toBeGreaterThan(0)
      expect(processStatuses.codes.some(other => mayMove(other, from))).toBe(true)
    }
    expect(mayMove('closed', 'active')).toBe(true)
    expect(mayMove('closed', 'hold')).toBe(false)
  })

  it('never reopen a merged record by a change of status', () => {
    expect(closureReasons.codes.filter(reason => !mayReopen(reason))).toEqual(['merged'])
  })
})

describe('resettlement criteria', () => {
  it('read the older form’s spelling as the same criterion', () => {
    expect(resettlementCriteria.facts.LFDS).toMatchObject({ legacy: true, mapsTo: 'LAS' })
  })
})
