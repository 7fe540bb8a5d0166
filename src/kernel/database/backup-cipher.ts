import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { Transform } from 'node:stream'
import { DatabaseProblem } from './problem.ts'

/** What the header of an encrypted backup says about its key; `check` tells a wrong passphrase from an altered file. */
export type CipherHeader = {
  name: 'aes-256-gcm'
  derivation: 'scrypt'
  cost: number
  blockSize: number
  parallel: number
  salt: string
  check: string
}

const chunkSize = 64 * 1024
const tagSize = 16
const finalBit = 0x80000000

/** Makes a fresh key: each file has its own salt, so that counters can serve as nonces. */
export async function newCipher(passphrase: string): Promise<{ key: Buffer; header: CipherHeader }> {
  const settings = { cost: 2 ** 17, blockSize: 8, parallel: 1, salt: randomBytes(16).toString('base64') }
  const { key, check } = await derive(passphrase, settings)
  return { key, header: { name: 'aes-256-gcm', derivation: 'scrypt', ...settings, check } }
}

/** The key of a file; throws `backup.passphrase-needed` or `backup.wrong-passphrase`. */
export async function keyFor(header: CipherHeader, passphrase: string | undefined): Promise<Buffer> {
  if (!passphrase) {
    throw new DatabaseProblem(
      'backup.passphrase-needed',
      'This backup is encrypted: give the passphrase it was made with.',
    )
  }
  const { key, check } = await derive(passphrase, header)
  if (check === header.check) return key
  throw new DatabaseProblem('backup.wrong-passphrase', 'The passphrase is not the one this backup was made with.')
}

async function derive(
  passphrase: string,
  settings: Pick<CipherHeader, 'cost' | 'blockSize' | 'parallel' | 'salt'>,
): Promise<{ key: Buffer; check: string }> {
  const { cost: N, blockSize: r, parallel: p } = settings
  const secret = await new Promise<Buffer>((resolve, reject) =>
    scrypt(
      // the same letters may be typed as different code points on another keyboard
      passphrase.normalize('NFKC'),
      Buffer.from(settings.salt, 'base64'),
      64,
      { N, r, p, maxmem: 256 * N * r },
      (error, derived) => (error ? reject(error) : resolve(derived)),
    ),
  )
  return { key: secret.subarray(0, 32), check: createHash('sha256').update(secret.subarray(32)).digest('base64') }
}

/** Chunks are numbered and the last one is marked, so none can be taken out, moved or cut off unseen. */
function nonce(counter: number, final: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt8(final ? 1 : 0, 0)
  bytes.writeBigUInt64BE(BigInt(counter), 4)
  return bytes
}

/** Encrypts in chunks: length (its top bit marks the last), ciphertext, tag. `bound` is authenticated with each chunk. */
export function sealing(key: Buffer, bound: Buffer): Transform {
  let counter = 0
  let pending = Buffer.alloc(0)
  const seal = (plain: Buffer, final: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(counter++, final)).setAAD(bound)
    const length = Buffer.alloc(4)
    length.writeUInt32BE((final ? finalBit : 0) + plain.length)
    return Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      pending = Buffer.concat([pending, data])
      while (pending.length > chunkSize) {
        this.push(seal(pending.subarray(0, chunkSize), false))
        pending = pending.subarray(chunkSize)
      }
      done()
    },
    flush(done) {
      done(null, seal(pending, true))
    },
  })
}

/** The reverse of `sealing`; a changed, moved, missing or added byte is `backup.altered`. */
export function opening(key: Buffer, bound: Buffer): Transform {
  let counter = 0
  let finished = false
  let pending = Buffer.alloc(0)
  const open = (sealed: Buffer, final: boolean) => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(counter++, final)).setAAD(bound)
    decipher.setAuthTag(sealed.subarray(sealed.length - tagSize))
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagSize)), decipher.final()])
  }
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      try {
        pending = Buffer.concat([pending, data])
        while (pending.length >= 4) {
          const word = pending.readUInt32BE(0)
          const final = word >= finalBit
          const length = word - (final ? finalBit : 0) + tagSize
          if (finished || length > chunkSize + tagSize) throw altered()
          if (pending.length < 4 + length) break
          this.push(open(pending.subarray(4, 4 + length), final))
          pending = pending.subarray(4 + length)
          finished = final
        }
        done()
      } catch (error) {
        done(error instanceof DatabaseProblem ? error : altered(error))
      }
    },
    flush(done) {
      done(finished && pending.length === 0 ? null : altered())
    },
  })
}

export const altered = (cause?: unknown): DatabaseProblem =>
  new DatabaseProblem(
    'backup.altered',
    'The backup file is damaged: it was cut short or changed after it was made. Nothing was restored. Use another copy.',
    {},
    cause === undefined ? undefined : { cause },
  )
