import type { ActEnvelope } from '../../kernel/acts/define.ts'
import { canonical } from '../../kernel/journal/canonical.ts'
import { namedUuid } from './ids.ts'
import type { ImportedHousehold, Staged, StagedRow } from './staged.ts'

/** Rows of one household, in the file's order, put together. The first row that says something of the household, says it. */
export function assemble(staged: readonly Staged[]): ImportedHousehold {
  const [first] = staged
  if (first && 'whole' in first) return first.whole
  const rows = staged as readonly StagedRow[]
  const reference = rows[0]?.reference ?? ''
  const said: Record<string, unknown> = {}
  for (const row of rows) for (const [key, value] of Object.entries(row.household)) said[key] ??= value
  const { address, ...rest } = said
  const members = rows.map(row => row.member)
  if (
    members.length > 0 &&
    !members.some(member => member.relationship === 'PA') &&
    members[0]?.relationship === undefined
  ) {
    members[0] = { ...members[0], relationship: 'PA' }
  }
  return {
    reference,
    lines: rows.map(row => row.line),
    input: {
      ...rest,
      ...(address === undefined ? {} : { address: { text: address } }),
      members,
      externalNumber: reference.startsWith('line ') ? undefined : reference,
    },
  }
}

/**
 * The act that takes a household in. All ids follow from the situation, the household's number in its file and, where it
 * has none, from everything that is said of it.
 */
export function envelopeOf(situation: number, household: ImportedHousehold): ActEnvelope {
  const { members = [], ...rest } = household.input as {
    members?: Record<string, unknown>[]
    arrivedOn?: string
    externalNumber?: string
  }
  const key = rest.externalNumber ?? canonical(household.input)
  const moment = Date.parse(`${rest.arrivedOn ?? '2000-01-01'}T00:00:00Z`) || Date.UTC(2000, 0, 1)
  const name = (part: string) => namedUuid(moment, `import|${situation}|${key}|${part}`)
  const input = {
    ...rest,
    id: name('household'),
    members: members.map((member, index) => ({
      ...member,
      id: name(`member|${index}`),
      ...(Array.isArray(member.needs)
        ? { needs: member.needs.map((need: object, at: number) => ({ ...need, id: name(`need|${index}|${at}`) })) }
        : {}),
    })),
  }
  return {
    id: name('act'),
    name: 'registration.registerHousehold',
    situation,
    input: JSON.parse(JSON.stringify(input)),
    keep: false,
  }
}
