import { z } from 'zod'
import { may } from '../../access/allow.ts'
import type { Principal } from '../../access/principal.ts'
import type { Roles } from '../../access/roles.ts'
import { rankOf } from '../../access/sensitivity.ts'
import { type ActContext, type ActTransaction, defineAct } from '../../acts/define.ts'
import { problem as common } from '../../problems/common.ts'
import { type AskedGrant, mayGive } from '../escalation.ts'
import { problem } from '../problems.ts'
import type { IdentityTables } from '../tables.ts'
import { administratorsBut } from './administrators.ts'
import { GrantRole, GrantSituationRole, RevokeGrant } from './model.ts'

const Done = z.object({})

/** The acts that give out and take back roles, of the house and their twins of one situation. */
export function grantActs(roles: Roles) {
  const grantRole = defineAct({
    name: 'access.grantRole',
    summary: 'Gives an account a role in the house or in any situation.',
    scope: 'house',
    kind: 'decision',
    input: GrantRole,
    result: Done,
    sensitivity: 'internal',
    allow: may('manage-accounts').anywhere(),
    async apply(tx, input, act) {
      insertGrant(tx, roles, { ...input, sensitivity: rankOrNull(input.sensitivity) }, input.grant, input.endsAt, act)
      return {}
    },
  })

  const revokeGrant = defineAct({
    name: 'access.revokeGrant',
    summary: 'Takes a role back, wherever it was given.',
    scope: 'house',
    kind: 'decision',
    input: RevokeGrant,
    result: Done,
    sensitivity: 'internal',
    allow: may('manage-accounts').anywhere(),
    async apply(tx, input, act) {
      if (!(await administratorsBut(tx, roles, { grant: input.grant }))) throw problem('access.last-administrator')
      await revoke(tx, input.grant, act)
      return {}
    },
  })

  const grantSituationRole = defineAct({
    name: 'access.grantSituationRole',
    summary: 'Gives an account a role in this situation; never more than the giver holds or may appoint.',
    scope: 'situation',
    kind: 'decision',
    input: GrantSituationRole,
    result: Done,
    sensitivity: 'internal',
    allow: {
      ...may('manage-staff').anywhere<GrantSituationRole, ActTransaction>(),
      also: (principal, situation, input) => {
        requireGiver(principal, roles, { ...input, situation, sensitivity: rankOrNull(input.sensitivity) })
      },
    },
    async apply(tx, input, act) {
      const asked = { ...input, situation: act.situation, sensitivity: rankOrNull(input.sensitivity) }
      insertGrant(tx, roles, asked, input.grant, input.endsAt, act)
      return {}
    },
  })

  const revokeSituationGrant = defineAct({
    name: 'access.revokeSituationGrant',
    summary: 'Takes back a role in this situation that the taker could have given.',
    scope: 'situation',
    kind: 'decision',
    input: RevokeGrant,
    result: Done,
    sensitivity: 'internal',
    allow: {
      ...may('manage-staff').anywhere<RevokeGrant, ActTransaction>(),
      also: async (principal, situation, input, tx) => {
        const row = await tx
          .on<IdentityTables>()
          .selectFrom('access_grant')
          .selectAll()
          .where('id', '=', input.grant)
          .where('situation_id', '=', situation)
          .executeTakeFirst()
        if (!row) throw common('record.not-found', { record: 'grant' })
        requireGiver(principal, roles, {
          account: row.account_id,
          role: row.role,
          situation,
          placeKind: row.place_kind,
          places: row.place_ids,
          sensitivity: row.sensitivity,
        })
      },
    },
    async apply(tx, input, act) {
      await revoke(tx, input.grant, act)
      return {}
    },
  })

  return [grantRole, revokeGrant, grantSituationRole, revokeSituationGrant] as const
}

function requireGiver(principal: Principal, roles: Roles, asked: AskedGrant): void {
  if (principal.kind === 'system') return
  if (roles[asked.role] && !mayGive(principal, roles, asked))
    throw problem('access.more-than-own', { role: asked.role })
}

function insertGrant(
  tx: ActTransaction,
  roles: Roles,
  asked: AskedGrant,
  id: string,
  endsAt: string | null,
  act: ActContext<unknown>,
): void {
  const role = Object.hasOwn(roles, asked.role) ? roles[asked.role] : undefined
  if (!role) throw problem('access.role-unknown', { role: asked.role })
  if ((role.scope === 'house') !== (asked.situation === 0)) throw problem('access.role-elsewhere', { role: asked.role })
  const whole = asked.placeKind === 'situation'
  if (whole !== (asked.places.length === 0) || (asked.situation === 0 && !whole)) throw problem('access.places-needed')
  tx.insert('access_grant', {
    id,
    account_id: asked.account,
    role: asked.role,
    situation_id: asked.situation,
    place_kind: asked.placeKind,
    place_ids: [...asked.places],
    sensitivity: asked.sensitivity,
    granted_by: act.actor,
    granted_at: act.recordedAt,
    ends_at: endsAt,
  })
  tx.about([asked.account, id])
}

async function revoke(tx: ActTransaction, grant: string, act: ActContext<unknown>): Promise<void> {
  let change = tx
    .on<IdentityTables>()
    .updateTable('access_grant')
    .set({ revoked_at: act.recordedAt })
    .where('id', '=', grant)
    .where('revoked_at', 'is', null)
  if (act.situation !== 0) change = change.where('situation_id', '=', act.situation)
  const revoked = await change.returning('account_id').executeTakeFirst()
  if (!revoked) throw problem('access.grant-ended')
  tx.about([revoked.account_id, grant])
}

const rankOrNull = (name: Parameters<typeof rankOf>[0] | null): number | null => (name === null ? null : rankOf(name))
