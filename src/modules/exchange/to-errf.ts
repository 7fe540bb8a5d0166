import { derivedUuid } from '../../kernel/derived-id.ts'
import {
  isCode,
  loadLanguages,
  loadOccupations,
  needGroups,
  type ResettlementCriterionCode,
  type ResettlementPriorityCode,
} from '../vocabulary/index.ts'
import { formCountry } from './country-codes.ts'
import type { ErrfCase } from './errf/index.ts'
import { problem } from './problems.ts'
import type { ReferredPerson } from './referral-consent.ts'

/** A person as the registration's queries answer them, with what only some may see. */
export interface ReferralPerson extends ReferredPerson {
  readonly relationship: string
  readonly names: readonly { readonly kind: string; readonly text: string }[]
  readonly latinName: string
  readonly sex: string
  readonly birth: { readonly date: string; readonly estimated: boolean }
  readonly birthCountry: string | null
  readonly birthPlace: string | null
  readonly maritalStatus: string | null
  readonly languages: readonly {
    readonly language: string
    readonly speak?: string | undefined
    readonly understand?: string | undefined
    readonly read?: string | undefined
    readonly write?: string | undefined
  }[]
  readonly education: { readonly level: string; readonly degree?: string | undefined } | null
  readonly employment: readonly { readonly type: string; readonly occupation: string }[]
  readonly phone: string | null
  readonly motherName: string | null
  readonly fatherName: string | null
  readonly arrivedOn: string
  readonly registeredOn: string
  readonly ethnicity: string | null
  readonly religion: string | null
  /** Groups of the person's confirmed needs. */
  readonly needGroups: readonly string[]
  /** JPEG. */
  readonly photo: Uint8Array | null
}

export interface ReferralHousehold {
  readonly id: string
  readonly number: string
  readonly phone: string | null
  readonly address: { readonly text?: string; readonly areaName?: string; readonly shelter?: string }
  readonly siteName: string
  /** The representative first. */
  readonly people: readonly ReferralPerson[]
}

export interface ReferralWishes {
  /** ISO 3166-1 alpha-3. */
  readonly asylum: string
  readonly criterion: ResettlementCriterionCode
  readonly secondCriterion?: ResettlementCriterionCode | undefined
  readonly priority: ResettlementPriorityCode
}

export type CaseMaker = (household: ReferralHousehold, wishes: ReferralWishes) => ErrfCase

const notStated = '-'

/**
 * Makes cases of the referral form (v4.1) from registrations. Names are written as the person says them, in their own
 * script; a Latin spelling stands beside as an alias. Every record's id follows from the person's, so that the same
 * referral made again is the same. Throws `exchange.no-code-in-form` where the form has no code for a country that it
 * requires; languages that it has no code for are left out.
 */
export async function caseMaker(): Promise<CaseMaker> {
  const { languageToForm } = await loadLanguages()
  const { findOccupation } = await loadOccupations()
  return (household, wishes) => {
    const { people } = household
    const [principal] = people
    const each = <T>(make: (person: ReferralPerson, id: (text: string) => string) => readonly T[]): T[] =>
      people.flatMap(person => make(person, text => derivedUuid(person.id, `errf|${text}`)))
    const asylum = required(wishes.asylum)
    return {
      submission: 'single',
      group: { guid: household.id, number: household.number, size: people.length },
      individuals: people.map(person => ({
        guid: person.id,
        id: person.number,
        ...namesOf(person),
        registrationDate: person.registeredOn,
        dateOfBirth: person.birth.date,
        dateOfBirthEstimated: person.birth.estimated,
        birthCountry: (person.birthCountry && formCountry(person.birthCountry)) || notStated,
        birthPlace: person.birthPlace ?? undefined,
        originCountry: required(person.origin),
        asylumCountry: asylum,
        arrivalDate: person.arrivedOn,
        sex: person.sex,
        nationality: required(person.nationality),
        maritalStatus: person.maritalStatus ?? notStated,
        religion: person.religion ?? notStated,
        ethnicity: person.ethnicity ?? notStated,
        educationLevel: person.education?.level ?? notStated,
        motherName: person.motherName ?? undefined,
        fatherName: person.fatherName ?? undefined,
      })),
      memberships: each((person, id) => [
        { guid: id('membership'), individual: person.id, group: household.id, relationship: person.relationship },
      ]),
      crossReferences: [],
      addresses: each((person, id) => [
        ...(person === principal
          ? [{ guid: id('address'), individual: person.id, type: 'CoA', country: asylum, ...placeOf(household) }]
          : []),
        ...phonesOf(person, person === principal ? household.phone : null).map(phone => ({
          guid: id(`phone|${phone}`),
          individual: person.id,
          type: 'TEL',
          country: asylum,
          level6: phone,
        })),
      ]),
      aliases: each((person, id) =>
        aliasesOf(person).map(alias => ({ guid: id(`alias|${alias}`), individual: person.id, lastName: alias })),
      ),
      education: each((person, id) =>
        person.education
          ? [
              {
                guid: id('education'),
                individual: person.id,
                level: person.education.level,
                degree: person.education.degree ?? notStated,
              },
            ]
          : [],
      ),
      employment: each((person, id) =>
        person.employment.map((entry, index) => ({
          guid: id(`employment|${index}`),
          individual: person.id,
          type: entry.type,
          occupation: entry.occupation,
          occupationText: findOccupation(entry.occupation)?.title ?? notStated,
        })),
      ),
      contacts: [],
      relatives: [],
      languages: each((person, id) =>
        person.languages.flatMap(entry => {
          const language = languageToForm(entry.language.toLowerCase())
          if (language === undefined) return []
          const { read = notStated, write = notStated, speak = notStated, understand = notStated } = entry
          const skills = { reads: read, writes: write, speaks: speak, understands: understand }
          return [{ guid: id(`language|${entry.language}`), individual: person.id, language, ...skills }]
        }),
      ),
      photographs: each((person, id) =>
        person.photo
          ? [
              {
                guid: id('photo'),
                individual: person.id,
                type: 1,
                photo: Buffer.from(person.photo).toString('base64'),
              },
            ]
          : [],
      ),
      resettlement: {
        individual: principal?.id ?? '',
        criterion: oldSpelling(wishes.criterion),
        secondCriterion: wishes.secondCriterion && oldSpelling(wishes.secondCriterion),
        priority: wishes.priority,
      },
      vulnerabilities: each((person, id) =>
        // One group came with a later form and has no place in this one.
        [...new Set(person.needGroups)].flatMap(code =>
          isCode(needGroups, code) && needGroups.facts[code].form === undefined
            ? [{ guid: id(`need|${code}`), individual: person.id, code }]
            : [],
        ),
      ),
      documents: [],
    }
  }
}

function required(country: string): string {
  const code = formCountry(country)
  if (code === null) throw problem('exchange.no-code-in-form', { value: country })
  return code
}

function oldSpelling(criterion: ResettlementCriterionCode): string {
  return criterion === 'LAS' ? 'LFDS' : criterion
}

/** The form requires a family name: where people have none, it is the last part of what they are called. */
function namesOf(person: ReferralPerson) {
  const part = (kind: string) => person.names.find(name => name.kind === kind)?.text
  const own = ['given', 'father', 'grandfather', 'middle'] as const
  const spoken = own.flatMap(kind => part(kind) ?? [])
  const familyName = part('family') ?? part('full') ?? spoken.pop() ?? person.name
  const [givenName, ...middle] = spoken
  return {
    familyName,
    secondFamilyName: part('second-family'),
    givenName,
    middleName: middle.length > 0 ? middle.join(' ') : undefined,
    maidenName: part('maiden'),
  }
}

function aliasesOf(person: ReferralPerson): string[] {
  const others = person.names.filter(name => name.kind === 'alias').map(name => name.text)
  return [...new Set([...others, ...(person.latinName === person.name ? [] : [person.latinName])])].filter(Boolean)
}

function placeOf({ address, siteName }: ReferralHousehold) {
  return {
    level1: address.areaName,
    level4: siteName,
    level5: address.shelter,
    level6: address.text || undefined,
  }
}

function phonesOf(person: ReferralPerson, household: string | null): string[] {
  return [...new Set([person.phone, household].filter(phone => phone !== null))]
}
