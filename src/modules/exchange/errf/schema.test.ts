import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { XmlDocument, XmlError, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countries } from '../../vocabulary/index.ts'
import { ERRF_CODE_CHECKS } from './codes.ts'
import { type ErrfReading, readErrf, validateErrf, writeErrf } from './index.ts'
import { sampleCase } from './sample.testing.ts'

const shared = join(process.env.NANSEN_SHARED ?? join(import.meta.dirname, '../../../../../shared'), 'data/errf')
const present = existsSync(join(shared, 'rrf-v4.xsd'))
const why = present ? '' : ' (skipped: the published schema is not beside the project)'

let folder: string
let validator: XsdValidator
let schema: XmlDocument
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'errf-xsd-'))
  if (!present) return
  // The published schema names no namespace, the published example does: the receivers' tool reads it without namespaces.
  const text = readFileSync(join(shared, 'rrf-v4.xsd'), 'utf8').replace(/^\uFEFF/, '')
  const space = 'http://tempuri.org/ElectronicRRF.xsd'
  schema = XmlDocument.fromString(
    text.replace('<xs:schema ', `<xs:schema targetNamespace="${space}" xmlns="${space}" `),
  )
  validator = XsdValidator.fromDoc(schema)
})
afterAll(() => {
  validator?.dispose()
  schema?.dispose()
  rmSync(folder, { recursive: true, force: true })
})

let files = 0
function save(content: string | Uint8Array): string {
  const path = join(folder, `f${files++}.xml`)
  writeFileSync(path, content)
  return path
}

/** What the published schema says; undefined when the file is valid. */
function bySchema(content: string): string | undefined {
  let document: XmlDocument | undefined
  try {
    document = XmlDocument.fromString(content)
    validator.validate(document)
    return undefined
  } catch (error) {
    if (error instanceof XmlValidateError || error instanceof XmlError) return error.message
    throw error
  } finally {
    document?.dispose()
  }
}

async function byUs(content: string): Promise<string | undefined> {
  for await (const problem of validateErrf(save(content))) return `${problem.code} ${problem.place.path}`
  return undefined
}

async function readAll(path: string): Promise<ErrfReading[]> {
  const readings: ErrfReading[] = []
  for await (const reading of readErrf(path)) readings.push(reading)
  return readings
}

async function written(cases: Parameters<typeof writeErrf>[0]): Promise<string> {
  const path = join(folder, `w${files++}.xml`)
  await pipeline(writeErrf(cases), createWriteStream(path))
  return path
}

const bare = (readings: readonly ErrfReading[]): unknown =>
  JSON.parse(JSON.stringify(readings.map(({ version, line, problems, ...rest }) => rest)))

/** Repeatable pseudo-random whole numbers below a bound (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const VALUES = [
  '',
  ' ',
  '0',
  '1',
  'true',
  'FALSE',
  'yes',
  '-1',
  '+7',
  '32767',
  '32768',
  '-32769',
  '1.0',
  '1e3',
  '2020-05-01',
  '2020-05-01T00:00:00',
  '2020-02-30T00:00:00',
  '2021-02-29T00:00:00',
  '2000-02-29T00:00:00Z',
  '1900-02-29T00:00:00',
  '2020-05-01T24:00:00',
  '2020-05-01T24:00:01',
  '2020-05-01T23:59:60',
  '2020-05-01T00:00:00+14:00',
  '2020-05-01T00:00:00+14:01',
  '2020-05-01T00:00:00-00:00',
  '2020-05-01T00:00:00.',
  '2020-05-01T00:00:00.5',
  '20-05-01T00:00:00',
  '12020-05-01T00:00:00',
  '02020-05-01T00:00:00',
  '-0044-05-01T00:00:00',
  '2020-13-01T00:00:00',
  '2020-05-01 00:00:00',
  '\n2020-05-01T00:00:00\t',
  'Single Submission',
  'Group Submission',
  ' Single Submission',
  'x&amp;y',
  '<b/>',
  '<![CDATA[1]]>',
  '<!-- c -->1',
]

/** One change to an element of a file: its value, name, place, number, attributes, or what stands beside it. */
function mutate(lines: readonly string[], roll: (below: number) => number): string {
  const mutated = [...lines]
  const at = roll(lines.length - 4) + 2
  const line = mutated[at] ?? ''
  const leaf = /^(\s*)<([A-Za-z0-9]+)>(.*)<\/\2>\s*$/.exec(line)
  const other = lines[roll(lines.length - 4) + 2] ?? ''
  switch (roll(9)) {
    case 0:
      if (leaf) mutated[at] = `${leaf[1]}<${leaf[2]}>${VALUES[roll(VALUES.length)]}</${leaf[2]}>`
      break
    case 1:
      if (leaf) mutated.splice(at, 1)
      break
    case 2:
      if (leaf) mutated.splice(at, 0, line)
      break
    case 3:
      if (leaf) mutated.splice(at, 2, mutated[at + 1] ?? '', line)
      break
    case 4:
      if (leaf)
        mutated[at] = line.replaceAll(`${leaf[2]}>`, `${['Extra', leaf[2]?.toLowerCase(), 'IndividualGUID'][roll(3)]}>`)
      break
    case 5:
      if (/^\s*<[A-Za-z]/.test(line)) {
        const attribute = [
          'id="1"',
          'xml:lang="ar"',
          'xmlns="http://other.example"',
          'xmlns:q="http://q.example"',
          'q:a="1" xmlns:q="http://q.example"',
          'xsi:schemaLocation="a b" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
        ][roll(6)]
        mutated[at] = line.replace(/<([A-Za-z0-9]+)/, `<$1 ${attribute}`)
      }
      break
    case 6:
      mutated.splice(
        at,
        0,
        ['stray', '<!-- a comment -->', '<?pi x?>', '   ', '&#32;', '&#160;', other.includes('</') ? other : ''][
          roll(7)
        ] ?? '',
      )
      break
    case 7: {
      // A whole record taken out, doubled or moved to the end of its case.
      const name = /^\s*<(data[A-Za-z]+)>\s*$/.exec(line)?.[1]
      const end = name ? mutated.findIndex((candidate, i) => i > at && candidate.includes(`</${name}>`)) : -1
      if (end < 0) break
      const record = mutated.slice(at, end + 1)
      const what = roll(3)
      if (what !== 1) mutated.splice(at, record.length)
      if (what === 1) mutated.splice(at, 0, ...record)
      if (what === 2)
        mutated.splice(
          mutated.findIndex(candidate => candidate.includes('</CASE>')),
          0,
          ...record,
        )
      break
    }
    default: {
      // A photograph may hold anything at all: the schema gives it no type.
      const photo = mutated.findIndex(candidate => candidate.includes('<Photo>'))
      const content = ['<b><c/>x</b>', '<b xmlns="">x</b>', 'text', '<FamilyName/>'][roll(4)]
      if (photo >= 0) mutated[photo] = `<Photo ${['', 'dt="bin.base64"'][roll(2)]}>${content}</Photo>`
    }
  }
  return mutated.join('\n')
}

describe.runIf(present)(`the published schema${why}`, () => {
  const example = present ? readFileSync(join(shared, 'V4-TEST.xml'), 'utf8').replace(/^\uFEFF/, '') : ''

  it('takes the published example, and so do we', async () => {
    expect(bySchema(example)).toBeUndefined()
    expect(await byUs(example)).toBeUndefined()
  })

  it('takes what we write of the published example, which reads as it did before', async () => {
    const before = await readAll(join(shared, 'V4-TEST.xml'))
    expect(before[0]?.individuals).toHaveLength(5)
    expect(before[0]?.version).toBe('v4.1')
    const path = await written(before)
    expect(bySchema(readFileSync(path, 'utf8'))).toBeUndefined()
    expect(await byUs(readFileSync(path, 'utf8'))).toBeUndefined()
    expect(bare(await readAll(path))).toEqual(bare(before))
  })

  it('takes cases of ours that hold every field', async () => {
    const path = await written([sampleCase(1), sampleCase(2)])
    expect(bySchema(readFileSync(path, 'utf8'))).toBeUndefined()
  })

  it('agrees with our own validator on every element left out, doubled, emptied, filled with anything or moved by one', async () => {
    const lines = readFileSync(await written([sampleCase()]), 'utf8').split('\n')
    let invalid = 0
    for (const [at, line] of lines.entries()) {
      const name = /^\s*<([A-Za-z0-9]+)>.*<\/\1>$/.exec(line)?.[1]
      if (name === undefined) continue
      const replacements = [
        [],
        [line, line],
        [`<${name}></${name}>`],
        [`<${name}>x</${name}>`],
        [`<${name} a="1">1</${name}>`],
      ]
      const changed = replacements.map(replacement => [...lines.slice(0, at), ...replacement, ...lines.slice(at + 1)])
      changed.push([...lines.slice(0, at), lines[at + 1] ?? '', line, ...lines.slice(at + 2)])
      for (const text of changed.map(each => each.join('\n'))) {
        const theirs = bySchema(text)
        const own = await byUs(text)
        if ((theirs === undefined) !== (own === undefined)) {
          throw new Error(`${name}: schema says ${theirs ?? 'valid'}, we say ${own ?? 'valid'}`)
        }
        if (theirs !== undefined) invalid++
      }
    }
    expect(invalid).toBeGreaterThan(300)
  })

  it('agrees with our own validator on many files damaged at random', async () => {
    const photo = example.replace(/<Photo>[^<]+<\/Photo>/g, '<Photo>iVBORw0KGgo=</Photo>')
    const ours = readFileSync(await written([sampleCase(1), sampleCase(2)]), 'utf8')
    const sources = [photo, ours].map(text => text.split('\n'))
    const roll = dice(20_260_101)
    let valid = 0
    let invalid = 0
    for (let i = 0; i < 600; i++) {
      const mutated = mutate(sources[i % 2] ?? [], roll)
      const theirs = bySchema(mutated)
      const own = await byUs(mutated)
      if ((theirs === undefined) !== (own === undefined)) {
        throw new Error(`mutation ${i}: schema says ${theirs ?? 'valid'}, we say ${own ?? 'valid'}`)
      }
      if (theirs === undefined) valid++
      else invalid++
    }
    // Both answers must have been asked for often, or the agreement would mean nothing.
    expect(valid).toBeGreaterThan(80)
    expect(invalid).toBeGreaterThan(150)
  })
})

describe.runIf(present)(`the published code tables${why}`, () => {
  it.each([
    ['addressType', 'AddressTypeCode'],
    ['country', 'CountryCode'],
    ['educationDegree', 'EducationDegreeTypeCode'],
    ['educationLevel', 'EducationLevelCode'],
    ['employmentType', 'EmploymentTypeCode'],
    ['languageLevel', 'LanguageLevelCode'],
    ['maritalStatus', 'MaritalStatusCode'],
    ['relationship', 'RelationshipCode'],
    ['religion', 'ReligionCode'],
    ['criterion', 'ResettlementCriteriaCode'],
    ['priority', 'ResettlementPriorityCode'],
    ['sex', 'SexCode'],
    ['vulnerability', 'VulnerabilityCode'],
  ] as const)('hold no %s that we do not know', (list, file) => {
    const lines = readFileSync(join(shared, `reference/${file}.csv`), 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .slice(1)
    const codes = lines.map(line => line.split(',')[0]?.trim() ?? '').filter(code => code !== '' && code !== '-')
    expect(codes.length).toBeGreaterThan(2)
    expect(codes.filter(code => !ERRF_CODE_CHECKS[list]?.(code))).toEqual([])
    expect(ERRF_CODE_CHECKS[list]?.('no such code')).toBe(false)
  })
})

it('knows countries by the letters of the form', () => {
  expect(countries.codes.length).toBeGreaterThan(80)
  expect(ERRF_CODE_CHECKS.country?.('GFR')).toBe(true)
  expect(ERRF_CODE_CHECKS.country?.('DEU')).toBe(false)
})
