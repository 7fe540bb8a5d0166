import { checkSize, type NodeId } from './ranges.ts'
import { type Hash, joinNodes, type NodeReader } from './tree.ts'

/** Tiles of C2SP tlog-tiles: 256 hashes wide, eight tree levels high. */
export const TILE_HEIGHT = 8
export const TILE_WIDTH = 256
const HASH_BYTES = 32

/** Tile `index` of tile level `level` (a hash in it is a tree node of level `8 · level`), with `width` hashes (1 to 256). */
export interface Tile {
  level: number
  index: number
  width: number
}

/** Where tlog-tiles serves a tile: `tile/0/x001/x234/067`, and `….p/112` for a partial one. */
export function tilePath({ level, index, width }: Tile): string {
  const groups = [index % 1000]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) groups.unshift(rest % 1000)
  const name = groups.map((group, at) => `${at < groups.length - 1 ? 'x' : ''}${String(group).padStart(3, '0')}`)
  return `tile/${level}/${name.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** The tiles of a tree of `newSize` leaves that a tree of `oldSize` had not, or had narrower. */
export function tilesBetween(oldSize: number, newSize: number): Tile[] {
  checkSize(oldSize)
  checkSize(newSize)
  const tiles: Tile[] = []
  for (let level = 0; newSize >= TILE_WIDTH ** level; level += 1) {
    const [before, after] = [oldSize, newSize].map(size => Math.floor(size / TILE_WIDTH ** level)) as [number, number]
    if (after <= before) continue
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < after; index += 1) {
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, after - index * TILE_WIDTH) })
    }
  }
  return tiles
}

/** The tile that holds a node, in a tree of `size` leaves. @throws RangeError when that tree has no such node. */
export function tileOfNode(node: NodeId, size: number): Tile {
  const { level, index, start, count } = placeOf(node)
  const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH)
  if (start + count > width) throw new RangeError(`No node ${node.level}/${node.index} in a tree of ${size}`)
  return { level, index, width }
}

/**
 * Reads tree nodes out of tiles.
 * @param bytesOf the bytes of a tile, `width · 32` of them or more
 */
export function readerOfTiles(hash: Hash, size: number, bytesOf: (tile: Tile) => Uint8Array): NodeReader {
  return node => {
    const { start, count } = placeOf(node)
    const bytes = bytesOf(tileOfNode(node, size))
    let row = Array.from({ length: count }, (_, at) =>
      bytes.subarray((start + at) * HASH_BYTES, (start + at + 1) * HASH_BYTES),
    )
    if (row.some(entry => entry.length !== HASH_BYTES)) throw new RangeError('That tile is too short')
    while (row.length > 1) {
      const below = row
      row = Array.from({ length: below.length / 2 }, (_, at) => joinNodes(hash, below.slice(2 * at, 2 * at + 2)))
    }
    return joinNodes(hash, row)
  }
}

function placeOf({ level, index }: NodeId): Tile & { start: number; count: number } {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const count = 2 ** (level % TILE_HEIGHT)
  const first = index * count
  return {
    level: tileLevel,
    index: Math.floor(first / TILE_WIDTH),
    width: TILE_WIDTH,
    start: first % TILE_WIDTH,
    count,
  }
}
