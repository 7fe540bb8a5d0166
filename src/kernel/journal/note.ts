// C2SP signed-note (https://c2sp.org/signed-note): a text signed by one or more Ed25519 keys, readable by any tool of
// the transparency-log world.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  scryptSync,
  sign,
  verify,
} from 'node:crypto'

const ED25519 = 0x01
const KEY_BYTES = 32
const SIGNATURE_BYTES = 64
const SIGNATURE_LINE = /^— (\S+) (\S+)$/u
// The specification asks for a limit; witnesses of a real log number in the tens.
const MOST_SIGNATURES = 100
const LONGEST_NOTE = 1_000_000

export interface Signer {
  name: string
  /** What a reader needs to check the signatures: `<name>+<key id>+<key>`. */
  verifierKey: string
  /** Signs a note's text; the result is the part of a signature line after the name. */
  sign: (text: string) => string
}

export interface Verifier {
  name: string
  /** Eight hexadecimal digits. */
  keyId: string
  publicKey: KeyObject
}

export interface OpenNote {
  /** The signed text, its last newline included. */
  text: string
  /** The verifiers, of those given, whose signatures are on the note and are right. */
  signedBy: readonly Verifier[]
}

/** Something is wrong with a note, a key or a signature. `code` is stable, the message is for the operator's log. */
export class NoteError extends Error {
  readonly code: 'note.malformed' | 'note.unsigned' | 'note.bad-signature' | 'note.bad-key' | 'note.bad-name'

  constructor(code: NoteError['code'], message: string) {
    super(message)
    this.name = 'NoteError'
    this.code = code
  }
}

/**
 * @param name the key's name, by custom an address without scheme that is the log's own (`example.org/situation/7`)
 * @param privateKey Ed25519
 * @throws NoteError `note.bad-name` for spaces or a plus, `note.bad-key` for another kind of key
 */
export function createSigner(name: string, privateKey: KeyObject): Signer {
  checkName(name)
  if (privateKey.type !== 'private') throw new NoteError('note.bad-key', 'Signing needs a private key')
  const publicKey = rawPublicKey(createPublicKey(privateKey))
  const keyId = keyIdOf(name, publicKey)
  return {
    name,
    verifierKey: `${name}+${keyId}+${Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64')}`,
    sign: text => {
      checkText(text)
      const signature = sign(null, Buffer.from(text, 'utf8'), privateKey)
      return Buffer.concat([Buffer.from(keyId, 'hex'), signature]).toString('base64')
    },
  }
}

/** Makes a new key of that name. Keep `privateKey` with `sealKey`. */
export function generateSigner(name: string): { signer: Signer; privateKey: KeyObject } {
  checkName(name)
  const { privateKey } = generateKeyPairSync('ed25519')
  return { signer: createSigner(name, privateKey), privateKey }
}

/** Reads a verifier key. @throws NoteError `note.bad-key` when it is not one of Ed25519, or its id does not fit. */
export function parseVerifierKey(verifierKey: string): Verifier {
  const [name = '', keyId = '', encoded = '', ...more] = splitVerifierKey(verifierKey)
  const key = fromBase64(encoded)
  if (more.length > 0 || key === undefined || key.length !== 1 + KEY_BYTES || key[0] !== ED25519) {
    throw new NoteError('note.bad-key', 'Not an Ed25519 verifier key')
  }
  checkName(name)
  const raw = key.subarray(1)
  if (keyIdOf(name, raw) !== keyId)
    throw new NoteError('note.bad-key', 'The id of the verifier key does not fit its name and key')
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  })
  return { name, keyId, publicKey }
}

/**
 * Signs a text.
 * @param text ends in a newline; without control characters other than newlines
 * @throws NoteError `note.malformed` when the text may not be signed
 */
export function signNote(text: string, ...signers: readonly [Signer, ...Signer[]]): string {
  checkText(text)
  return `${text}\n${signers.map(signer => `— ${signer.name} ${signer.sign(text)}\n`).join('')}`
}

/**
 * Checks a note and gives its text, which nobody should read otherwise.
 * Signatures of unknown keys are ignored (a log may have witnesses we do not know); a wrong signature of a known key
 * refuses the whole note.
 * @throws NoteError `note.malformed`, `note.bad-signature`, or `note.unsigned` when no given verifier has signed
 */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenNote {
  const { text, signatures } = splitNote(note)
  const signedBy = new Set<Verifier>()
  for (const { name, keyId, signature } of signatures) {
    const verifier = verifiers.find(known => known.name === name && known.keyId === keyId)
    if (verifier === undefined) continue
    const right =
      signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(text, 'utf8'), verifier.publicKey, signature)
    if (!right) throw new NoteError('note.bad-signature', `The signature of ${name} is not of this text`)
    signedBy.add(verifier)
  }
  if (signedBy.size === 0) throw new NoteError('note.unsigned', 'No known key has signed this note')
  return { text, signedBy: [...signedBy] }
}

function splitNote(note: string) {
  // The text may hold blank lines itself, so the last one divides.
  const divide = note.lastIndexOf('\n\n')
  if (divide < 0 || !note.endsWith('\n') || note.length > LONGEST_NOTE) {
    throw new NoteError('note.malformed', 'Not a signed note')
  }
  const text = note.slice(0, divide + 1)
  checkText(text)
  const lines = note
    .slice(divide + 2)
    .split('\n')
    .slice(0, -1)
  if (lines.length === 0 || lines.length > MOST_SIGNATURES) throw new NoteError('note.malformed', 'Not a signed note')
  const signatures = lines.map(line => {
    const [, name = '', encoded = ''] = SIGNATURE_LINE.exec(line) ?? []
    const bytes = fromBase64(encoded)
    if (!isName(name) || bytes === undefined || bytes.length < 5) {
      throw new NoteError('note.malformed', 'A signature line of the note is malformed')
    }
    return { name, keyId: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) }
  })
  return { text, signatures }
}

const SEALED = 'nansen-key-1'
// 32 MB and some 80 ms a try: the secret may be a phrase that a person chose.
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/**
 * Encrypts a private key for storage: AES-256-GCM under a key that scrypt makes of `secret`.
 * @returns text `nansen-key-1.<salt>.<nonce>.<tag>.<ciphertext>`, base64url
 */
export function sealKey(privateKey: KeyObject, secret: string): string {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', scryptSync(secret, salt, 32, SCRYPT), nonce)
  cipher.setAAD(Buffer.from(SEALED))
  const plain = privateKey.export({ type: 'pkcs8', format: 'der' })
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return [SEALED, ...[salt, nonce, cipher.getAuthTag(), sealed].map(part => part.toString('base64url'))].join('.')
}

/** @throws NoteError `note.bad-key` when the secret is another, or the sealed text was changed */
export function openKey(sealed: string, secret: string): KeyObject {
  const [version, ...parts] = sealed.split('.')
  const [salt, nonce, tag, ciphertext] = parts.map(part => Buffer.from(part, 'base64url'))
  if (version !== SEALED || !salt || !nonce || !tag || !ciphertext || tag.length !== 16 || nonce.length !== 12) {
    throw new NoteError('note.bad-key', 'Not a sealed key')
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', scryptSync(secret, salt, 32, SCRYPT), nonce)
    decipher.setAAD(Buffer.from(SEALED))
    decipher.setAuthTag(tag)
    const plain = Buffer.concat([decipher.update(ciphertext), decipher.final()])
    return createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' })
  } catch {
    throw new NoteError('note.bad-key', 'The sealed key does not open with this secret')
  }
}

function keyIdOf(name: string, publicKey: Uint8Array): string {
  const id = createHash('sha256').update(`${name}\n`).update(Buffer.of(ED25519)).update(publicKey).digest()
  return id.subarray(0, 4).toString('hex')
}

function rawPublicKey(publicKey: KeyObject): Buffer {
  const { x } = publicKey.export({ format: 'jwk' })
  if (publicKey.asymmetricKeyType !== 'ed25519' || x === undefined)
    throw new NoteError('note.bad-key', 'Not an Ed25519 key')
  return Buffer.from(x, 'base64url')
}

// The name may not hold a plus, but base64 may: only the first two divide.
function splitVerifierKey(verifierKey: string): string[] {
  const first = verifierKey.indexOf('+')
  const second = verifierKey.indexOf('+', first + 1)
  if (first < 0 || second < 0) return []
  return [verifierKey.slice(0, first), verifierKey.slice(first + 1, second), verifierKey.slice(second + 1)]
}

function isName(name: string): boolean {
  return name !== '' && isPlain(name) && !/[\s+\p{White_Space}]/u.test(name)
}

function checkName(name: string): void {
  if (!isName(name)) throw new NoteError('note.bad-name', 'The name of a key has no spaces and no plus')
}

function checkText(text: string): void {
  if (!isPlain(text) || !text.endsWith('\n')) {
    throw new NoteError('note.malformed', 'The text of a note ends in a newline and has no control characters')
  }
}

function isPlain(text: string): boolean {
  // Control characters but newline, and halves of characters, which UTF-8 cannot hold.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return !/[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u.test(text)
}

/** Only canonical base64: two spellings of one signature would be two notes. */
export function fromBase64(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.toString('base64') === encoded ? bytes : undefined
}
