import { type CountryCode, countries, isCode, toReferralForm } from '../vocabulary/index.ts'

/** Registrations say "stateless" and "unknown" as the field does, where the vocabulary has the codes of travel documents. */
const asRecorded: Readonly<Partial<Record<CountryCode, string>>> = { XXA: 'STA', XXX: 'UNK' }
const asKnown: Readonly<Record<string, CountryCode>> = { STA: 'XXA', UNK: 'XXX' }

/** A country of the vocabulary as a registration holds it. */
export function recordedCountry(code: CountryCode): string {
  return asRecorded[code] ?? code
}

/** A country of a registration in the referral form's letters; null where the form has none. */
export function formCountry(code: string): string | null {
  const known = asKnown[code] ?? code
  return isCode(countries, known) ? toReferralForm(known) : null
}
