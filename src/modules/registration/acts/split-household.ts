import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { SituationTables } from '../../situation/index.ts'
import type { RelationshipCode } from '../../vocabulary/index.ts'
import { SplitHousehold } from '../model/restructure.ts'
import {
  checkDay,
  type HouseholdRow,
  isOpen,
  lockHousehold,
  pickMembers,
  readMembers,
  requireOpenHousehold,
  siteOfHousehold,
} from '../records/lock.ts'
import { movePeople } from '../records/move.ts'
import { refreshProposals } from '../records/proposals.ts'
import { checkTies, installRepresentative, updateHousehold } from '../records/representative.ts'
import { householdNumber } from '../rules/numbers.ts'
import { ChangedFields } from './correct-individual.ts'
import { ProposedNeeds } from './register-household.ts'

export const splitHousehold = defineAct({
  name: 'registration.splitHousehold',
  summary: 'Makes a new household of some members of another.',
  scope: 'situation',
  kind: 'decision',
  input: SplitHousehold,
  result: z.object({ household: z.string(), number: z.string(), changed: ChangedFields, proposed: ProposedNeeds }),
  sensitivity: 'personal',
  allow: may('restructure', 'personal').at((input: SplitHousehold, tx: ActTransaction, situation) =>
    siteOfHousehold(tx, situation, input.household),
  ),
  async prepare(context) {
    return { household: await context.draw('household', 1) }
  },
  async apply(tx, input, act) {
    const today = act.occurredAt.slice(0, 10)
    const old = await lockHousehold(tx, act.situation, input.household)
    requireOpenHousehold(old)
    const members = (await readMembers(tx, act.situation, old.id)).filter(isOpen)
    const ids = [input.newRepresentative, ...input.others.map(tie => tie.individual)]
    const leaving = pickMembers(members, ids, index =>
      index === 0 ? 'newRepresentative' : `others.${index - 1}.individual`,
    )
    const staying = members.filter(member => !leaving.includes(member))
    if (staying.length === 0) throw invalid([{ path: 'others', code: 'registration.nobody-left' }])
    checkDay(input.on, today, leaving)
    const [leader] = leaving
    const wrong = leader ? checkTies(leaving, input.others, 'others', leader) : []
    if (wrong.length > 0) throw invalid(wrong)
    if (!leader) throw invalid([{ path: 'newRepresentative', code: 'registration.not-a-member' }])

    const number = householdNumber(await officeOf(tx, act.situation), input.on, act.given.household)
    const made: HouseholdRow = {
      ...old,
      id: input.newHousehold,
      number,
      external_number: null,
      status: 'active',
      status_reason: null,
      status_on: input.on,
      registered_on: input.on,
      size: leaving.length,
      representative_name: leader.display_name,
      address: input.address,
      area_id: input.address.area ?? null,
      phone: input.phone ?? null,
      priority: false,
      note: '',
    }
    tx.insert('household', made)
    const codes = new Map<string, RelationshipCode>([
      ...input.others.map(tie => [tie.individual, tie.relationship] as const),
      [leader.id, 'PA'],
    ])
    const changed = await movePeople(tx, leaving, old, made, codes, input.on)
    await updateHousehold(tx, old, { size: staying.length })
    if (!staying.some(member => member.relationship === 'PA') || input.representative) {
      if (!input.representative) throw invalid([{ path: 'representative', code: 'registration.representative-leaves' }])
      changed.push(...(await installRepresentative(tx, old, staying, input.representative, 'representative')))
    }
    tx.about([old.id, made.id, ...members.map(member => member.id)])
    const proposed = [
      ...(await refreshProposals(tx, act.situation, old.id, today)),
      ...(await refreshProposals(tx, act.situation, made.id, today)),
    ]
    return { household: made.id, number, changed, proposed }
  },
})

async function officeOf(tx: ActTransaction, situation: number): Promise<string> {
  const row = await tx
    .on<SituationTables>()
    .selectFrom('situation')
    .select('office')
    .where('id', '=', situation)
    .executeTakeFirstOrThrow()
  return row.office
}
