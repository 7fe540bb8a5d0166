import type { CodeOf } from './code-list.ts'
import { addressTypes } from './codes/address-types.ts'
import { ageCohorts } from './codes/age-cohorts.ts'
import { unhcrRegions } from './codes/countries.ts'
import { educationDegrees, educationLevels } from './codes/education.ts'
import { employmentTypes } from './codes/employment-types.ts'
import { languageLevels } from './codes/language-levels.ts'
import { legalStatuses } from './codes/legal-statuses.ts'
import { maritalStatuses } from './codes/marital-statuses.ts'
import { needGroups } from './codes/need-groups.ts'
import { occupationGroups, occupationSpecials } from './codes/occupation-groups.ts'
import { populationTypes } from './codes/population-types.ts'
import { closureReasons, processStatuses } from './codes/process-statuses.ts'
import { relationships } from './codes/relationships.ts'
import { religions } from './codes/religions.ts'
import { resettlementCriteria, resettlementPriorities } from './codes/resettlement.ts'
import { sexes } from './codes/sexes.ts'
import { siteTypes } from './codes/site-types.ts'
import { specificNeeds } from './codes/specific-needs.ts'
import { urgencies } from './codes/urgencies.ts'

/** Every list whose codes have a label in the catalogs, by its name: the middle part of the label keys. */
export const codeLists = {
  sex: sexes,
  'marital-status': maritalStatuses,
  relationship: relationships,
  'education-level': educationLevels,
  'education-degree': educationDegrees,
  'employment-type': employmentTypes,
  'language-level': languageLevels,
  'address-type': addressTypes,
  'resettlement-priority': resettlementPriorities,
  'resettlement-criterion': resettlementCriteria,
  religion: religions,
  'need-group': needGroups,
  need: specificNeeds,
  urgency: urgencies,
  'population-type': populationTypes,
  'legal-status': legalStatuses,
  'age-cohort': ageCohorts,
  'process-status': processStatuses,
  'closure-reason': closureReasons,
  'site-type': siteTypes,
  'unhcr-region': unhcrRegions,
  'occupation-group': occupationGroups,
  'occupation-special': occupationSpecials,
} as const

export type ListName = keyof typeof codeLists
export type ListCode<Name extends ListName> = CodeOf<(typeof codeLists)[Name]>

/** The key of a code's label in the catalogs: `labelKey('relationship', 'SON')` is `vocabulary.relationship.SON`. */
export function labelKey<Name extends ListName>(
  name: Name,
  code: ListCode<Name>,
): `vocabulary.${Name}.${ListCode<Name>}` {
  return `vocabulary.${name}.${code}`
}
