export { type CodeList, type CodeOf, isCode } from './code-list.ts'
export { type AddressTypeCode, addressTypes } from './codes/address-types.ts'
export {
  type AgeCohort,
  type AgeCohortCode,
  ageCohorts,
  ageOn,
  type CohortCutoff,
  cohortCutoffs,
  cohortOn,
} from './codes/age-cohorts.ts'
export { type CommonLanguageCode, commonLanguages, languageName } from './codes/common-languages.ts'
export {
  type Country,
  type CountryCode,
  countries,
  currentCountries,
  fromUnhcr,
  toReferralForm,
  toUnhcr,
  type UnhcrRegionCode,
  unhcrRegions,
} from './codes/countries.ts'
export { countryName, type Locale, locales } from './codes/country-names.ts'
export {
  type EducationDegreeCode,
  type EducationLevel,
  type EducationLevelCode,
  educationDegrees,
  educationLevels,
} from './codes/education.ts'
export { type EmploymentTypeCode, employmentTypes } from './codes/employment-types.ts'
export { type LanguageLevelCode, languageLevels } from './codes/language-levels.ts'
export { type LegalStatusCode, legalStatuses } from './codes/legal-statuses.ts'
export { type MaritalStatusCode, maritalStatuses } from './codes/marital-statuses.ts'
export { type NeedGroup, type NeedGroupCode, needGroups, vulnerabilityGroups } from './codes/need-groups.ts'
export {
  type OccupationGroupCode,
  type OccupationSpecialCode,
  occupationGroups,
  occupationSpecialForms,
  occupationSpecials,
} from './codes/occupation-groups.ts'
export { type PopulationTypeCode, populationTypes } from './codes/population-types.ts'
export {
  type ClosureReason,
  type ClosureReasonCode,
  closureReasons,
  mayMove,
  mayReopen,
  type ProcessStatusCode,
  processStatuses,
  processTransitions,
} from './codes/process-statuses.ts'
export {
  inverseRelationship,
  type Relationship,
  type RelationshipCode,
  type RelationshipKind,
  relationships,
} from './codes/relationships.ts'
export { type ReligionCode, religions } from './codes/religions.ts'
export {
  type ResettlementCriterion,
  type ResettlementCriterionCode,
  type ResettlementPriorityCode,
  resettlementCriteria,
  resettlementPriorities,
} from './codes/resettlement.ts'
export { type SexCode, sexes } from './codes/sexes.ts'
export { type SiteTypeCode, siteTypes } from './codes/site-types.ts'
export {
  currentNeed,
  currentNeeds,
  type NeedSensitivity,
  needsOfGroup,
  type SpecificNeed,
  type SpecificNeedCode,
  specificNeeds,
} from './codes/specific-needs.ts'
export { type UrgencyCode, urgencies } from './codes/urgencies.ts'
export type { Ethnicity } from './ethnicities.ts'
export { isBlank } from './fold.ts'
export type { FormLanguage, Language, LanguageCodeSystem } from './languages.ts'
export { codeLists, type ListCode, type ListName, labelKey } from './lists.ts'
export type { Occupation, OccupationEdition } from './occupations.ts'
export type { CountryCodeSystem } from './recognise-country.ts'

/**
 * The reading of import cells: `recognise`, `recogniseColumn`, `recogniseCountry`, `countryCandidates`,
 * `detectCountryCodes`. Loaded when asked for, because it brings the labels of all six languages with it.
 */
export async function loadRecogniser(): Promise<typeof import('./recognisers.ts')> {
  return import('./recognisers.ts')
}

/** The whole of ISO 639-3, English names for all of it, and the referral form's codes. Loaded when asked for. */
export async function loadLanguages(): Promise<typeof import('./languages.ts')> {
  return import('./languages.ts')
}

/** ISCO-08 and the referral form's older codes, with English titles. Loaded when asked for. */
export async function loadOccupations(): Promise<typeof import('./occupations.ts')> {
  return import('./occupations.ts')
}

/** The referral form's codes of ethnic groups: sensitive. Loaded when asked for, by those who may. */
export async function loadEthnicities(): Promise<typeof import('./ethnicities.ts')> {
  return import('./ethnicities.ts')
}
