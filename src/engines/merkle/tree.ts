import { consistencyRanges, inclusionRanges, type LeafRange, type NodeId, nodesOfRange } from './ranges.ts'

/** SHA-256 in every log we keep: 32 bytes out. Engines have no built-ins, so the caller brings it. */
export type Hash = (bytes: Uint8Array) => Uint8Array

/** Gives the hash of a perfect subtree. */
export type NodeReader = (node: NodeId) => Uint8Array

export interface Inclusion {
  index: number
  size: number
  leafHash: Uint8Array
  proof: readonly Uint8Array[]
  root: Uint8Array
}

export interface Consistency {
  oldSize: number
  oldRoot: Uint8Array
  newSize: number
  newRoot: Uint8Array
  proof: readonly Uint8Array[]
}

/** Hash of an entry: H(0x00 ‖ data), RFC 6962 §2.1. */
export function leafHashOf(hash: Hash, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + data.length)
  bytes.set(data, 1)
  return hash(bytes)
}

/** Hash of an inner node: H(0x01 ‖ left ‖ right), RFC 6962 §2.1. */
export function nodeHashOf(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + left.length)
  return hash(bytes)
}

/** Root of a tree without leaves: H of nothing. */
export function emptyRootOf(hash: Hash): Uint8Array {
  return hash(new Uint8Array(0))
}

/** Hash of neighbouring perfect subtrees, left to right and falling in size, as of the tree they make together. */
export function joinNodes(hash: Hash, hashes: readonly Uint8Array[]): Uint8Array {
  const last = hashes.at(-1)
  if (last === undefined) return emptyRootOf(hash)
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHashOf(hash, left, right), last)
}

/** Merkle tree hash of a list of leaf hashes. */
export function rootOf(hash: Hash, leafHashes: readonly Uint8Array[]): Uint8Array {
  const read = readerOfLeaves(hash, leafHashes)
  return rangeHash(hash, { from: 0, to: leafHashes.length }, read)
}

/** Proof that leaf `index` is in the tree of `size` leaves. @throws RangeError outside of the tree. */
export function inclusionProof(hash: Hash, index: number, size: number, read: NodeReader): Uint8Array[] {
  return inclusionRanges(index, size).map(range => rangeHash(hash, range, read))
}

/** Proof that the tree of `newSize` leaves begins with the whole tree of `oldSize`. @throws RangeError for other sizes. */
export function consistencyProof(hash: Hash, oldSize: number, newSize: number, read: NodeReader): Uint8Array[] {
  return consistencyRanges(oldSize, newSize).map(range => rangeHash(hash, range, read))
}

/** The stored nodes that a proof will read, for a caller who must fetch them first. */
export function nodesForInclusion(index: number, size: number): NodeId[] {
  return inclusionRanges(index, size).flatMap(nodesOfRange)
}

/** As `nodesForInclusion`, for a consistency proof. */
export function nodesForConsistency(oldSize: number, newSize: number): NodeId[] {
  return consistencyRanges(oldSize, newSize).flatMap(nodesOfRange)
}

/** Reads nodes by hashing up from leaf hashes; each node is hashed once. */
export function readerOfLeaves(hash: Hash, leafHashes: readonly Uint8Array[]): NodeReader {
  const levels: Uint8Array[][] = [[...leafHashes]]
  return ({ level, index }) => {
    for (let next = levels.length; next <= level; next += 1) {
      const below = levels[next - 1] ?? []
      const row: Uint8Array[] = []
      for (let at = 0; at + 1 < below.length; at += 2) row.push(nodeHashOf(hash, pick(below, at), pick(below, at + 1)))
      levels.push(row)
    }
    return pick(levels[level] ?? [], index)
  }
}

/** RFC 9162 §2.1.3.2. False for anything malformed; never throws. */
export function verifyInclusion(hash: Hash, { index, size, leafHash, proof, root }: Inclusion): boolean {
  if (!isSize(size) || !isSize(index) || index >= size) return false
  let node = index
  let last = size - 1
  let computed = leafHash
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      computed = nodeHashOf(hash, sibling, computed)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      computed = nodeHashOf(hash, computed, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(computed, root)
}

/**
 * RFC 9162 §2.1.4.2, and for what it leaves open: an empty tree is consistent with every other, equal sizes need equal
 * roots, both by an empty proof. False for anything malformed; never throws.
 */
export function verifyConsistency(hash: Hash, { oldSize, oldRoot, newSize, newRoot, proof }: Consistency): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false
  if (oldSize === newSize) return proof.length === 0 && sameBytes(oldRoot, newRoot) && fitsEmpty(hash, oldSize, oldRoot)
  if (oldSize === 0) return proof.length === 0 && fitsEmpty(hash, 0, oldRoot)
  // An old tree that is a perfect subtree of the new one is not repeated in the proof.
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  const [first, ...rest] = path
  if (first === undefined) return false
  let node = oldSize - 1
  let last = newSize - 1
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let oldComputed = first
  let newComputed = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      oldComputed = nodeHashOf(hash, sibling, oldComputed)
      newComputed = nodeHashOf(hash, sibling, newComputed)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      newComputed = nodeHashOf(hash, newComputed, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(oldComputed, oldRoot) && sameBytes(newComputed, newRoot)
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

function rangeHash(hash: Hash, range: LeafRange, read: NodeReader): Uint8Array {
  return joinNodes(hash, nodesOfRange(range).map(read))
}

function fitsEmpty(hash: Hash, size: number, root: Uint8Array): boolean {
  return size > 0 || sameBytes(root, emptyRootOf(hash))
}

function pick(row: readonly Uint8Array[], index: number): Uint8Array {
  const found = row[index]
  if (found === undefined) throw new RangeError('That node is not in the tree')
  return found
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value)) && 2 ** Math.log2(value) === value
}
