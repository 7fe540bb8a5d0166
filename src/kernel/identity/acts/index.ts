import type { Roles } from '../../access/roles.ts'
import { changeAccount, createAccount, disableAccountAct, enableAccount, renewPassword } from './accounts.ts'
import { grantActs } from './grants.ts'

/** Acts on accounts and grants. They need the table of roles, which stands above this floor. */
export function identityActs(roles: Roles) {
  return [
    createAccount,
    changeAccount,
    disableAccountAct(roles),
    enableAccount,
    renewPassword,
    ...grantActs(roles),
  ] as const
}
