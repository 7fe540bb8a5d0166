import { problem } from './problems.ts'

/** An answer about the use of data, as `registration.getHousehold` gives it. */
export interface ReferralConsent {
  /** Who answered for themselves; null: the representative, for the household. */
  readonly individual: string | null
  readonly purpose: string
  readonly recipient: string
  readonly decision: string
  readonly expiresOn: string | null
  /** The last answer to its question. */
  readonly current: boolean
}

export interface ReferredPerson {
  readonly id: string
  readonly name: string
  readonly number: string
  readonly origin: string
  readonly nationality: string
}

export interface ReferralAsked {
  /** ISO 3166-1 alpha-3 of the country that will receive the file. */
  readonly recipient: string
  /** The household's own country of origin. */
  readonly origin: string
  readonly people: readonly ReferredPerson[]
  readonly consents: readonly ReferralConsent[]
  /** `YYYY-MM-DD`: a consent that ended before this day is none. */
  readonly today: string
}

/**
 * The barrier that stands before every referral. Throws `exchange.origin-barrier` where the recipient is the country that
 * somebody of the household comes from (by the household's origin, their own, or their nationality) and that person has
 * not personally agreed that its authorities may know; and `exchange.no-consent` where somebody has not agreed to
 * resettlement. Nobody can agree to the first for another; to the second the representative can, until the person
 * concerned says otherwise.
 */
export function refuseWithoutConsent(asked: ReferralAsked): void {
  const { recipient, people } = asked
  const exposed = people.filter(person => [asked.origin, person.origin, person.nationality].includes(recipient))
  const barred = exposed.filter(person => answerOf(asked, 'origin-authorities', person.id) !== 'given')
  if (barred.length > 0) throw problem('exchange.origin-barrier', { names: barred.map(nameOf) })
  const silent = people.filter(person => {
    const own = answerOf(asked, 'resettlement', person.id)
    return (own ?? answerOf(asked, 'resettlement', null)) !== 'given'
  })
  if (silent.length > 0) throw problem('exchange.no-consent', { names: silent.map(nameOf) })
}

/** What somebody answered for a purpose: any no, or a yes that has run out, for this recipient or for all, outweighs a yes. */
function answerOf(asked: ReferralAsked, purpose: string, individual: string | null): 'given' | 'not' | undefined {
  const answers = asked.consents.filter(
    consent =>
      consent.current &&
      consent.purpose === purpose &&
      consent.individual === individual &&
      (consent.recipient === '' || consent.recipient.trim().toUpperCase() === asked.recipient),
  )
  if (answers.length === 0) return undefined
  const stands = (consent: ReferralConsent) =>
    consent.decision === 'given' && (consent.expiresOn === null || consent.expiresOn >= asked.today)
  return answers.every(stands) ? 'given' : 'not'
}

function nameOf(person: ReferredPerson): string {
  return `${person.name} (${person.number})`
}
