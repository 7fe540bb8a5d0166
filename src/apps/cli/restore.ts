import { parseArgs } from 'node:util'
import { restore } from '../../kernel/database/index.ts'
import { createLog } from '../../kernel/log/index.ts'
import { readConfig } from '../config.ts'
import { rooms } from '../house/definitions.ts'
import { openConfigured } from '../house/open.ts'
import { UsageProblem } from './usage.ts'

export const help = `nansen restore FILE

Fills an empty database from a backup file: all of it, or after any error nothing. The server must be stopped.
NANSEN_PASSPHRASE opens an encrypted file. Bring the secret of the old server too (NANSEN_SECRET or <data>/secret).`

export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new UsageProblem('Name the one file to read.')
  const database = await openConfigured(readConfig(process.env), createLog({ level: 'silent' }))
  try {
    const summary = await restore(database, file, { passphrase: process.env.NANSEN_PASSPHRASE || undefined, rooms })
    process.stdout.write(
      `${summary.rows} rows of ${summary.tables.length} tables restored from ${file}, written ${summary.createdAt}\n`,
    )
    return 0
  } finally {
    await database.close()
  }
}
