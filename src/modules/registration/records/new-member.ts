import { rankOf } from '../../../kernel/access/sensitivity.ts'
import type { ActTransaction } from '../../../kernel/acts/define.ts'
import { derivedUuid } from '../../../kernel/derived-id.ts'
import { specificNeeds } from '../../vocabulary/index.ts'
import type { IdentityDocument, NewMember, NewNeed } from '../model/individual.ts'
import { latestOf } from '../rules/days.ts'
import { foldNumber } from '../rules/fold-number.ts'
import { displayNames, insertKeys } from './search-keys.ts'

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

/** Gathers every row of one new member: the person, the search keys, the spell of presence, documents, needs. */
export function insertMember(tx: ActTransaction, member: NewMember, setting: MemberSetting): void {
  const { situation } = setting
  const { display, latin } = displayNames(member)
  const key = { situation_id: situation, individual_id: member.id }
  // Whoever was born after the household came, arrived by being born.
  const arrived = member.arrivedOn ?? latestOf([member.birth.date, setting.arrivedOn])
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
  insertKeys(tx, situation, member.id, {
    names: member.names,
    latin,
    phone: member.phone,
    householdPhone: member.relationship === 'PA' ? setting.phone : undefined,
  })
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
    member.documents.map(document => documentRow(situation, member.id, document)),
  )
  tx.insert(
    'specific_need',
    member.needs.map(need => needRow(situation, member.id, need, setting.registeredOn)),
  )
}

/** The same paper of the same person is one row, however often it is noted. */
export function documentRow(situation: number, individual: string, document: IdentityDocument) {
  const folded = foldNumber(document.number)
  return {
    situation_id: situation,
    id: derivedUuid(individual, `document|${document.kind}|${document.country}|${folded}`),
    individual_id: individual,
    kind: document.kind,
    country: document.country,
    number: document.number,
    folded,
  }
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
