import type { IndividualChanges } from '../../model/changes.ts'
import type { BirthDate } from '../../model/individual.ts'
import type { PersonFacts } from './types.ts'

/** What can be written in the correction form; empty where nothing is known. */
export interface WrittenPerson {
  readonly names: PersonFacts['names']
  readonly latinName: string
  readonly sex: string
  readonly relationship: string
  readonly nationality: string
  readonly legalStatus: string
  readonly maritalStatus: string
  readonly birthCountry: string
  readonly birthPlace: string
  readonly language: string
  readonly education: string
  readonly phone: string
  readonly fatherName: string
  readonly motherName: string
}

const plain = ['latinName', 'sex', 'relationship', 'nationality', 'legalStatus'] as const
const nullable = ['maritalStatus', 'birthCountry', 'birthPlace', 'phone', 'fatherName', 'motherName'] as const

/**
 * Each changed field with the value that was seen, so that somebody else's change meanwhile is not overwritten unseen.
 * `birth` is absent where it was not touched. The codes are those that the form offers; the server's schema has the last word.
 */
export function changesOf(person: PersonFacts, to: WrittenPerson, birth?: BirthDate): IndividualChanges {
  const changes: Record<string, { from: unknown; to: unknown }> = {}
  const note = (field: string, from: unknown, next: unknown) => {
    if (JSON.stringify(from) !== JSON.stringify(next)) changes[field] = { from, to: next }
  }
  const names = to.names
    .filter(part => part.text.trim() !== '')
    .map(part => ({ kind: part.kind, text: part.text.trim() }))
  note('names', person.names, names)
  for (const field of plain) note(field, person[field], to[field].trim())
  for (const field of nullable) note(field, person[field], to[field].trim() === '' ? null : to[field].trim())
  if (to.language !== (person.languages[0]?.language ?? '')) {
    const others = person.languages.slice(1).filter(({ language }) => language !== to.language)
    note('languages', person.languages, to.language === '' ? others : [{ language: to.language }, ...others])
  }
  if (to.education !== (person.education?.level ?? '')) {
    note('education', person.education, to.education === '' ? null : { ...person.education, level: to.education })
  }
  if (birth) note('birth', person.birth, birth)
  return changes as IndividualChanges
}
