import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  consistencyProof,
  type Hash,
  inclusionProof,
  leafHashOf,
  readerOfLeaves,
  readerOfTiles,
  type Tile,
  tileOfNode,
  tilePath,
  tilesBetween,
} from './index.ts'

const sha256: Hash = bytes => createHash('sha256').update(bytes).digest()

describe('tilePath', () => {
  it('names tiles as tlog-tiles does', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
    expect(tilePath({ level: 1, index: 0, width: 17 })).toBe('tile/1/000.p/17')
    expect(tilePath({ level: 0, index: 273, width: 112 })).toBe('tile/0/273.p/112')
  })
})

describe('tilesBetween', () => {
  it('gives the example of the specification: a tree of 70,000', () => {
    const tiles = tilesBetween(0, 70_000)
    const summary = (level: number) => {
      const own = tiles.filter(tile => tile.level === level)
      return [own.filter(({ width }) => width === 256).length, own.filter(({ width }) => width < 256).map(t => t.width)]
    }
    expect([0, 1, 2, 3].map(summary)).toEqual([
      [273, [112]],
      [1, [17]],
      [0, [1]],
      [0, []],
    ])
  })

  it('gives a full tile and the first hash of the level above at 256', () => {
    expect(tilesBetween(255, 256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ])
    expect(tilesBetween(256, 256)).toEqual([])
    expect(tilesBetween(256, 258)).toEqual([{ level: 0, index: 1, width: 2 }])
  })
})

describe('readerOfTiles', () => {
  const size = 66_000
  const leaves = Array.from({ length: size }, (_, at) => leafHashOf(sha256, Buffer.from(`entry ${at}`)))
  const whole = readerOfLeaves(sha256, leaves)
  const store = new Map<string, Uint8Array>()
  for (const tile of tilesBetween(0, size)) {
    const hashes = Array.from({ length: tile.width }, (_, at) =>
      whole({ level: tile.level * 8, index: tile.index * 256 + at }),
    )
    store.set(tilePath(tile), Buffer.concat(hashes))
  }
  const bytesOf = (tile: Tile) => {
    const bytes = store.get(tilePath(tile))
    if (bytes === undefined) throw new Error(`no tile ${tilePath(tile)}`)
    return bytes
  }

  it('makes the same proofs as the leaves do', () => {
    const read = readerOfTiles(sha256, size, bytesOf)
    for (const index of [0, 1, 255, 256, 65_535, 65_536, 65_999]) {
      expect(inclusionProof(sha256, index, size, read)).toEqual(inclusionProof(sha256, index, size, whole))
    }
    for (const old of [1, 2, 255, 256, 257, 40_000, 65_536, 65_999]) {
      expect(consistencyProof(sha256, old, size, read)).toEqual(consistencyProof(sha256, old, size, whole))
    }
  })

  it('refuses a short tile and a node that the tree has not', () => {
    const read = readerOfTiles(sha256, size, () => new Uint8Array(31))
    expect(() => read({ level: 0, index: 0 })).toThrow('too short')
    expect(() => tileOfNode({ level: 0, index: size }, size)).toThrow(RangeError)
    expect(() => tileOfNode({ level: 9, index: 128 }, size)).toThrow(RangeError)
    expect(tileOfNode({ level: 9, index: 127 }, size)).toEqual({ level: 1, index: 0, width: 256 })
  })
})
