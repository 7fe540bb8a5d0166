/**
 * A perfect subtree: it covers the leaves `index · 2^level` up to `(index + 1) · 2^level`, all of which exist.
 * A hash of such a node never changes as the tree grows, so it can be stored once.
 */
export interface NodeId {
  level: number
  index: number
}

/** Leaves `from` (inclusive) to `to` (exclusive). */
export interface LeafRange {
  from: number
  to: number
}

/** Largest power of two strictly below `size`; `size` is at least 2 (RFC 6962 §2.1). */
export function splitPoint(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

/** The perfect subtrees that tile a range, left to right. */
export function nodesOfRange({ from, to }: LeafRange): NodeId[] {
  const nodes: NodeId[] = []
  let start = from
  while (start < to) {
    let level = 0
    // Bitwise operators would cut sizes at 2^32, so powers are counted by multiplication.
    while (start % 2 ** (level + 1) === 0 && start + 2 ** (level + 1) <= to) level += 1
    nodes.push({ level, index: start / 2 ** level })
    start += 2 ** level
  }
  return nodes
}

/** The ranges whose hashes make the inclusion proof PATH(index, D[size]) of RFC 6962 §2.1.1, nearest to the leaf first. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  checkSize(size)
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`No leaf ${index} in a tree of ${size}`)
  }
  const ranges: LeafRange[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitPoint(to - from)
    if (index < middle) {
      ranges.push({ from: middle, to })
      to = middle
    } else {
      ranges.push({ from, to: middle })
      from = middle
    }
  }
  return ranges.reverse()
}

/** The ranges whose hashes make the consistency proof PROOF(oldSize, D[newSize]) of RFC 6962 §2.1.2, in its order. */
export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
  checkSize(newSize)
  if (!Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > newSize) {
    throw new RangeError(`A tree of ${newSize} has no earlier size ${oldSize}`)
  }
  if (oldSize === 0 || oldSize === newSize) return []
  const ranges: LeafRange[] = []
  let [from, to] = [0, newSize]
  // The part still to be proven is the old tree's right edge: the leaves from `from` up to `oldSize`.
  while (to > oldSize) {
    const middle = from + splitPoint(to - from)
    if (oldSize <= middle) {
      ranges.push({ from: middle, to })
      to = middle
    } else {
      ranges.push({ from, to: middle })
      from = middle
    }
  }
  // The verifier knows the old root itself; a smaller remainder it must be told.
  if (from > 0) ranges.push({ from, to })
  return ranges.reverse()
}

export function checkSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is not a tree size`)
}
