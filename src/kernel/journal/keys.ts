import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { createSigner, generateSigner, openKey, parseVerifierKey, type Signer, sealKey, type Verifier } from './note.ts'

/**
 * The key that signs this house's checkpoints; made at the first call. `secret` seals it in the database, so that a copy
 * of the database alone cannot sign. Throws when the secret is another one than the key was sealed with.
 */
export async function journalSigner(owner: pg.Pool, secret: string): Promise<Signer> {
  const { rows } = await owner.query<{ name: string; sealed: string }>(
    'SELECT name, sealed FROM journal_key ORDER BY made_at DESC LIMIT 1',
  )
  const kept = rows[0]
  if (kept) return createSigner(kept.name, openKey(kept.sealed, secret))
  const { signer, privateKey } = generateSigner(`nansen-${randomBytes(6).toString('hex')}`)
  await owner.query(
    `INSERT INTO journal_key (name, verifier, sealed, made_at) SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM journal_key)`,
    [signer.name, signer.verifierKey, sealKey(privateKey, secret), new Date().toISOString()],
  )
  // Two processes may have come here at once: what the table holds is the key.
  return journalSigner(owner, secret)
}

/** Everything that is needed to check this house's checkpoints, and nothing that signs. */
export async function journalVerifiers(owner: pg.Pool): Promise<Verifier[]> {
  const { rows } = await owner.query<{ verifier: string }>('SELECT verifier FROM journal_key ORDER BY made_at')
  return rows.map(row => parseVerifierKey(row.verifier))
}
