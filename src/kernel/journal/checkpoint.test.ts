import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { generateSigner, NoteError, parseVerifierKey, signNote } from './note.ts'

// The example of the specification.
const EXAMPLE = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
const ROOT = Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64')

describe('a checkpoint', () => {
  it('is written and read as in the specification', () => {
    const checkpoint = { origin: 'example.com/behind-the-sofa', size: 20_852_163, rootHash: ROOT }
    expect(formatCheckpoint(checkpoint)).toBe(EXAMPLE)
    expect(parseCheckpoint(EXAMPLE)).toEqual(checkpoint)
  })

  it('comes back as it went, with its further lines', () => {
    const line = fc.string({ minLength: 1 }).filter(text => !text.includes('\n'))
    fc.assert(
      fc.property(
        line,
        fc.maxSafeNat(),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.array(line),
        (...parts) => {
          const [origin, size, bytes, extra] = parts
          const checkpoint = { origin, size, rootHash: Buffer.from(bytes), ...(extra.length > 0 && { extra }) }
          expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint)
        },
      ),
    )
  })

  it.each([
    ['a size with a leading zero', EXAMPLE.replace('20852163', '020852163')],
    ['a negative size', EXAMPLE.replace('20852163', '-1')],
    ['a size beyond what can be counted', EXAMPLE.replace('20852163', '9007199254740993')],
    ['a short root', EXAMPLE.replace('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'CsUY')],
    ['no origin', EXAMPLE.replace('example.com/behind-the-sofa', '')],
    ['an empty further line', `${EXAMPLE}\n`],
    ['no last newline', EXAMPLE.slice(0, -1)],
    ['two lines', 'example.com\n0\n'],
  ])('with %s is refused', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(NoteError)
  })

  it('is not written from parts that could not be read back', () => {
    const good = { origin: 'a', size: 1, rootHash: ROOT }
    for (const wrong of [
      { origin: 'a\nb' },
      { size: 1.5 },
      { size: -1 },
      { rootHash: ROOT.subarray(1) },
      { extra: [''] },
    ]) {
      expect(() => formatCheckpoint({ ...good, ...wrong })).toThrow(NoteError)
    }
  })
})

describe('a signed checkpoint', () => {
  const { signer } = generateSigner('camp.example/log')
  const verifiers = [parseVerifierKey(signer.verifierKey)]
  const checkpoint = { origin: 'camp.example/log', size: 7, rootHash: ROOT }

  it('opens for the log it is of, and for no other', () => {
    const note = signCheckpoint(checkpoint, signer)
    expect(openCheckpoint(note, verifiers, 'camp.example/log')).toEqual(checkpoint)
    expect(() => openCheckpoint(note, verifiers, 'other.example/log')).toThrow('another log')
    expect(() => openCheckpoint(note.replace('\n7\n', '\n8\n'), verifiers, 'camp.example/log')).toThrow('signature')
  })

  it('is refused when a rightly signed text is no checkpoint', () => {
    expect(() => openCheckpoint(signNote('camp.example/log\nseven\n', signer), verifiers, 'camp.example/log')).toThrow(
      'Not a checkpoint',
    )
  })
})
