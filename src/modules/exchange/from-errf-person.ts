import { asciiDigits } from '../../engines/calendar/index.ts'
import {
  type CodeList,
  type CodeOf,
  educationDegrees,
  educationLevels,
  employmentTypes,
  fromUnhcr,
  isCode,
  languageLevels,
  loadLanguages,
  loadOccupations,
  maritalStatuses,
  type NeedGroupCode,
  needGroups,
  occupationSpecials,
  relationships,
  religions,
  type SpecificNeedCode,
  sexes,
} from '../vocabulary/index.ts'
import { recordedCountry } from './country-codes.ts'
import { type ErrfEmployment, type ErrfIndividual, type ErrfReading, errfDay } from './errf/index.ts'
import type { RowProblem } from './staged.ts'

/** Columns of problems name the person by their number, since a case has no rows. */
export type Complain = (code: string, column: string, details?: RowProblem['details'], warning?: true) => void

/** Neither absent nor the form's mark for "not stated". */
export function stated(text: string | undefined): string | undefined {
  return text === undefined || text === '' || text === '-' ? undefined : text
}

/** What the codes of the referral form mean here. */
export interface FormReaders {
  country(code: string | undefined): string | undefined
  /** ISO 639-3 in capitals. */
  language(code: string): string | undefined
  /** A code of ISCO that means one thing; `''` where the form says that there is none. */
  occupation(entry: ErrfEmployment): string | undefined
}

export async function formReaders(): Promise<FormReaders> {
  const { languageFromForm } = await loadLanguages()
  const { occupationMeanings, recogniseOccupation } = await loadOccupations()
  return {
    country(code) {
      const found = stated(code) === undefined ? undefined : fromUnhcr(code ?? '')
      return found && recordedCountry(found)
    },
    language: code => languageFromForm(code)?.iso?.toUpperCase(),
    occupation({ occupation, occupationText }) {
      const code = stated(occupation)
      if (code === undefined || isCode(occupationSpecials, code.toLowerCase()) || code in occupationSpecials.aliases)
        return ''
      const meanings = occupationMeanings(code)
      if (meanings.length <= 1) return meanings[0]?.code
      // One code, two meanings: the text beside it says which, and only the present standard's is kept.
      const said = recogniseOccupation(occupationText ?? '')
      return said?.code === code && said.edition === 'isco08' ? code : undefined
    },
  }
}

/**
 * The form names needs by their group only; a registration holds details. Each group stands for the detail that claims
 * least, to be reviewed, with the group in its note: an officer says what it really is.
 */
export const detailOfGroup: Readonly<Record<NeedGroupCode, SpecificNeedCode>> = {
  CR: 'CR-NE',
  SC: 'SC-SC',
  WR: 'WR-WR',
  ER: 'ER-NF',
  SP: 'SP-PT',
  DS: 'DS-PM',
  SM: 'SM-OT',
  PG: 'PG-LC',
  FU: 'FU-TR',
  LP: 'LP-PV',
  TR: 'TR-PI',
  SV: 'SV-VO',
}

/** The code of a list that the form means by a text, in any of the list's spellings. */
function coded<List extends CodeList>(list: List, text: string | undefined): CodeOf<List> | undefined {
  const code: string | undefined = stated(text)
  if (code === undefined) return undefined
  const known = (spelling: string) => Object.hasOwn(list.facts, spelling)
  if (known(code)) return code as CodeOf<List>
  // v3.1 writes school years with two digits.
  const plain = code.replace(/^0(?=\d)/, '')
  return (known(plain) ? plain : list.aliases[code]) as CodeOf<List> | undefined
}

/** One individual of a case as a registration's new member, without ids. */
export function errfPerson(
  item: ErrfReading,
  person: ErrfIndividual,
  key: string,
  relationship: string | undefined,
  read: FormReaders,
  complain: Complain,
): Record<string, unknown> {
  const mine = <T extends { readonly individual: string }>(records: readonly T[]) =>
    records.filter(record => record.individual === key)
  const leave = (element: string, value: string) =>
    complain('exchange.value-left-out', person.id, { element, value: value.slice(0, 40) }, true)
  const kept = <T>(element: string, text: string | undefined, value: T | undefined): T | undefined => {
    if (value === undefined && stated(text) !== undefined) leave(element, text ?? '')
    return value
  }
  const atMost = <T>(element: string, list: readonly T[], most: number): readonly T[] => {
    if (list.length > most) leave(element, `${list.length - most}`)
    return list.slice(0, most)
  }
  const role = coded(relationships, relationship)
  if (role === undefined && stated(relationship) !== undefined)
    complain('exchange.relationship-unknown', person.id, { value: relationship ?? '' })
  const schooling = mine(item.education).find(entry => stated(entry.level)) ?? {
    level: person.educationLevel ?? '',
    degree: undefined,
  }
  const level = coded(educationLevels, schooling.level)
  const religion = coded(religions, person.religion)
  const ethnicity = stated(person.ethnicity)
  const phone = phoneOf(item, key)
  return {
    relationship: role,
    names: namesOf(item, person, key).slice(0, 10),
    sex: coded(sexes, person.sex) ?? 'U',
    birth: birthOf(person),
    nationality: kept('NationalityCode', person.nationality, read.country(person.nationality)),
    origin: kept('OriginCountryCode', person.originCountry, read.country(person.originCountry)),
    birthCountry: kept('BirthCountryCode', person.birthCountry, read.country(person.birthCountry)),
    birthPlace: stated(person.birthPlace),
    // Only refugees are referred for resettlement.
    legalStatus: 'REF',
    maritalStatus: kept('MarriageStatusCode', person.maritalStatus, coded(maritalStatuses, person.maritalStatus)),
    languages: atMost(
      'dataLanguage',
      mine(item.languages).flatMap(entry => {
        const language = kept('LanguageCode', entry.language, read.language(entry.language))
        if (language === undefined) return []
        return [
          {
            language,
            speak: coded(languageLevels, entry.speaks),
            understand: coded(languageLevels, entry.understands),
            read: coded(languageLevels, entry.reads),
            write: coded(languageLevels, entry.writes),
          },
        ]
      }),
      12,
    ),
    education: level && { level, degree: coded(educationDegrees, schooling.degree) },
    employment: atMost(
      'dataEmployment',
      mine(item.employment).flatMap(entry => {
        const occupation = kept('OccupationCode', entry.occupation, read.occupation(entry))
        return occupation ? [{ type: coded(employmentTypes, entry.type), occupation }] : []
      }),
      10,
    ),
    phone: kept('PhoneNumber', phone, phone !== undefined && /^\+?[0-9 ()./-]{4,25}$/.test(phone) ? phone : undefined),
    motherName: stated(person.motherName),
    fatherName: stated(person.fatherName),
    documents: documentsOf(item, key, leave),
    needs: [...new Set(mine(item.vulnerabilities).map(({ code }) => code))].flatMap(code =>
      isCode(needGroups, code) ? [{ code: detailOfGroup[code], pendingReview: true, note: `eRRF: ${code}` }] : [],
    ),
    ethnicity: kept('EthnicityCode', ethnicity, ethnicity && /^[A-Z0-9]{1,5}$/.test(ethnicity) ? ethnicity : undefined),
    religion: religion === 'U' ? undefined : religion,
  }
}

/** In the order in which a form is read aloud; other names behind. */
function namesOf(item: ErrfReading, person: ErrfIndividual, key: string) {
  const own = (
    [
      ['given', person.givenName],
      ['middle', person.middleName],
      ['family', person.familyName],
      ['second-family', person.secondFamilyName],
      ['maiden', person.maidenName],
    ] as const
  ).flatMap(([kind, text]) => (stated(text) === undefined ? [] : [{ kind, text: text ?? '' }]))
  const whole = own.length === 0 && stated(person.fullName) ? [{ kind: 'full', text: person.fullName ?? '' }] : []
  const aliases = item.aliases
    .filter(({ individual }) => individual === key)
    .map(alias => ({ kind: 'alias', text: [alias.firstName, alias.lastName].filter(stated).join(' ') }))
    .filter(({ text }) => text !== '')
  return [...own, ...whole, ...aliases]
}

/** The field writes an estimated year as its first day. */
function birthOf(person: ErrfIndividual) {
  const date = errfDay(person.dateOfBirth)
  if (date === undefined) return undefined
  const estimated = person.dateOfBirthEstimated ?? false
  return { date, precision: estimated && date.endsWith('-01-01') ? 'year' : 'day', estimated }
}

/** v3.1 gives numbers without saying of what. */
function documentsOf(item: ErrfReading, key: string, leave: (element: string, value: string) => void) {
  const numbers = [
    ...new Set(item.documents.filter(({ individual }) => individual === key).map(({ number }) => number)),
  ]
  return numbers
    .flatMap(number => {
      if (stated(number) === undefined) return []
      if (number.length > 1 && number.length <= 40 && /^[\p{L}\p{N} /.-]+$/u.test(number))
        return [{ kind: 'other', country: 'UNK', number }]
      leave('DocumentNumber', number)
      return []
    })
    .slice(0, 6)
}

/** A telephone number of the person, in figures that a registration takes. */
function phoneOf(item: ErrfReading, key: string): string | undefined {
  const contacts = item.contacts.filter(contact => contact.individual === key && stated(contact.phone))
  const contact = contacts.find(({ inUse }) => inUse !== false) ?? contacts[0]
  const entry = item.addresses.find(({ individual, type }) => individual === key && type.toUpperCase() === 'TEL')
  const text = contact?.phone ?? stated(entry?.level6)
  return text === undefined ? undefined : asciiDigits(text).trim()
}
