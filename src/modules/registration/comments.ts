const situation = 'The situation.'

/** What each table and column is for, written into the database itself. */
export const registrationComments: Readonly<Record<string, readonly [table: string, columns: Record<string, string>]>> = {
  household: ['A registration group: people who arrived and wish to be registered together, or a group counted before.', {
    situation_id: situation, id: 'UUIDv7, made where it was registered.', number: 'Office, year, C, serial.', external_number: 'Number in another system.',
    level: 'group (only counted), emergency, basic or comprehensive data set.', status: 'active, hold, inactive or closed.', status_reason: 'Why, for a closed or held household.',
    status_on: 'Since when.', site_id: 'Where it lives or waits.', origin: 'Country of origin, ISO 3166-1 alpha-3.', arrived_on: 'Arrival in the country of asylum.',
    registered_on: 'Day of registration.', size: 'Members now.', counts: 'Of a group: people by sex and cohort.', representative_name: 'As a list shows it.',
    address: 'Address text and shelter.', area_id: 'Administrative area of the address.', phone: 'Phone of the household.', priority: 'Somebody who cannot wait.',
    note: 'Free note.', group_id: 'The pre-registered group it came from.', merged_into: 'The household that took it in.',
  }],
  individual: ['One person.', {
    situation_id: situation, id: 'UUIDv7.', household_id: 'The household.', number: 'Office, serial.', relationship: 'To the representative, by the field’s 55 codes; PA is the representative.',
    names: 'Parts of the name in the order in which it is said.', display_name: 'In own script.', latin_name: 'In Latin letters.', sex: 'F, M or U.', birth_date: 'Gregorian; the first possible day where not known.',
    birth_precision: 'day, month, year or age.', birth_estimated: 'Whether it is an estimate.', birth_entered: 'Calendar and text as said.', nationality: 'ISO 3166-1 alpha-3, STA or UNK.',
    other_nationalities: 'Further nationalities.', statelessness: 'stateless, at-risk or no; null: not asked.', origin: 'Country of origin.', birth_country: 'Country of birth.', birth_place: 'Place of birth.',
    legal_status: 'Status code.', marital_status: 'Status code.', languages: 'With level by skill.', education: 'Highest level.', employment: 'Occupations, ISCO-08.', phone: 'Own phone.',
    mother_name: 'Name of the mother.', father_name: 'Name of the father.', arrived_on: 'Arrival in the country of asylum, or birth in it.', registered_on: 'Day of registration.', site_id: 'Where the person is.',
    status: 'active, hold, inactive or closed.', status_reason: 'Why.', status_on: 'Since when.', photo_id: 'The photo in use.', merged_into: 'The record that took this one in.',
  }],
  individual_sensitive: ['Ethnicity and religion: apart, and only where the purpose needs them.', {
    situation_id: situation, individual_id: 'The person.', ethnicity: 'Code.', religion: 'Code.', sensitivity: 'Rank 3 or 4.',
  }],
  identity_document: ['Papers that the person showed.', {
    situation_id: situation, id: 'Derived from person and number.', individual_id: 'The person.', kind: 'passport, national-id, …', country: 'Who issued it.', number: 'As printed.', folded: 'For comparison.',
  }],
  specific_need: ['What a person needs beyond the usual, by the field’s codes.', {
    situation_id: situation, id: 'UUID.', individual_id: 'The person.', code: 'GG-DD.', need_group: 'GG.', urgency: 'high, medium or low.', status: 'proposed, pending-review, confirmed, rejected or resolved.',
    rule: 'The rule that proposed it.', identified_on: 'Day.', note: 'Note.', sensitivity: 'Rank 3 or 4.', reviewed_on: 'Day of the review.', reviewed_by: 'Who reviewed it.', review_note: 'What was said at the review.',
  }],
  consent: ['Answers to the question whether data may be used for a purpose by a recipient.', {
    situation_id: situation, id: 'UUIDv7.', household_id: 'The household.', individual_id: 'Who answered for themselves; null: the representative.', purpose: 'What for.', recipient: 'Who would receive it; empty: ourselves.',
    decision: 'given, refused or withdrawn.', language: 'In which it was explained.', decided_at: 'When.', expires_on: 'Until when.',
  }],
  presence: ['Spells in which a person is counted in the population; derived from the acts.', {
    situation_id: situation, individual_id: 'The person.', from_on: 'First day.', to_on: 'First day after; null: still here.', site_id: 'Where.', origin: 'Country of origin.', sex: 'F, M or U.', birth_date: 'Gregorian.', legal_status: 'Status code.',
  }],
  search_key: ['Exact-match keys by which a person is found in any script; derived from the names.', {
    situation_id: situation, key: 'Kind and key.', individual_id: 'The person.',
  }],
  photo: ['Photos, re-encoded without any data of the camera.', {
    situation_id: situation, id: 'UUIDv7.', media_type: 'image/jpeg or image/webp.', width: 'Pixels.', height: 'Pixels.', sha256: 'Digest of the bytes, hex.', bytes: 'The picture.',
  }],
}
