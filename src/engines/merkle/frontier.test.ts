import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  consistencyProof,
  type Hash,
  inclusionProof,
  leafHashOf,
  MerkleFrontier,
  type NodeId,
  nodesForConsistency,
  nodesForInclusion,
  readerOfLeaves,
  rootOf,
} from './index.ts'

const sha256: Hash = bytes => createHash('sha256').update(bytes).digest()
const leaves = Array.from({ length: 300 }, (_, at) => leafHashOf(sha256, Buffer.from(`entry ${at}`)))
const keyOf = ({ level, index }: NodeId) => `${level}/${index}`

describe('a frontier', () => {
  it('has the root of the whole tree after each leaf', () => {
    const frontier = MerkleFrontier.empty(sha256)
    expect(frontier.root()).toEqual(rootOf(sha256, []))
    leaves.forEach((leaf, at) => {
      frontier.append(leaf)
      expect(Buffer.compare(frontier.root(), rootOf(sha256, leaves.slice(0, at + 1)))).toBe(0)
    })
    expect(frontier.size).toBe(300)
  })

  it('goes on from its stored state as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.nat(250), fc.nat(50), (before, after) => {
        const first = MerkleFrontier.empty(sha256)
        for (const leaf of leaves.slice(0, before)) first.append(leaf)
        const state = first.serialise()
        const second = MerkleFrontier.restore(sha256, state)
        for (const leaf of leaves.slice(before, before + after)) second.append(leaf)
        expect(second.size).toBe(before + after)
        expect(Buffer.compare(second.root(), rootOf(sha256, leaves.slice(0, before + after)))).toBe(0)
        expect(state.length).toBe(8 + 32 * [...before.toString(2)].filter(digit => digit === '1').length)
      }),
    )
  })

  it('tells every node that proofs will ask for', () => {
    const stored = new Map<string, Uint8Array>()
    const frontier = MerkleFrontier.empty(sha256)
    for (const leaf of leaves) frontier.append(leaf, (node, hash) => stored.set(keyOf(node), hash))
    const read = (node: NodeId) => {
      const found = stored.get(keyOf(node))
      if (found === undefined) throw new Error(`never told of ${keyOf(node)}`)
      return found
    }
    const whole = readerOfLeaves(sha256, leaves)
    for (const size of [1, 2, 7, 128, 255, 299, 300]) {
      expect(inclusionProof(sha256, size - 1, size, read)).toEqual(inclusionProof(sha256, size - 1, size, whole))
      expect(nodesForInclusion(size - 1, size).every(node => stored.has(keyOf(node)))).toBe(true)
      expect(consistencyProof(sha256, size, 300, read)).toEqual(consistencyProof(sha256, size, 300, whole))
      expect(nodesForConsistency(size, 300).every(node => stored.has(keyOf(node)))).toBe(true)
    }
  })

  it('refuses a state or a leaf of another form', () => {
    const frontier = MerkleFrontier.empty(sha256)
    for (const leaf of leaves.slice(0, 5)) frontier.append(leaf)
    const state = frontier.serialise()
    for (const wrong of [
      state.slice(0, -1),
      new Uint8Array(3),
      Buffer.concat([state, state]),
      new Uint8Array(8).fill(255),
    ]) {
      expect(() => MerkleFrontier.restore(sha256, wrong)).toThrow(RangeError)
    }
    expect(() => frontier.append(new Uint8Array(20))).toThrow(RangeError)
  })
})
