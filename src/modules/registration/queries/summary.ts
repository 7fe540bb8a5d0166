import { z } from 'zod'

/** What an act changed of one record, for a person to read: fields with both values, other facts, what was noted. */
export const Summary = z.object({
  /** `field` has words under `registration.field.<field>`; the values are as the field's own schema has them. */
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  /** Codes and numbers by name: level, reason, on, number … */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  note: z.string(),
})
export type Summary = z.infer<typeof Summary>

type Change = Summary['changes'][number]
type Payload = Readonly<Record<string, unknown>>

/** Facts that are shown as they stand in an act's input or result, by these names. */
// biome-ignore format: a list of names
const plainFacts = [
  'level', 'status', 'reason', 'on', 'event', 'decision', 'relationship', 'number', 'code', 'urgency', 'purpose',
  'recipient', 'registeredOn', 'arrivedOn', 'kind', 'country', 'site',
] as const

/**
 * Reads an act's payload. Payloads of every version stay in the journal, so nothing here is taken for granted: what is
 * not understood is left out.
 */
export function summarise(name: string, input: unknown, result: unknown, subject: string): Summary {
  const said = record(input)
  const answered = record(result)
  const facts: Summary['facts'] = {}
  for (const source of [
    said,
    record(said.need),
    record(said.consent),
    record(said.document),
    record(said.member),
    answered,
  ]) {
    for (const key of plainFacts) {
      const value = source[key]
      if (facts[key] === undefined && (typeof value === 'string' || typeof value === 'number') && value !== '')
        facts[key] = value
    }
  }
  const members = list(said.members)
  if (members.length > 0) facts.people = members.length
  return { changes: changesOf(name, said, answered, subject), facts, note: noteOf(said) }
}

function changesOf(name: string, said: Payload, answered: Payload, subject: string): Change[] {
  // What the act itself reports to have changed comes first: it knows the value before.
  const reported = list(answered.changed)
    .map(record)
    .filter(change => change.record === subject || change.record === undefined)
    .flatMap(change =>
      typeof change.field === 'string'
        ? [{ field: change.field, from: change.from ?? null, to: change.to ?? null }]
        : [],
    )
  if (reported.length > 0 || name === 'registration.changeStatus') return reported
  return Object.entries(record(said.changes)).map(([field, change]) => ({
    field,
    from: record(change).from ?? null,
    to: record(change).to ?? null,
  }))
}

function noteOf(said: Payload): string {
  for (const note of [said.note, record(said.need).note]) if (typeof note === 'string' && note !== '') return note
  return ''
}

function record(value: unknown): Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
