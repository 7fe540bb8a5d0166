import { parseArgs } from 'node:util'
import { makeLink, makeToken, neverByToken } from '../../kernel/identity/index.ts'
import { createLog } from '../../kernel/log/index.ts'
import { readConfig } from '../config.ts'
import { openConfiguredHouse } from '../house/open.ts'
import { type RoleName, roles } from '../house/roles.ts'
import { ensureAccount, ensureGrant, principalOf, situationNumber } from './accounts.ts'
import { UsageProblem, wholeNumber } from './usage.ts'

export const help = `nansen user add --email ADDRESS --role ROLE [--situation CODE] [--name NAME] [--token [--read-only] [--days N]]
nansen user list

Makes the account if it is new and gives it the role. Prints a one-time link to choose a password, or with --token an
access token for a program: it holds what the role may do in that situation, and is shown only this once.

  --role        ${Object.keys(roles).join(', ')}
  --situation   code or number; needed for every role but administrator
  --days N      how long the token lasts (90; at most 366)`

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      situation: { type: 'string' },
      token: { type: 'boolean' },
      'read-only': { type: 'boolean' },
      days: { type: 'string' },
    },
  })
  const [what] = positionals
  if (what !== 'add' && what !== 'list') throw new UsageProblem('Say what to do: add or list.')
  const days = wholeNumber(values.days, 'days', 1, 366) ?? 90
  const config = readConfig(process.env)
  const house = await openConfiguredHouse(config, createLog({ level: 'silent' }), { beside: true })
  try {
    if (what === 'list') {
      const { rows } = await house.database.app.query<{
        email: string
        name: string
        grants: string | null
        disabled: boolean
      }>(
        `SELECT a.email, a.name, a.disabled_at IS NOT NULL AS disabled, string_agg(g.role || '@' || g.situation_id, ' ' ORDER BY g.id) AS grants
         FROM account a LEFT JOIN access_grant g ON g.account_id = a.id AND g.revoked_at IS NULL GROUP BY a.id ORDER BY a.email`,
      )
      for (const row of rows)
        process.stdout.write(`${row.email}\t${row.name}\t${row.disabled ? 'closed' : (row.grants ?? '')}\n`)
      return 0
    }
    if (!values.email || !values.role) throw new UsageProblem('--email and --role are needed.')
    if (!Object.hasOwn(roles, values.role))
      throw new UsageProblem(`There is no role "${values.role}". Roles: ${Object.keys(roles).join(', ')}.`)
    const role = values.role as RoleName
    const isHouse = roles[role].scope === 'house'
    if (!isHouse && !values.situation)
      throw new UsageProblem(`The role ${role} is given in a situation: add --situation.`)
    const situation = isHouse ? 0 : await situationNumber(house, values.situation ?? '')
    if (situation === undefined) throw new UsageProblem(`There is no situation "${values.situation}".`)
    const account = await ensureAccount(house, values.email, values.name ?? values.email.split('@')[0] ?? values.email)
    await ensureGrant(house, account, role, situation)
    if (values.token) {
      const principal = await principalOf(house, account)
      if (!principal) throw new UsageProblem('The account is closed.')
      const now = house.now()
      const made = await makeToken(
        house.database.app,
        principal,
        {
          name: `command line ${now.toISOString().slice(0, 10)}`,
          permissions: roles[role].permissions.filter(permission => !neverByToken.has(permission)),
          situations: [situation],
          readOnly: values['read-only'] ?? false,
          expiresAt: new Date(now.getTime() + days * 86_400_000).toISOString(),
        },
        now,
      )
      process.stdout.write(`${made.secret}\n`)
      return 0
    }
    const link = await makeLink(house.database.app, house.now(), 'invite', account, null)
    process.stdout.write(`${config.url}${link.path}\n`)
    return 0
  } finally {
    await house.close()
  }
}
