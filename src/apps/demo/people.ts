import type { GeneratedHousehold, GeneratedPerson } from '../../engines/people/index.ts'
import type { ActEnvelope } from '../../kernel/acts/define.ts'
import { demoId } from './place.ts'

/** The act that registers one generated household. Registered on its day, so that three years of arrivals are there. */
export function registrationOf(
  seed: number,
  situation: number,
  household: GeneratedHousehold,
  sites: readonly string[],
): ActEnvelope {
  const moment = Date.parse(`${household.registeredOn}T07:00:00Z`) + (household.index % 28_800) * 1000
  const id = (text: string) => demoId(seed, `${situation}|${household.key}|${text}`, moment)
  const occurredAt = new Date(moment).toISOString()
  return {
    id: id('act'),
    name: 'registration.registerHousehold',
    situation,
    occurredAt,
    keep: false,
    input: {
      id: id('household'),
      level: 'emergency',
      site: sites[household.siteIndex] ?? sites[0],
      origin: household.origin,
      arrivedOn: household.arrivedOn,
      registeredOn: household.registeredOn,
      address: household.address,
      ...(household.phone ? { phone: household.phone } : {}),
      members: household.members.map((person, index) =>
        memberOf(person, demoPersonId(seed, situation, household, person), id, index),
      ),
      consents: [
        { id: id('consent|registration'), purpose: 'registration', decision: 'given' },
        {
          id: id('consent|assistance'),
          purpose: 'assistance',
          decision: household.index % 9 === 0 ? 'refused' : 'given',
        },
        { id: id('consent|origin'), purpose: 'origin-authorities', decision: 'refused' },
      ],
    },
  }
}

export function demoPersonId(
  seed: number,
  situation: number,
  household: GeneratedHousehold,
  person: GeneratedPerson,
): string {
  return demoId(
    seed,
    `${situation}|${household.key}|person|${person.key}`,
    Date.parse(`${household.registeredOn}T07:00:00Z`) + (household.index % 28_800) * 1000,
  )
}

export function memberOf(person: GeneratedPerson, personId: string, id: (text: string) => string, index: number) {
  const optional = {
    education: person.education ? { level: person.education } : undefined,
    employment: person.occupation ? [{ type: 'E', occupation: person.occupation }] : undefined,
    phone: person.phone,
    motherName: person.motherName,
    fatherName: person.fatherName,
  }
  return {
    id: personId,
    relationship: person.relationship,
    names: person.names.map(({ kind, text }) => ({ kind, text })),
    latinName: person.latinName,
    sex: person.sex,
    birth: person.birth,
    nationality: person.nationality,
    origin: person.origin,
    maritalStatus: person.maritalStatus,
    legalStatus: index % 5 === 0 ? 'REF' : 'ASY',
    languages: person.languages.map(language => ({ language, speak: 'E' })),
    needs: person.needs.map((code, at) => ({ id: id(`need|${index}|${at}`), code, pendingReview: at % 2 === 0 })),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  }
}
