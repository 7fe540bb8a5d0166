import { systemPrincipal } from '../../kernel/access/principal.ts'
import { Principals } from '../../kernel/identity/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problems/problem.ts'
import type { House } from '../house/house.ts'
import { type RoleName, roles } from '../house/roles.ts'
import { sitesBelow } from '../server/places.ts'

const everything = new Set<string>(Object.values(roles).flatMap(role => [...role.permissions]))

/** Runs an act as the program itself; a refusal is thrown as its problem. */
export async function actAsSystem(house: House, situation: number, name: string, input: unknown): Promise<unknown> {
  const answer = await house.acts.submit(
    { id: uuidv7(), name, situation, input, keep: false },
    systemPrincipal(situation, everything),
  )
  if ('problem' in answer) throw Problem.from(answer.problem)
  return answer.result
}

export async function accountByEmail(house: House, email: string): Promise<string | undefined> {
  const { rows } = await house.database.app.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [
    email.trim().toLowerCase(),
  ])
  return rows[0]?.id
}

/** Makes the account if there is none of that address. */
export async function ensureAccount(house: House, email: string, name: string): Promise<string> {
  const known = await accountByEmail(house, email)
  if (known) return known
  const account = uuidv7()
  await actAsSystem(house, 0, 'access.createAccount', { account, name, email })
  return account
}

/** Gives the role unless the account holds it there already. */
export async function ensureGrant(house: House, account: string, role: RoleName, situation: number): Promise<void> {
  const { rows } = await house.database.app.query(
    'SELECT 1 FROM access_grant WHERE account_id = $1 AND role = $2 AND situation_id = $3 AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > $4)',
    [account, role, situation, house.now().toISOString()],
  )
  if (rows.length === 0) await actAsSystem(house, 0, 'access.grantRole', { grant: uuidv7(), account, role, situation })
}

export async function principalOf(house: House, account: string) {
  return new Principals({
    pool: house.database.app,
    roles,
    sitesBelow: sitesBelow(house.database.app),
    now: house.now,
  }).of(account)
}

/** The situation by its number or code. */
export async function situationNumber(house: House, text: string): Promise<number | undefined> {
  const { rows } = await house.database.app.query<{ id: number }>(
    'SELECT id FROM situation WHERE code = $1 OR id::text = $1',
    [text],
  )
  return rows[0]?.id
}
