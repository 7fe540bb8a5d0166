import { searchKeys, toLatin } from '../../../engines/names/index.ts'
import { rankOf } from '../../../kernel/access/sensitivity.ts'
import type { ActTransaction } from '../../../kernel/acts/define.ts'
import { derivedUuid } from '../../../kernel/derived-id.ts'
import { specificNeeds } from '../../vocabulary/index.ts'
import type { NamePart, NewMember, NewNeed } from '../model/individual.ts'
import { foldNumber, phoneKey } from './fold-number.ts'

/** The place and days that a member takes from the household. */
export interface MemberSetting {
  readonly situation: number
  readonly household: string
  readonly number: string
  readonly site: string
  readonly origin: string
  readonly arrivedOn: string
  readonly registeredOn: string
  /** The household's phone: its representative is found by it. */
  readonly phone?: string | undefined
}

/** A whole name as a person reads it, in its own script and in Latin letters. */
export function displayNames(member: Pick<NewMember, 'names' | 'latinName'>): { display: string; latin: string } {
  const display =
    member.names
      .filter(part => part.kind !== 'alias' && part.kind !== 'maiden' && part.kind !== 'mother')
      .map(part => part.text)
      .join(' ') || member.names.map(part => part.text).join(' ')
  return { display, latin: member.latinName || toLatin(display) }
}

/** The exact-match keys under which a person is found; see engines/names. */
export function keyRows(situation: number, individual: string, names: readonly NamePart[], latin: string) {
  return searchKeys([...names, { kind: 'full', text: latin }]).map(key => ({
    situation_id: situation,
    key,
    individual_id: individual,
  }))
}

/** Gathers every row of one new member: the person, the search keys, the spell of presence, documents, needs. */
export function insertMember(tx: ActTransaction, member: NewMember, setting: MemberSetting): void {
  const { situation } = setting
  const { display, latin } = displayNames(member)
  const key = { situation_id: situation, individual_id: member.id }
  const arrived = member.arrivedOn ?? (member.birth.date > setting.arrivedOn ? member.birth.date : setting.arrivedOn)
  tx.insert('individual', {
    situation_id: situation,
    id: member.id,
    household_id: setting.household,
    number: setting.number,
    relationship: member.relationship,
    names: member.names,
    display_name: display,
    latin_name: latin,
    sex: member.sex,
    birth_date: member.birth.date,
    birth_precision: member.birth.precision,
    birth_estimated: member.birth.estimated,
    birth_entered: member.birth.entered ?? null,
    nationality: member.nationality,
    other_nationalities: member.otherNationalities,
    statelessness: member.statelessness ?? null,
    origin: member.origin ?? setting.origin,
    birth_country: member.birthCountry ?? null,
    birth_place: member.birthPlace ?? null,
    legal_status: member.legalStatus,
    marital_status: member.maritalStatus ?? null,
    languages: member.languages,
    education: member.education ?? null,
    employment: member.employment,
    phone: member.phone ?? null,
    mother_name: member.motherName ?? null,
    father_name: member.fatherName ?? null,
    arrived_on: arrived,
    registered_on: setting.registeredOn,
    site_id: setting.site,
    status: 'active',
    status_on: setting.registeredOn,
    photo_id: member.photo ?? null,
  })
  tx.insert('search_key', keyRows(situation, member.id, member.names, latin))
  const phone = phoneKey(member.phone ?? (member.relationship === 'PA' ? setting.phone : undefined))
  if (phone) tx.insert('search_key', { situation_id: situation, key: phone, individual_id: member.id })
  tx.insert('presence', {
    ...key,
    from_on: setting.registeredOn,
    site_id: setting.site,
    origin: member.origin ?? setting.origin,
    sex: member.sex,
    birth_date: member.birth.date,
    legal_status: member.legalStatus,
  })
  if (member.ethnicity || member.religion) {
    tx.insert('individual_sensitive', {
      ...key,
      ethnicity: member.ethnicity ?? null,
      religion: member.religion ?? null,
    })
  }
  tx.insert(
    'identity_document',
    member.documents.map(document => ({
      ...key,
      id: derivedUuid(member.id, `document|${document.kind}|${document.country}|${foldNumber(document.number)}`),
      kind: document.kind,
      country: document.country,
      number: document.number,
      folded: foldNumber(document.number),
    })),
  )
  tx.insert(
    'specific_need',
    member.needs.map(need => needRow(situation, member.id, need, setting.registeredOn)),
  )
}

export function needRow(situation: number, individual: string, need: NewNeed, today: string) {
  const facts = specificNeeds.facts[need.code]
  return {
    situation_id: situation,
    id: need.id,
    individual_id: individual,
    code: need.code,
    need_group: facts.group,
    urgency: need.urgency,
    status: need.pendingReview ? 'pending-review' : 'confirmed',
    identified_on: need.identifiedOn ?? today,
    note: need.note,
    sensitivity: sensitivityOfNeed(need),
  }
}

/** Never lower than the code's own: a note on gender-based violence cannot be filed as merely sensitive. */
export function sensitivityOfNeed(need: Pick<NewNeed, 'code' | 'sensitivity'>): number {
  return Math.max(rankOf(specificNeeds.facts[need.code].sensitivity), need.sensitivity ? rankOf(need.sensitivity) : 0)
}
