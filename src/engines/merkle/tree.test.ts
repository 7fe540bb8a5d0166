import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  consistencyProof,
  emptyRootOf,
  type Hash,
  inclusionProof,
  leafHashOf,
  nodeHashOf,
  readerOfLeaves,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'

const sha256: Hash = bytes => createHash('sha256').update(bytes).digest()
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex')

// The reference tree of the Certificate Transparency project's tests.
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const REFERENCE = ENTRIES.map(entry => leafHashOf(sha256, Buffer.from(entry, 'hex')))

function leaves(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => leafHashOf(sha256, Buffer.from(`entry ${at}`)))
}

// RFC 6962 §2.1 word for word: an oracle that shares nothing with the iterative code under test.
function definedRoot(leafHashes: readonly Uint8Array[]): Uint8Array {
  const [only] = leafHashes
  if (only === undefined) return sha256(new Uint8Array(0))
  if (leafHashes.length === 1) return only
  let k = 1
  while (k * 2 < leafHashes.length) k *= 2
  const [left, right] = [definedRoot(leafHashes.slice(0, k)), definedRoot(leafHashes.slice(k))]
  return sha256(Buffer.concat([Buffer.of(1), left, right]))
}

describe('the reference tree', () => {
  it('has the published root at each size', () => {
    expect(ROOTS.map((_, size) => hex(rootOf(sha256, REFERENCE.slice(0, size))))).toEqual(ROOTS)
    expect(hex(emptyRootOf(sha256))).toBe(ROOTS[0])
  })

  it('has the published inclusion proofs', () => {
    const read = readerOfLeaves(sha256, REFERENCE)
    expect(inclusionProof(sha256, 0, 8, read).map(hex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    expect(inclusionProof(sha256, 5, 8, read).map(hex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect(inclusionProof(sha256, 2, 3, read).map(hex)).toEqual([ROOTS[2]])
  })

  it('has the published consistency proofs', () => {
    const read = readerOfLeaves(sha256, REFERENCE)
    expect(consistencyProof(sha256, 1, 1, read)).toEqual([])
    expect(consistencyProof(sha256, 1, 8, read).map(hex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    expect(consistencyProof(sha256, 6, 8, read).map(hex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect(consistencyProof(sha256, 2, 5, read).map(hex)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ])
  })
})

const LARGEST = 200
const all = leaves(LARGEST)
const read = readerOfLeaves(sha256, all)
const roots = Array.from({ length: LARGEST + 1 }, (_, size) => definedRoot(all.slice(0, size)))
const rootAt = (size: number) => roots[size] ?? new Uint8Array()
const leafAt = (index: number) => all[index] ?? new Uint8Array()

describe('every size up to 200', () => {
  it('has the root that RFC 6962 defines', () => {
    for (let size = 0; size <= LARGEST; size += 1)
      expect(hex(rootOf(sha256, all.slice(0, size)))).toBe(hex(rootAt(size)))
  })

  it('proves each of its leaves, and no leaf elsewhere', () => {
    let checked = 0
    for (let size = 1; size <= LARGEST; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const claim = { index, size, leafHash: leafAt(index), root: rootAt(size) }
        const proof = inclusionProof(sha256, index, size, read)
        const elsewhere = (index + 1) % size
        const right = verifyInclusion(sha256, { ...claim, proof })
        const wrong = size > 1 && verifyInclusion(sha256, { ...claim, proof, index: elsewhere })
        if (!right || wrong) expect.fail(`leaf ${index} of ${size}: right ${right}, elsewhere ${wrong}`)
        checked += 1
      }
    }
    expect(checked).toBe((LARGEST * (LARGEST + 1)) / 2)
  })

  it('is proven to begin with every smaller tree, and not with another', () => {
    for (let newSize = 0; newSize <= LARGEST; newSize += 1) {
      for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
        const proof = consistencyProof(sha256, oldSize, newSize, read)
        const claim = { oldSize, newSize, oldRoot: rootAt(oldSize), newRoot: rootAt(newSize), proof }
        const right = verifyConsistency(sha256, claim)
        const wrong = verifyConsistency(sha256, { ...claim, oldRoot: sha256(rootAt(oldSize)) })
        if (!right || wrong) expect.fail(`${oldSize} to ${newSize}: right ${right}, other root ${wrong}`)
      }
    }
  })
})

const flip = (bytes: Uint8Array, bit: number): Uint8Array => {
  const changed = Uint8Array.from(bytes)
  const at = Math.floor(bit / 8) % changed.length
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8))
  return changed
}
const size = fc.integer({ min: 1, max: LARGEST })
const bit = fc.nat(32 * 8 * 12)

// Changes exactly one bit of one of the hashes of a claim, chosen by `at`.
function alter(hashes: readonly Uint8Array[], at: number): Uint8Array[] {
  const target = Math.floor(at / 256) % hashes.length
  return hashes.map((bytes, index) => (index === target ? flip(bytes, at % 256) : bytes))
}

describe('an altered proof', () => {
  it('of inclusion fails at any bit of leaf, root or path', () => {
    fc.assert(
      fc.property(size, fc.nat(), bit, (treeSize, draw, at) => {
        const index = draw % treeSize
        const parts = [leafAt(index), rootAt(treeSize), ...inclusionProof(sha256, index, treeSize, read)]
        const verify = ([leafHash = new Uint8Array(), root = new Uint8Array(), ...proof]: Uint8Array[]) =>
          verifyInclusion(sha256, { index, size: treeSize, leafHash, root, proof })
        expect(verify(parts)).toBe(true)
        expect(verify(alter(parts, at))).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('of consistency fails at any bit of either root or of the path', () => {
    fc.assert(
      fc.property(size, fc.nat(), bit, (newSize, draw, at) => {
        const oldSize = 1 + (draw % newSize)
        const parts = [rootAt(oldSize), rootAt(newSize), ...consistencyProof(sha256, oldSize, newSize, read)]
        const verify = ([oldRoot = new Uint8Array(), newRoot = new Uint8Array(), ...proof]: Uint8Array[]) =>
          verifyConsistency(sha256, { oldSize, newSize, oldRoot, newRoot, proof })
        expect(verify(parts)).toBe(true)
        expect(verify(alter(parts, at))).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('fails when a hash is left out, added or swapped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: LARGEST }), fc.nat(), (treeSize, draw) => {
        const index = draw % treeSize
        const proof = inclusionProof(sha256, index, treeSize, read)
        const claim = { index, size: treeSize, leafHash: leafAt(index), root: rootAt(treeSize) }
        const extra = sha256(rootAt(treeSize))
        for (const other of [proof.slice(1), proof.slice(0, -1), [...proof, extra], [extra, ...proof]]) {
          expect(verifyInclusion(sha256, { ...claim, proof: other })).toBe(false)
        }
        if (proof.length > 1) expect(verifyInclusion(sha256, { ...claim, proof: proof.toReversed() })).toBe(false)
        const oldSize = 1 + (draw % (treeSize - 1))
        const path = consistencyProof(sha256, oldSize, treeSize, read)
        const roots = { oldSize, newSize: treeSize, oldRoot: rootAt(oldSize), newRoot: rootAt(treeSize) }
        for (const other of [path.slice(1), path.slice(0, -1), [...path, extra], [extra, ...path]]) {
          expect(verifyConsistency(sha256, { ...roots, proof: other })).toBe(false)
        }
      }),
    )
  })

  it('for sizes that make no sense is false, not an error', () => {
    const root = rootAt(3)
    for (const [index, treeSize] of [
      [3, 3],
      [-1, 3],
      [0, 0],
      [0.5, 3],
      [0, Number.NaN],
      [0, 2 ** 60],
    ] as const) {
      expect(verifyInclusion(sha256, { index, size: treeSize, leafHash: leafAt(0), root, proof: [] })).toBe(false)
    }
    const wrong = { oldRoot: root, newRoot: root, proof: [] }
    expect(verifyConsistency(sha256, { ...wrong, oldSize: 4, newSize: 3 })).toBe(false)
    expect(verifyConsistency(sha256, { ...wrong, oldSize: 0, newSize: 3 })).toBe(false)
    expect(verifyConsistency(sha256, { ...wrong, oldSize: 0, newSize: 0 })).toBe(false)
    expect(verifyConsistency(sha256, { ...wrong, oldSize: 2, newSize: 3 })).toBe(false)
    expect(() => inclusionProof(sha256, 3, 3, read)).toThrow(RangeError)
    expect(() => consistencyProof(sha256, 4, 3, read)).toThrow(RangeError)
  })
})

it('proves leaves of trees larger than 2^32, where bitwise arithmetic breaks', () => {
  // All leaves equal makes every perfect subtree of a level equal, so that a huge tree can be read without storing it.
  const levels = [leafHashOf(sha256, Buffer.from('same'))]
  const level = (height: number): Uint8Array => {
    const known = levels[height]
    if (known !== undefined) return known
    const below = level(height - 1)
    const made = nodeHashOf(sha256, below, below)
    levels[height] = made
    return made
  }
  const readSame = ({ level: height }: { level: number }) => level(height)
  const [oldSize, newSize] = [2 ** 33 + 5, 2 ** 41 + 2 ** 20 + 3]
  const root = (treeSize: number): Uint8Array => {
    const power = 2 ** Math.floor(Math.log2(treeSize))
    if (power === treeSize) return level(Math.log2(treeSize))
    return nodeHashOf(sha256, level(Math.log2(power)), root(treeSize - power))
  }
  const index = 2 ** 33 + 2
  const proof = inclusionProof(sha256, index, newSize, readSame)
  const claim = { index, size: newSize, leafHash: level(0), root: root(newSize), proof }
  expect(verifyInclusion(sha256, claim)).toBe(true)
  expect(verifyInclusion(sha256, { ...claim, index: 2 ** 41 + 1 })).toBe(false)
  const path = consistencyProof(sha256, oldSize, newSize, readSame)
  const roots = { oldSize, newSize, oldRoot: root(oldSize), newRoot: root(newSize), proof: path }
  expect(verifyConsistency(sha256, roots)).toBe(true)
  expect(verifyConsistency(sha256, { ...roots, oldSize: oldSize + 1 })).toBe(false)
})
