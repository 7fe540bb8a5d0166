import { type CodeList, factList } from '../code-list.ts'
import type { SexCode } from './sexes.ts'

/** How the tie came to be. `representative` is a role in the household, not a tie. */
export type RelationshipKind =
  | 'self'
  | 'representative'
  | 'marriage'
  | 'former-marriage'
  | 'blood'
  | 'step'
  | 'foster'
  | 'in-law'
  | 'unrelated'
  | 'unknown'

interface Tie<Code extends string> {
  /** Generations above (+) or below (−) the principal: a parent +1, a grandchild −2; null when the code does not say. */
  readonly generation: number | null
  /** The sex that the code implies; null when it implies none. */
  readonly sex: 'F' | 'M' | null
  readonly kind: RelationshipKind
  /** What the principal is to this person, by the principal's sex; null where the code is a role and has no inverse. */
  readonly inverse: { readonly M: Code; readonly F: Code } | null
}

function tie<const M extends string, const F extends string>(
  generation: number | null,
  sex: 'F' | 'M' | null,
  kind: RelationshipKind,
  [ofMan, ofWoman]: readonly [M, F],
) {
  return { generation, sex, kind, inverse: { M: ofMan, F: ofWoman } }
}

const representative = { generation: null, sex: null, kind: 'representative', inverse: null } as const

const ties = {
  PA: tie(0, null, 'self', ['PA', 'PA']),
  HR1: representative,
  HR2: representative,
  HUS: tie(0, 'M', 'marriage', ['HUS', 'WIF']),
  WIF: tie(0, 'F', 'marriage', ['HUS', 'WIF']),
  CLH: tie(0, 'M', 'marriage', ['CLH', 'CLW']),
  CLW: tie(0, 'F', 'marriage', ['CLH', 'CLW']),
  PTM: tie(0, 'M', 'marriage', ['PTM', 'PTF']),
  PTF: tie(0, 'F', 'marriage', ['PTM', 'PTF']),
  EXM: tie(0, 'M', 'former-marriage', ['EXM', 'EXF']),
  EXF: tie(0, 'F', 'former-marriage', ['EXM', 'EXF']),
  SON: tie(-1, 'M', 'blood', ['PRM', 'PRF']),
  DAU: tie(-1, 'F', 'blood', ['PRM', 'PRF']),
  SCM: tie(-1, 'M', 'step', ['SPM', 'SPF']),
  SCF: tie(-1, 'F', 'step', ['SPM', 'SPF']),
  FCM: tie(-1, 'M', 'foster', ['FPM', 'FPF']),
  FCF: tie(-1, 'F', 'foster', ['FPM', 'FPF']),
  PRM: tie(1, 'M', 'blood', ['SON', 'DAU']),
  PRF: tie(1, 'F', 'blood', ['SON', 'DAU']),
  SPM: tie(1, 'M', 'step', ['SCM', 'SCF']),
  SPF: tie(1, 'F', 'step', ['SCM', 'SCF']),
  FPM: tie(1, 'M', 'foster', ['FCM', 'FCF']),
  FPF: tie(1, 'F', 'foster', ['FCM', 'FCF']),
  FP: tie(1, null, 'foster', ['FCM', 'FCF']),
  SBM: tie(0, 'M', 'blood', ['SBM', 'SBF']),
  SBF: tie(0, 'F', 'blood', ['SBM', 'SBF']),
  HAB: tie(0, 'M', 'blood', ['HAB', 'HAS']),
  HAS: tie(0, 'F', 'blood', ['HAB', 'HAS']),
  SPB: tie(0, 'M', 'step', ['SPB', 'SPS']),
  SPS: tie(0, 'F', 'step', ['SPB', 'SPS']),
  GPM: tie(2, 'M', 'blood', ['GCM', 'GCF']),
  GPF: tie(2, 'F', 'blood', ['GCM', 'GCF']),
  GCM: tie(-2, 'M', 'blood', ['GPM', 'GPF']),
  GCF: tie(-2, 'F', 'blood', ['GPM', 'GPF']),
  UNC: tie(1, 'M', 'blood', ['NEP', 'NCE']),
  ANT: tie(1, 'F', 'blood', ['NEP', 'NCE']),
  NEP: tie(-1, 'M', 'blood', ['UNC', 'ANT']),
  NCE: tie(-1, 'F', 'blood', ['UNC', 'ANT']),
  COM: tie(0, 'M', 'blood', ['COM', 'COF']),
  COF: tie(0, 'F', 'blood', ['COM', 'COF']),
  BIL: tie(0, 'M', 'in-law', ['BIL', 'SIL']),
  SIL: tie(0, 'F', 'in-law', ['BIL', 'SIL']),
  PLM: tie(1, 'M', 'in-law', ['CLM', 'CLF']),
  PLF: tie(1, 'F', 'in-law', ['CLM', 'CLF']),
  // CLM and CLF are the children-in-law; only CLH and CLW are the common-law spouses. A famous trap of this table.
  CLM: tie(-1, 'M', 'in-law', ['PLM', 'PLF']),
  CLF: tie(-1, 'F', 'in-law', ['PLM', 'PLF']),
  ILM: tie(null, 'M', 'in-law', ['ILM', 'ILF']),
  ILF: tie(null, 'F', 'in-law', ['ILM', 'ILF']),
  ORM: tie(null, 'M', 'blood', ['ORM', 'ORF']),
  ORF: tie(null, 'F', 'blood', ['ORM', 'ORF']),
  NRM: tie(null, 'M', 'unrelated', ['NRM', 'NRF']),
  NRF: tie(null, 'F', 'unrelated', ['NRM', 'NRF']),
  UKM: tie(null, 'M', 'unknown', ['UKM', 'UKF']),
  UKF: tie(null, 'F', 'unknown', ['UKM', 'UKF']),
  U: tie(null, null, 'unknown', ['U', 'U']),
}

export type RelationshipCode = keyof typeof ties
export type Relationship = Tie<RelationshipCode>

/** What a person is to the principal applicant of the group: 55 codes, with what each implies. */
export const relationships: CodeList<'relationship', RelationshipCode, Relationship> = factList('relationship', ties)

/**
 * What the principal is to a person whose relationship to the principal is `code`.
 * Undefined when the code is a role (HR1, HR2) or when the answer depends on a sex that is not known.
 */
export function inverseRelationship(code: RelationshipCode, principalSex: SexCode): RelationshipCode | undefined {
  const { inverse, kind, generation } = relationships.facts[code]
  if (!inverse) return undefined
  if (principalSex !== 'U') return inverse[principalSex]
  if (inverse.M === inverse.F) return inverse.M
  // The only tie with a code that leaves the sex open.
  return kind === 'foster' && generation === -1 ? 'FP' : undefined
}
