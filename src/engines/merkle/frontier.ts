import { checkSize, type NodeId, nodesOfRange } from './ranges.ts'
import { type Hash, joinNodes, nodeHashOf } from './tree.ts'

const HASH_BYTES = 32
const SIZE_BYTES = 8

/**
 * The right edge of a growing tree: all that is needed to append and to know the root, at most 53 hashes. Serialised, it
 * lets whoever seals a log go on after a restart without reading what is already sealed.
 */
export class MerkleFrontier {
  readonly #hash: Hash
  readonly #peaks: Uint8Array[]
  #size: number

  private constructor(hash: Hash, size: number, peaks: Uint8Array[]) {
    this.#hash = hash
    this.#size = size
    this.#peaks = peaks
  }

  static empty(hash: Hash): MerkleFrontier {
    return new MerkleFrontier(hash, 0, [])
  }

  /** @param state what `serialise` gave. @throws RangeError when it is not of that form. */
  static restore(hash: Hash, state: Uint8Array): MerkleFrontier {
    if (state.length < SIZE_BYTES) throw new RangeError('Not the state of a Merkle frontier')
    const size = Number(new DataView(state.buffer, state.byteOffset, state.byteLength).getBigUint64(0))
    checkSize(size)
    const count = nodesOfRange({ from: 0, to: size }).length
    if (state.length !== SIZE_BYTES + count * HASH_BYTES) throw new RangeError('Not the state of a Merkle frontier')
    const peaks = Array.from({ length: count }, (_, at) => {
      const start = SIZE_BYTES + at * HASH_BYTES
      return state.slice(start, start + HASH_BYTES)
    })
    return new MerkleFrontier(hash, size, peaks)
  }

  get size(): number {
    return this.#size
  }

  /**
   * Adds one leaf hash.
   * @param onNode told of each perfect subtree this leaf completes, the leaf itself first, so that they can be stored.
   */
  append(leafHash: Uint8Array, onNode?: (node: NodeId, hash: Uint8Array) => void): void {
    if (leafHash.length !== HASH_BYTES) throw new RangeError(`A leaf hash has ${HASH_BYTES} bytes`)
    let index = this.#size
    let level = 0
    let node = leafHash
    onNode?.({ level, index }, node)
    while (index % 2 === 1) {
      const left = this.#peaks.pop()
      if (left === undefined) throw new Error('The frontier lost a peak')
      node = nodeHashOf(this.#hash, left, node)
      index = (index - 1) / 2
      level += 1
      onNode?.({ level, index }, node)
    }
    this.#peaks.push(node)
    this.#size += 1
  }

  root(): Uint8Array {
    return joinNodes(this.#hash, this.#peaks)
  }

  /** Size as an unsigned 64-bit big-endian number, then the hashes of the peaks from the largest to the smallest. */
  serialise(): Uint8Array {
    const state = new Uint8Array(SIZE_BYTES + this.#peaks.length * HASH_BYTES)
    new DataView(state.buffer).setBigUint64(0, BigInt(this.#size))
    this.#peaks.forEach((peak, at) => {
      state.set(peak, SIZE_BYTES + at * HASH_BYTES)
    })
    return state
  }
}
