import { z } from 'zod'
import { may } from '../../access/allow.ts'
import type { Roles } from '../../access/roles.ts'
import { type ActTransaction, defineAct } from '../../acts/define.ts'
import { problem } from '../problems.ts'
import type { IdentityTables } from '../tables.ts'
import { administratorsBut } from './administrators.ts'
import { ChangeAccount, CreateAccount, OneAccount, RenewPassword } from './model.ts'

const Done = z.object({})

export const createAccount = defineAct({
  name: 'access.createAccount',
  summary: 'Makes an account for a colleague; a one-time link then lets the person choose a password.',
  scope: 'house',
  kind: 'decision',
  input: CreateAccount,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-accounts').anywhere(),
  async apply(tx, input, act) {
    tx.insert('account', {
      id: input.account,
      name: input.name,
      email: input.email,
      locale: input.locale,
      created_at: act.recordedAt,
      updated_at: act.recordedAt,
    })
    tx.about(input.account)
    return {}
  },
})

export const changeAccount = defineAct({
  name: 'access.changeAccount',
  summary: 'Changes the name or the e-mail address of an account.',
  scope: 'house',
  kind: 'decision',
  input: ChangeAccount,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-accounts').anywhere(),
  async apply(tx, input, act) {
    const changes = {
      ...(input.name === undefined ? {} : { name: input.name }),
      // Whoever holds the new address has not yet proved it.
      ...(input.email === undefined ? {} : { email: input.email, email_verified: false }),
    }
    await changeOne(tx, input.account, { ...changes, updated_at: act.recordedAt })
    return {}
  },
})

/** Closing an account needs to know which roles manage accounts, so that the last administrator stays. */
export function disableAccountAct(roles: Roles) {
  return defineAct({
    name: 'access.disableAccount',
    summary: 'Closes an account: its sessions end, its grants and tokens give nothing.',
    scope: 'house',
    kind: 'decision',
    input: OneAccount,
    result: Done,
    sensitivity: 'internal',
    allow: may('manage-accounts').anywhere(),
    async apply(tx, input, act) {
      if (!(await administratorsBut(tx, roles, { account: input.account }))) {
        throw problem('access.last-administrator')
      }
      await changeOne(tx, input.account, { disabled_at: act.recordedAt, updated_at: act.recordedAt })
      const db = tx.on<IdentityTables>()
      await db.deleteFrom('account_session').where('user_id', '=', input.account).execute()
      await db.deleteFrom('account_link').where('account_id', '=', input.account).execute()
      return {}
    },
  })
}

export const enableAccount = defineAct({
  name: 'access.enableAccount',
  summary: 'Opens a closed account again, with the grants it had.',
  scope: 'house',
  kind: 'decision',
  input: OneAccount,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-accounts').anywhere(),
  async apply(tx, input, act) {
    await changeOne(tx, input.account, { disabled_at: null, updated_at: act.recordedAt })
    return {}
  },
})

export const renewPassword = defineAct({
  name: 'access.renewPassword',
  summary: 'Lets a colleague choose a password anew; the one-time link is made once the act is accepted.',
  scope: 'house',
  kind: 'decision',
  input: RenewPassword,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-accounts').anywhere(),
  async apply(tx, input, act) {
    const { account } = input
    const off = input.removeSecondFactor ? { two_factor_enabled: false } : {}
    await changeOne(tx, account, { ...off, updated_at: act.recordedAt })
    if (!input.removeSecondFactor) return {}
    const db = tx.on<IdentityTables>()
    await db.deleteFrom('account_two_factor').where('user_id', '=', account).execute()
    await db.deleteFrom('account_passkey').where('user_id', '=', account).execute()
    await db.deleteFrom('account_session').where('user_id', '=', account).execute()
    return {}
  },
})

async function changeOne(tx: ActTransaction, account: string, changes: Partial<IdentityTables['account']>) {
  const changed = await tx
    .on<IdentityTables>()
    .updateTable('account')
    .set(changes)
    .where('id', '=', account)
    .executeTakeFirst()
  if (changed.numUpdatedRows !== 1n) throw problem('access.account-unknown')
  tx.about(account)
}
