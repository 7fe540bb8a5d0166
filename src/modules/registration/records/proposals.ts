import type { ActTransaction } from '../../../kernel/acts/define.ts'
import { derivedUuid } from '../../../kernel/derived-id.ts'
import { withWholeSight } from '../../../kernel/store/whole-sight.ts'
import { specificNeeds } from '../../vocabulary/index.ts'
import { type Proposal, proposeNeeds } from '../rules/proposals.ts'
import type { RegistrationTables } from '../tables.ts'
import { readMembers } from './lock.ts'
import { isCounted } from './presence.ts'

/** What an act answers of the needs that the data suggest. */
export interface Proposed {
  readonly individual: string
  readonly code: string
  readonly rule: string
}

/**
 * Brings the proposals of a household in line with who is in it now: those that no longer hold go, new ones come. What a
 * person decided stays decided: the id follows from person, code and rule, so the same proposal is not made again.
 * Proposals may be more closely held than the actor may see, hence the whole sight; the answer is what the rules say of the
 * household, and tells nothing of what was noted before.
 */
export async function refreshProposals(
  tx: ActTransaction,
  situation: number,
  household: string,
  today: string,
): Promise<Proposed[]> {
  const members = (await readMembers(tx, situation, household)).filter(member => isCounted(member.status))
  const proposals = proposeNeeds(
    members.map(member => ({
      id: member.id,
      relationship: member.relationship,
      sex: member.sex,
      birthDate: member.birth_date,
    })),
    today,
  )
  if (members.length > 0) {
    await withWholeSight(tx.on(), async () => {
      const kept = proposals.map(idOf)
      let stale = tx
        .on<RegistrationTables>()
        .deleteFrom('specific_need')
        .where('situation_id', '=', situation)
        .where(
          'individual_id',
          'in',
          members.map(member => member.id),
        )
        .where('status', '=', 'proposed')
        .where('rule', 'is not', null)
      if (kept.length > 0) stale = stale.where('id', 'not in', kept)
      await stale.execute()
      if (proposals.length === 0) return
      await tx
        .on<RegistrationTables>()
        .insertInto('specific_need')
        .values(proposals.map(proposal => ({ ...empty, ...proposalRow(situation, proposal, today) })))
        .onConflict(conflict => conflict.doNothing())
        .execute()
    })
  }
  return proposals.map(toProposed)
}

const empty = { note: '', reviewed_on: null, reviewed_by: null, review_note: '' } as const

export function proposalRow(situation: number, proposal: Proposal, today: string) {
  const facts = specificNeeds.facts[proposal.code]
  return {
    situation_id: situation,
    id: idOf(proposal),
    individual_id: proposal.individual,
    code: proposal.code,
    need_group: facts.group,
    urgency: proposal.rule === 'child-alone' || proposal.rule === 'child-headed' ? 'high' : 'medium',
    status: 'proposed' as const,
    rule: proposal.rule,
    identified_on: today,
    sensitivity: facts.sensitivity === 'confidential' ? 4 : 3,
  }
}

export function toProposed({ individual, code, rule }: Proposal): Proposed {
  return { individual, code, rule }
}

function idOf(proposal: Proposal): string {
  return derivedUuid(proposal.individual, `proposal|${proposal.code}|${proposal.rule}`)
}
