import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActContext, type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import { RecordConsent } from '../model/closely-held.ts'
import type { NewConsent } from '../model/household.ts'
import { lockHousehold, readMembers, siteOfHousehold } from '../records/lock.ts'

export const recordConsent = defineAct({
  name: 'registration.recordConsent',
  summary: 'Notes that a use of data was consented to, refused, or that consent was withdrawn. It blocks nothing else.',
  scope: 'situation',
  kind: 'observation',
  input: RecordConsent,
  result: z.object({}),
  sensitivity: 'personal',
  allow: may('record-consent', 'personal').at((input: RecordConsent, tx: ActTransaction, situation) =>
    siteOfHousehold(tx, situation, input.household),
  ),
  async apply(tx, { household, consent }, act) {
    await lockHousehold(tx, act.situation, household)
    if (consent.individual) {
      const members = await readMembers(tx, act.situation, household)
      if (!members.some(member => member.id === consent.individual)) {
        throw invalid([{ path: 'consent.individual', code: 'registration.consent-stranger' }])
      }
    }
    tx.insert('consent', consentRow(act, household, consent))
    tx.about([household, ...(consent.individual ? [consent.individual] : [])])
    return {}
  },
})

/** The answer counts from when it was given, by the device's word. */
export function consentRow(
  act: Pick<ActContext<unknown>, 'situation' | 'occurredAt'>,
  household: string,
  consent: NewConsent,
) {
  return {
    situation_id: act.situation,
    id: consent.id,
    household_id: household,
    individual_id: consent.individual ?? null,
    purpose: consent.purpose,
    recipient: consent.recipient,
    decision: consent.decision,
    language: consent.language ?? null,
    decided_at: act.occurredAt,
    expires_on: consent.expiresOn ?? null,
  }
}
