import type { CalendarName } from '../../../../engines/calendar/index.ts'
import { uuidv7 } from '../../../../kernel/ids.ts'
import { isCode, relationships } from '../../../vocabulary/index.ts'
import { type BirthText, noBirth, readBirth, readDay, todayHere, written } from '../../../workspace/screens/index.ts'
import type { ConsentPurpose, RegisterHousehold } from '../../model/household.ts'
import type { nameKinds } from '../../model/individual.ts'

export type NameKind = (typeof nameKinds)[number]

/** What the form holds while it is written: texts as typed, nothing refused yet. */
export interface MemberDraft {
  readonly id: string
  readonly relationship: string
  readonly names: readonly { readonly kind: NameKind; readonly text: string }[]
  readonly latinName: string
  readonly sex: string
  readonly birth: BirthText
  readonly nationality: string
  readonly legalStatus: string
  readonly maritalStatus: string
  readonly birthCountry: string
  readonly birthPlace: string
  readonly statelessness: string
  readonly languages: readonly string[]
  readonly education: string
  readonly phone: string
  readonly motherName: string
  readonly fatherName: string
  readonly documents: readonly { readonly kind: string; readonly country: string; readonly number: string }[]
  readonly needs: readonly NeedDraft[]
  readonly photo: string
  readonly arrivedOn: string
}

export interface NeedDraft {
  readonly id: string
  readonly code: string
  readonly urgency: string
  readonly note: string
}

export interface ConsentDraft {
  readonly id: string
  readonly purpose: ConsentPurpose
  readonly decision: 'given' | 'refused'
}

export interface HouseholdDraft {
  readonly id: string
  readonly level: RegisterHousehold['level']
  readonly site: string
  readonly origin: string
  readonly arrivedOn: string
  readonly shelter: string
  readonly address: string
  readonly phone: string
  readonly note: string
  readonly members: readonly MemberDraft[]
  readonly consents: readonly ConsentDraft[]
  readonly consentLanguage: string
  readonly group: string
  /** The outbox entry that this one corrects. */
  readonly mends: string
}

/** Which parts of a name are asked, in the order in which they are said. */
export const nameForms = {
  'given-father-grandfather': ['given', 'father', 'grandfather'],
  'given-father-family': ['given', 'father', 'family'],
  'given-family': ['given', 'family'],
  'family-given': ['family', 'given'],
  full: ['full'],
} as const satisfies Record<string, readonly NameKind[]>
export type NameForm = keyof typeof nameForms

/** What the next household is likely to share with the last one. */
export interface Defaults {
  readonly level: RegisterHousehold['level']
  readonly site: string
  readonly origin: string
  readonly arrivedOn: string
  readonly nameForm: NameForm
  readonly consentLanguage: string
}

export const firstDefaults: Defaults = {
  level: 'emergency',
  site: '',
  origin: '',
  arrivedOn: '',
  nameForm: 'given-father-family',
  consentLanguage: '',
}

export function newHousehold(defaults: Defaults): HouseholdDraft {
  return {
    id: uuidv7(),
    level: defaults.level,
    site: defaults.site,
    origin: defaults.origin,
    arrivedOn: defaults.arrivedOn === '' ? written(todayHere()) : defaults.arrivedOn,
    shelter: '',
    address: '',
    phone: '',
    note: '',
    members: [newMember(defaults, [])],
    consents: [],
    consentLanguage: defaults.consentLanguage,
    group: '',
    mends: '',
  }
}

/** The next member: the first is the representative; a family name is carried on, to be overwritten where it is another. */
export function newMember(
  { nameForm, level, origin }: Pick<Defaults, 'nameForm' | 'level' | 'origin'>,
  before: readonly MemberDraft[],
): MemberDraft {
  const last = before.at(-1)
  const family = last?.names.find(part => part.kind === 'family')?.text ?? ''
  return {
    id: uuidv7(),
    relationship: before.length === 0 ? 'PA' : '',
    names: nameForms[nameForm].map(kind => ({ kind, text: kind === 'family' ? family : '' })),
    latinName: '',
    sex: '',
    birth: noBirth,
    nationality: last?.nationality ?? (level === 'emergency' ? '' : origin),
    legalStatus: last?.legalStatus ?? 'ASY',
    maritalStatus: '',
    birthCountry: '',
    birthPlace: '',
    statelessness: '',
    languages: last?.languages ?? [],
    education: '',
    phone: '',
    motherName: '',
    fatherName: '',
    documents: [],
    needs: [],
    photo: '',
    arrivedOn: '',
  }
}

/** The sex that a relationship says, where none is chosen yet. */
export function withRelationship(member: MemberDraft, relationship: string): MemberDraft {
  const implied = isCode(relationships, relationship) ? relationships.facts[relationship].sex : null
  return { ...member, relationship, sex: implied ?? member.sex }
}

export function isMemberEmpty(member: MemberDraft): boolean {
  const { names, sex, birth, needs, documents, phone, photo } = member
  return (
    names.every(({ text }) => text.trim() === '') &&
    sex === '' &&
    birth.text === '' &&
    needs.length + documents.length === 0 &&
    phone + photo === ''
  )
}

export function isHouseholdEmpty(draft: HouseholdDraft): boolean {
  return (
    draft.members.every(isMemberEmpty) &&
    draft.phone + draft.note + draft.shelter + draft.address === '' &&
    draft.consents.length === 0
  )
}

export function nameOf(member: MemberDraft): string {
  return member.names
    .map(({ text }) => text.trim())
    .filter(text => text !== '')
    .join(' ')
}

const some = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())

/** The draft as the act's input: what is empty is left out, so that the schema says what is missing. */
export function toInput(draft: HouseholdDraft, today: string): object {
  return {
    id: draft.id,
    level: draft.level,
    site: some(draft.site),
    origin: some(draft.origin),
    arrivedOn: readDay(draft.arrivedOn, today) ?? some(draft.arrivedOn),
    address: { text: some(draft.address), shelter: some(draft.shelter) },
    phone: some(draft.phone),
    note: draft.note,
    members: draft.members.map(member => memberInput(member, today)),
    consents: draft.consents.map(consent => ({ ...consent, language: some(draft.consentLanguage) })),
    group: some(draft.group),
  }
}

export function memberInput(member: MemberDraft, today: string): object {
  const birth = readBirth(member.birth, today)
  return {
    id: member.id,
    relationship: some(member.relationship),
    names: member.names.filter(({ text }) => text.trim() !== ''),
    latinName: some(member.latinName),
    sex: some(member.sex),
    birth: birth?.ok ? birth.birth : undefined,
    nationality: some(member.nationality),
    legalStatus: some(member.legalStatus),
    maritalStatus: some(member.maritalStatus),
    birthCountry: some(member.birthCountry),
    birthPlace: some(member.birthPlace),
    statelessness: some(member.statelessness),
    languages: member.languages.map(language => ({ language })),
    education: member.education === '' ? undefined : { level: member.education },
    phone: some(member.phone),
    motherName: some(member.motherName),
    fatherName: some(member.fatherName),
    documents: member.documents.filter(({ number }) => number.trim() !== ''),
    needs: member.needs.map(need => ({ ...need, pendingReview: true })),
    photo: some(member.photo),
    arrivedOn: member.arrivedOn.trim() === '' ? undefined : (readDay(member.arrivedOn, today) ?? member.arrivedOn),
  }
}

/** An input that was sent, as a draft again, to be corrected. */
export function fromInput(input: RegisterHousehold, mends: string): HouseholdDraft {
  return {
    id: input.id,
    level: input.level,
    site: input.site,
    origin: input.origin,
    arrivedOn: written(input.arrivedOn),
    shelter: input.address.shelter ?? '',
    address: input.address.text ?? '',
    phone: input.phone ?? '',
    note: input.note ?? '',
    members: input.members.map(fromMember),
    consents: (input.consents ?? []).flatMap(({ id, purpose, decision }) =>
      decision === 'withdrawn' ? [] : [{ id, purpose, decision }],
    ),
    consentLanguage: input.consents?.[0]?.language ?? '',
    group: input.group ?? '',
    mends,
  }
}

function fromMember(member: RegisterHousehold['members'][number]): MemberDraft {
  const { birth } = member
  return {
    id: member.id,
    relationship: member.relationship,
    names: member.names,
    latinName: member.latinName ?? '',
    sex: member.sex,
    birth: birth.entered
      ? {
          text: birth.entered.text,
          calendar: birth.precision === 'age' ? '' : (birth.entered.calendar as CalendarName),
          order: 'dmy',
        }
      : { text: birth.date, calendar: 'gregory', order: 'dmy' },
    nationality: member.nationality ?? '',
    legalStatus: member.legalStatus ?? 'ASY',
    maritalStatus: member.maritalStatus ?? '',
    birthCountry: member.birthCountry ?? '',
    birthPlace: member.birthPlace ?? '',
    statelessness: member.statelessness ?? '',
    languages: (member.languages ?? []).map(({ language }) => language),
    education: member.education?.level ?? '',
    phone: member.phone ?? '',
    motherName: member.motherName ?? '',
    fatherName: member.fatherName ?? '',
    documents: member.documents ?? [],
    needs: (member.needs ?? []).map(({ id, code, urgency, note }) => ({
      id,
      code,
      urgency: urgency ?? 'medium',
      note: note ?? '',
    })),
    photo: member.photo ?? '',
    arrivedOn: member.arrivedOn ? written(member.arrivedOn) : '',
  }
}
