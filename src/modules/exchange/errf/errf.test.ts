import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heldBytes } from '../../../../test/support/heap.ts'
import {
  type ErrfCase,
  ErrfProblem,
  type ErrfReading,
  errfDay,
  type ReadErrfOptions,
  readErrf,
  validateErrf,
  type WriteErrfOptions,
  writeErrf,
} from './index.ts'
import { PIXEL, sampleCase } from './sample.testing.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'errf-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const place = (): string => join(folder, `file-${files++}.xml`)

async function written(
  cases: Iterable<ErrfCase> | AsyncIterable<ErrfCase>,
  options?: WriteErrfOptions,
): Promise<string> {
  const path = place()
  await pipeline(writeErrf(cases, options), createWriteStream(path))
  return path
}

async function readAll(content: string | Uint8Array, options?: ReadErrfOptions): Promise<ErrfReading[]> {
  const path = place()
  writeFileSync(path, content)
  const readings: ErrfReading[] = []
  for await (const reading of readErrf(path, options)) readings.push(reading)
  return readings
}

async function fatalOf(content: string | Uint8Array): Promise<ErrfProblem> {
  try {
    await readAll(content)
  } catch (error) {
    if (error instanceof ErrfProblem) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** The case alone, with keys that hold nothing left out. */
function bare(reading: ErrfReading): unknown {
  const { version, line, problems, ...rest } = reading
  return JSON.parse(JSON.stringify(rest))
}

/** From form 2.7 on, every date of birth and every first level of an address is required. */
function newerCase(number = 1): ErrfCase {
  const item = sampleCase(number)
  return {
    ...item,
    individuals: item.individuals.map(person => ({ dateOfBirth: '2018-01-01T00:00:00', ...person })),
    addresses: item.addresses.map(address => ({ level1: 'x', ...address })),
  }
}

const codes = (readings: readonly ErrfReading[]): string[] => readings.flatMap(r => r.problems.map(p => p.code))
let text: string
beforeAll(async () => {
  text = readFileSync(await written([sampleCase()]), 'utf8')
})

describe('a round trip', () => {
  it('gives back every field of one case and of several', async () => {
    const [one] = await readAll(text)
    expect(one && bare(one)).toEqual(JSON.parse(JSON.stringify(sampleCase())))
    expect(one).toMatchObject({ version: 'v4.1', line: 6, problems: [] })
    const cases = [1, 2, 3].map(n => ({ ...sampleCase(n), submission: 'group' as const }))
    const readings = await readAll(readFileSync(await written(cases)))
    expect(readings.map(bare)).toEqual(JSON.parse(JSON.stringify(cases)))
    expect(codes(readings)).toEqual([])
  })

  it('keeps what only forms 2.7 and 2.8 know, and refuses to write it into a form that does not', async () => {
    const item: ErrfCase = {
      ...newerCase(),
      contacts: [
        {
          guid: 'x1',
          individual: sampleCase().individuals[0]?.guid ?? '',
          phone: '1234',
          phoneCountry: 'TUR',
          phoneType: 'M',
          email: 'a@example.org',
          inUse: true,
          startDate: '2020-01-02',
          endDate: '2021-01-02',
        },
      ],
      relatives: sampleCase().relatives.map(relative => ({ ...relative, legalStatus: 'REF' })),
    }
    const [old] = await readAll(readFileSync(await written([item], { version: 'v4.2.7' })))
    expect(old?.version).toBe('v4.2.7')
    expect(old && bare(old)).toEqual(JSON.parse(JSON.stringify(item)))
    const [next] = await readAll(readFileSync(await written([item], { version: 'v4.2.8' })))
    expect([next?.version, next?.contacts[0]?.startDate]).toEqual(['v4.2.8', '2020-01-02T00:00:00'])
    await expect(written([item])).rejects.toMatchObject({ code: 'errf.not-in-version' })
  })

  it('takes days for times and writes them without a zone', async () => {
    const item = sampleCase()
    const people = item.individuals.map(person => ({ ...person, registrationDate: '2020-05-01' }))
    const [reading] = await readAll(readFileSync(await written([{ ...item, individuals: people }])))
    expect(reading?.individuals[0]?.registrationDate).toBe('2020-05-01T00:00:00')
    expect(errfDay('1980-08-01T00:00:00+02:00')).toBe('1980-08-01')
  })

  it('does not write what receivers would refuse', async () => {
    const item = sampleCase()
    const broken = (change: Partial<ErrfCase['individuals'][number]>): ErrfCase => ({
      ...item,
      individuals: item.individuals.map(person => ({ ...person, ...change })),
    })
    await expect(written([broken({ guid: undefined })])).rejects.toMatchObject({ code: 'errf.missing-element' })
    await expect(written([broken({ registrationDate: '2021-02-29' })])).rejects.toMatchObject({
      code: 'errf.impossible-date',
    })
    await expect(written([broken({ familyName: 'a\u0001' })])).rejects.toMatchObject({
      code: 'errf.illegal-character',
      place: { path: 'UNHCR_RRF/CASE[1]/dataIndividual[1]/FamilyName' },
    })
    await expect(written([{ ...item, group: { ...item.group, size: 70_000 } }])).rejects.toMatchObject({
      code: 'errf.bad-value',
    })
    await expect(written([{ ...item, resettlement: undefined }])).rejects.toMatchObject({
      code: 'errf.missing-element',
    })
    await expect(written([])).rejects.toMatchObject({ code: 'errf.no-case' })
  })
})

describe('what ends the reading', () => {
  it('a file that breaks off, with the place and the whole cases before it', async () => {
    const cases = readFileSync(await written([1, 2, 3].map(sampleCase)), 'utf8')
    const path = place()
    writeFileSync(path, cases.slice(0, cases.lastIndexOf('<dataLanguage>')))
    const seen: string[] = []
    const reading = (async () => {
      for await (const item of readErrf(path)) seen.push(item.group.number)
    })()
    await expect(reading).rejects.toMatchObject({
      code: 'errf.truncated',
      severity: 'fatal',
      place: { path: 'UNHCR_RRF/CASE[3]' },
    })
    expect(seen).toEqual(['100-16C00001-RST-01', '100-16C00002-RST-01'])
  })

  it.each([
    ['errf.truncated', ''],
    ['errf.malformed', 'id,name\n1,2\n'],
    ['errf.malformed', '<UNHCR_RRF><CASE></RRF>'],
    ['errf.wrong-root', '<V4UNHCR_RRF/>'],
    ['errf.wrong-namespace', '<UNHCR_RRF xmlns="http://example.org/other"/>'],
    ['errf.wrong-namespace', '<e:UNHCR_RRF xmlns:e="http://example.org/other"/>'],
    ['errf.dtd-refused', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><UNHCR_RRF/>'],
    [
      'errf.entity-refused',
      '<UNHCR_RRF><CASE><dataIndividual><FamilyName>&x;</FamilyName></dataIndividual></CASE></UNHCR_RRF>',
    ],
    ['errf.no-case', '<UNHCR_RRF></UNHCR_RRF>'],
  ])('%s: %j', async (code, content) => {
    expect((await fatalOf(content)).code).toBe(code)
  })

  it('bytes that are not in the stated encoding, with their line', async () => {
    const bytes = Buffer.from(text)
    bytes[bytes.indexOf('<FamilyName>') + 12] = 0xff
    const problem = await fatalOf(bytes)
    expect([problem.code, problem.place.line]).toEqual(['errf.encoding', 10])
  })
})

describe('what it tolerates', () => {
  it('a mark, a prefix, no namespace, another encoding, elements in any order', async () => {
    const expected = JSON.parse(JSON.stringify(sampleCase()))
    const prefixed = text.replace(/<(\/?)(?=[A-Za-z])/g, '<$1e:').replace('xmlns=', 'xmlns:e=')
    const wide = Buffer.from(`\uFEFF${text.replace('encoding="utf-8"', 'encoding="utf-16"')}`, 'utf16le')
    const moved = text
      .replace(/( *<IndividualID>.*\n)( *<FamilyName>.*\n)/g, '$2$1')
      .replace(/( *<dataVulnerability>[\s\S]*?<\/dataVulnerability>\n)/, '')
      .replace('<CASE>\n', `<CASE>\n${/( *<dataVulnerability>[\s\S]*?<\/dataVulnerability>\n)/.exec(text)?.[1]}`)
    for (const content of [`\uFEFF${text}`, prefixed, text.replace(/ xmlns="[^"]*"/, ''), wide, moved]) {
      const [reading] = await readAll(content)
      expect(reading && bare(reading)).toEqual(expected)
      expect(reading?.problems).toEqual([])
    }
  })

  it('elements that it does not know, which it reports', async () => {
    const content = text.replace('<FamilyName>', '<Shoe><Size>9</Size></Shoe><FamilyName>')
    const [reading] = await readAll(content)
    expect(reading?.problems.map(p => [p.code, p.severity, p.place.path])).toEqual([
      ['errf.unknown-element', 'warning', 'UNHCR_RRF/CASE[1]/dataIndividual[1]/Shoe'],
    ])
    expect(reading && bare(reading)).toEqual(JSON.parse(JSON.stringify(sampleCase())))
  })

  it('the form v3.1, lifting relationship and photograph into records of their own', async () => {
    const person = (id: string, relationship: string, photo: string): string =>
      `<dataIndividual><IndividualID>${id}</IndividualID><ConcatenatedName>Abcd, Derty</ConcatenatedName><FamilyName>Abcd</FamilyName><GivenName>Derty</GivenName><RegistrationDate>2010-01-02T00:00:00</RegistrationDate><DateofBirth>1980-01-10T00:00:00</DateofBirth><BirthCountryCode>SYR</BirthCountryCode><BirthCityTownVillage/><OriginCountryCode>SYR</OriginCountryCode><AsylumCountryCode>JOR</AsylumCountryCode><ArrivalDate>2010-01-11T00:00:00</ArrivalDate><SexCode>M</SexCode><NationalityCode>SYR</NationalityCode><MarriageStatusCode>DV</MarriageStatusCode><ReligionCode>SUN</ReligionCode><EthnicityCode>083</EthnicityCode><EducationLevelCode>07</EducationLevelCode><MotherName/><FatherName/><RelationshipToPrincipalRepresentative>${relationship}</RelationshipToPrincipalRepresentative><Photo>${photo}</Photo></dataIndividual>`
    const content = `<UNHCR_RRF xmlns="http://tempuri.org/ElectronicRRF.xsd"><RRFBATCHTYPE><GroupIndividualIndicator>Single Submission</GroupIndividualIndicator></RRFBATCHTYPE><CASE>${person('1-1', 'PA', PIXEL)}${person('1-2', 'SON', '')}<dataProcessGroup><ProcessingGroupNumber>SYRIA</ProcessingGroupNumber><ProcessingGroupSize>2</ProcessingGroupSize></dataProcessGroup><dataAddress><IndividualID>1-1</IndividualID><AddressType>COA</AddressType><AddressCountry>JOR</AddressCountry><LocationLevel1Description>A</LocationLevel1Description><LocationLevel2Description/><LocationLevel3Description/><LocationLevel4Description/><LocationLevel6/></dataAddress>${['1-1', '1-2'].map(id => `<dataLanguage><IndividualID>${id}</IndividualID><LanguageCode>R01</LanguageCode><LanguageReadCode>E</LanguageReadCode><LanguageWriteCode>E</LanguageWriteCode><LanguageSpeakCode>E</LanguageSpeakCode><LanguageUnderstandCode>E</LanguageUnderstandCode></dataLanguage>`).join('')}<dataResettlement><IndividualID>1-1</IndividualID><ResettlementCriteriaCode>FAM</ResettlementCriteriaCode><ResettlementCriteriaCode2>-</ResettlementCriteriaCode2><ResettlementPriorityCode>NR</ResettlementPriorityCode></dataResettlement><dataDocument><IndividualID>1-1</IndividualID><DocumentNumber>N 1</DocumentNumber></dataDocument></CASE></UNHCR_RRF>`
    const [reading] = await readAll(content)
    expect(reading?.version).toBe('v3.1')
    expect(reading?.memberships).toEqual([
      { individual: '1-1', relationship: 'PA' },
      { individual: '1-2', relationship: 'SON' },
    ])
    expect(reading?.photographs).toEqual([
      { individual: '1-1', photo: PIXEL },
      { individual: '1-2', photo: '' },
    ])
    expect(reading?.individuals[0]).toMatchObject({ id: '1-1', fullName: 'Abcd, Derty', educationLevel: '07' })
    expect(reading?.individuals[0]).not.toHaveProperty('relationship')
    expect(reading?.resettlement?.secondCriterion).toBe('-')
    expect(reading?.documents).toEqual([{ individual: '1-1', number: 'N 1' }])
    expect(reading?.problems.map(p => [p.code, p.place.path])).toEqual([
      ['errf.blank-photo', 'UNHCR_RRF/CASE[1]/dataIndividual[2]'],
    ])
  })
})

describe('what it reports', () => {
  const change = (from: string | RegExp, to: string): string => {
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    return changed
  }

  it.each<[string, string, string | RegExp, string]>([
    ['errf.missing-pa', 'dataProcessGroup', '>PA<', '>HR1<'],
    ['errf.several-pa', 'dataIndividualProcessGroup', '>SON<', '>PA<'],
    ['errf.unknown-code', 'SexCode', '<SexCode>F<', '<SexCode>X<'],
    ['errf.unknown-code', 'OriginCountryCode', '<OriginCountryCode>SYR<', '<OriginCountryCode>XQX<'],
    ['errf.blank-code', 'SexCode', '<SexCode>F<', '<SexCode> <'],
    ['errf.blank', 'FamilyName', /<FamilyName>[^<]*</, '<FamilyName><'],
    ['errf.blank-text', 'OccupationText', 'Electronics engineers', ''],
    ['errf.impossible-date', 'DateofBirth', '1980-08-01T', '1981-02-29T'],
    ['errf.impossible-date', 'RegistrationDate', '2020-05-01T00:00:00+02:00', 'May 2020'],
    ['errf.bad-value', 'DateofBirthEstimate', '<DateofBirthEstimate>1<', '<DateofBirthEstimate>maybe<'],
    ['errf.dates-reversed', 'dataIndividual', '1980-08-01T', '2019-08-01T'],
    ['errf.date-in-future', 'dataIndividual', '2020-05-01T', '2099-05-01T'],
    ['errf.size-mismatch', 'dataProcessGroup', '<ProcessingGroupSize>2<', '<ProcessingGroupSize>3<'],
    ['errf.blank-photo', 'dataPhotograph', PIXEL, ''],
    ['errf.photo-not-base64', 'dataPhotograph', PIXEL, '%%%%'],
    ['errf.photo-not-image', 'dataPhotograph', PIXEL, 'aGVsbG8gd29ybGQh'],
    ['errf.pa-address', 'dataIndividual', '>CoA<', '>PCoA<'],
    ['errf.pa-dates', 'dataIndividual', / *<ArrivalDate>.*\n/, ''],
    ['errf.phone-missing', 'dataAddress', '>+90 1234<', '><'],
    ['errf.missing-element', 'dataIndividual', / *<NationalityCode>.*\n/, ''],
    ['errf.missing-element', 'CASE', / *<dataResettlement>[\s\S]*<\/dataResettlement>\n/, ''],
    ['errf.repeated-element', 'FamilyName', /( *<FamilyName>.*\n)/, '$1$1'],
    ['errf.repeated-element', 'dataResettlement', /( *<dataResettlement>[\s\S]*<\/dataResettlement>\n)/, '$1$1'],
    ['errf.no-language', 'dataIndividual', / *<dataLanguage>[\s\S]*?<\/dataLanguage>\n/, ''],
    [
      'errf.no-membership',
      'dataIndividual',
      / *<dataIndividualProcessGroup>[\s\S]*?<\/dataIndividualProcessGroup>\n(?= *<dataProcessGroup>)/,
      '',
    ],
    [
      'errf.duplicate-vulnerability',
      'dataVulnerability',
      /( *<dataVulnerability>[\s\S]*<\/dataVulnerability>\n)/,
      '$1$1',
    ],
    [
      'errf.duplicate-cross-reference',
      'dataProcessGroupCrossReference',
      /( *<dataProcessGroupCrossReference>[\s\S]*<\/dataProcessGroupCrossReference>\n)/,
      '$1$1',
    ],
    ['errf.batch-mismatch', 'GroupIndividualIndicator', 'Single', 'Group'],
    ['errf.bad-value', 'GroupIndividualIndicator', 'Single', 'Double'],
  ])('%s at %s', async (code, element, from, to) => {
    const readings = await readAll(change(from, to), { today: '2026-01-01' })
    const found = readings[0]?.problems.filter(p => p.code === code) ?? []
    expect(found.map(p => p.details.element).map(e => String(e).replace(/\[\d+\]$/, ''))).toContain(element)
    for (const problem of found) {
      expect(problem.place.line).toBeGreaterThan(1)
      expect(problem.severity).not.toBe('fatal')
    }
  })

  it('people and groups that are named but not there, and ids that occur twice', async () => {
    const item = sampleCase()
    const [reading] = await readAll(
      readFileSync(
        await written([
          {
            ...item,
            memberships: item.memberships.map(member => ({ ...member, group: 'other' })),
            aliases: [{ guid: 'z', individual: 'nobody', lastName: 'X' }],
            resettlement: { individual: 'nobody', criterion: 'AWR', priority: 'NR' },
            individuals: item.individuals.map(person => ({ ...person, id: 'same' })),
          },
        ]),
      ),
    )
    expect(reading?.problems.map(p => p.code).sort()).toEqual([
      'errf.duplicate-id',
      'errf.unknown-individual',
      'errf.unknown-individual',
      'errf.wrong-group',
      'errf.wrong-group',
    ])
  })

  it('the same case twice, and a single submission of several', async () => {
    const content = readFileSync(await written([sampleCase(), sampleCase()]), 'utf8')
    expect(codes(await readAll(content))).toEqual(['errf.duplicate-case'])
    expect(codes(await readAll(content.replace('Group Submission', 'Single Submission')))).toContain(
      'errf.batch-mismatch',
    )
  })

  it('codes by a list that the caller brings', async () => {
    const readings = await readAll(text, { codes: { language: code => code === 'ENG' } })
    expect(codes(readings)).toEqual(['errf.unknown-code', 'errf.unknown-code'])
  })

  it('never the photograph or a long text itself', async () => {
    const readings = await readAll(change('1980-08-01T00:00:00+02:00', 'x'.repeat(500)))
    for (const problem of readings.flatMap(r => r.problems))
      expect(JSON.stringify(problem.details).length).toBeLessThan(400)
  })
})

describe('our own validator', () => {
  const found = async (content: string): Promise<string[]> => {
    const path = place()
    writeFileSync(path, content)
    const problems: string[] = []
    for await (const problem of validateErrf(path)) problems.push(problem.code)
    return problems
  }

  it('finds nothing in what we write, in each version', async () => {
    for (const version of ['v4.1', 'v4.2.7', 'v4.2.8'] as const) {
      const path = await written([newerCase(), newerCase(2)], { version })
      for await (const problem of validateErrf(path, version)) throw problem
    }
  })

  it('ends with the fault when the file is no XML', async () => {
    expect(await found(text.slice(0, 900))).toEqual(['errf.truncated'])
    expect(await found('<!DOCTYPE a><UNHCR_RRF/>')).toEqual(['errf.dtd-refused'])
  })

  it('is as strict as the schema where the reader is tolerant', async () => {
    expect(await found(text.replace(/ xmlns="[^"]*"/, ''))).toEqual(['errf.wrong-namespace'])
    expect(await found(text.replace(/( *<IndividualID>.*\n)( *<FamilyName>.*\n)/, '$2$1'))).toEqual([
      'errf.missing-element',
      'errf.out-of-order',
    ])
  })
})

it('reads a large file in flat memory', async () => {
  const count = 1200
  const photo = PIXEL.replace(/=+$/, '') + 'A'.repeat(4000)
  function* many(): Generator<ErrfCase> {
    for (let n = 0; n < count; n++) {
      const item = sampleCase(n)
      yield {
        ...item,
        photographs: item.photographs.map(p => ({
          ...p,
          photo: `${photo}${'A'.repeat((4 - (photo.length % 4)) % 4)}`,
        })),
      }
    }
  }
  const path = await written(many())
  const before = heldBytes()
  let peak = 0
  let read = 0
  for await (const reading of readErrf(path)) {
    read++
    if (reading.individuals.length !== 2) throw new Error(reading.group.number)
    if (read % 200 === 0) peak = Math.max(peak, heldBytes() - before)
  }
  expect(read).toBe(count)
  expect(peak).toBeLessThan(6 * 1024 * 1024)
})
