import { type CodeList, factList } from '../code-list.ts'
import type { NeedGroupCode } from './need-groups.ts'
import type { UrgencyCode } from './urgencies.ts'

/**
 * Who may see a need by default. A situation may raise the level of a code, never lower it.
 *
 * All needs are at least `sensitive` (health, disability, family situation). A code is `confidential` when reading
 * it beside a name could by itself bring revenge, arrest, stigma or a claim's content to light:
 * - gender-based violence, threatened or past, and whatever betrays it (a child who is a spouse, parent or pregnant);
 * - torture and violence survived or witnessed;
 * - child protection where an adult or an armed group is the danger (neglect, recruitment, worst forms of labour,
 *   conflict with the law);
 * - what belongs to an asylum claim or to a threat: profile, armed past, detention at home, criminal record,
 *   alleged perpetrators, witnesses, people in hiding, security threats.
 * Unaccompanied and separated children stay `sensitive` on purpose: reception, food and shelter staff must see them
 * at once to keep them safe. The same holds for LP-UP, which says that someone is in danger but not from what.
 */
export type NeedSensitivity = 'sensitive' | 'confidential'

interface Need<Code extends string> {
  readonly group: NeedGroupCode
  readonly sensitivity: NeedSensitivity
  /** A first suggestion for the follow-up date; a caseworker decides. Undefined: nothing to suggest. */
  readonly urgency?: UrgencyCode
  /** An old or doubled code: read on import and kept in history, not offered for entry. */
  readonly legacy?: true
  /** For a legacy code, the code of today with the same meaning, where there is one. */
  readonly mapsTo?: Code
  /** In the 36-code subset that child-protection systems (Primero) exchange. */
  readonly childProtectionSubset?: true
}

const primero = { childProtectionSubset: true } as const
const confidential = { sensitivity: 'confidential' } as const
const high = { urgency: 'high' } as const
const medium = { urgency: 'medium' } as const

function legacy(mapsTo: string) {
  return { legacy: true, mapsTo } as const
}

function need(group: NeedGroupCode, ...facts: readonly Partial<Need<string>>[]): Need<string> {
  return Object.assign({ group, sensitivity: 'sensitive' as const }, ...facts)
}

// GG-DD: the group, then the detail.
const needs = {
  // Child at risk
  'CR-CP': need('CR', primero, confidential, medium),
  'CR-CS': need('CR', primero, confidential, medium),
  'CR-CC': need('CR', primero),
  'CR-TP': need('CR', primero, confidential, medium),
  'CR-LW': need('CR', primero, confidential, high),
  'CR-LO': need('CR', primero, medium),
  'CR-NE': need('CR', primero),
  'CR-SE': need('CR', primero),
  'CR-AF': need('CR', primero, confidential, high),
  'CR-CL': need('CR', primero, confidential, medium),
  'CR-CH': need('CR', legacy('SC-CH'), medium),
  'CR-MS': need('CR', legacy('CR-CS'), confidential, medium),
  // Unaccompanied or separated child
  'SC-SC': need('SC', medium),
  'SC-UC': need('SC', high),
  'SC-CH': need('SC', primero, medium),
  'SC-IC': need('SC', primero),
  'SC-FC': need('SC', primero),
  'SC-NC': need('SC', confidential, high),
  'SC-UF': need('SC', legacy('SC-FC')),
  'SC-UM': need('SC', legacy('SC-UC'), high),
  // Woman at risk
  'WR-SF': need('WR'),
  'WR-HR': need('WR'),
  'WR-UW': need('WR'),
  'WR-LC': need('WR', medium),
  'WR-PY': need('WR'),
  'WR-GM': need('WR', confidential, high),
  'WR-WF': need('WR', confidential, medium),
  'WR-WR': need('WR', { legacy: true }),
  // Older person at risk
  'ER-NF': need('ER', medium),
  'ER-UR': need('ER', medium),
  'ER-FR': need('ER', medium),
  'ER-OC': need('ER'),
  'ER-MC': need('ER', medium),
  'ER-SC': need('ER', medium),
  // Single parent or caregiver
  'SP-PT': need('SP'),
  'SP-GP': need('SP'),
  'SP-CG': need('SP'),
  // Disability
  'DS-BD': need('DS', primero),
  'DS-DF': need('DS', primero),
  'DS-PM': need('DS', primero),
  'DS-PS': need('DS', primero, medium),
  'DS-MM': need('DS', primero),
  'DS-MS': need('DS', primero, medium),
  'DS-SD': need('DS', primero),
  // Serious medical condition
  'SM-MI': need('SM', primero, medium),
  'SM-MN': need('SM', primero, high),
  'SM-CI': need('SM', primero, medium),
  'SM-CC': need('SM', primero, high),
  'SM-OT': need('SM', primero),
  'SM-DP': need('SM', high),
  'SM-AD': need('SM', medium),
  // Pregnant or lactating
  'PG-HR': need('PG', high),
  'PG-LC': need('PG'),
  // Family unity
  'FU-TR': need('FU', primero, medium),
  'FU-FR': need('FU', primero, medium),
  // Specific legal and physical protection needs
  'LP-ND': need('LP', primero),
  'LP-BN': need('LP', medium),
  'LP-NA': need('LP', medium),
  'LP-MM': need('LP'),
  'LP-MD': need('LP', primero),
  'LP-RR': need('LP', primero, high),
  'LP-RD': need('LP', high),
  'LP-TD': need('LP', legacy('LP-RD'), high),
  'LP-TR': need('LP', legacy('LP-RR'), high),
  'LP-AN': need('LP', primero, confidential, high),
  'LP-CR': need('LP', confidential),
  'LP-AP': need('LP', confidential),
  'LP-VP': need('LP', legacy('LP-AP'), confidential),
  'LP-WP': need('LP', confidential, high),
  'LP-IH': need('LP', confidential, high),
  'LP-LS': need('LP'),
  'LP-PV': need('LP'),
  'LP-ES': need('LP'),
  'LP-MS': need('LP', primero),
  'LP-AF': need('LP', confidential),
  'LP-RP': need('LP', confidential, medium),
  'LP-ST': need('LP', confidential, high),
  'LP-UP': need('LP', high),
  'LP-DA': need('LP', medium),
  'LP-DN': need('LP', high),
  'LP-DP': need('LP'),
  'LP-DO': need('LP', confidential),
  'LP-DT': need('LP'),
  'LP-FR': need('LP', legacy('FU-FR'), medium),
  'LP-TC': need('LP', legacy('FU-TR'), medium),
  // "Torture or violence" in one code: no single code of today says the same, so a person must choose.
  'LP-TA': need('LP', { legacy: true }, confidential, medium),
  'LP-TO': need('LP', { legacy: true }, confidential, medium),
  'LP-VA': need('LP', legacy('SV-VA'), confidential, high),
  'LP-VF': need('LP', legacy('SV-VF'), confidential, medium),
  'LP-VO': need('LP', legacy('SV-VO'), confidential, medium),
  // Torture
  'TR-PI': need('TR', primero, confidential, medium),
  'TR-HO': need('TR', primero, confidential, medium),
  'TR-WV': need('TR', primero, confidential, medium),
  // Sexual and gender-based violence
  'SV-VA': need('SV', primero, confidential, high),
  'SV-VF': need('SV', confidential, medium),
  'SV-VO': need('SV', confidential, medium),
  'SV-FM': need('SV', confidential, high),
  'SV-GM': need('SV', confidential, medium),
  'SV-HP': need('SV', confidential, medium),
  'SV-HK': need('SV', confidential, high),
  'SV-SS': need('SV', confidential, high),
}

export type SpecificNeedCode = keyof typeof needs
export type SpecificNeed = Need<SpecificNeedCode>

/** The 101 detail codes of specific needs in their 12 groups. */
export const specificNeeds: CodeList<'need', SpecificNeedCode, SpecificNeed> = factList(
  'need',
  // The rows hold `mapsTo` as text, because their own type cannot refer to itself; a test holds every target to a code.
  needs as Record<SpecificNeedCode, SpecificNeed>,
)

/** The codes that a screen offers for entry: all but the legacy ones, in the order of the groups. */
export const currentNeeds: readonly SpecificNeedCode[] = specificNeeds.codes.filter(
  code => !specificNeeds.facts[code].legacy,
)

/** The codes of one group that a screen offers for entry. */
export function needsOfGroup(group: NeedGroupCode): readonly SpecificNeedCode[] {
  return currentNeeds.filter(code => specificNeeds.facts[code].group === group)
}

/** The code of today for any need code: itself, or what a legacy code became; undefined when a person must choose. */
export function currentNeed(code: SpecificNeedCode): SpecificNeedCode | undefined {
  const { legacy, mapsTo } = specificNeeds.facts[code]
  return legacy ? mapsTo : code
}
