import type * as form from './case.ts'
import type { ErrfCodeList } from './codes.ts'

/**
 * Versions of the form that are in use. No file states its own: they are told apart by what they hold.
 * Source: the schemas that the UK Home Office publishes with its validation tool, and its sample files.
 */
export const ERRF_VERSIONS = ['v3.1', 'v4.1', 'v4.2.7', 'v4.2.8'] as const
export type ErrfVersion = (typeof ERRF_VERSIONS)[number]

export const ERRF_NAMESPACE = 'http://tempuri.org/ElectronicRRF.xsd'
export const ERRF_ROOT = 'UNHCR_RRF'

/** Types of XML Schema that the form uses; `any` is the photograph, of which the schema says nothing. */
export type ErrfKind = 'string' | 'dateTime' | 'date' | 'boolean' | 'short' | 'byte' | 'any'

/**
 * One element of a record, in its place of the sequence. `in` has one letter for each version: `r` required, `o` optional,
 * `-` not there.
 */
export interface ErrfField<Key extends string = string> {
  readonly key: Key
  readonly element: string
  readonly in: string
  readonly kind: ErrfKind
  readonly list?: ErrfCodeList
}

/** One kind of record. `in` has one letter for each version: `1` exactly one, `+` one or more, `*` any number, `-` none. */
export interface ErrfSection<Key extends string = string> {
  readonly element: string
  readonly key: keyof form.ErrfCase
  readonly in: string
  readonly fields: readonly ErrfField<Key>[]
}

/** The letter of a version. */
export function ruleOf(rules: string, version: ErrfVersion): string {
  return rules[ERRF_VERSIONS.indexOf(version)] ?? '-'
}

type Extra<Key extends string> = Partial<Omit<ErrfField<Key>, 'key' | 'element' | 'in'>>

function field<Key extends string>(key: Key, element: string, rules: string, extra: Extra<Key> = {}): ErrfField<Key> {
  return { key, element, in: rules, kind: 'string', ...extra }
}

/** Who a record belongs to: by number in v3.1, by GUID since. */
const OWNER = [field('individual', 'IndividualID', 'r---'), field('individual', 'IndividualGUID', '-rrr')]

/** `relationship` and `photo` of v3.1 individuals are read as records of their own. */
export const V3_RELATIONSHIP = 'RelationshipToPrincipalRepresentative'
export const V3_PHOTO = 'Photo'

const individual: readonly ErrfField<keyof form.ErrfIndividual | 'relationship' | 'photo'>[] = [
  field('guid', 'IndividualGUID', '-rrr'),
  field('id', 'IndividualID', 'rrrr'),
  field('fullName', 'ConcatenatedName', 'r---'),
  field('familyName', 'FamilyName', 'rrrr'),
  field('secondFamilyName', 'SecondFamilyName', '-ooo'),
  field('givenName', 'GivenName', 'rooo'),
  field('middleName', 'MiddleName', '-ooo'),
  field('maidenName', 'MaidenName', '-ooo'),
  field('registrationDate', 'RegistrationDate', 'orrr', { kind: 'dateTime' }),
  field('dateOfBirth', 'DateofBirth', 'rorr', { kind: 'dateTime' }),
  field('dateOfBirthEstimated', 'DateofBirthEstimate', '-rrr', { kind: 'boolean' }),
  field('birthCountry', 'BirthCountryCode', 'rroo', { list: 'country' }),
  field('birthPlace', 'BirthCityTownVillage', 'rooo'),
  field('originCountry', 'OriginCountryCode', 'rrrr', { list: 'country' }),
  field('asylumCountry', 'AsylumCountryCode', 'rrrr', { list: 'country' }),
  field('arrivalDate', 'ArrivalDate', 'oooo', { kind: 'dateTime' }),
  field('sex', 'SexCode', 'rrrr', { list: 'sex' }),
  field('nationality', 'NationalityCode', 'rrrr', { list: 'country' }),
  field('maritalStatus', 'MarriageStatusCode', 'rroo', { list: 'maritalStatus' }),
  field('religion', 'ReligionCode', 'rroo', { list: 'religion' }),
  field('ethnicity', 'EthnicityCode', 'rroo', { list: 'ethnicity' }),
  field('educationLevel', 'EducationLevelCode', 'rroo', { list: 'educationLevel' }),
  field('motherName', 'MotherName', 'rooo'),
  field('fatherName', 'FatherName', 'rooo'),
  field('relationship', V3_RELATIONSHIP, 'r---', { list: 'relationship' }),
  field('photo', V3_PHOTO, 'r---'),
]

const membership: readonly ErrfField<keyof form.ErrfMembership>[] = [
  field('guid', 'IndividualProcessingGroupGUID', '-rrr'),
  field('individual', 'IndividualGUID', '-rrr'),
  field('group', 'ProcessingGroupGUID', '-rrr'),
  field('relationship', 'RelationshipToPrincipalRepresentative', '-rrr', { list: 'relationship' }),
]

const group: readonly ErrfField<keyof form.ErrfGroup>[] = [
  field('guid', 'ProcessingGroupGUID', '-rrr'),
  field('number', 'ProcessingGroupNumber', 'rrrr'),
  field('size', 'ProcessingGroupSize', 'r---', { kind: 'byte' }),
  field('size', 'ProcessingGroupSize', '-rrr', { kind: 'short' }),
]

const crossReference: readonly ErrfField<keyof form.ErrfCrossReference>[] = [
  field('guid', 'ProcessingGroupCrossReferenceGUID', '-rrr'),
  field('fromGuid', 'ProcessingGroupGUIDFrom', '-rrr'),
  field('fromNumber', 'ProcessingGroupNumberFrom', 'rrrr'),
  field('toGuid', 'ProcessingGroupGUIDTo', '-rrr'),
  field('toNumber', 'ProcessingGroupNumberTo', 'rrrr'),
]

const address: readonly ErrfField<keyof form.ErrfAddress>[] = [
  field('guid', 'AddressGUID', '-rrr'),
  ...OWNER,
  field('type', 'AddressType', 'rrrr', { list: 'addressType' }),
  field('country', 'AddressCountry', 'rrrr', { list: 'country' }),
  field('postalCode', 'AddressPostal', '-ooo'),
  field('level1', 'LocationLevel1Description', 'rorr'),
  field('level2', 'LocationLevel2Description', 'rooo'),
  field('level3', 'LocationLevel3Description', 'rooo'),
  field('level4', 'LocationLevel4Description', 'rooo'),
  field('level5', 'LocationLevel5Description', '-ooo'),
  field('level6', 'LocationLevel6', 'rooo'),
]

const alias: readonly ErrfField<keyof form.ErrfAlias>[] = [
  field('guid', 'AliasGUID', '-rrr'),
  ...OWNER,
  field('lastName', 'IndividualAliasLastName', 'rrrr'),
  field('firstName', 'IndividualAliasFirstName', 'rooo'),
]

const education: readonly ErrfField<keyof form.ErrfEducation>[] = [
  field('guid', 'EducationGUID', '-rrr'),
  ...OWNER,
  field('level', 'EducationLevelCode', 'rrrr', { list: 'educationLevel' }),
  field('degree', 'DegreeTypeCode', '-roo', { list: 'educationDegree' }),
]

const employment: readonly ErrfField<keyof form.ErrfEmployment>[] = [
  field('guid', 'EmploymentGUID', '-rrr'),
  ...OWNER,
  field('type', 'EmploymentTypeCode', 'rrro', { list: 'employmentType' }),
  field('occupation', 'OccupationCode', 'rrro', { list: 'occupation' }),
  field('occupationText', 'OccupationText', 'rrro'),
  field('noOccupation', 'NoOccupationCategory', '---o'),
]

const contact: readonly ErrfField<keyof form.ErrfContact>[] = [
  field('guid', 'ContactDetailsGUID', '--rr'),
  field('individual', 'IndividualGUID', '--rr'),
  field('phone', 'PhoneNumber', '--oo'),
  field('phoneCountry', 'PhoneNumberCountry', '--oo'),
  field('phoneType', 'PhoneType', '--oo'),
  field('email', 'Email', '--oo'),
  field('inUse', 'StillInUse', '--rr', { kind: 'boolean' }),
  field('startDate', 'StartDate', '--r-', { kind: 'date' }),
  field('startDate', 'StartDate', '---r', { kind: 'dateTime' }),
  field('endDate', 'EndDate', '--o-', { kind: 'date' }),
  field('endDate', 'EndDate', '---o', { kind: 'dateTime' }),
]

const relative: readonly ErrfField<keyof form.ErrfRelative>[] = [
  field('guid', 'IndividualRelativesGUID', '-rrr'),
  ...OWNER,
  field('familyName', 'FamilyName', 'rrrr'),
  field('secondFamilyName', 'SecondFamilyName', '-ooo'),
  field('givenName', 'GivenName', 'rooo'),
  field('middleName', 'MiddleName', '-ooo'),
  field('maidenName', 'MaidenName', '-ooo'),
  field('relationship', 'RelationshipCode', 'rrrr', { list: 'relationship' }),
  field('dateOfBirth', 'DateofBirth', '-ooo', { kind: 'dateTime' }),
  field('dateOfBirthEstimated', 'DateofBirthEstimateFlag', '-ooo', { kind: 'boolean' }),
  field('birthCountry', 'BirthCountryCode', '-roo', { list: 'country' }),
  field('birthPlace', 'BirthCityTownVillage', '-ooo'),
  field('residenceCountry', 'ResidenceCountryCode', 'rroo', { list: 'country' }),
  field('sex', 'SexCode', 'rrrr', { list: 'sex' }),
  field('nationality', 'NationalityCode', 'rroo', { list: 'country' }),
  field('deceased', 'Deceased', '-rrr', { kind: 'boolean' }),
  field('deceasedDate', 'DeceasedDate', '-ooo', { kind: 'dateTime' }),
  field('maritalStatus', 'MarriageStatusCode', 'rroo', { list: 'maritalStatus' }),
  field('legalStatus', 'LegalStatus', '--oo'),
]

const language: readonly ErrfField<keyof form.ErrfLanguage>[] = [
  field('guid', 'LanguageGUID', '-rrr'),
  ...OWNER,
  field('language', 'LanguageCode', 'rrrr', { list: 'language' }),
  field('reads', 'LanguageReadCode', 'rrrr', { list: 'languageLevel' }),
  field('writes', 'LanguageWriteCode', 'rrrr', { list: 'languageLevel' }),
  field('speaks', 'LanguageSpeakCode', 'rrrr', { list: 'languageLevel' }),
  field('understands', 'LanguageUnderstandCode', 'rrrr', { list: 'languageLevel' }),
]

const photograph: readonly ErrfField<keyof form.ErrfPhotograph>[] = [
  field('guid', 'PhotoGUID', '-rrr'),
  field('individual', 'IndividualGUID', '-rrr'),
  field('type', 'PhotoTypeCode', '-rrr', { kind: 'short' }),
  field('photo', 'Photo', '-rrr', { kind: 'any' }),
]

const resettlement: readonly ErrfField<keyof form.ErrfResettlement>[] = [
  ...OWNER,
  field('criterion', 'ResettlementCriteriaCode', 'rrrr', { list: 'criterion' }),
  field('secondCriterion', 'ResettlementCriteriaCode2', 'r---', { list: 'criterion' }),
  field('secondCriterion', 'ResettlementCriteria2Code', '-orr', { list: 'criterion' }),
  field('priority', 'ResettlementPriorityCode', 'rrrr', { list: 'priority' }),
]

const vulnerability: readonly ErrfField<keyof form.ErrfVulnerability>[] = [
  field('guid', 'VulnerabilityGUID', '-rrr'),
  field('individual', 'IndividualGUID', '-rrr'),
  field('code', 'VulnerabilityCode', '-rrr', { list: 'vulnerability' }),
]

const document: readonly ErrfField<keyof form.ErrfDocument>[] = [
  field('individual', 'IndividualID', 'r---'),
  field('number', 'DocumentNumber', 'r---'),
]

/** The records of a case, in the order that the form prescribes. */
export const ERRF_SECTIONS: readonly ErrfSection[] = [
  { element: 'dataIndividual', key: 'individuals', in: '++++', fields: individual },
  { element: 'dataIndividualProcessGroup', key: 'memberships', in: '-+++', fields: membership },
  { element: 'dataProcessGroup', key: 'group', in: '1111', fields: group },
  { element: 'dataProcessGroupCrossReference', key: 'crossReferences', in: '****', fields: crossReference },
  { element: 'dataAddress', key: 'addresses', in: '1***', fields: address },
  { element: 'dataAlias', key: 'aliases', in: '****', fields: alias },
  { element: 'dataEducation', key: 'education', in: '****', fields: education },
  { element: 'dataEmployment', key: 'employment', in: '****', fields: employment },
  { element: 'dataContact', key: 'contacts', in: '--**', fields: contact },
  { element: 'dataIndividualRelatives', key: 'relatives', in: '****', fields: relative },
  { element: 'dataLanguage', key: 'languages', in: '****', fields: language },
  { element: 'dataPhotograph', key: 'photographs', in: '-***', fields: photograph },
  { element: 'dataResettlement', key: 'resettlement', in: '1111', fields: resettlement },
  { element: 'dataVulnerability', key: 'vulnerabilities', in: '-***', fields: vulnerability },
  { element: 'dataDocument', key: 'documents', in: '*---', fields: document },
]

/** The fields of a section in one version, in order. */
export function fieldsIn(section: ErrfSection, version: ErrfVersion): readonly ErrfField[] {
  return section.fields.filter(candidate => ruleOf(candidate.in, version) !== '-')
}

export const SUBMISSIONS = { single: 'Single Submission', group: 'Group Submission' } as const
