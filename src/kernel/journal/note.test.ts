import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createSigner,
  generateSigner,
  NoteError,
  openKey,
  openNote,
  parseVerifierKey,
  sealKey,
  signNote,
} from './note.ts'

// The example of the specification.
const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const EXAMPLE_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`

// The key and note of the documentation of Go's golang.org/x/mod/sumdb/note: the key is published, so signing can be compared.
const PUBLISHED_SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
const PUBLISHED_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PUBLISHED_TEXT = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.
`
const PUBLISHED_NOTE = `${PUBLISHED_TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

function ed25519FromSeed(seed: Buffer) {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
}

function codeOf(attempt: () => unknown): string {
  try {
    attempt()
  } catch (error) {
    if (error instanceof NoteError) return error.code
    throw error
  }
  return 'no error'
}

describe('published notes', () => {
  it('open with their published keys', () => {
    expect(openNote(EXAMPLE_NOTE, [parseVerifierKey(EXAMPLE_KEY)]).text).toBe('This is an example message.\n')
    expect(openNote(PUBLISHED_NOTE, [parseVerifierKey(PUBLISHED_KEY)]).text).toBe(PUBLISHED_TEXT)
  })

  it('come out byte for byte when signed with the published private key', () => {
    const signer = createSigner('PeterNeumann', ed25519FromSeed(PUBLISHED_SEED))
    expect(signer.verifierKey).toBe(PUBLISHED_KEY)
    expect(signNote(PUBLISHED_TEXT, signer)).toBe(PUBLISHED_NOTE)
  })
})

const first = generateSigner('one.example/log')
const second = generateSigner('two.example/witness')
const firstKey = parseVerifierKey(first.signer.verifierKey)
const secondKey = parseVerifierKey(second.signer.verifierKey)

describe('a signed note', () => {
  it('opens for each of its signers, and ignores unknown ones', () => {
    const note = signNote('text\n\nwith a blank line\n', first.signer, second.signer)
    expect(openNote(note, [firstKey]).signedBy).toEqual([firstKey])
    expect(openNote(note, [secondKey, firstKey])).toEqual({
      text: 'text\n\nwith a blank line\n',
      signedBy: [firstKey, secondKey],
    })
    expect(codeOf(() => openNote(note, []))).toBe('note.unsigned')
    const namesake = parseVerifierKey(generateSigner('one.example/log').signer.verifierKey)
    expect(codeOf(() => openNote(note, [namesake]))).toBe('note.unsigned')
  })

  it('is refused whole when one known key has signed another text', () => {
    const note = `${signNote('text\n', first.signer)}— two.example/witness ${second.signer.sign('other\n')}\n`
    expect(openNote(note, [firstKey]).text).toBe('text\n')
    expect(codeOf(() => openNote(note, [firstKey, secondKey]))).toBe('note.bad-signature')
  })

  it('never opens to another text when any character of it is changed', () => {
    const text = 'one.example/log\n42\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
    const note = signNote(text, first.signer)
    fc.assert(
      fc.property(
        fc.nat(note.length - 1),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        (at, character) => {
          const changed = note.slice(0, at) + character + note.slice(at + 1)
          fc.pre(changed !== note)
          expect(codeOf(() => openNote(changed, [firstKey]))).toMatch(/^note\.(malformed|unsigned|bad-signature)$/)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['no signature', 'text\n\n'],
    ['no blank line', 'text\n— one.example/log AAAAAAA=\n'],
    ['no last newline', EXAMPLE_NOTE.slice(0, -1)],
    ['an ASCII hyphen for the em dash', EXAMPLE_NOTE.replace('— ', '- ')],
    ['base64 without padding', EXAMPLE_NOTE.replace('aQM=', 'aQM')],
    ['base64 with bits that no one reads', EXAMPLE_NOTE.replace('aQM=', 'aQN=')],
    ['a carriage return', EXAMPLE_NOTE.replace('message.\n', 'message.\r\n')],
    ['a signature of four bytes', 'text\n\n— example.com/foo Uw2QOg==\n'],
    ['101 signatures', `text\n\n${'— a AAAAAAAA\n'.repeat(101)}`],
    ['a name with a plus', EXAMPLE_NOTE.replace('example.com/foo', 'example+foo')],
  ])('with %s is malformed', (_, note) => {
    expect(codeOf(() => openNote(note, [parseVerifierKey(EXAMPLE_KEY)]))).toBe('note.malformed')
  })

  it('is not made of a text that could not be read back', () => {
    for (const text of ['no newline', '', 'tab\there\n', 'half \ud800 character\n']) {
      expect(codeOf(() => signNote(text, first.signer))).toBe('note.malformed')
    }
  })
})

describe('keys', () => {
  it('have names without spaces and plus', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b', 'a\nb'])
      expect(codeOf(() => generateSigner(name))).toBe('note.bad-name')
  })

  it.each([
    ['another id', EXAMPLE_KEY.replace('530d903a', '530d903b')],
    ['an id in capitals', EXAMPLE_KEY.replace('530d903a', '530D903A')],
    ['another name', EXAMPLE_KEY.replace('foo', 'fox')],
    ['another kind', EXAMPLE_KEY.replace('+Aeky', '+Aoky')],
    ['nothing in it', ''],
    ['a short key', 'example.com/foo+530d903a+AekyeQ=='],
  ])('with %s are refused', (_, key) => {
    expect(codeOf(() => parseVerifierKey(key))).toBe('note.bad-key')
  })

  it('are Ed25519 and private for signing', () => {
    expect(codeOf(() => createSigner('a', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey))).toBe(
      'note.bad-key',
    )
    expect(codeOf(() => createSigner('a', createPublicKey(first.privateKey)))).toBe('note.bad-key')
  })

  it('have the id that the specification defines', () => {
    const key = Buffer.from(EXAMPLE_KEY.split('+').slice(2).join('+'), 'base64')
    const id = createHash('sha256')
      .update(Buffer.concat([Buffer.from('example.com/foo\n'), key]))
      .digest('hex')
      .slice(0, 8)
    expect(parseVerifierKey(EXAMPLE_KEY).keyId).toBe(id)
  })
})

describe('a sealed key', () => {
  const sealed = sealKey(first.privateKey, 'a long secret')

  it('opens with its secret to the same key', () => {
    expect(createSigner(first.signer.name, openKey(sealed, 'a long secret')).verifierKey).toBe(first.signer.verifierKey)
  })

  it('shows nothing of the key, and is never sealed twice alike', () => {
    const seed = Buffer.from(first.privateKey.export({ format: 'jwk' }).d ?? '', 'base64url')
    expect(sealed.split('.').some(part => Buffer.from(part, 'base64url').includes(seed))).toBe(false)
    expect(sealKey(first.privateKey, 'a long secret')).not.toBe(sealed)
  })

  it('does not open with another secret, nor with any part changed', () => {
    expect(codeOf(() => openKey(sealed, 'a long secret '))).toBe('note.bad-key')
    const parts = sealed.split('.')
    parts.forEach((part, at) => {
      const changed = parts.with(at, (part.startsWith('A') ? 'B' : 'A') + part.slice(1)).join('.')
      expect(codeOf(() => openKey(changed, 'a long secret'))).toBe('note.bad-key')
    })
    expect(codeOf(() => openKey('', 'a long secret'))).toBe('note.bad-key')
    expect(codeOf(() => openKey(parts.with(3, parts[3]?.slice(0, 8) ?? '').join('.'), 'a long secret'))).toBe(
      'note.bad-key',
    )
  })
})
