import {
  addressTypes,
  type CodeList,
  countries,
  educationDegrees,
  educationLevels,
  employmentTypes,
  isCode,
  languageLevels,
  maritalStatuses,
  needGroups,
  relationships,
  religions,
  resettlementCriteria,
  resettlementPriorities,
  sexes,
} from '../../vocabulary/index.ts'

/** The code lists of the form. */
export type ErrfCodeList =
  | 'addressType'
  | 'country'
  | 'criterion'
  | 'educationDegree'
  | 'educationLevel'
  | 'employmentType'
  | 'ethnicity'
  | 'language'
  | 'languageLevel'
  | 'maritalStatus'
  | 'occupation'
  | 'priority'
  | 'relationship'
  | 'religion'
  | 'sex'
  | 'vulnerability'

/** Says of a code whether it is of the list. */
export type ErrfCodeCheck = (code: string) => boolean

const inList =
  (list: CodeList): ErrfCodeCheck =>
  code =>
    isCode(list, code) || Object.hasOwn(list.aliases, code)

/** As `inList`, but letter case does not count: files write `Coa` for `CoA`. */
function inListFolded(list: CodeList): ErrfCodeCheck {
  const known = new Set([...list.codes, ...Object.keys(list.aliases)].map(code => code.toLowerCase()))
  return code => known.has(code.toLowerCase())
}

/** Saint Kitts and Nevis, New Caledonia: the form's table has ISO's letters beside UNHCR's. */
const SECOND_CODES = ['KNA', 'NCL']

/** Countries by UNHCR's letters, or the form's own where they differ. */
const countryCodes = new Set<string>([
  ...SECOND_CODES,
  ...countries.codes.flatMap(code => {
    const { form, unhcr } = countries.facts[code]
    return [form, unhcr].filter(known => known !== null)
  }),
])

const levels = inList(educationLevels)
const criteria = inList(resettlementCriteria)

/**
 * The lists that the vocabulary holds. Ethnicities, languages and occupations are lists of thousands that nobody has brought
 * along yet: their codes are taken as they are unless the caller gives a check.
 */
export const ERRF_CODE_CHECKS: Readonly<Partial<Record<ErrfCodeList, ErrfCodeCheck>>> = {
  addressType: inListFolded(addressTypes),
  country: code => countryCodes.has(code),
  criterion: code => code === 'N/A' || criteria(code),
  educationDegree: inList(educationDegrees),
  // v3.1 writes the years with two digits.
  educationLevel: code => levels(code.replace(/^0(?=\d)/, '')),
  employmentType: inList(employmentTypes),
  languageLevel: inList(languageLevels),
  maritalStatus: inList(maritalStatuses),
  priority: inList(resettlementPriorities),
  relationship: inList(relationships),
  religion: inList(religions),
  sex: inList(sexes),
  vulnerability: inList(needGroups),
}

/** "Not stated", which every table of the form has as its first line. */
export const NOT_STATED = '-'
