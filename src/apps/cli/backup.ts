import { parseArgs } from 'node:util'
import { backup } from '../../kernel/database/index.ts'
import { createLog } from '../../kernel/log/index.ts'
import { readConfig } from '../config.ts'
import { openConfigured } from '../house/open.ts'
import { UsageProblem } from './usage.ts'

export const help = `nansen backup FILE

Writes everything of one moment to one file, while others go on working. With NANSEN_PASSPHRASE set, the file is
encrypted; without it, anyone who has the file can read it. Keep the secret (NANSEN_SECRET or <data>/secret) as well:
it opens the keys inside.`

export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new UsageProblem('Name one file to write.')
  const database = await openConfigured(readConfig(process.env), createLog({ level: 'silent' }), { beside: true })
  try {
    const passphrase = process.env.NANSEN_PASSPHRASE || undefined
    const summary = await backup(database, file, { passphrase, program: 'nansen' })
    process.stdout.write(
      `${summary.rows} rows of ${summary.tables.length} tables written to ${file}${summary.encrypted ? ', encrypted' : ', NOT encrypted: set NANSEN_PASSPHRASE to encrypt'}\n`,
    )
    return 0
  } finally {
    await database.close()
  }
}
